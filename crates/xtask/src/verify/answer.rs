//! The native side of `npm run agree`, which compares it with wasm, npm and HTTP.

use anyhow::{Context, Result};
use ficha::field::{ALONE, Fecha, Normal};
use ficha::form::ALL;
use ficha::message::es;
use ficha::reader::{LocalizedIssue, Value as Checking, Values};
use ficha::table::Table;
use ficha::{Code, Host, Issue, reader};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Reads lines `[schema, json]` and prints for each the answer of the native rules on one line, in the form that the
/// npm package gives.
pub(crate) fn answer() -> Result<()> {
    let host = Host::native(today());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let (name, json): (String, String) = serde_json::from_str(&line?)?;
        let checked = answer_to(&name, json.as_bytes(), &host)?;
        let answer = checked.unwrap_or_else(|code| bad(&[Issue::for_record(code)], &[]));
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn answer_to(name: &str, bytes: &[u8], host: &Host) -> Result<Result<Value, Code>> {
    let mut tables = ALL.into_iter().chain(&ALONE);
    let table = tables.find(|table| table.name == name).with_context(|| format!("{name}?"))?;
    Ok(reader::json(bytes, table, host).map(|checked| {
        let (issues, warnings) = (checked.issues(), checked.warnings());
        if !issues.is_empty() {
            return bad(issues, warnings);
        }
        let value = record(table, checked.values());
        good(value.get("").unwrap_or(&value), warnings)
    }))
}

fn good(value: &Value, warnings: &[Issue]) -> Value {
    json!({"value": value, "issues": [], "warnings": said(warnings)})
}

fn bad(issues: &[Issue], warnings: &[Issue]) -> Value {
    json!({"issues": said(issues), "warnings": said(warnings)})
}

fn said(issues: &[Issue]) -> Vec<LocalizedIssue<'_>> {
    issues.iter().map(|issue| issue.with_sentence(es::sentence)).collect()
}

/// Returns the members that change: a value, or `null` for a field that is cleared.
fn record(table: &Table, values: Values<'_>) -> Value {
    let members = table.rows.iter().zip(values).filter_map(|(row, value)| {
        let value = match value {
            Checking::Set(Normal::Text(text)) => json!(text),
            Checking::Set(Normal::Integer(value)) => json!(value),
            Checking::Clear => Value::Null,
            Checking::Items(items) => items.records().map(|values| record(items.table(), values)).collect(),
            _ => return None,
        };
        Some((row.name.to_owned(), value))
    });
    Value::Object(members.collect())
}

#[expect(clippy::disallowed_methods, reason = "tasks run natively")]
fn today() -> Fecha {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Fecha::in_lima(i64::try_from(since_1970.as_millis()).unwrap_or_default())
}
