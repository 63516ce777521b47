//! The exports that check a stream of records: they report the issues of each record and count the records. An
//! instance reads one stream.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::answer::Answer;
use crate::host;
use crate::memory::{self, Kept};
use crate::outcome::Told;
use crate::wire::{STREAM_ALL, STREAM_COLUMNS, STREAM_CSV, STREAM_MENDED, STREAM_PARTIAL};
use alloc::string::String;
use ficha::form::{ALL, ClientePublico};
use ficha::reader::Checked;
use ficha::reader::{Csv, Ndjson, Place};
use ficha::table::Table;
use ficha::{Code, Form, Host};

/// A form used only for files. JavaScript numbers it after [`ALL`].
static OF_FILES: &Table = ClientePublico::TABLE;

/// A stream that is being read.
struct Lines {
    reader: Reader,
    /// True if good records are reported too, with their values.
    tells_all: bool,
}

/// The reader of a stream, by its format.
#[expect(clippy::large_enum_variant, reason = "there is one")]
enum Reader {
    Ndjson(Ndjson),
    Csv(Csv),
}

/// The stream of this instance; `None` unless it is open.
static LINES: Kept<Option<Lines>> = Kept::new(None);

/// Opens a stream of records of a form. If the settings have `STREAM_COLUMNS`, [`memory::room`] holds `length` bytes of
/// column names, one a line.
#[unsafe(no_mangle)]
pub extern "C" fn lines_open(form: usize, settings: u32, length: usize) {
    // SAFETY: nothing borrows `LINES` between calls.
    let lines = unsafe { LINES.get() };
    memory::answered(length, |_, names, _| {
        let table = ALL.iter().copied().chain([OF_FILES]).nth(form);
        *lines = table.map(|table| Lines::new(table, settings, &String::from_utf8_lossy(names)));
    });
}

/// Reads the chunk of `length` bytes in [`memory::room`].
#[unsafe(no_mangle)]
pub extern "C" fn lines_feed(length: usize, now: f64) -> *const u32 {
    // SAFETY: `LINES` is borrowed until the answer is written; no export that borrows it is called meanwhile.
    let lines = unsafe { LINES.get() };
    memory::answered(length, |_, chunk, answer| {
        if let Some(lines) = lines {
            lines.feed(chunk, &host(now), answer);
        }
    })
}

/// Ends the stream.
#[unsafe(no_mangle)]
pub extern "C" fn lines_close(now: f64) -> *const u32 {
    // SAFETY: as for `lines_feed`.
    let lines = unsafe { LINES.get() }.take();
    memory::answered(0, |_, _, answer| {
        if let Some(lines) = lines {
            lines.finish(&host(now), answer);
        }
    })
}

impl Lines {
    fn new(table: &'static Table, settings: u32, names: &str) -> Self {
        let has = |bit| settings & bit != 0;
        let reader = if has(STREAM_CSV) {
            let mut csv = Csv::new(table);
            if has(STREAM_COLUMNS) {
                csv = csv.with_columns(names.split('\n'));
            }
            if has(STREAM_PARTIAL) {
                csv = csv.partial();
            }
            Reader::Csv(if has(STREAM_MENDED) { csv.mended() } else { csv })
        } else {
            Reader::Ndjson(Ndjson::new(table))
        };
        Self { reader, tells_all: has(STREAM_ALL) }
    }

    /// Reads a chunk. Writes each record with issues or warnings, or every record if `tells_all`: its place, then its
    /// outcome. The counts of all records, of good records and of line ends come last.
    fn feed(&mut self, chunk: &[u8], host: &Host, answer: &mut Answer) {
        let mut tally = Tally::new(answer, self.tells_all);
        let each = &mut |place: Place, record: Result<Checked<'_>, Code>| tally.count(place, record);
        match &mut self.reader {
            Reader::Ndjson(reader) => reader.feed(chunk, host, each),
            Reader::Csv(reader) => reader.feed(chunk, host, each),
        }
        tally.finish(self.line_ends());
    }

    fn line_ends(&self) -> u64 {
        match &self.reader {
            Reader::Ndjson(reader) => reader.line_ends(),
            Reader::Csv(reader) => reader.line_ends(),
        }
    }

    /// Reads the last record, if no line end follows it.
    fn finish(self, host: &Host, answer: &mut Answer) {
        let line_ends = self.line_ends();
        let mut tally = Tally::new(answer, self.tells_all);
        let each = &mut |place: Place, record: Result<Checked<'_>, Code>| tally.count(place, record);
        match self.reader {
            Reader::Ndjson(reader) => reader.finish(host, each),
            Reader::Csv(reader) => reader.finish(host, each),
        }
        tally.finish(line_ends);
    }
}

struct Tally<'a> {
    answer: &'a mut Answer,
    tells_all: bool,
    records: u32,
    good: u32,
}

impl<'a> Tally<'a> {
    fn new(answer: &'a mut Answer, tells_all: bool) -> Self {
        answer.clear();
        Self { answer, tells_all, records: 0, good: 0 }
    }

    fn count(&mut self, place: Place, record: Result<Checked<'_>, Code>) {
        self.records += 1;
        match record {
            Ok(checked) => {
                self.good += u32::from(checked.issues().is_empty());
                if self.tells_all || !checked.issues().is_empty() || !checked.warnings().is_empty() {
                    self.place(place);
                    self.answer.outcome(&checked, if self.tells_all { Told::Whole } else { Told::Not });
                }
            }
            Err(code) => {
                self.place(place);
                self.answer.bad(code);
            }
        }
    }

    /// Writes the place of a record. Lines count from 1, so that a 0 ends the records.
    fn place(&mut self, Place { line, start, end }: Place) {
        self.answer.push(line as u32);
        self.answer.integer(start);
        self.answer.push((end - start) as u32);
    }

    fn finish(self, line_ends: u64) {
        for word in [0, self.records, self.good, line_ends as u32] {
            self.answer.push(word);
        }
    }
}
