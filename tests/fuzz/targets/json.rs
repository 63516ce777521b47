//! Compares the JSON reader with serde_json: both must accept the same texts, but for those that a record must not have.
#![no_main]

use ficha::field::Fecha;
use ficha::form::AgregarDireccion;
use ficha::{Code, Form, Host, reader};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let theirs = serde_json::from_slice::<Value>(bytes);
    // serde_json also refuses numbers beyond the range of a double and half surrogate pairs, which our fields check.
    let is_stricter = |error: &serde_json::Error| {
        let text = error.to_string();
        ["out of range", "surrogate", "hex escape"].iter().any(|sign| text.contains(sign))
    };
    let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
    match reader::json(bytes, AgregarDireccion::TABLE, &host) {
        Ok(_) => assert!(theirs.is_ok() || theirs.is_err_and(|error| is_stricter(&error))),
        Err(Code::JsonSyntax) => assert!(theirs.is_err()),
        Err(Code::JsonUtf8) => assert!(std::str::from_utf8(bytes).is_err()),
        Err(_) => {}
    }
});
