//! One edit: a change, its row of history and its idempotency record, in one transaction.
//!
//! Every statement asks with the same predicate whether the edit may happen, because nothing else happens between the
//! statements of a batch. The first one tells what came of it.

use crate::Customers;

/// The statements of an edit. Parameters: ?1 = id of the customer, ?2 = what changes, ?3 = now, ?4 = the versions
/// named or NULL, ?5 = hash of the key or NULL, ?6 = this request, ?7 = actor, ?8 and ?9 = what stands in the answer
/// before and after the part that SQL knows, ?10 = fingerprint of the body, ?11 = when the key is forgotten.
#[derive(Debug)]
pub struct Edit {
    /// Reads the `version` of the customer, what is stored with the key, and columns of the edit's own.
    pub find: String,
    /// Claims the key, if the edit may happen.
    pub claim: String,
    /// Inserts the row of history.
    pub record_history: String,
    /// Changes the customer.
    pub change: String,
    /// Reads the answer (`cuerpo`) and the version, as they are now.
    pub read: String,
    /// Stores both with the key.
    pub settle: String,
}

/// An edit of a kind of customer, before it is written out.
pub(crate) struct Draft<'a> {
    pub(crate) customers: Customers,
    /// Columns of the first statement that only this edit has, each with a comma behind it.
    pub(crate) finds: &'a str,
    /// True for the customer that may be edited.
    pub(crate) condition: &'a str,
    pub(crate) record_history: String,
    pub(crate) change: String,
    /// The answer as an expression.
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

/// The columns that tell of a key: ?5, unless it is forgotten.
macro_rules! key_columns {
    () => {
        "(SELECT huella FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS huella,
  (SELECT cuerpo FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS cuerpo,
  (SELECT version FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS version_de_antes,
  (SELECT peticion FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS peticion"
    };
}

const KEY_COLUMNS: &str = key_columns!();

/// Reads what is stored with a key, for a request that has no customer yet; parameters as of [`Edit`].
pub const FIND_REPLAY: &str = concat!("SELECT NULL AS version, ", key_columns!());

/// True if the version is one of those named.
pub(crate) const VERSION_MATCHES: &str = "(?4 IS NULL OR version IN (SELECT value FROM json_each(?4)))";

/// True without a key, or if the key belongs to this request and has no stored answer. A stored answer means that an
/// earlier attempt committed and only its reply was lost.
pub(crate) const IS_OURS: &str =
    "(?5 IS NULL OR EXISTS (SELECT 1 FROM idempotencia WHERE clave = ?5 AND peticion = ?6 AND cuerpo IS NULL))";

/// True if the statement before recorded a change of the row in the history: the newest entry is of the next version and
/// of this moment. An edit that changes nothing is not recorded, and adds no version.
pub(crate) fn is_recorded(customers: Customers) -> String {
    let table = customers.table();
    format!(
        "(version + 1, ?3) = (SELECT version, ocurrido FROM historial WHERE tabla = '{table}' AND id_registro = ?1 \
         ORDER BY id DESC LIMIT 1)"
    )
}
