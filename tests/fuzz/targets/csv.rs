//! The CSV reader: no chunks of the same bytes give other records.
#![no_main]

use ficha::{Code, Form, Raw, Slots, form::UpdateCliente, read::Csv};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    assert_eq!(records(bytes, usize::from(size) + 1), records(bytes, bytes.len().max(1)));
});

fn records(bytes: &[u8], size: usize) -> Vec<(u64, String)> {
    let mut table = Csv::new(UpdateCliente::TABLE);
    let mut found = Vec::new();
    let mut each = |line, record: Result<Slots<'_>, Code>| {
        let record = record.map(|slots| (slots.values.iter().map(shown).collect::<Vec<_>>(), slots.strangers));
        found.push((line, format!("{record:?}")));
    };
    for chunk in bytes.chunks(size) {
        table.feed(chunk, &mut each);
    }
    table.finish(&mut each);
    found
}

/// `Debug` of what was sent does not show it.
fn shown(raw: &Raw<'_>) -> String {
    match raw {
        Raw::Text(text) => text.clone().into_owned(),
        other => format!("{other:?}"),
    }
}
