//! One edit: a change, its row of history and its idempotency record, in one transaction.
//!
//! Every statement tests the same condition for the edit; its result is the same in all of them, because no other
//! request runs between the statements of a batch. The result of the first statement tells if the edit happened, or why
//! not.

use crate::Customers;

/// The statements of an edit. Parameters: ?1 = id of the customer, ?2 = the changes, ?3 = now, ?4 = the versions that
/// the caller accepts, or NULL, ?5 = hash of the key, or NULL, ?6 = id of this request, ?7 = actor, ?8 and ?9 = the
/// parts of the answer before and after the part that SQL knows, ?10 = fingerprint of the body, ?11 = time when the key
/// expires.
#[derive(Debug)]
pub struct Edit {
    /// Reads the `version` of the customer, the data stored with the key, and the edit's own columns.
    pub find: String,
    /// Stores the key for this request, if the edit may happen.
    pub claim: String,
    /// Inserts the row of history.
    pub record_history: String,
    /// Changes the customer.
    pub change: String,
    /// Reads the answer (`cuerpo`) and the version after the change.
    pub read: String,
    /// Stores the answer and the version with the key.
    pub settle: String,
}

/// An edit of a kind of customer, before its statements are written.
pub(crate) struct Draft<'a> {
    pub(crate) customers: Customers,
    /// The edit's own columns of the first statement, each with a comma after it.
    pub(crate) finds: &'a str,
    /// True for the customer that may be edited.
    pub(crate) condition: &'a str,
    pub(crate) record_history: String,
    pub(crate) change: String,
    /// The answer as an SQL expression.
    pub(crate) answer: &'a str,
}

impl Draft<'_> {
    pub(crate) fn written(self) -> Edit {
        let Self { customers, finds, condition, record_history, change, answer } = self;
        let table = customers.table();
        Edit {
            find: format!("SELECT (SELECT version FROM {table} WHERE id = ?1) AS version,\n  {finds}{KEY_COLUMNS}"),
            claim: format!(
                "INSERT INTO idempotencia (clave, huella, peticion, version, vence)
SELECT ?5, ?10, ?6, version, ?11 FROM {table} WHERE {condition}
ON CONFLICT (clave) DO UPDATE SET
  huella = excluded.huella, peticion = excluded.peticion, cuerpo = NULL, version = excluded.version, vence = excluded.vence
WHERE vence <= ?3"
            ),
            record_history,
            change,
            read: format!("SELECT {answer} AS cuerpo, version FROM {table} WHERE id = ?1"),
            settle: format!(
                "UPDATE idempotencia SET (cuerpo, version) = (SELECT {answer}, version FROM {table} WHERE id = ?1)
WHERE clave = ?5 AND peticion = ?6 AND cuerpo IS NULL"
            ),
        }
    }
}

/// The columns about the key ?5; NULL if it has expired.
macro_rules! key_columns {
    () => {
        "(SELECT huella FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS huella,
  (SELECT cuerpo FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS cuerpo,
  (SELECT version FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS version_de_antes,
  (SELECT peticion FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS peticion"
    };
}

const KEY_COLUMNS: &str = key_columns!();

/// Reads the data stored with a key, for a request that has no customer yet; parameters as in [`Edit`].
pub const FIND_REPLAY: &str = concat!("SELECT NULL AS version, ", key_columns!());

/// True if the version is one that the caller accepts, or if the caller names none.
pub(crate) const VERSION_MATCHES: &str = "(?4 IS NULL OR version IN (SELECT value FROM json_each(?4)))";

/// True without a key, or if the key belongs to this request and has no stored answer. A stored answer means that an
/// earlier attempt committed and only its reply was lost.
pub(crate) const IS_OURS: &str =
    "(?5 IS NULL OR EXISTS (SELECT 1 FROM idempotencia WHERE clave = ?5 AND peticion = ?6 AND cuerpo IS NULL))";

/// True if the statement before recorded a change of the row: the newest history entry has the next version and the
/// time ?3. An edit that changes nothing is not recorded and does not increase the version.
pub(crate) fn is_recorded(customers: Customers) -> String {
    let table = customers.table();
    format!(
        "(version + 1, ?3) = (SELECT version, ocurrido FROM historial WHERE tabla = '{table}' AND id_registro = ?1 \
         ORDER BY id DESC LIMIT 1)"
    )
}
