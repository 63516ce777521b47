//! From JSON bytes to the answer that `npm/core.js` reads: JSON as well, written straight to bytes.

use ficha::field::{ALONE, FieldType, Normal};
use ficha::form::{AgregarDireccion, Kind, Row, UpdateCliente, UpdateClientePublico};
use ficha::message::es;
use ficha::{Checked, Code, Form, Host, Issue, Param, Segment, Table, Value, check, read};

/// The forms by their number in `npm/index.js`; the field types of [`ALONE`] follow them.
const FORMS: [&Table; 3] = [UpdateCliente::TABLE, AgregarDireccion::TABLE, UpdateClientePublico::TABLE];

/// The names of the schemas by their number.
#[expect(clippy::indexing_slicing, reason = "runs while compiling and never after")]
pub const SCHEMAS: [&str; FORMS.len() + ALONE.len()] = {
    let mut names = [""; FORMS.len() + ALONE.len()];
    let mut number = 0;
    while number < names.len() {
        names[number] = if number < FORMS.len() { FORMS[number].name } else { ALONE[number - FORMS.len()].name };
        number += 1;
    }
    names
};

/// What is good.
enum Good<'a, 'r> {
    Record(&'static Table, &'a [Value<'r>]),
    Alone(Normal<'r>),
}

/// Checks a record, or a value alone, and writes `{"value"?, "issues", "warnings"}`; what is good has a
/// value. An unreadable text is one issue without a path.
#[must_use]
pub fn answer(schema: usize, json: &[u8], host: &Host) -> String {
    let mut out = String::with_capacity(1024);
    let answered = match (FORMS.get(schema), ALONE.get(schema.wrapping_sub(FORMS.len()))) {
        (Some(table), _) => answer_form(&mut out, table, json, host),
        (None, Some(field)) => answer_field(&mut out, field, json, host),
        (None, None) => Ok(()),
    };
    if let Err(code) = answered {
        write_outcome(&mut out, None, &[Issue { path: Vec::new(), code }], &[]);
    }
    out
}

fn answer_form(out: &mut String, table: &'static Table, json: &[u8], host: &Host) -> Result<(), Code> {
    let slots = read::json(json, table)?;
    let Checked { values, issues, warnings } = check(table, &slots, host);
    let good = issues.is_empty().then_some(Good::Record(table, &values));
    write_outcome(out, good, &issues, &warnings);
    Ok(())
}

fn answer_field(out: &mut String, field: &FieldType, json: &[u8], host: &Host) -> Result<(), Code> {
    let raw = read::json_value(json)?;
    let normal = field.check_alone(&raw, host)?;
    write_outcome(out, Some(Good::Alone(normal)), &[], &[]);
    Ok(())
}

fn write_outcome(out: &mut String, good: Option<Good<'_, '_>>, issues: &[Issue], warnings: &[Issue]) {
    out.push('{');
    if let Some(good) = good {
        out.push_str("\"value\":");
        match good {
            Good::Record(table, values) => write_record(out, table, values),
            Good::Alone(normal) => write_normal(out, &normal),
        }
        out.push(',');
    }
    out.push_str("\"issues\":");
    write_list(out, issues, write_issue);
    out.push_str(",\"warnings\":");
    write_list(out, warnings, write_issue);
    out.push('}');
}

/// The fields that change something: a value, or `null` for one that is cleared.
fn write_record(out: &mut String, table: &Table, values: &[Value<'_>]) {
    out.push('{');
    let start = out.len();
    for (row, value) in table.rows.iter().zip(values) {
        if matches!(value, Value::Keep | Value::Bad) {
            continue;
        }
        if out.len() > start {
            out.push(',');
        }
        write_text(out, row.name);
        out.push(':');
        write_value(out, row, value);
    }
    out.push('}');
}

fn write_value(out: &mut String, row: &Row, value: &Value<'_>) {
    match (value, row.kind) {
        (Value::Set(normal), _) => write_normal(out, normal),
        (Value::Items(items), Kind::Many { item, .. }) => {
            write_list(out, items, |out, values| write_record(out, item, values));
        }
        _ => out.push_str("null"),
    }
}

fn write_normal(out: &mut String, normal: &Normal<'_>) {
    match normal {
        Normal::Text(text) => write_text(out, text),
        Normal::Integer(value) => write_integer(out, *value),
    }
}

fn write_issue(out: &mut String, issue: &Issue) {
    out.push_str("{\"path\":");
    write_list(out, &issue.path, |out, segment| match segment {
        Segment::Field(name) => write_text(out, name),
        Segment::Unknown(name) => write_text(out, name),
        Segment::Index(index) => write_integer(out, *index as u64),
    });
    out.push_str(",\"code\":");
    write_text(out, issue.code.id());
    out.push_str(",\"params\":{");
    write_param(out, &issue.code);
    out.push_str("},\"message\":");
    write_text(out, &es::sentence(&issue.code));
    out.push('}');
}

fn write_param(out: &mut String, code: &Code) {
    let Some((name, param)) = code.param() else { return };
    write_text(out, name);
    out.push(':');
    match param {
        Param::Integer(value) => write_integer(out, value),
        Param::Text(text) => write_text(out, text),
        Param::List(texts) => write_list(out, texts, |out, text| write_text(out, text)),
    }
}

fn write_list<T>(out: &mut String, items: &[T], mut write: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

fn write_integer(out: &mut String, mut value: u64) {
    let mut digits = [0; 20];
    let mut count = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (value % 10) as u8;
        value /= 10;
        count += 1;
        if value == 0 {
            break;
        }
    }
    out.extend(digits.iter().skip(digits.len() - count).map(|digit| char::from(*digit)));
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => {
                let hex = |nibble: u32| char::from_digit(nibble & 15, 16).unwrap_or_default();
                out.push_str("\\u00");
                out.extend([hex(u32::from(c) >> 4), hex(u32::from(c))]);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn writes_what_serde_json_reads_back() {
        let host = Host { today: ficha::field::Fecha::in_lima(1_795_000_000_000), nfc: |text| Cow::Borrowed(text) };
        let rows = [
            (
                2,
                r#"{"nombres": "a\"\\ñ😀", "email": null}"#,
                r#"{"value":{"nombres":"a\"\\ñ😀","email":null},"issues":[],"warnings":[]}"#,
            ),
            (
                1,
                r#"{"id_cliente": 9007199254740991, "direcciones": [{"direccion": "Calle 1"}]}"#,
                r#"{"value":{"id_cliente":9007199254740991,"direcciones":[{"direccion":"Calle 1","referencia":""}]},"issues":[],"warnings":[]}"#,
            ),
            (
                2,
                "",
                r#"{"issues":[{"path":[],"code":"json.syntax","params":{},"message":"El texto enviado no es JSON válido."}],"warnings":[]}"#,
            ),
        ];
        for (form, json, expected) in rows {
            assert_eq!(answer(form, json.as_bytes(), &host), expected);
        }
        let mut escaped = String::new();
        write_text(&mut escaped, "\u{0}\u{1f}\"\\");
        assert_eq!(escaped, "\"\\u0000\\u001f\\\"\\\\\"");
    }
}
