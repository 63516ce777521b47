//! Whether every face of the rules says the same.

use crate::build;
use crate::schema::TABLES;
use crate::shell::{command, run_in_view};
use anyhow::{Context, Result};
use ficha::field::{ALONE, Fecha, Normal};
use ficha::form::Kind;
use ficha::message::es;
use ficha::{Checked, Code, Host, Issue, SaidIssue, Table, Value as Checking, check, read};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Sends the same records through all of them; see `tests/agree`.
pub(crate) fn agree(arguments: &[String]) -> Result<()> {
    build::system()?;
    run_in_view("agreement", command("node", &["tests/agree/agree.mjs"]).args(arguments))?;
    run_in_view("RUC and DNI by python-stdnum", &mut command("node", &["tests/agree/oracle.mjs"]))
}

/// The native face: for each line `[schema, json]` the answer of the rules, a line each, as the npm package
/// gives it.
pub(crate) fn answer() -> Result<()> {
    let host = Host::native(today());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let (name, json): (String, String) = serde_json::from_str(&line?)?;
        let checked = answer_to(&name, json.as_bytes(), &host)?;
        let answer = checked.unwrap_or_else(|code| bad(&[Issue { path: Vec::new(), code }], &[]));
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn answer_to(name: &str, bytes: &[u8], host: &Host) -> Result<Result<Value, Code>> {
    if let Some(table) = TABLES.iter().find(|table| table.name == name) {
        return Ok(read::json(bytes, table).map(|slots| {
            let Checked { values, issues, warnings } = check(table, &slots, host);
            if issues.is_empty() { good(&record(table, &values), &warnings) } else { bad(&issues, &warnings) }
        }));
    }
    let field = ALONE.iter().find(|field| field.name == name).with_context(|| format!("{name}?"))?;
    let normal = read::json_value(bytes).and_then(|raw| Ok(json_of(&field.check_alone(&raw, host)?)));
    Ok(normal.map(|value| good(&value, &[])))
}

fn good(value: &Value, warnings: &[Issue]) -> Value {
    json!({"value": value, "issues": [], "warnings": said(warnings)})
}

fn bad(issues: &[Issue], warnings: &[Issue]) -> Value {
    json!({"issues": said(issues), "warnings": said(warnings)})
}

fn said(issues: &[Issue]) -> Vec<SaidIssue<'_>> {
    issues.iter().map(|issue| issue.said(es::sentence)).collect()
}

/// What changes: a value, or `null` for a field that is cleared.
fn record(table: &Table, values: &[Checking<'_>]) -> Value {
    let members = table.rows.iter().zip(values).filter_map(|(row, value)| {
        let value = match (value, row.kind) {
            (Checking::Set(normal), _) => json_of(normal),
            (Checking::Clear, _) => Value::Null,
            (Checking::Items(items), Kind::Many { item, .. }) => {
                items.iter().map(|values| record(item, values)).collect()
            }
            _ => return None,
        };
        Some((row.name.to_owned(), value))
    });
    Value::Object(members.collect())
}

fn json_of(normal: &Normal<'_>) -> Value {
    match normal {
        Normal::Text(text) => json!(text),
        Normal::Integer(value) => json!(value),
    }
}

#[expect(clippy::disallowed_methods, reason = "tasks run natively")]
fn today() -> Fecha {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Fecha::in_lima(i64::try_from(since_1970.as_millis()).unwrap_or_default())
}
