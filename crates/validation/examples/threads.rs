//! Checks a file of customers in several threads.
//!
//! ```sh
//! cargo run --release --package ficha --features csv --example threads -- clientes.csv 2
//! ```
//!
//! Prints the number of records, of bad ones, and the time. The second argument is the number of threads.

#![expect(clippy::disallowed_methods, reason = "there is a clock where this runs")]

use ficha::Form;
use ficha::Host;
use ficha::field::Fecha;
use ficha::form::UpdateCliente;
use ficha::reader::{Csv, Outcome, Place, Records};
use std::io::Error;
use std::sync::Mutex;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The bytes that a thread reads at once. Threads that take one small part after the other end at the same time.
const PART: usize = 1 << 18;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().ok_or_else(|| Error::other("name a file that ends in .csv or .ndjson"))?;
    let threads = arguments.next().map_or(Ok(2), |count| count.parse().map_err(Error::other))?;
    let text = std::fs::read(&name)?;
    let begun = Instant::now();
    let host = Host::native(today()?);
    let table = UpdateCliente::TABLE;
    let records = if name.ends_with(".csv") { Csv::new(table).into() } else { Records::ndjson(table) };
    let file = Mutex::new((records, text.as_slice()));
    let (good, bad) = thread::scope(|scope| {
        let readers: Vec<_> = (0..threads).map(|_| scope.spawn(|| check(&file, &host))).collect();
        let counts = readers.into_iter().filter_map(|reader| reader.join().ok());
        counts.fold((0, 0), |sum, (good, bad)| (sum.0 + good, sum.1 + bad))
    });
    println!("{} records, {bad} bad, {} ms", good + bad, begun.elapsed().as_millis());
    Ok(())
}

/// Takes one part of the file after the other, until none is left; returns the numbers of good and of bad records.
fn check(file: &Mutex<(Records, &[u8])>, host: &Host) -> (u64, u64) {
    let next = || {
        let (records, rest) = &mut *file.lock().ok()?;
        records.part(rest, PART)
    };
    let (mut good, mut bad) = (0, 0);
    while let Some((mut reader, text)) = next() {
        let mut each = |_: Place, record: Outcome<'_>| {
            let is_good = record.is_ok_and(|checked| checked.issues().is_empty());
            *(if is_good { &mut good } else { &mut bad }) += 1;
        };
        reader.feed(text, host, &mut each);
        reader.finish(host, &mut each);
    }
    (good, bad)
}

/// Today's date in Lima; the rules take it as an argument.
fn today() -> Result<Fecha, Error> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(Error::other)?;
    Ok(Fecha::in_lima(i64::try_from(now.as_millis()).map_err(Error::other)?))
}
