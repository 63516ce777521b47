use super::{Store, first, key};
use crate::platform;
use ficha::field::Clave;
use ficha_contract::Refusal;
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// Who may do what.
pub(crate) struct Tokens(pub(super) Store);

/// ?1 = id, ?2 = now. One that is over or was taken back is none.
const FIND: &str = "
SELECT nombre, huella, alcances, id_cliente FROM tokens
WHERE id = ?1 AND revocado IS NULL AND (vence IS NULL OR vence > ?2)";

/// A token as it is stored.
#[derive(Debug, Deserialize)]
pub(crate) struct StoredToken {
    pub(crate) nombre: String,
    /// The SHA-256 of the token, in hexadecimal.
    pub(crate) huella: String,
    /// The scopes, as a JSON array.
    pub(crate) alcances: String,
    /// The one customer it is good for, if it is for one.
    pub(crate) id_cliente: Option<u64>,
}

impl Tokens {
    /// The token with this id, if it is good now.
    pub(crate) async fn find(&self, id: Clave) -> Result<Option<StoredToken>, Refusal> {
        let now = JsValue::from_str(&platform::iso(platform::now_millis()));
        let [found] = self.0.read([self.0.statement(FIND, &[key(id), now])?]).await?;
        first(&found)
    }
}
