//! Tokens, of which only the hash is kept.

use crate::{NOW, hex, literal};

/// Finds the token ?1 that is good at ?2: one that expired or was revoked is not found.
pub const FIND_TOKEN: &str = "
SELECT nombre, huella, alcances, id_cliente FROM tokens
WHERE id = ?1 AND revocado IS NULL AND (vence IS NULL OR vence > ?2)";

/// Reads all tokens without their hashes.
pub const LIST_TOKENS: &str =
    "SELECT id, nombre, alcances, id_cliente, creado, vence, revocado FROM tokens ORDER BY creado";

/// A token to be stored.
#[derive(Debug)]
pub struct NewToken<'a> {
    /// Its number, from 1 to 2^53 − 1.
    pub id: u64,
    /// What the history calls its holder.
    pub name: &'a str,
    /// The SHA-256 of the token.
    pub hash: &'a [u8],
    /// Its scopes, as a JSON array.
    pub scopes: &'a str,
    /// The one customer it is good for, if it is for one.
    pub customer: Option<u64>,
    /// The days after which it expires, if it does.
    pub days: Option<u16>,
}

impl NewToken<'_> {
    /// Stores it.
    #[must_use]
    pub fn insert(&self) -> String {
        let Self { id, name, hash, scopes, customer, days } = self;
        let customer = customer.map_or("NULL".to_owned(), |id| id.to_string());
        let over =
            days.map_or("NULL".to_owned(), |days| format!("strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+{days} days')"));
        let (name, hash, scopes) = (literal(name), hex(hash), literal(scopes));
        format!(
            "INSERT INTO tokens (id, nombre, huella, alcances, id_cliente, vence) \
             VALUES ({id}, {name}, '{hash}', {scopes}, {customer}, {over})"
        )
    }
}

/// Revokes a token; gives its `nombre`, or no row if there is none.
#[must_use]
pub fn revoke_token(id: u64) -> String {
    format!("UPDATE tokens SET revocado = {NOW} WHERE id = {id} RETURNING nombre")
}
