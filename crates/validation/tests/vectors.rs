//! The rows of `tests/vectors`, natively.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

use ficha::field::{ALONE, Fecha, Normal};
use ficha::form::{AgregarDireccion, Kind, UpdateCliente, UpdateClientePublico};
use ficha::{Checked, Form, Host, Issue, Param, Segment, Table, Value, check, read};
use serde_json::{Map, Value as Json, json};
use std::{fs, path::PathBuf};

/// What a record came to, in the words of the vectors.
#[derive(Debug, PartialEq)]
struct Outcome {
    unreadable: Option<(String, Json)>,
    value: Json,
    issues: Json,
    warnings: Json,
}

#[test]
fn fields() {
    let base = read_json("base.json");
    let failures = each_case("field", |file, case| {
        let form = text(&file["form"]);
        let path = file["path"].as_array().unwrap();
        let outcome = run(form, &with_value(&base[form], path, case));
        let expected_issues = match case.get("code") {
            Some(code) => json!([{"path": path, "code": code, "params": case.get("params").unwrap_or(&json!({}))}]),
            None => json!([]),
        };
        let expected_value = match (case.get("set"), case.get("clear")) {
            (Some(value), _) => Some(value),
            (None, Some(_)) => Some(&Json::Null),
            (None, None) => None,
        };
        let value = path.iter().try_fold(&outcome.value, |inside, step| match step {
            Json::String(name) => inside.get(name),
            step => inside.get(usize::try_from(step.as_u64()?).ok()?),
        });
        let is_same = outcome.unreadable.is_none()
            && outcome.issues == expected_issues
            && (case.get("code").is_some() || value == expected_value);
        (!is_same).then(|| format!("{value:?} {outcome:?}"))
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn forms() {
    let base = read_json("base.json");
    let failures = each_case("form", |file, case| {
        let form = text(&file["form"]);
        let outcome = run(form, &record_text(&base[form], case));
        let expected_unreadable = case
            .get("unreadable")
            .map(|code| (text(code).to_owned(), case.get("params").cloned().unwrap_or(json!({}))));
        let is_same = outcome.unreadable == expected_unreadable
            && outcome.issues == *case.get("issues").unwrap_or(&json!([]))
            && case.get("warnings").is_none_or(|warnings| outcome.warnings == *warnings);
        (!is_same).then(|| format!("{outcome:?}"))
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn fields_alone() {
    let failures = each_case("alone", |file, case| {
        let field = ALONE.iter().find(|field| field.name == file["schema"]).unwrap();
        let json = value_text(case);
        let raw = read::json_value(json.as_bytes()).unwrap();
        let got = match field.check_alone(&raw, &host()) {
            Ok(Normal::Text(text)) => json!({"set": text}),
            Ok(Normal::Integer(value)) => json!({"set": value}),
            Err(code) => json!({"code": code.id(), "params": params(code.param())}),
        };
        let expected = match case.get("code") {
            Some(code) => json!({"code": code, "params": case.get("params").unwrap_or(&json!({}))}),
            None => json!({"set": case["set"]}),
        };
        (got != expected).then(|| got.to_string())
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn host() -> Host {
    Host::native(Fecha::new(2026, 11, 22).unwrap())
}

/// The value of a case as JSON text.
fn value_text(case: &Json) -> String {
    case.get("json").map_or_else(|| case["value"].to_string(), |json| text(json).to_owned())
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn read_json(name: &str) -> Json {
    serde_json::from_slice(&fs::read(folder().join(name)).unwrap()).unwrap()
}

/// Runs every case of every file of a folder; the failures, named by file and row.
fn each_case(kind: &str, test: impl Fn(&Json, &Json) -> Option<String>) -> Vec<String> {
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder().join(kind)).unwrap() {
        let name = format!("{kind}/{}", entry.unwrap().file_name().to_string_lossy());
        let file = read_json(&name);
        for (row, case) in file["cases"].as_array().unwrap().iter().enumerate() {
            count += 1;
            failures.extend(test(&file, case).map(|got| format!("{name} row {row}: {case}\n    got {got}")));
        }
    }
    assert!(count > 20, "no vectors in {kind}");
    println!("vectors: {count} of {kind}");
    failures
}

/// The base record with the case's value at `path`, as JSON text.
fn with_value(base: &Json, path: &[Json], case: &Json) -> String {
    const PLACE: &str = "value goes here";
    let mut record = base.clone();
    let (last, parents) = path.split_last().unwrap();
    let mut inside = &mut record;
    for step in parents {
        inside = match step {
            Json::String(name) => &mut inside[name.as_str()],
            index => &mut inside[usize::try_from(index.as_u64().unwrap()).unwrap()],
        };
    }
    let members = inside.as_object_mut().unwrap();
    if case.get("absent").is_some() {
        members.remove(text(last));
    } else {
        members.insert(text(last).to_owned(), json!(PLACE));
    }
    record.to_string().replace(&format!("\"{PLACE}\""), &value_text(case))
}

/// The record of a case of `form/`: its own body or text, or the base record with a change.
fn record_text(base: &Json, case: &Json) -> String {
    if let Some(written) = case.get("text") {
        return text(written).to_owned();
    }
    let changed = || {
        let mut record = base.clone();
        let change: &Map<String, Json> = case["change"].as_object().unwrap();
        record.as_object_mut().unwrap().extend(change.clone());
        record
    };
    case.get("body").cloned().unwrap_or_else(changed).to_string()
}

fn run(form: &str, text: &str) -> Outcome {
    let table = match form {
        "updateCliente" => UpdateCliente::TABLE,
        "agregarDireccion" => AgregarDireccion::TABLE,
        "updateClientePublico" => UpdateClientePublico::TABLE,
        _ => panic!("{form}: no such form"),
    };
    let slots = match read::json(text.as_bytes(), table) {
        Ok(slots) => slots,
        Err(code) => {
            let unreadable = Some((code.id().to_owned(), params(code.param())));
            return Outcome { unreadable, value: json!({}), issues: json!([]), warnings: json!([]) };
        }
    };
    let Checked { values, issues, warnings } = check(table, &slots, &host());
    Outcome { unreadable: None, value: record(table, &values), issues: list(&issues), warnings: list(&warnings) }
}

fn record(table: &Table, values: &[Value<'_>]) -> Json {
    let member = |(row, value): (&ficha::form::Row, &Value<'_>)| {
        let value = match (value, row.kind) {
            (Value::Set(Normal::Text(text)), _) => json!(text),
            (Value::Set(Normal::Integer(value)), _) => json!(value),
            (Value::Clear, _) => Json::Null,
            (Value::Items(items), Kind::Many { item, .. }) => items.iter().map(|values| record(item, values)).collect(),
            _ => return None,
        };
        Some((row.name.to_owned(), value))
    };
    Json::Object(table.rows.iter().zip(values).filter_map(member).collect())
}

fn list(issues: &[Issue]) -> Json {
    issues.iter().map(|i| json!({"path": path(i), "code": i.code.id(), "params": params(i.code.param())})).collect()
}

fn path(issue: &Issue) -> Json {
    let segment = |segment: &Segment| match segment {
        Segment::Field(name) => json!(name),
        Segment::Unknown(name) => json!(name),
        Segment::Index(index) => json!(index),
    };
    issue.path.iter().map(segment).collect()
}

fn params(param: Option<(&'static str, Param)>) -> Json {
    match param {
        None => json!({}),
        Some((name, Param::Integer(value))) => json!({name: value}),
        Some((name, Param::Text(value))) => json!({name: value}),
        Some((name, Param::List(values))) => json!({name: values}),
    }
}
