//! Sends customer records to the API of ficha from a browser, and reports the results.
//!
//! Every call gives an [`Answer`], except for an option that cannot be used ([`Misuse`]). Without an answer from the
//! server it has the status 0 and one of the codes of [`Trouble`].
//!
//! ```no_run
//! # async fn example() -> Result<(), ficha_client::Misuse> {
//! use ficha_client::{Client, Options};
//! use ficha_contract::UPDATE_CLIENTE_PUBLICO;
//!
//! let client = Client { base_url: "https://api.example.com".into(), ..Client::default() };
//! let body = r#"{"telefono": "+51987654321"}"#;
//! let answer = client.send(&UPDATE_CLIENTE_PUBLICO, Some(42), body, &Options::default()).await?;
//! assert!(answer.ok || answer.code.is_some());
//! # Ok(())
//! # }
//! ```
//!
//! [`js`] is the JavaScript interface.

// Runs the example of the README with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod answer;
mod client;
pub mod js;

pub use answer::{Answer, Trouble};
pub use client::{Client, Misuse, Options};
