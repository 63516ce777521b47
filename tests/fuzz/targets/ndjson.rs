//! The reader of lines of JSON in UTF-8 and UTF-16: the same bytes in other chunks give the same records.
#![no_main]

use ficha::field::Fecha;
use ficha::form::UpdateClientePublico;
use ficha::reader::{Outcome, Place, Records};
use ficha::{Form, Host};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    assert_eq!(records(bytes, usize::from(size) + 1), records(bytes, bytes.len().max(1)));
});

fn records(bytes: &[u8], size: usize) -> Vec<(Place, String)> {
    let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
    let mut lines = Records::ndjson(UpdateClientePublico::TABLE);
    let mut found = Vec::new();
    let mut each = |place: Place, record: Outcome<'_>| {
        let issues = record.map(|checked| checked.issues().to_vec());
        found.push((place, format!("{issues:?}")));
    };
    for chunk in bytes.chunks(size) {
        lines.feed(chunk, &host, &mut each);
    }
    lines.finish(&host, &mut each);
    found
}
