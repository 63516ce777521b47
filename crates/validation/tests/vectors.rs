//! Runs the rows of `tests/vectors` in native Rust.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use ficha::field::{ALONE, Fecha, Normal};
use ficha::form::{AgregarDireccion, UpdateCliente, UpdateClientePublico};
use ficha::reader::{Checked, Param, Raw, Segment, Value, Values};
use ficha::table::RowKind;
use ficha::table::Table;
use ficha::{Code, Form, Host, Issue, reader};
use serde_json::{Map, Value as Json, json};
use std::{fs, path::PathBuf};

/// The result of a record, in the words of the vectors.
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
        let outcome = run(form, with_value(&base[form], path, case).as_bytes());
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
        let outcome = run(form, &record_bytes(&base[form], case));
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
        let table = ALONE.iter().find(|table| table.name == file["schema"]).unwrap();
        let json = value_text(case);
        let checked = reader::json(json.as_bytes(), table, &host()).unwrap();
        let got = match checked.issues().first() {
            None => json!({"set": record(table, checked.values())[""]}),
            Some(Issue { code, .. }) => json!({"code": code.id(), "params": params(code.param())}),
        };
        let expected = match case.get("code") {
            Some(code) => json!({"code": code, "params": case.get("params").unwrap_or(&json!({}))}),
            None => json!({"set": case["set"]}),
        };
        (got != expected).then(|| got.to_string())
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn names_and_values() {
    let failures = each_case("pairs", |file, case| {
        let table = table(text(&file["form"]));
        let pairs: Vec<(&str, &str)> =
            case["pairs"].as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect();
        let pairs = pairs.into_iter().map(|(name, value)| (name, Raw::from(value)));
        let issues = list(reader::pairs("", pairs, table, &host()).issues());
        (issues != case["issues"]).then(|| issues.to_string())
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[cfg(feature = "csv")]
#[test]
fn tables() {
    let failures = each_case("table", |file, case| {
        let table = table(text(&file["form"]));
        let mut records = Vec::new();
        let mut each = |place: reader::Place, record: Result<Checked<'_>, Code>| {
            let line = place.line;
            let codes = |issues: &[Issue]| issues.iter().map(|issue| issue.code.id()).collect::<Vec<_>>();
            records.push(match record {
                Ok(checked) if checked.warnings().is_empty() => json!([line, codes(checked.issues())]),
                Ok(checked) => json!([line, codes(checked.issues()), codes(checked.warnings())]),
                Err(code) => json!([line, [code.id()]]),
            });
        };
        let bytes = bytes(case).unwrap();
        let is_csv = file["format"] == "csv";
        let mut reader = if is_csv { reader::Csv::new(table).into() } else { reader::Records::ndjson(table) };
        bytes.chunks(7).for_each(|chunk| reader.feed(chunk, &host(), &mut each));
        reader.finish(&host(), &mut each);
        (json!(records) != case["records"]).then(|| json!(records).to_string())
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Codes that only the database or a file as a whole can cause; `tests/worker` covers them.
const OF_THE_STORE: [&str; 5] = ["line.repeated", "list.full", "reference.unknown", "sheet.label", "sheet.marks"];

#[test]
fn every_code_has_a_vector() {
    let mut seen = String::new();
    for kind in ["alone", "field", "form", "pairs", "table"] {
        for entry in fs::read_dir(folder().join(kind)).unwrap() {
            seen += &fs::read_to_string(entry.unwrap().path()).unwrap();
        }
    }
    // `sheet/file_kind.rs` and `tests/wasm/files.test.mjs` cover what files are.
    let is_of_file = |id: &str| id.starts_with("file.") && id != "file.encoding";
    let is_seen = |id: &str| OF_THE_STORE.contains(&id) || is_of_file(id) || seen.contains(&format!("\"{id}\""));
    let missing = Code::IDS.iter().filter(|id| !is_seen(id));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// The name of a state, and a function that is true for a case in that state.
type State<'a> = (&'a str, &'a dyn Fn(&Json) -> bool);

#[test]
fn every_field_has_vectors_for_every_state() {
    let mut missing = Vec::new();
    let mut expect = |forms: &[&str], path: Json, name: &str| {
        let cases: Vec<Json> = fs::read_dir(folder().join("field"))
            .unwrap()
            .map(|entry| read_json(&format!("field/{}", entry.unwrap().file_name().to_string_lossy())))
            .filter(|file| forms.contains(&text(&file["form"])) && file["path"] == path)
            .flat_map(|file| file["cases"].as_array().unwrap().clone())
            .collect();
        let blank = |case: &Json| case["value"].as_str().is_some_and(|text| !text.is_empty() && text.trim().is_empty());
        let states: [State<'_>; 6] = [
            ("absent", &|case| case["absent"] == true),
            ("null", &|case| case.get("value") == Some(&Json::Null)),
            ("empty", &|case| case["value"] == ""),
            ("blank", &blank),
            ("a value", &|case| case["set"] != "" && case.get("set").is_some()),
            ("a refusal", &|case| case.get("code").is_some()),
        ];
        missing.extend(
            states
                .into_iter()
                .filter(|(_, is_it)| !cases.iter().any(is_it))
                .map(|(state, _)| format!("{name}: {state}")),
        );
    };
    for table in [UpdateCliente::TABLE, AgregarDireccion::TABLE, UpdateClientePublico::TABLE] {
        for row in table.rows {
            expect(&[table.name], json!([row.name]), row.name);
            if let RowKind::Many { item, .. } = row.kind {
                item.rows.iter().for_each(|inner| expect(&[table.name], json!([row.name, 0, inner.name]), inner.name));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    for field in &ALONE {
        assert!(folder().join(format!("alone/{}.json", field.name)).exists(), "{}", field.name);
    }
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
    PathBuf::from("../../tests/vectors")
}

fn read_json(name: &str) -> Json {
    serde_json::from_slice(&fs::read(folder().join(name)).unwrap()).unwrap()
}

/// Runs every case of every file in a folder; gives the failures, named by file and row.
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
    assert!(count > 0, "no vectors in {kind}");
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

/// The bytes of a case, given as text or in hexadecimal, padded with spaces up to `padded_to`.
fn bytes(case: &Json) -> Option<Vec<u8>> {
    let hex = |hex: &Json| {
        let digits = text(hex).as_bytes().chunks(2);
        digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
    };
    let mut bytes =
        case.get("text").map(|written| text(written).as_bytes().to_vec()).or_else(|| case.get("hex").map(hex))?;
    let length = case.get("padded_to").map_or(bytes.len(), |length| length.as_u64().unwrap() as usize);
    bytes.resize(length, b' ');
    Some(bytes)
}

/// The record of a case in `form/`: its own bytes or body, or the base record with a change.
fn record_bytes(base: &Json, case: &Json) -> Vec<u8> {
    let changed = || {
        let mut record = base.clone();
        let change: &Map<String, Json> = case["change"].as_object().unwrap();
        record.as_object_mut().unwrap().extend(change.clone());
        record
    };
    bytes(case).unwrap_or_else(|| case.get("body").cloned().unwrap_or_else(changed).to_string().into_bytes())
}

fn table(form: &str) -> &'static Table {
    let tables = [UpdateCliente::TABLE, AgregarDireccion::TABLE, UpdateClientePublico::TABLE];
    tables.into_iter().find(|table| table.name == form).unwrap()
}

fn run(form: &str, json: &[u8]) -> Outcome {
    let table = table(form);
    match reader::json(json, table, &host()) {
        Ok(checked) => Outcome {
            unreadable: None,
            value: record(table, checked.values()),
            issues: list(checked.issues()),
            warnings: list(checked.warnings()),
        },
        Err(code) => {
            let unreadable = Some((code.id().to_owned(), params(code.param())));
            Outcome { unreadable, value: json!({}), issues: json!([]), warnings: json!([]) }
        }
    }
}

fn record(table: &Table, values: Values<'_>) -> Json {
    let member = |(row, value): (&ficha::table::Row, Value<'_>)| {
        let value = match value {
            Value::Set(Normal::Text(text)) => json!(text),
            Value::Set(Normal::Integer(value)) => json!(value),
            Value::Clear => Json::Null,
            Value::Items(items) => items.records().map(|values| record(items.table(), values)).collect(),
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
    let segment = |segment| match segment {
        Segment::Field(name) => json!(name),
        Segment::Index(index) => json!(index),
    };
    issue.path.segments().map(segment).collect()
}

fn params(param: Option<(&'static str, Param)>) -> Json {
    match param {
        None => json!({}),
        Some((name, Param::Integer(value))) => json!({name: value}),
        Some((name, Param::Text(value))) => json!({name: value}),
        Some((name, Param::List(values))) => json!({name: values}),
    }
}
