//! Who may write: the setting `ACCESO`.

use ficha_contract::{Failure, Refusal};
use worker::Env;

/// `publico` lets everyone write, as the documents have it. With anything else, or nothing, nobody
/// may: a deployment must choose.
pub(crate) fn authenticate(env: &Env) -> Result<(), Refusal> {
    match env.var("ACCESO") {
        Ok(mode) if mode.to_string() == "publico" => Ok(()),
        _ => Err(Refusal::Failure(Failure::AccessUnset)),
    }
}
