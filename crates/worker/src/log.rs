//! One line a request, for machines, without personal data.

use serde::Serialize;
use worker::console_log;

/// What is known of a request once it is answered.
#[derive(Serialize)]
pub(crate) struct Line<'a> {
    pub(crate) peticion: &'a str,
    pub(crate) metodo: &'a str,
    /// The path of the endpoint, with `:id` in the place of an id; `?` for a path that there is not.
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
