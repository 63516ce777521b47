//! Who asks.

use ficha::field::Clave;
use ficha_contract::{Failure, Refusal};

/// Who asks, once that is known.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// Everyone, where that is allowed.
    Everyone,
    /// Who has a token.
    Token {
        id: u64,
        name: String,
        /// The one customer it is good for, if it is for one.
        only: Option<u64>,
    },
}

impl Caller {
    /// The name in the history.
    pub(crate) fn actor(&self) -> String {
        match self {
            Self::Everyone => "publico".to_owned(),
            Self::Token { id, name, .. } => format!("token {id}: {name}"),
        }
    }

    /// That it may touch this customer.
    pub(crate) fn expect_cliente(&self, id: Clave) -> Result<(), Refusal> {
        match self {
            Self::Token { only: Some(only), .. } if *only != id.get() => Err(Refusal::Failure(Failure::TokenCliente)),
            _ => Ok(()),
        }
    }
}
