//! Tokens; the database stores only their hash.

use crate::{NOW, hex, literal};

/// Finds the token ?1 if it is valid at ?2: an expired or revoked token is not found.
pub const FIND_TOKEN: &str = "
SELECT nombre, huella, alcances, id_cliente FROM tokens
WHERE id = ?1 AND revocado IS NULL AND (vence IS NULL OR vence > ?2)";

/// Reads all tokens without their hashes.
pub const LIST_TOKENS: &str =
    "SELECT id, nombre, alcances, id_cliente, creado, vence, revocado FROM tokens ORDER BY creado";

/// A new token to store.
#[derive(Debug)]
pub struct NewToken<'a> {
    /// The id, from 1 to 2^53 − 1.
    pub id: u64,
    /// The name of its holder in the history.
    pub name: &'a str,
    /// The SHA-256 of the token.
    pub hash: &'a [u8],
    /// The scopes, as a JSON array.
    pub scopes: &'a str,
    /// The only customer that the token is valid for; `None` if it is for all.
    pub customer: Option<u64>,
    /// The number of days until it expires; `None` if it does not expire.
    pub days: Option<u16>,
}

impl NewToken<'_> {
    /// The statement that stores the token.
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

/// Revokes a token; gives its `nombre`, or no row if the token does not exist.
#[must_use]
pub fn revoke_token(id: u64) -> String {
    format!("UPDATE tokens SET revocado = {NOW} WHERE id = {id} RETURNING nombre")
}
