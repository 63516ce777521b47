use super::{Store, first, js_id};
use crate::platform;
use ficha::field::Id;
use ficha_contract::Refusal;
use ficha_sql::FIND_TOKEN;
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// The tokens, which grant access.
pub(crate) struct Tokens(pub(super) Store);

/// A token as it is stored.
#[derive(Debug, Deserialize)]
pub(crate) struct StoredToken {
    pub(crate) nombre: String,
    /// The SHA-256 of the token, in hexadecimal.
    pub(crate) huella: String,
    /// The scopes, as a JSON array.
    pub(crate) alcances: String,
    /// The only customer that the token is for; `None` if it is for all.
    pub(crate) id_cliente: Option<u64>,
}

impl Tokens {
    /// Returns the token with this id; `None` if it does not exist, expired or was revoked.
    pub(crate) async fn find(&self, id: Id) -> Result<Option<StoredToken>, Refusal> {
        let now = JsValue::from_str(&platform::iso(platform::now_millis()));
        let [found] = self.0.read([self.0.statement(FIND_TOKEN, &[js_id(id), now])?]).await?;
        first(&found)
    }
}
