//! The forms: one table for each; everything else about a form follows from its table.

mod agregar_direccion;
mod cliente_publico;
mod update_cliente;
mod update_cliente_publico;

pub use agregar_direccion::{AgregarDireccion, NuevaDireccion};
pub use cliente_publico::ClientePublico;
pub use update_cliente::UpdateCliente;
pub use update_cliente_publico::UpdateClientePublico;

use crate::Form;
use crate::table::Table;

/// The tables of the forms that are sent, in the order of their numbers in JavaScript.
pub const ALL: [&Table; 3] = [UpdateCliente::TABLE, AgregarDireccion::TABLE, UpdateClientePublico::TABLE];
