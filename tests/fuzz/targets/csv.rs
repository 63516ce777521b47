//! The CSV reader: the same bytes in other chunks give the same records.
#![no_main]

use ficha::field::Fecha;
use ficha::{Code, Form, Host, form::UpdateCliente, reader::{Checked, Csv, Place, Stored}};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    assert_eq!(records(bytes, usize::from(size) + 1), records(bytes, bytes.len().max(1)));
});

fn records(bytes: &[u8], size: usize) -> Vec<(Place, String)> {
    let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
    let mut table = Csv::new(UpdateCliente::TABLE);
    let mut found = Vec::new();
    let mut each = |place, record: Result<Checked<'_>, Code>| {
        let record = record.map(|checked| {
            let shown = |stored: &Stored| match stored {
                Stored::Sent(..) | Stored::Made(..) => checked.text(*stored).to_owned(),
                other => format!("{other:?}"),
            };
            (checked.stored().iter().map(shown).collect::<Vec<_>>(), checked.issues().to_vec())
        });
        found.push((place, format!("{record:?}")));
    };
    for chunk in bytes.chunks(size) {
        table.feed(chunk, &host, &mut each);
    }
    table.finish(&host, &mut each);
    found
}
