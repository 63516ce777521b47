//! One edit: a change, its row of history and its idempotency record, in one transaction. `ficha_sql::Edit` has the
//! statements and documents how they guard each other.

use super::{Batch, Store, first};
use crate::platform;
use ficha::field::Id;
use ficha_contract::{Failure, Refusal};
use ficha_sql::{Edit as Statements, FIND_REPLAY};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use worker::{D1PreparedStatement, D1Result};

/// The data of a request for an edit, apart from the change itself.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    /// The caller, for the history.
    pub(crate) actor: String,
    /// The versions that the caller named; `None` if any version is accepted.
    pub(crate) versions: Option<Vec<u64>>,
    pub(crate) key: Option<Key>,
    /// The unique id of this request.
    pub(crate) request: String,
}

/// An idempotency key, as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The hash of the scope and the key.
    pub(crate) hash: String,
    /// The fingerprint of the request body.
    pub(crate) fingerprint: String,
}

/// The answer to an edit that was made.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) body: String,
    pub(crate) version: u64,
    /// True if an earlier request made it.
    pub(crate) is_replay: bool,
}

/// The row that the first statement finds. `expect` reads the further columns, which are the edit's own.
#[derive(Debug, Deserialize)]
struct StoredAnswer {
    /// The version of the customer; `None` if the customer does not exist.
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

/// An idempotency key expires after this time, in milliseconds.
const DAY: i64 = 24 * 3_600_000;

impl Edit {
    /// Runs an edit of a customer. `frame` is the text around the part of the answer that SQL makes; `expect` checks
    /// the edit's own columns of the first statement.
    pub(super) async fn run(
        &self,
        store: &Store,
        statements: &Statements,
        id: Id,
        change: &str,
        frame: [&str; 2],
        expect: impl Fn(&D1Result) -> Result<(), Refusal>,
    ) -> Result<Edited, Refusal> {
        let parameters = self.parameters(super::js_id(id), change, frame);
        let mut sql = vec![&statements.find, &statements.record_history, &statements.change, &statements.read];
        if self.key.is_some() {
            sql.insert(1, &statements.claim);
            sql.push(&statements.settle);
        }
        let batch = || sql.iter().map(|sql| prepared(store, sql, &parameters)).collect::<Result<Vec<_>, Refusal>>();
        let kind = if self.key.is_some() { Batch::Keyed } else { Batch::Once };
        let results = store.send(kind, batch).await?;
        let found = results.first().ok_or(Failure::Internal)?;
        if let Some(edited) = self.expect_editable(found)? {
            return Ok(edited);
        }
        expect(found)?;
        let place = sql.iter().position(|sql| **sql == statements.read);
        let read = place.and_then(|place| results.get(place)).ok_or(Failure::Internal)?;
        let Read { cuerpo, version } = first(read)?.ok_or(Failure::Internal)?;
        Ok(Edited { body: cuerpo, version, is_replay: false })
    }

    /// Refuses what [`Edit::run`] would refuse, without any change; returns the stored answer if there is one.
    pub(super) async fn preview(
        &self,
        store: &Store,
        statements: &Statements,
        id: Id,
        change: &str,
        expect: impl Fn(&D1Result) -> Result<(), Refusal>,
    ) -> Result<Option<Edited>, Refusal> {
        let find = prepared(store, &statements.find, &self.parameters(super::js_id(id), change, ["", ""]))?;
        let [found] = store.read([find]).await?;
        let replay = self.expect_editable(&found)?;
        if replay.is_none() {
            expect(&found)?;
        }
        Ok(replay)
    }

    /// Returns the stored answer to this request, if there is one.
    pub(crate) async fn replay(&self, store: &Store) -> Result<Option<Edited>, Refusal> {
        if self.key.is_none() {
            return Ok(None);
        }
        let find = prepared(store, FIND_REPLAY, &self.parameters(JsValue::NULL, "", ["", ""]))?;
        let [found] = store.read([find]).await?;
        self.replayed(&mut first(&found)?.ok_or(Failure::Internal)?)
    }

    fn replayed(&self, found: &mut StoredAnswer) -> Result<Option<Edited>, Refusal> {
        let (Some(key), Some(fingerprint)) = (&self.key, &found.huella) else { return Ok(None) };
        if key.fingerprint != *fingerprint {
            return Err(Failure::KeyReused.into());
        }
        let (Some(body), Some(version)) = (found.cuerpo.take(), found.version_de_antes) else {
            return Err(Failure::KeyRunning.into());
        };
        // If this request stored the answer, it is not a replay: only D1's reply to an earlier attempt was lost.
        let is_replay = found.peticion.as_ref() != Some(&self.request);
        Ok(Some(Edited { body, version, is_replay }))
    }

    /// Checks the key, the customer and the version, in the order of the contract; returns a stored answer.
    fn expect_editable(&self, found: &D1Result) -> Result<Option<Edited>, Refusal> {
        let mut found: StoredAnswer = first(found)?.ok_or(Failure::Internal)?;
        if let Some(edited) = self.replayed(&mut found)? {
            return Ok(Some(edited));
        }
        let version = found.version.ok_or(Failure::NotFound)?;
        match &self.versions {
            Some(known) if !known.contains(&version) => Err(Failure::Version.into()),
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

/// Prepares a statement with only the parameters up to its highest number, because D1 takes exactly that many.
fn prepared(store: &Store, sql: &str, parameters: &[JsValue]) -> Result<D1PreparedStatement, Refusal> {
    let numbers = sql.split('?').skip(1).filter_map(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.get(..digits)?.parse().ok()
    });
    let highest: usize = numbers.max().unwrap_or_default();
    store.statement(sql, parameters.get(..highest).unwrap_or(parameters))
}
