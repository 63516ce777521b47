//! The benchmark natively: ficha beside programs made of a reader and a validator, on the same records.
//!
//! ```text
//! ficha-bench time  json|csv FILE ROUNDS      nanoseconds a record of each contestant, in interleaved rounds, as JSON
//! ficha-bench count json|csv FILE ROUNDS      reads the file so often with ficha, for callgrind
//! ficha-bench fuel  MODULE json|csv FILE      instructions of wasm that the module needs for the file
//! ```

mod fuel;
mod peers;
mod rules;

use anyhow::{Context, Result, bail};
use ficha::field::Fecha;
use ficha::form::UpdateCliente;
use ficha::reader::{Csv, Ndjson, Outcome, Place, Records};
use ficha::{Form, Host};
use std::hint::black_box;
use std::sync::Mutex;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The number of records in a file, and how many of them are good.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    pub records: u64,
    pub good: u64,
}

/// A program that reads all of a file.
type Contestant = (&'static str, fn(&[u8]) -> Count);

const JSON: [Contestant; 7] = [
    ("ficha", |bytes| ndjson(bytes)),
    ("ficha, two threads", |bytes| two_threads(Records::ndjson(UpdateCliente::TABLE), bytes)),
    ("ficha, a record", |bytes| each_line(bytes, |line| UpdateCliente::from_json(line, &host()).is_ok())),
    ("ficha, a verdict", |bytes| each_line(bytes, |line| UpdateCliente::is_json(line, &host()))),
    ("serde_json + garde", |bytes| each_line(bytes, peers::serde_garde)),
    ("serde_json + validator", |bytes| each_line(bytes, peers::serde_validator)),
    ("sonic-rs + garde", |bytes| each_line(bytes, peers::sonic_garde)),
];

const CSV: [Contestant; 3] = [
    ("ficha", csv),
    ("ficha, two threads", |bytes| two_threads(Csv::new(UpdateCliente::TABLE).into(), bytes)),
    ("csv + serde + garde", peers::csv_garde),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["time", format, file, rounds] => time(format, &std::fs::read(file)?, rounds.parse()?),
        ["count", format, file, rounds] => count(format, &std::fs::read(file)?, rounds.parse()?),
        ["fuel", module, format, file] => fuel::print(module, format, &std::fs::read(file)?),
        _ => bail!("time, count or fuel, with their arguments"),
    }
}

fn host() -> Host {
    thread_local!(static HOST: Host = {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_millis() as i64);
        Host::native(Fecha::in_lima(now))
    });
    HOST.with(|host| *host)
}

/// Times every contestant in turn; prints the medians.
fn time(format: &str, bytes: &[u8], rounds: usize) -> Result<()> {
    let contestants = if format == "csv" { &CSV[..] } else { &JSON[..] };
    let counts: Vec<Count> = contestants.iter().map(|(_, run)| run(bytes)).collect();
    let expected = counts.first().context("contestants")?;
    if let Some(odd) = counts.iter().position(|count| count != expected) {
        bail!("{} finds {:?}, ficha {expected:?}", contestants[odd].0, counts[odd]);
    }
    let mut times = vec![Vec::new(); contestants.len()];
    for _ in 0..rounds {
        for ((_, run), times) in contestants.iter().zip(&mut times) {
            let begin = Instant::now();
            black_box(run(black_box(bytes)));
            times.push(begin.elapsed().as_nanos() as f64 / expected.records as f64);
        }
    }
    for ((name, _), mut times) in contestants.iter().zip(times) {
        times.sort_by(f64::total_cmp);
        let ns = times[times.len() / 2];
        let megabytes = bytes.len() as f64 / expected.records as f64 / ns * 1000.0;
        let (records, good) = (expected.records, expected.good);
        println!("{}", serde_json::json!({"name": name, "ns": ns, "megabytes": megabytes, "records": records, "good": good}));
    }
    Ok(())
}

fn count(format: &str, bytes: &[u8], rounds: usize) -> Result<()> {
    let mut records = 0;
    for _ in 0..rounds {
        records += if format == "csv" { csv(bytes) } else { ndjson(bytes) }.records;
    }
    println!("{records}");
    Ok(())
}

fn ndjson(bytes: &[u8]) -> Count {
    let mut lines = Ndjson::new(UpdateCliente::TABLE);
    counted(|each| {
        lines.feed(bytes, &host(), each);
        lines.finish(&host(), each);
    })
}

fn csv(bytes: &[u8]) -> Count {
    let mut table = Csv::new(UpdateCliente::TABLE);
    counted(|each| {
        for chunk in bytes.chunks(1 << 16) {
            table.feed(chunk, &host(), each);
        }
        table.finish(&host(), each);
    })
}

/// Reads parts of a file in two threads.
fn two_threads(records: Records, bytes: &[u8]) -> Count {
    let file = Mutex::new((records, bytes));
    let read = || {
        let next = || {
            let (records, rest) = &mut *file.lock().expect("no thread panics");
            records.part(rest, 1 << 18)
        };
        let mut count = Count::default();
        while let Some((mut reader, text)) = next() {
            let part = counted(|each| {
                reader.feed(text, &host(), each);
                reader.finish(&host(), each);
            });
            count = Count { records: count.records + part.records, good: count.good + part.good };
        }
        count
    };
    let [one, other] = thread::scope(|scope| {
        [scope.spawn(read), scope.spawn(read)].map(|reader| reader.join().expect("no thread panics"))
    });
    Count { records: one.records + other.records, good: one.good + other.good }
}

fn counted(read: impl FnOnce(&mut dyn FnMut(Place, Outcome<'_>))) -> Count {
    let mut count = Count::default();
    read(&mut |_, record: Outcome<'_>| count.add(record.is_ok_and(|checked| checked.issues().is_empty())));
    count
}

impl Count {
    pub fn add(&mut self, is_good: bool) {
        self.records += 1;
        self.good += u64::from(is_good);
    }
}

fn each_line(bytes: &[u8], is_good: impl Fn(&[u8]) -> bool) -> Count {
    let mut count = Count::default();
    for line in bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
        count.add(is_good(line));
    }
    count
}
