//! Compares the JSON reader with `serde_json`, over mutations of real records.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use ficha::field::Fecha;
use ficha::form::{AgregarDireccion, UpdateClientePublico};
use ficha::reader::{Checked, Stored};
use ficha::{Code, Form, Host, reader};
use serde_json::Value;

const SEEDS: [&str; 4] = [
    r#"{"nombres": "Ana\u00f1\ud83d\ude00", "email": null, "x": [1, -2.5e3, true, {"y": [false]}]}"#,
    r#"{"id_cliente": 1, "direcciones": [{"direccion": "Av. Ñ \"890\"", "referencia": ""}, 7, {}]}"#,
    r#"{"":0,"a":"\\\/\b\f\n\r\t","b":{"c":{"d":[[[]]]}},"e":0.0,"f":-0}"#,
    " { } ",
];
const PIECES: [&str; 24] = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "0", "1", "-", ".", "e", "+", "u", "true", "null", " ", "\n", "\u{0}",
    "ñ", "\\ud800", "/", "\"a\":",
];

/// A random generator with a fixed seed, so that a failure can be repeated (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

fn host() -> Host {
    Host::native(Fecha::new(2026, 11, 22).unwrap())
}

fn mutate(seed: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = seed.chars().collect();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(chars.len() + 1);
        let until = (at + dice.roll(3)).min(chars.len());
        let piece = if dice.roll(3) == 0 { "" } else { PIECES[dice.roll(PIECES.len())] };
        chars.splice(at..until, piece.chars());
    }
    chars.into_iter().collect()
}

#[test]
fn reads_what_serde_json_reads() {
    let host = host();
    let mut dice = Dice(0x5EED);
    let (mut good, mut bad) = (0, 0);
    for round in 0..60_000 {
        let text = mutate(SEEDS[round % SEEDS.len()], &mut dice);
        let table = if round % 2 == 0 { UpdateClientePublico::TABLE } else { AgregarDireccion::TABLE };
        let theirs = serde_json::from_str::<Value>(&text);
        match reader::json(text.as_bytes(), table, &host) {
            Ok(checked) => {
                good += 1;
                let Ok(theirs) = theirs else {
                    // serde_json refuses half of a surrogate pair as a syntax error; our reader reports an issue of the
                    // field.
                    assert!(text.contains("\\u"), "round {round}: only we read {text}");
                    continue;
                };
                for (row, stored) in table.rows.iter().zip(checked.stored()) {
                    assert!(is_same(&checked, *stored, theirs.get(row.name)), "round {round}: {} of {text}", row.name);
                }
            }
            Err(Code::JsonSyntax) => {
                bad += 1;
                let is_range = theirs.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
                assert!(theirs.is_err() && !is_range, "round {round}: only serde_json reads {text}");
            }
            Err(Code::JsonNotObject) => assert!(theirs.is_ok_and(|value| !value.is_object()), "round {round}: {text}"),
            Err(code) => assert_eq!(code, Code::JsonDuplicateKey, "round {round}: {text}"),
        }
    }
    assert!(good > 5_000 && bad > 5_000, "a poor mix: {good} good, {bad} bad");
}

/// True if our result agrees with the value of `serde_json`: its presence, text, number, or number of items.
fn is_same(checked: &Checked<'_>, ours: Stored, theirs: Option<&Value>) -> bool {
    match (ours, theirs) {
        (Stored::Keep | Stored::Bad(Code::Required), None) => true,
        (Stored::Clear | Stored::Bad(Code::Required), Some(Value::Null)) => true,
        (Stored::Clear | Stored::Bad(Code::Required), Some(Value::String(text))) => text.trim().is_empty(),
        (Stored::Sent(..) | Stored::Made(..), Some(Value::String(text))) => checked.text(ours) == text.trim(),
        (Stored::Integer(ours), Some(Value::Number(theirs))) => theirs.as_u64() == Some(ours),
        (Stored::Items(_, count), Some(Value::Array(theirs))) => count == theirs.len(),
        (Stored::Bad(Code::TypeText), Some(Value::String(_))) => false,
        (Stored::Bad(Code::TypeInteger), Some(Value::String(_) | Value::Number(_))) => false,
        (Stored::Bad(Code::TypeList), Some(Value::Array(_))) => false,
        (Stored::Bad(_), Some(_)) => true,
        _ => false,
    }
}

#[test]
fn ten_thousand_odd_keys_are_sorted_out_quickly() {
    let keys: Vec<String> = (0..10_000).map(|n| format!("\"k{n}\":{n}")).collect();
    let unique = format!("{{{}}}", keys.join(","));
    let host = host();
    let checked = reader::json(unique.as_bytes(), UpdateClientePublico::TABLE, &host).unwrap();
    assert_eq!(checked.issues().len(), 20);
    let twice = format!("{{{},\"k5\":0}}", keys.join(","));
    let refused = reader::json(twice.as_bytes(), UpdateClientePublico::TABLE, &host);
    assert_eq!(refused.err(), Some(Code::JsonDuplicateKey));
}
