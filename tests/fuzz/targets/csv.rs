//! The reader of tables: the same bytes in other chunks, and judged instead of proven, give the same records, the same
//! layout and the same repairs, and the places of the records follow one another. Parts of the bytes give the same records.
#![no_main]

use ficha::field::Fecha;
use ficha::form::UpdateCliente;
use ficha::reader::{Csv, Outcome, Place, Stored};
use ficha::sheet::Repairs;
use ficha::{Form, Host};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, bool, &[u8])| {
    let (size, is_repaired, bytes) = input;
    let repairs = if is_repaired { Repairs::ALL } else { Repairs::NONE };
    let whole = records(bytes, bytes.len().max(1), repairs, false);
    assert_eq!(records(bytes, usize::from(size) + 1, repairs, false), whole);
    assert_eq!(records(bytes, bytes.len().max(1), repairs, true), whole);
    assert_eq!(parts(bytes, usize::from(size), repairs), whole.0);
});

fn host() -> Host {
    Host::native(Fecha::new(2026, 11, 22).unwrap())
}

fn shown(record: Outcome<'_>) -> String {
    let record = record.map(|checked| {
        let shown = |stored: &Stored| match stored {
            Stored::Sent(..) | Stored::Made(..) => checked.text(*stored).to_owned(),
            other => format!("{other:?}"),
        };
        (checked.stored().iter().map(shown).collect::<Vec<_>>(), checked.issues().to_vec(), checked.warnings().to_vec())
    });
    format!("{record:?}")
}

/// The records of the parts of the bytes, each with a reader of its own.
fn parts(bytes: &[u8], size: usize, repairs: Repairs) -> Vec<(Place, String)> {
    let mut table = Csv::new(UpdateCliente::TABLE);
    table.repaired(repairs);
    let (mut found, mut rest) = (Vec::new(), bytes);
    while let Some((mut reader, text)) = table.part(&mut rest, size) {
        let mut each = |place: Place, record: Outcome<'_>| found.push((place, shown(record)));
        reader.feed(text, &host(), &mut each);
        reader.finish(&host(), &mut each);
    }
    found
}

fn records(bytes: &[u8], size: usize, repairs: Repairs, is_judged: bool) -> (Vec<(Place, String)>, String) {
    let host = host();
    let mut table = Csv::new(UpdateCliente::TABLE);
    table.repaired(repairs);
    // With words of the caller the rules judge every row.
    if is_judged {
        table.with_value("none", "none", "none");
    }
    let mut found: Vec<(Place, String)> = Vec::new();
    let mut each = |place: Place, record: Outcome<'_>| {
        let last = found.last().map_or(0, |(last, _)| last.end);
        assert!(last <= place.start && place.start < place.end && place.end <= bytes.len() as u64);
        found.push((place, shown(record)));
    };
    for chunk in bytes.chunks(size) {
        table.feed(chunk, &host, &mut each);
    }
    table.finish(&host, &mut each);
    let account = format!("{:?} {:?} {:?} {}", table.encoding(), table.layout(), table.found(), table.line_ends());
    (found, account)
}
