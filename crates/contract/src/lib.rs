//! The messages between a client and the Worker: [`Endpoint`]s, answers, [`Failure`]s.
//!
//! The rules of the records are in the crate `ficha`. This crate has the address of every request, the answer to a
//! valid record, and the status and body of every refusal. [`header`] reads the values of request headers. The crate
//! depends on no HTTP library.
//!
//! ```
//! use ficha_contract::{Failure, UPDATE_CLIENTE_PUBLICO};
//! assert_eq!(UPDATE_CLIENTE_PUBLICO.path, "/api/clientes/:id");
//! assert_eq!(Failure::Size.status(), 413);
//! ```

// Runs the example of the README with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod answer;
mod endpoint;
mod failure;
pub mod header;

pub use answer::{AddedDirecciones, UpdatedCliente, UpdatedClientePublico, frame};
pub use endpoint::{
    AGREGAR_DIRECCION, Endpoint, ErrorMember, MAX_DIRECCIONES, READ_CATALOGOS, READ_CLIENTE, READ_CLIENTE_PUBLICO,
    READ_HISTORIAL, READ_SALUD, Scope, UPDATE_CLIENTE, UPDATE_CLIENTE_PUBLICO,
};
pub use failure::{Failure, Language, Refusal};
