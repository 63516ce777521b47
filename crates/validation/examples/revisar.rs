//! Checks a file of customers: one JSON record on each line, or a table as spreadsheets write it.
//!
//! ```sh
//! cargo run --package ficha --features csv --example revisar -- clientes.csv
//! ```
//!
//! Prints each issue on a line, then the number of records; fails if a record is invalid.

use ficha::Form;
use ficha::Host;
use ficha::field::Fecha;
use ficha::form::UpdateCliente;
use ficha::message::es;
use ficha::reader::{Csv, Outcome, Place, Records};
use std::fs::File;
use std::io::{Error, Read};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// The counts of the records so far.
#[derive(Default)]
struct Tally {
    records: u64,
    bad: u64,
}

impl Tally {
    fn count(&mut self, place: Place, record: Outcome<'_>) {
        self.records += 1;
        let line = place.line;
        match record {
            Err(code) => println!("line {line} {}", es::sentence(&code)),
            Ok(checked) if checked.issues().is_empty() => return,
            Ok(checked) => {
                for issue in checked.issues() {
                    let field = issue.path.field().unwrap_or_default();
                    println!("line {line}, {field} {}", es::sentence(&issue.code));
                }
            }
        }
        self.bad += 1;
    }
}

fn main() -> Result<ExitCode, Error> {
    let name = std::env::args().nth(1).ok_or_else(|| Error::other("name a file that ends in .csv or .ndjson"))?;
    let tally = read(&mut File::open(&name)?, name.ends_with(".csv"))?;
    println!("{} records, {} bad", tally.records, tally.bad);
    Ok(if tally.bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads in chunks, so that a file of any size takes the same memory.
fn read(file: &mut File, is_csv: bool) -> Result<Tally, Error> {
    let host = Host::native(today()?);
    let table = UpdateCliente::TABLE;
    let mut records = if is_csv { Csv::new(table).into() } else { Records::ndjson(table) };
    let mut tally = Tally::default();
    let mut each = |place: Place, record: Outcome<'_>| tally.count(place, record);
    let mut chunk = vec![0; 1 << 16];
    while let length @ 1.. = file.read(&mut chunk)? {
        let (read, _) = chunk.split_at(length);
        records.feed(read, &host, &mut each);
    }
    records.finish(&host, &mut each);
    Ok(tally)
}

/// Today's date in Lima; the rules take it as an argument.
#[expect(clippy::disallowed_methods, reason = "there is a clock where this runs")]
fn today() -> Result<Fecha, Error> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(Error::other)?;
    Ok(Fecha::in_lima(i64::try_from(now.as_millis()).map_err(Error::other)?))
}
