//! What holds for every form.

use ficha::field::{Fecha, Normal};
use ficha::{Form, Host, Raw, Slots, Value, read};

/// Checks a record, and its normal form again.
pub fn check<F: Form>(bytes: &[u8]) {
    let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
    let Ok(slots) = read::json(bytes, F::TABLE) else { return };
    let checked = ficha::check(F::TABLE, &slots, &host);
    for issue in checked.issues.iter().chain(&checked.warnings) {
        assert!(!ficha::message::es::sentence(&issue.code).is_empty());
    }
    if !checked.issues.is_empty() {
        return;
    }
    assert!(F::from_json(bytes, &host).unwrap().result.is_ok());
    let mut again = Slots::of(F::TABLE);
    for (row, value) in checked.values.iter().enumerate() {
        let raw = match value {
            Value::Set(Normal::Text(text)) => Raw::Text(text.clone()),
            Value::Set(Normal::Integer(value)) => Raw::Number(value.to_string().into()),
            Value::Clear => Raw::Null,
            // Lists are the same rules once more.
            Value::Items(_) => return,
            Value::Keep | Value::Bad => continue,
        };
        again.set(row, raw);
    }
    let twice = check_values::<F>(&again, &host);
    assert_eq!(twice, format!("{:?}", checked.values.iter().map(shown).collect::<Vec<_>>()));
}

fn check_values<F: Form>(slots: &Slots<'_>, host: &Host) -> String {
    format!("{:?}", ficha::check(F::TABLE, slots, host).values.iter().map(shown).collect::<Vec<_>>())
}

/// `Debug` of a value does not show it.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Set(Normal::Text(text)) => text.clone().into_owned(),
        Value::Set(Normal::Integer(value)) => value.to_string(),
        other => format!("{other:?}"),
    }
}
