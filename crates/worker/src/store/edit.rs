//! One edit: a change, its row of history and its idempotency record, in one transaction.
//!
//! Whether an edit may happen is asked in every statement by the same predicate, because nothing else happens
//! between the statements of a batch. What it came to is read from the first of them.

use super::{Store, first};
use crate::platform;
use ficha::field::Clave;
use ficha_contract::{Failure, Refusal};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use worker::{D1PreparedStatement, D1Result};

/// What a request says about the edit it asks for, apart from the change itself.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    /// Who asks, for the history.
    pub(crate) actor: String,
    /// Versions that the caller knows, if any was named.
    pub(crate) versions: Option<Vec<u64>>,
    pub(crate) key: Option<Key>,
    /// This request and no other.
    pub(crate) request: String,
}

/// A key of a request, as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The hash of its scope and itself.
    pub(crate) hash: String,
    /// The fingerprint of the body it came with.
    pub(crate) fingerprint: String,
}

/// The answer to an edit that happened.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) body: String,
    pub(crate) version: u64,
    /// Whether it had happened before.
    pub(crate) is_replay: bool,
}

/// The statements of an edit. Parameters: ?1 = id of the customer, ?2 = what changes, ?3 = now, ?4 = the versions
/// named or NULL, ?5 = hash of the key or NULL, ?6 = this request, ?7 = actor, ?8 and ?9 = what stands in the answer
/// before and after the part that SQL knows, ?10 = fingerprint of the body, ?11 = when the key is forgotten.
pub(super) struct Statements {
    /// The columns of [`Found`].
    pub(super) find: &'static str,
    /// Puts the key in, if the edit may happen.
    pub(super) claim: &'static str,
    pub(super) record_history: &'static str,
    pub(super) change: &'static str,
    /// The answer and the version, as they are now.
    pub(super) read: &'static str,
    /// Puts them into the row of the key.
    pub(super) settle: &'static str,
}

/// Columns that tell of a key: ?5, unless it is forgotten.
macro_rules! key_columns {
    () => {
        "(SELECT huella FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS huella,
  (SELECT cuerpo FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS cuerpo,
  (SELECT version FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS version_de_antes,
  (SELECT peticion FROM idempotencia WHERE clave = ?5 AND vence > ?3) AS peticion"
    };
}

/// That the version is one of those named.
macro_rules! version_matches {
    () => {
        "(?4 IS NULL OR version IN (SELECT value FROM json_each(?4)))"
    };
}

/// That the key, if there is one, is this request's, which has not happened: an attempt before this one, of which only
/// the answer was lost, has settled it.
macro_rules! is_ours {
    () => {
        "(?5 IS NULL OR EXISTS (SELECT 1 FROM idempotencia WHERE clave = ?5 AND peticion = ?6 AND cuerpo IS NULL))"
    };
}

/// Claims the key for the row of a table that fulfils a condition.
macro_rules! claim {
    ($table:literal, $condition:expr) => {
        concat!(
            "
INSERT INTO idempotencia (clave, huella, peticion, version, vence)
SELECT ?5, ?10, ?6, version, ?11 FROM ",
            $table,
            " WHERE ",
            $condition,
            "
ON CONFLICT (clave) DO UPDATE SET
  huella = excluded.huella, peticion = excluded.peticion, cuerpo = NULL, version = excluded.version, vence = excluded.vence
WHERE vence <= ?3"
        )
    };
}

/// Reads the answer, and settles the key with it.
macro_rules! answered {
    ($table:literal, $body:expr) => {
        (
            concat!("SELECT ", $body, " AS cuerpo, version FROM ", $table, " WHERE id = ?1"),
            concat!(
                "
UPDATE idempotencia SET (cuerpo, version) = (SELECT ",
                $body,
                ", version FROM ",
                $table,
                " WHERE id = ?1)
WHERE clave = ?5 AND peticion = ?6 AND cuerpo IS NULL"
            ),
        )
    };
}
pub(super) use {answered, claim, is_ours, key_columns, version_matches};

/// What the first statement finds; further columns are the table's own business.
#[derive(Debug, Deserialize)]
struct Found {
    /// Of the customer, if there is one.
    version: Option<u64>,
    huella: Option<String>,
    cuerpo: Option<String>,
    version_de_antes: Option<u64>,
    peticion: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Read {
    cuerpo: String,
    version: u64,
}

/// A key is forgotten after so many milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// So often an edit with a key is tried when it cannot be known whether it happened.
const ATTEMPTS: usize = 3;

impl Edit {
    /// Runs an edit of a customer. `frame` stands around what SQL knows of the answer; `expect` looks at what the
    /// table's own columns found.
    pub(super) async fn run(
        &self,
        store: &Store,
        statements: &Statements,
        id: Clave,
        change: &str,
        frame: [&str; 2],
        expect: impl Fn(&D1Result) -> Result<(), Refusal>,
    ) -> Result<Edited, Refusal> {
        let parameters = self.parameters(id, change, frame);
        let mut sql = vec![statements.find, statements.record_history, statements.change, statements.read];
        if self.key.is_some() {
            sql.insert(1, statements.claim);
            sql.push(statements.settle);
        }
        let batch = || sql.iter().map(|sql| prepared(store, sql, &parameters)).collect::<Result<Vec<_>, Refusal>>();
        let attempts = if self.key.is_some() { ATTEMPTS } else { 1 };
        let results = store.retried(attempts, batch).await?;
        let found = results.first().ok_or(Refusal::Failure(Failure::Internal))?;
        if let Some(edited) = self.expect_editable(found)? {
            return Ok(edited);
        }
        expect(found)?;
        let place = sql.iter().position(|sql| *sql == statements.read);
        let read = place.and_then(|place| results.get(place)).ok_or(Refusal::Failure(Failure::Internal))?;
        let Read { cuerpo, version } = first(read)?.ok_or(Refusal::Failure(Failure::Internal))?;
        Ok(Edited { body: cuerpo, version, is_replay: false })
    }

    /// Asks beforehand what [`Edit::run`] would find; an answer if it had happened before.
    pub(super) async fn preview(
        &self,
        store: &Store,
        statements: &Statements,
        id: Clave,
        change: &str,
        expect: impl Fn(&D1Result) -> Result<(), Refusal>,
    ) -> Result<Option<Edited>, Refusal> {
        let find = prepared(store, statements.find, &self.parameters(id, change, ["", ""]))?;
        let [found] = store.transaction([find]).await?;
        let replay = self.expect_editable(&found)?;
        if replay.is_none() {
            expect(&found)?;
        }
        Ok(replay)
    }

    /// In the order of the contract: the key, the customer, the version.
    fn expect_editable(&self, found: &D1Result) -> Result<Option<Edited>, Refusal> {
        let found: Found = first(found)?.ok_or(Refusal::Failure(Failure::Internal))?;
        if let (Some(key), Some(fingerprint)) = (&self.key, &found.huella) {
            if key.fingerprint != *fingerprint {
                return Err(Refusal::Failure(Failure::KeyReused));
            }
            let (Some(body), Some(version)) = (found.cuerpo, found.version_de_antes) else {
                return Err(Refusal::Failure(Failure::KeyRunning));
            };
            // An attempt whose answer was lost on the way from the database is no replay.
            let is_replay = found.peticion.as_ref() != Some(&self.request);
            return Ok(Some(Edited { body, version, is_replay }));
        }
        let version = found.version.ok_or(Refusal::Failure(Failure::NotFound))?;
        match &self.versions {
            Some(known) if !known.contains(&version) => Err(Refusal::Failure(Failure::Version)),
            _ => Ok(None),
        }
    }

    fn parameters(&self, id: Clave, change: &str, [before, after]: [&str; 2]) -> [JsValue; 11] {
        let now = platform::now_millis();
        let text = |text: &str| JsValue::from_str(text);
        let key = |part: fn(&Key) -> &str| self.key.as_ref().map_or(JsValue::NULL, |key| text(part(key)));
        let versions = self.versions.as_ref().map_or(JsValue::NULL, |versions| text(&format!("{versions:?}")));
        [
            super::key(id),
            text(change),
            text(&platform::iso(now)),
            versions,
            key(|key| &key.hash),
            text(&self.request),
            text(&self.actor),
            text(before),
            text(after),
            key(|key| &key.fingerprint),
            text(&platform::iso(now + DAY)),
        ]
    }
}

/// A statement with those of the parameters that it names: D1 takes as many as the highest number says.
fn prepared(store: &Store, sql: &str, parameters: &[JsValue]) -> Result<D1PreparedStatement, Refusal> {
    let numbers = sql.split('?').skip(1).filter_map(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.get(..digits)?.parse().ok()
    });
    let highest: usize = numbers.max().unwrap_or_default();
    store.statement(sql, parameters.get(..highest).unwrap_or(parameters))
}
