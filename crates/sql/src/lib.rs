//! Every SQL statement that a program sends, as text: the Worker binds them to D1, the operator's commands pass them to
//! wrangler. No other crate has SQL; `npm run check` enforces it.
//!
//! Lists of columns come from the tables of the forms, so a new field needs no new statement. Statements of the Worker
//! have numbered parameters; statements of the operator contain their values, text as a [`literal`].
//!
//! The changes of a request are sent as one JSON object, the *patch*: an absent member keeps its column, `null` clears
//! it, a value replaces it. SQLite reads the patch itself, so the three states are not lost on the way, integers stay
//! exact, and one parameter serves the change and its history.

mod catalogos;
mod cliente;
mod customers;
mod direccion;
mod edit;
mod erasure;
mod file;
mod historial;
mod idempotencia;
mod migration;
mod token;

pub use catalogos::{REFERENCES, read_catalogos};
pub use cliente::{read_cliente, update_cliente};
pub use customers::{Customers, SECRET};
pub use direccion::add_direcciones;
pub use edit::{Edit, FIND_REPLAY};
pub use erasure::{Erasure, erase, erase_history};
pub use file::{merge_imported, page, stage_imported};
pub use historial::READ_HISTORIAL;
pub use idempotencia::{ARE_LEFT, FORGET_KEYS};
pub use migration::{APPLIED_MIGRATIONS, HAS_MIGRATION};
pub use token::{FIND_TOKEN, LIST_TOKENS, NewToken, revoke_token};

/// The time of a statement, in the format of every time column.
const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

/// Writes a text as a value inside a statement: its bytes in hexadecimal. No text can end the value early, and
/// wrangler, which removes `BEGIN TRANSACTION;` and `COMMIT;` from statements and splits them at semicolons, finds
/// nothing to change.
///
/// ```
/// assert_eq!(ficha_sql::literal("a'"), "CAST(x'6127' AS TEXT)");
/// ```
#[must_use]
pub fn literal(text: &str) -> String {
    format!("CAST(x'{}' AS TEXT)", hex(text.as_bytes()))
}

/// Writes bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_literal_holds_only_digits() {
        for text in ["", "a", "'); DROP TABLE clientes; --", "BEGIN TRANSACTION;", "\0", "\u{10FFFF}"] {
            let literal = literal(text);
            let digits = literal.strip_prefix("CAST(x'").and_then(|rest| rest.strip_suffix("' AS TEXT)")).unwrap();
            assert!(digits.bytes().all(|b| b.is_ascii_hexdigit()), "{text:?}");
            assert_eq!(digits.len(), 2 * text.len(), "{text:?}");
        }
    }
}
