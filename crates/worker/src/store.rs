//! The database: all SQL and all binding, in functions that speak of customers.
//!
//! What a request changes travels as one JSON object, the *patch*: a member that is absent keeps its
//! column, `null` clears it, a value replaces it. SQLite reads the patch itself, so the three states
//! survive on the way, integers stay exact and one parameter serves the change and its history.

mod clientes;
mod clientes_publicos;
mod direcciones;

use crate::platform;
use clientes::Clientes;
use clientes_publicos::ClientesPublicos;
use direcciones::Direcciones;
use ficha::field::Clave;
use ficha_contract::{Failure, Refusal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement, D1Result, Env, console_error};

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

/// The moment of a change.
fn now() -> JsValue {
    JsValue::from_str(&platform::now_iso())
}

/// The rows of a result.
fn rows<T: DeserializeOwned>(result: &D1Result) -> Result<Vec<T>, Refusal> {
    result.results().map_err(|error| failed(&error))
}

/// The first row of a result, if it has one.
fn first<T: DeserializeOwned>(result: &D1Result) -> Result<Option<T>, Refusal> {
    Ok(rows(result)?.into_iter().next())
}

/// What D1 says when it cannot be reached, is too busy or is full; everything else is our defect.
const UNAVAILABLE: [&str; 11] = [
    "overloaded",
    "Too many requests queued",
    "Network connection lost",
    "reset",
    "transient issue",
    "client disconnected",
    "exceeded timeout",
    "Exceeded maximum",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_BUSY",
];

/// What else D1 says, as far as it helps to find the defect.
const DEFECTS: [&str; 7] =
    ["CHECK constraint", "FOREIGN KEY", "NOT NULL", "UNIQUE", "no such table", "no such column", "D1_TYPE_ERROR"];

/// The refusal for an error of D1. Its text may hold values, so only the sign found in it is logged.
fn failed(error: &worker::Error) -> Refusal {
    let text = message(error);
    let find = |signs: &[&'static str]| signs.iter().find(|sign| text.contains(**sign)).copied();
    if let Some(sign) = find(&UNAVAILABLE) {
        console_error!("D1 is not available: {sign}");
        return Refusal::Failure(Failure::Unavailable);
    }
    console_error!("D1 refused a statement: {}", find(&DEFECTS).unwrap_or("for another reason"));
    Refusal::Failure(Failure::Internal)
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
