//! One edit: a change, its row of history and its idempotency record, in one transaction.
//!
//! Whether an edit may happen is asked in every statement by the same predicate, because nothing else happens
//! between the statements of a batch. What it came to is read from the first of them.

use super::{Batch, Store, first};
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

/// True without a key, or if the key belongs to this request and has no stored answer. A stored answer means that an
/// earlier attempt committed and only its reply was lost.
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

/// True if the statement before recorded a change of the row in the history: the newest entry is of the next version and
/// of this moment. What changes nothing is not recorded, and adds no version.
macro_rules! is_recorded {
    ($table:literal) => {
        concat!(
            "(version + 1, ?3) = (SELECT version, ocurrido FROM historial WHERE tabla = '",
            $table,
            "' AND id_registro = ?1 ORDER BY id DESC LIMIT 1)"
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
pub(super) use {answered, claim, is_ours, is_recorded, key_columns, version_matches};

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
        let parameters = self.parameters(super::key(id), change, frame);
        let mut sql = vec![statements.find, statements.record_history, statements.change, statements.read];
        if self.key.is_some() {
            sql.insert(1, statements.claim);
            sql.push(statements.settle);
        }
        let batch = || sql.iter().map(|sql| prepared(store, sql, &parameters)).collect::<Result<Vec<_>, Refusal>>();
        let kind = if self.key.is_some() { Batch::Keyed } else { Batch::Once };
        let results = store.send(kind, batch).await?;
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
        let find = prepared(store, statements.find, &self.parameters(super::key(id), change, ["", ""]))?;
        let [found] = store.read([find]).await?;
        let replay = self.expect_editable(&found)?;
        if replay.is_none() {
            expect(&found)?;
        }
        Ok(replay)
    }

    /// The answer that this request was given before, if it was.
    pub(crate) async fn replay(&self, store: &Store) -> Result<Option<Edited>, Refusal> {
        const FIND: &str = concat!("SELECT NULL AS version, ", key_columns!());
        if self.key.is_none() {
            return Ok(None);
        }
        let find = prepared(store, FIND, &self.parameters(JsValue::NULL, "", ["", ""]))?;
        let [found] = store.read([find]).await?;
        self.replayed(&mut first(&found)?.ok_or(Refusal::Failure(Failure::Internal))?)
    }

    fn replayed(&self, found: &mut Found) -> Result<Option<Edited>, Refusal> {
        let (Some(key), Some(fingerprint)) = (&self.key, &found.huella) else { return Ok(None) };
        if key.fingerprint != *fingerprint {
            return Err(Refusal::Failure(Failure::KeyReused));
        }
        let (Some(body), Some(version)) = (found.cuerpo.take(), found.version_de_antes) else {
            return Err(Refusal::Failure(Failure::KeyRunning));
        };
        // An attempt whose answer was lost on the way from the database is no replay.
        let is_replay = found.peticion.as_ref() != Some(&self.request);
        Ok(Some(Edited { body, version, is_replay }))
    }

    /// In the order of the contract: the key, the customer, the version.
    fn expect_editable(&self, found: &D1Result) -> Result<Option<Edited>, Refusal> {
        let mut found: Found = first(found)?.ok_or(Refusal::Failure(Failure::Internal))?;
        if let Some(edited) = self.replayed(&mut found)? {
            return Ok(Some(edited));
        }
        let version = found.version.ok_or(Refusal::Failure(Failure::NotFound))?;
        match &self.versions {
            Some(known) if !known.contains(&version) => Err(Refusal::Failure(Failure::Version)),
            _ => Ok(None),
        }
    }

    fn parameters(&self, id: JsValue, change: &str, [before, after]: [&str; 2]) -> [JsValue; 11] {
        let now = platform::now_millis();
        let text = |text: &str| JsValue::from_str(text);
        let key = |part: fn(&Key) -> &str| self.key.as_ref().map_or(JsValue::NULL, |key| text(part(key)));
        let versions = self.versions.as_ref().map_or(JsValue::NULL, |versions| text(&format!("{versions:?}")));
        [
            id,
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
