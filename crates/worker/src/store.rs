//! The database, as functions about customers. The statements come from `ficha_sql`; this module binds and sends them.

mod catalogos;
mod clientes;
mod clientes_publicos;
mod direcciones;
mod edit;
mod historial;
mod tokens;

use crate::platform;
use catalogos::Catalogos;
use clientes::Clientes;
use clientes_publicos::ClientesPublicos;
use direcciones::Direcciones;
pub(crate) use edit::{Edit, Edited, Key};
use ficha::field::Id;
use ficha_contract::{Failure, Refusal};
use ficha_sql::{ARE_LEFT, FORGET_KEYS, HAS_MIGRATION};
use historial::Historial;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::time::Duration;
pub(crate) use tokens::StoredToken;
use tokens::Tokens;
use wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement, D1Result, Env, console_error};

/// The file name of the newest migration that this Worker needs.
const NEWEST_MIGRATION: &str = "0004_importacion.sql";

/// The database of this deployment, for one request.
pub(crate) struct Store {
    database: D1Database,
    /// The end of the wait for the database, in milliseconds since 1970.
    deadline: i64,
}

/// The kind of a batch, which decides its retries and its timeout.
#[derive(Clone, Copy)]
enum Batch {
    /// Idempotent: it reads, or deletes expired rows.
    Idempotent,
    /// Idempotent by its `Idempotency-Key`.
    Keyed,
    /// Not idempotent, so it is sent once.
    Once,
}

impl Batch {
    const fn attempts(self) -> usize {
        match self {
            Self::Idempotent => 2,
            Self::Keyed => 3,
            Self::Once => 1,
        }
    }

    /// The timeout of one attempt, in milliseconds.
    const fn patience(self) -> i64 {
        match self {
            Self::Idempotent => 4_000,
            Self::Keyed | Self::Once => 8_000,
        }
    }
}

impl Store {
    /// The timeout of all statements of a request together, in milliseconds.
    pub(crate) const PATIENCE: i64 = 10_000;

    pub(crate) fn open(env: &Env, deadline: i64) -> Result<Self, Refusal> {
        let database = env.d1("DB").map_err(|error| failed(&error))?;
        Ok(Self { database, deadline })
    }

    pub(crate) fn clientes(self) -> Clientes {
        Clientes(self)
    }

    pub(crate) fn direcciones(self) -> Direcciones {
        Direcciones(self)
    }

    pub(crate) fn clientes_publicos(self) -> ClientesPublicos {
        ClientesPublicos(self)
    }

    pub(crate) fn historial(self) -> Historial {
        Historial(self)
    }

    pub(crate) fn catalogos(self) -> Catalogos {
        Catalogos(self)
    }

    pub(crate) fn tokens(self) -> Tokens {
        Tokens(self)
    }

    /// Refuses if the database does not answer, or does not have the tables of this version.
    pub(crate) async fn expect_tables(&self) -> Result<(), Refusal> {
        #[derive(Deserialize)]
        struct Migration {
            found: u8,
        }
        let unavailable = Refusal::Failure(Failure::Unavailable);
        let name = [JsValue::from_str(NEWEST_MIGRATION)];
        // Without any migration the table of migrations does not exist; elsewhere that error would be a defect.
        let [found] = self.read([self.statement(HAS_MIGRATION, &name)?]).await.map_err(|_| unavailable.clone())?;
        match first(&found)? {
            Some(Migration { found: 1 }) => Ok(()),
            _ => {
                console_error!("D1: migration {NEWEST_MIGRATION} is missing; run wrangler d1 migrations apply DB");
                Err(unavailable)
            }
        }
    }

    /// Deletes idempotency keys older than a day, some at a time, so that no statement takes long.
    pub(crate) async fn forget_keys(&self) -> Result<(), Refusal> {
        let now = [JsValue::from_str(&platform::iso(platform::now_millis()))];
        // One run deletes at most a million keys; the next run deletes the rest.
        for _ in 0..100 {
            let [_, left] = self.read([self.statement(FORGET_KEYS, &now)?, self.statement(ARE_LEFT, &now)?]).await?;
            if first::<serde::de::IgnoredAny>(&left)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// Prepares a statement with its numbered parameters.
    fn statement(&self, sql: &str, parameters: &[JsValue]) -> Result<D1PreparedStatement, Refusal> {
        self.database.prepare(sql).bind(parameters).map_err(|error| failed(&error))
    }

    /// Sends idempotent statements in one transaction and one round trip.
    async fn read<const N: usize>(&self, statements: [D1PreparedStatement; N]) -> Result<[D1Result; N], Refusal> {
        let results = self.send(Batch::Idempotent, || Ok(statements.to_vec())).await?;
        results.try_into().map_err(|_| Refusal::Failure(Failure::Internal))
    }

    /// Sends statements in one transaction and one round trip: all are committed or none. If D1 does not say which, the
    /// batch is retried as often as its kind allows. If D1 does not answer in time, only an `Idempotent` batch is
    /// retried, because more changes would not help a stalled database.
    async fn send(
        &self,
        kind: Batch,
        statements: impl Fn() -> Result<Vec<D1PreparedStatement>, Refusal>,
    ) -> Result<Vec<D1Result>, Refusal> {
        let mut wait = Duration::from_millis(50);
        let mut attempt = 1;
        loop {
            let (again, refusal) = match self.answer(kind, statements()?).await {
                None => {
                    console_error!("D1: no answer in time");
                    (matches!(kind, Batch::Idempotent), Refusal::Failure(Failure::Unavailable))
                }
                Some(Ok(results)) => return Ok(results),
                Some(Err(error)) => (DatabaseError::of(&error) == DatabaseError::Indeterminate, failed(&error)),
            };
            if !again || attempt == kind.attempts() {
                return Err(refusal);
            }
            attempt += 1;
            platform::wait_about(wait).await;
            wait *= 4;
        }
    }

    /// Sends a batch once; `None` if D1 does not answer in time.
    async fn answer(&self, kind: Batch, statements: Vec<D1PreparedStatement>) -> Option<worker::Result<Vec<D1Result>>> {
        let left = self.deadline - platform::now_millis();
        let patience = u64::try_from(left.min(kind.patience())).ok().filter(|millis| *millis > 0)?;
        platform::in_time(self.database.batch(statements), Duration::from_millis(patience)).await
    }
}

/// The body of an answer, which SQL makes, and the version of the customer in it.
#[derive(Debug, Deserialize)]
pub(crate) struct Versioned {
    pub(crate) cuerpo: String,
    pub(crate) version: u64,
}

impl Versioned {
    async fn read(store: &Store, sql: &str, id: Id) -> Result<Self, Refusal> {
        let [read] = store.read([store.statement(sql, &[js_id(id)])?]).await?;
        first(&read)?.ok_or(Refusal::Failure(Failure::NotFound))
    }
}

/// Converts an id for D1. The numbers of D1 are doubles, which hold every [`Id`] exactly.
#[expect(clippy::cast_precision_loss, reason = "a Id is at most 2^53 - 1")]
fn js_id(id: Id) -> JsValue {
    JsValue::from_f64(id.get() as f64)
}

/// Converts a record into the patch that the statements read.
fn patch(record: &impl Serialize) -> Result<serde_json::Value, Refusal> {
    serde_json::to_value(record).map_err(|_| Refusal::Failure(Failure::Internal))
}

/// The rows of a result.
fn rows<T: DeserializeOwned>(result: &D1Result) -> Result<Vec<T>, Refusal> {
    result.results().map_err(|error| failed(&error))
}

/// The first row of a result, if it has one.
fn first<T: DeserializeOwned>(result: &D1Result) -> Result<Option<T>, Refusal> {
    Ok(rows(result)?.into_iter().next())
}

/// The meaning of a D1 error, found by a sign in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DatabaseError {
    /// The batch was not committed, and a retry would fail too: a defect of this Worker.
    Defect,
    /// The batch was not committed: the database is overloaded or full.
    Unavailable,
    /// The batch may have been committed.
    Indeterminate,
    /// The batch may have been committed, and a retry would make things worse.
    Exhausted,
}

/// The signs and their meanings. The first that fits counts, because an exhausted database is also reset.
const DATABASE_ERRORS: [(&str, DatabaseError); 21] = [
    ("overloaded", DatabaseError::Unavailable),
    ("Too many requests queued", DatabaseError::Unavailable),
    ("Exceeded maximum", DatabaseError::Unavailable),
    ("SQLITE_FULL", DatabaseError::Unavailable),
    ("exceeded timeout", DatabaseError::Exhausted),
    ("memory limit", DatabaseError::Exhausted),
    ("CPU time limit", DatabaseError::Exhausted),
    ("Network connection lost", DatabaseError::Indeterminate),
    ("reset", DatabaseError::Indeterminate),
    ("transient issue", DatabaseError::Indeterminate),
    ("client disconnected", DatabaseError::Indeterminate),
    // The platform's message for a full or broken disk, and for its own defects.
    ("internal error; reference", DatabaseError::Indeterminate),
    ("SQLITE_IOERR", DatabaseError::Exhausted),
    ("SQLITE_BUSY", DatabaseError::Exhausted),
    ("CHECK constraint", DatabaseError::Defect),
    ("FOREIGN KEY", DatabaseError::Defect),
    ("NOT NULL", DatabaseError::Defect),
    ("UNIQUE", DatabaseError::Defect),
    ("no such table", DatabaseError::Defect),
    ("no such column", DatabaseError::Defect),
    ("D1_TYPE_ERROR", DatabaseError::Defect),
];

impl DatabaseError {
    fn of(error: &worker::Error) -> Self {
        sign(error).map_or(Self::Defect, |(_, trouble)| trouble)
    }
}

fn sign(error: &worker::Error) -> Option<(&'static str, DatabaseError)> {
    let text = message(error);
    DATABASE_ERRORS.into_iter().find(|(sign, _)| text.contains(sign))
}

/// Logs a D1 error and returns its refusal. The text may contain values, so only the sign found in it is logged.
fn failed(error: &worker::Error) -> Refusal {
    console_error!("D1: {}", sign(error).map_or("for another reason", |(sign, _)| sign));
    match DatabaseError::of(error) {
        DatabaseError::Defect => Refusal::Failure(Failure::Internal),
        DatabaseError::Unavailable | DatabaseError::Indeterminate | DatabaseError::Exhausted => {
            Refusal::Failure(Failure::Unavailable)
        }
    }
}

/// The text of an error; for a D1 error its message, which the SDK's `Debug` and `Display` leave out.
fn message(error: &worker::Error) -> String {
    match error {
        worker::Error::D1(error) => {
            let error: &js_sys::Error = error.as_ref();
            error.message().into()
        }
        error => format!("{error:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::NEWEST_MIGRATION;

    #[test]
    fn the_newest_migration_is_the_last_file() {
        let folder = std::fs::read_dir("migrations").unwrap();
        let last = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).max();
        assert_eq!(last.as_deref(), Some(NEWEST_MIGRATION));
    }
}
