//! Generates JSON Schema, OpenAPI and TypeScript from the tables of the forms.
//!
//! Each form has two schemas. *Input* describes what may be sent: it is looser than the rules, which normalise before
//! they check, and it never refuses what they accept. *Output* describes the normal form, as a check returns it.

use anyhow::Result;
use ficha::Code;
use ficha::field::MAX_SAFE_INTEGER;
use ficha::field::{ALONE, About, Shape};
use ficha::form::ALL;
use ficha::table::{Presence, Row, RowKind, Table};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// The side of a check that a schema describes.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Input,
    Output,
}

/// Returns the input and the output schema of a form or of a field alone.
pub(crate) fn both(table: &Table) -> Value {
    let schema = |side| match table.rows {
        [Row { kind: RowKind::One { about, .. }, .. }] if table.is_alone() => value(about, side),
        _ => record(table, side),
    };
    json!({"input": schema(Side::Input), "output": schema(Side::Output)})
}

/// The dialects; the same schema is valid in both.
const DIALECTS: [(&str, &str); 2] = [
    ("schema", "https://json-schema.org/draft/2020-12/schema"),
    ("schema/draft-07", "http://json-schema.org/draft-07/schema#"),
];

/// Returns the path and the text of every schema, each a file of the npm package.
pub(crate) fn files() -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for table in ALL.into_iter().chain(&ALONE) {
        let name = table.name;
        for (side, schema) in both(table).as_object().into_iter().flatten() {
            for (folder, dialect) in DIALECTS {
                let mut whole = Map::from_iter([("$schema".to_owned(), json!(dialect))]);
                whole.extend(schema.as_object().cloned().unwrap_or_default());
                let text = serde_json::to_string_pretty(&whole)? + "\n";
                files.push((format!("{folder}/{name}.{side}.json"), text));
            }
        }
    }
    Ok(files)
}

/// Returns the input schema of each form, by the name `<form>.input`.
pub(crate) fn inputs() -> Map<String, Value> {
    ALL.iter().map(|table| (format!("{}.input", table.name), record(table, Side::Input))).collect()
}

fn record(table: &Table, side: Side) -> Value {
    let properties: Map<String, Value> =
        table.rows.iter().map(|row| (row.name.to_owned(), property(row, side))).collect();
    let required: Vec<&str> = table.rows.iter().filter(|row| is_required(row, side)).map(|row| row.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn is_required(row: &Row, side: Side) -> bool {
    match row.presence {
        Presence::Required => true,
        Presence::DefaultsToEmpty => side == Side::Output,
        Presence::Optional | Presence::Secret | Presence::RequiredIfSent => false,
    }
}

fn is_nullable(row: &Row, side: Side) -> bool {
    match row.presence {
        Presence::Optional => true,
        Presence::Secret | Presence::DefaultsToEmpty => side == Side::Input,
        Presence::Required | Presence::RequiredIfSent => false,
    }
}

fn property(row: &Row, side: Side) -> Value {
    let RowKind::One { about, .. } = row.kind else { return list(row, side) };
    let mut schema = value(&about, side);
    match (side, row.presence) {
        (Side::Output, Presence::DefaultsToEmpty) => insert(&mut schema, "minLength", json!(0)),
        (Side::Input, Presence::Required | Presence::RequiredIfSent) => insert(&mut schema, "minLength", json!(1)),
        _ => {}
    }
    if is_nullable(row, side) {
        let types = schema.get("type").cloned().into_iter().flat_map(|kind| match kind {
            Value::Array(kinds) => kinds,
            kind => vec![kind],
        });
        let types: Vec<Value> = types.chain([json!("null")]).collect();
        insert(&mut schema, "type", json!(types));
    }
    schema
}

fn list(row: &Row, side: Side) -> Value {
    let RowKind::Many { item, min, max, .. } = row.kind else { return Value::Null };
    json!({"type": "array", "items": record(item, side), "minItems": min, "maxItems": max})
}

fn insert(schema: &mut Value, name: &str, value: Value) {
    if let Some(members) = schema.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}

fn value(about: &About, side: Side) -> Value {
    match (side, about.value) {
        (Side::Input, Shape::Integer { .. }) => json!({"type": ["integer", "string"], "maximum": MAX_SAFE_INTEGER}),
        (Side::Input, _) => json!({"type": "string"}),
        (Side::Output, Shape::Integer { min, max }) => json!({"type": "integer", "minimum": min, "maximum": max}),
        (Side::Output, Shape::Words(words)) => json!({"type": "string", "enum": words}),
        (Side::Output, Shape::Text { min, max, pattern }) => {
            let mut schema = json!({"type": "string", "minLength": min, "maxLength": max});
            if !pattern.is_empty() {
                insert(&mut schema, "pattern", json!(pattern));
            }
            schema
        }
    }
}

/// Generates the TypeScript types of the records that a check takes and returns, and the union of the codes.
pub(crate) fn types() -> Result<String> {
    let mut text = String::from("// Generated from the tables of the forms and codes.\n");
    let name = |table: &Table| {
        let (first, rest) = table.name.split_at(1);
        first.to_uppercase() + rest
    };
    for table in ALL {
        for (side, suffix) in [(Side::Input, "Input"), (Side::Output, "")] {
            write!(text, "\nexport interface {}{suffix} ", name(table))?;
            write_members(&mut text, table, side, "")?;
            text.push('\n');
        }
    }
    let (of_records, of_text) = Code::IDS.split_at(Code::OF_RECORDS);
    for (about, name, codes) in [
        ("Every code of an issue or a warning about a record or a value.", "RecordCode", of_records),
        (
            "Every code of an issue or a warning about the text that holds records: JSON, or a table.",
            "TextCode",
            of_text,
        ),
    ] {
        let codes: Vec<String> = codes.iter().map(|id| format!("  | '{id}'")).collect();
        write!(text, "\n/** {about} */\nexport type {name} =\n{};\n", codes.join("\n"))?;
    }
    text.push_str("\n/** Every code. */\nexport type Code = RecordCode | TextCode;\n");
    Ok(text)
}

fn write_members(text: &mut String, table: &Table, side: Side, indent: &str) -> Result<()> {
    text.push_str("{\n");
    for row in table.rows {
        writeln!(text, "{indent}  /** {} */", row.about.trim())?;
        write!(text, "{indent}  {}{}: ", row.name, if is_required(row, side) { "" } else { "?" })?;
        match row.kind {
            RowKind::Many { item, .. } => {
                write_members(text, item, side, &format!("{indent}  "))?;
                text.push_str("[]");
            }
            RowKind::One { about, .. } => {
                text.push_str(&type_of(&about, side));
                text.push_str(if is_nullable(row, side) { " | null" } else { "" });
            }
        }
        text.push_str(";\n");
    }
    write!(text, "{indent}}}")?;
    Ok(())
}

fn type_of(about: &About, side: Side) -> String {
    match (side, about.value) {
        (Side::Input, Shape::Integer { .. }) => "number | string".to_owned(),
        (Side::Output, Shape::Integer { .. }) => "number".to_owned(),
        (Side::Output, Shape::Words(words)) => {
            words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" | ")
        }
        (Side::Input, _) | (_, Shape::Text { .. }) => "string".to_owned(),
    }
}
