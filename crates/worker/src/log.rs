//! Logs one line of JSON a request, without personal data.

use serde::Serialize;
use worker::console_log;

/// The log line of an answered request.
#[derive(Serialize)]
pub(crate) struct Line<'a> {
    pub(crate) peticion: &'a str,
    pub(crate) metodo: &'a str,
    /// The path of the endpoint, with `:id` in the place of an id; `?` if no endpoint has the path and the method.
    pub(crate) ruta: &'a str,
    pub(crate) estado: u16,
    /// The code of a refusal.
    pub(crate) codigo: Option<&'a str>,
    pub(crate) ms: i64,
}

impl Line<'_> {
    pub(crate) fn write(&self) {
        if let Ok(line) = serde_json::to_string(self) {
            console_log!("{line}");
        }
    }
}
