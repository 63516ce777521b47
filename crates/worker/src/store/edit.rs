//! One edit: a change, its row of history and its idempotency record, in one transaction. The statements, and how they
//! guard each other, are those of `ficha_sql::Edit`.

use super::{Batch, Store, first};
use crate::platform;
use ficha::field::Clave;
use ficha_contract::{Failure, Refusal};
use ficha_sql::{Edit as Statements, FIND_REPLAY};
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
        let mut sql = vec![&statements.find, &statements.record_history, &statements.change, &statements.read];
        if self.key.is_some() {
            sql.insert(1, &statements.claim);
            sql.push(&statements.settle);
        }
        let batch = || sql.iter().map(|sql| prepared(store, sql, &parameters)).collect::<Result<Vec<_>, Refusal>>();
        let kind = if self.key.is_some() { Batch::Keyed } else { Batch::Once };
        let results = store.send(kind, batch).await?;
        let found = results.first().ok_or(Refusal::Failure(Failure::Internal))?;
        if let Some(edited) = self.expect_editable(found)? {
            return Ok(edited);
        }
        expect(found)?;
        let place = sql.iter().position(|sql| **sql == statements.read);
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
        let find = prepared(store, &statements.find, &self.parameters(super::key(id), change, ["", ""]))?;
        let [found] = store.read([find]).await?;
        let replay = self.expect_editable(&found)?;
        if replay.is_none() {
            expect(&found)?;
        }
        Ok(replay)
    }

    /// The answer that this request was given before, if it was.
    pub(crate) async fn replay(&self, store: &Store) -> Result<Option<Edited>, Refusal> {
        if self.key.is_none() {
            return Ok(None);
        }
        let find = prepared(store, FIND_REPLAY, &self.parameters(JsValue::NULL, "", ["", ""]))?;
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
