//! The database: all SQL and all binding, in functions that speak of customers.
//!
//! What a request changes travels as one JSON object, the *patch*: a member that is absent keeps its
//! column, `null` clears it, a value replaces it. SQLite reads the patch itself, so the three states
//! survive on the way, integers stay exact and one parameter serves the change and its history.

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
use ficha::field::Clave;
use ficha_contract::{Failure, Refusal};
use historial::Historial;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::time::Duration;
pub(crate) use tokens::StoredToken;
use tokens::Tokens;
use wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement, D1Result, Delay, Env, console_error};

/// The database of this deployment.
pub(crate) struct Store(D1Database);

impl Store {
    pub(crate) fn open(env: &Env) -> Result<Self, Refusal> {
        env.d1("DB").map(Self).map_err(|error| failed(&error))
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

    /// Whether the database answers.
    pub(crate) async fn expect_alive(&self) -> Result<(), Refusal> {
        self.transaction([self.statement("SELECT 1", &[])?]).await.map(drop)
    }

    /// Forgets the keys of requests that are older than a day, some at a time so that no statement takes long.
    pub(crate) async fn forget_keys(&self) -> Result<(), Refusal> {
        const FORGET: &str = "
DELETE FROM idempotencia WHERE clave IN (SELECT clave FROM idempotencia WHERE vence <= ?1 LIMIT 10000)";
        const ARE_LEFT: &str = "SELECT 1 FROM idempotencia WHERE vence <= ?1 LIMIT 1";
        let now = [JsValue::from_str(&platform::iso(platform::now_millis()))];
        // What is left after a million is for the next time.
        for _ in 0..100 {
            let [_, left] = self.transaction([self.statement(FORGET, &now)?, self.statement(ARE_LEFT, &now)?]).await?;
            if first::<serde::de::IgnoredAny>(&left)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// A statement with its numbered parameters.
    fn statement(&self, sql: &str, parameters: &[JsValue]) -> Result<D1PreparedStatement, Refusal> {
        self.0.prepare(sql).bind(parameters).map_err(|error| failed(&error))
    }

    /// Several statements in one transaction and one round trip: all happen or none does.
    async fn transaction<const N: usize>(
        &self,
        statements: [D1PreparedStatement; N],
    ) -> Result<[D1Result; N], Refusal> {
        let results = self.0.batch(Vec::from(statements)).await.map_err(|error| failed(&error))?;
        results.try_into().map_err(|_| Refusal::Failure(Failure::Internal))
    }

    /// The same, tried again where it cannot be known whether it happened. Only for what does not happen twice.
    async fn retried(
        &self,
        attempts: usize,
        batch: impl Fn() -> Result<Vec<D1PreparedStatement>, Refusal>,
    ) -> Result<Vec<D1Result>, Refusal> {
        let mut wait = Duration::from_millis(50);
        for _ in 1..attempts {
            match self.0.batch(batch()?).await {
                Err(error) if Trouble::of(&error) == Trouble::Indeterminate => {
                    console_error!("D1: not known whether it happened; tried again");
                    Delay::from(wait).await;
                    wait *= 4;
                }
                result => return result.map_err(|error| failed(&error)),
            }
        }
        self.0.batch(batch()?).await.map_err(|error| failed(&error))
    }
}

/// The body of an answer as SQL makes it, and the version it tells of.
#[derive(Debug, Deserialize)]
pub(crate) struct Versioned {
    pub(crate) cuerpo: String,
    pub(crate) version: u64,
}

impl Versioned {
    async fn read(store: &Store, sql: &str, id: Clave) -> Result<Self, Refusal> {
        let [read] = store.transaction([store.statement(sql, &[key(id)])?]).await?;
        first(&read)?.ok_or(Refusal::Failure(Failure::NotFound))
    }
}

/// A key as D1 takes it. Its numbers are doubles, which hold every [`Clave`] exactly.
#[expect(clippy::cast_precision_loss, reason = "a Clave is at most 2^53 - 1")]
fn key(id: Clave) -> JsValue {
    JsValue::from_f64(id.get() as f64)
}

/// A record as the patch that the statements read.
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

/// What an error of D1 means, by what its text has in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// It did not happen, and will not if it is sent again: a defect of ours.
    Defect,
    /// It did not happen: too much is asked of the database, or it is full.
    Unavailable,
    /// It may have happened.
    Indeterminate,
    /// It may have happened, and trying again makes it worse.
    Exhausted,
}

/// The first that fits counts: what is exhausted is reset as well.
const TROUBLES: [(&str, Trouble); 21] = [
    ("overloaded", Trouble::Unavailable),
    ("Too many requests queued", Trouble::Unavailable),
    ("Exceeded maximum", Trouble::Unavailable),
    ("SQLITE_FULL", Trouble::Unavailable),
    ("exceeded timeout", Trouble::Exhausted),
    ("memory limit", Trouble::Exhausted),
    ("CPU time limit", Trouble::Exhausted),
    ("Network connection lost", Trouble::Indeterminate),
    ("reset", Trouble::Indeterminate),
    ("transient issue", Trouble::Indeterminate),
    ("client disconnected", Trouble::Indeterminate),
    // What the platform says of a disk that is full or broken, and of its own defects.
    ("internal error; reference", Trouble::Indeterminate),
    ("SQLITE_IOERR", Trouble::Exhausted),
    ("SQLITE_BUSY", Trouble::Exhausted),
    ("CHECK constraint", Trouble::Defect),
    ("FOREIGN KEY", Trouble::Defect),
    ("NOT NULL", Trouble::Defect),
    ("UNIQUE", Trouble::Defect),
    ("no such table", Trouble::Defect),
    ("no such column", Trouble::Defect),
    ("D1_TYPE_ERROR", Trouble::Defect),
];

impl Trouble {
    fn of(error: &worker::Error) -> Self {
        sign(error).map_or(Self::Defect, |(_, trouble)| trouble)
    }
}

fn sign(error: &worker::Error) -> Option<(&'static str, Trouble)> {
    let text = message(error);
    TROUBLES.into_iter().find(|(sign, _)| text.contains(sign))
}

/// The refusal for an error of D1. Its text may hold values, so only the sign found in it is logged.
fn failed(error: &worker::Error) -> Refusal {
    console_error!("D1: {}", sign(error).map_or("for another reason", |(sign, _)| sign));
    match Trouble::of(error) {
        Trouble::Defect => Refusal::Failure(Failure::Internal),
        Trouble::Unavailable | Trouble::Indeterminate | Trouble::Exhausted => Refusal::Failure(Failure::Unavailable),
    }
}

/// The text of an error: of D1's own the message, which the SDK's `Debug` and `Display` leave out.
fn message(error: &worker::Error) -> String {
    match error {
        worker::Error::D1(error) => {
            let error: &js_sys::Error = error.as_ref();
            error.message().into()
        }
        error => format!("{error:?}"),
    }
}
