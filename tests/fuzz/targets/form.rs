//! Checks that hold for every form.

use ficha::field::{Fecha, Normal};
use ficha::reader::{Check, Checked, Raw, Value, self};
use ficha::{Form, Host};

/// Checks a record as it is proven and as it is judged, then its normal form: all must give the same values.
pub fn check<F: Form>(bytes: &[u8]) {
    let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
    let Ok(checked) = reader::json(bytes, F::TABLE, &host) else { return };
    if checked.is_proven() {
        // The prover takes no space in front.
        let spaced = [b" ", bytes].concat();
        let judged = reader::json(&spaced, F::TABLE, &host).unwrap();
        assert!(judged.issues().is_empty() && judged.warnings().is_empty());
        assert_eq!(shown(&judged), shown(&checked));
    }
    for issue in checked.issues().iter().chain(checked.warnings()) {
        assert!(!ficha::message::es::sentence(&issue.code).is_empty());
    }
    if !checked.issues().is_empty() {
        return;
    }
    assert!(F::from_json(bytes, &host).is_ok());
    let mut again = Check::new(F::TABLE, "", &host);
    for (slot, value) in again.record().slots().zip(checked.values()) {
        let raw = match value {
            Value::Set(Normal::Text(text)) => Raw::from(text),
            Value::Set(Normal::Integer(value)) => Raw::Integer(value.try_into().unwrap()),
            Value::Clear => Raw::Null,
            // The rows of a list use the same rules again.
            Value::Items(_) => return,
            Value::Keep | Value::Bad => continue,
        };
        again.put(slot, raw);
    }
    assert_eq!(shown(&again.finish()), shown(&checked));
}

/// Shows values as text, because their `Debug` hides them.
fn shown(checked: &Checked<'_>) -> Vec<String> {
    let shown = |value| match value {
        Value::Set(Normal::Text(text)) => text.to_owned(),
        Value::Set(Normal::Integer(value)) => value.to_string(),
        Value::Keep => "keep".to_owned(),
        Value::Clear => "clear".to_owned(),
        Value::Bad | Value::Items(_) => "other".to_owned(),
    };
    checked.values().map(shown).collect()
}
