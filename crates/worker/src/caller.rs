//! The caller of a request.

use ficha::field::Id;
use ficha_contract::{Failure, Refusal};

/// The caller of an authorised request.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// No token: the endpoint needs none, or `ACCESO=publico` lets anyone write.
    Everyone,
    /// A caller with a token.
    Token {
        id: u64,
        name: String,
        /// The only customer that the token is for; `None` if it is for all.
        only: Option<u64>,
    },
}

impl Caller {
    /// The name of the caller in the history.
    pub(crate) fn actor(&self) -> String {
        match self {
            Self::Everyone => "publico".to_owned(),
            Self::Token { id, name, .. } => format!("token {id}: {name}"),
        }
    }

    /// Refuses if the token is for another customer.
    pub(crate) fn expect_cliente(&self, id: Id) -> Result<(), Refusal> {
        match self {
            Self::Token { only: Some(only), .. } if *only != id.get() => Err(Failure::TokenCliente.into()),
            _ => Ok(()),
        }
    }
}
