//! Many records from a stream: what is wrong with which, and how many there were. An instance reads one stream.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::answer::Answer;
use crate::memory::{self, Kept};
use crate::outcome::Told;
use crate::{FORMS, host};
use ficha::read::{Csv, Ndjson};
use ficha::{Checked, Code, Host, Table};

/// A stream on its way.
#[expect(clippy::large_enum_variant, reason = "there is one")]
enum Lines {
    Ndjson(Ndjson),
    Csv(Csv),
}

/// The stream of this instance, once it is open.
static LINES: Kept<Option<Lines>> = Kept::new(None);

/// Begins a stream of records of a form.
#[unsafe(no_mangle)]
pub extern "C" fn lines_open(form: usize, is_csv: bool) {
    // SAFETY: nothing borrows it between calls.
    let lines = unsafe { LINES.get() };
    *lines = FORMS.get(form).map(|table| Lines::new(table, is_csv));
}

/// Reads the chunk of `length` bytes in [`memory::room`].
#[unsafe(no_mangle)]
pub extern "C" fn lines_feed(length: usize, now: f64) -> *const u32 {
    // SAFETY: borrowed until the answer is written, and no export is called in between that does the same.
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
    /// A stream of NDJSON, or of CSV.
    const fn new(table: &'static Table, is_csv: bool) -> Self {
        if is_csv { Self::Csv(Csv::new(table)) } else { Self::Ndjson(Ndjson::new(table)) }
    }

    /// Reads a chunk. Each record that is bad or odd is written with its line before its outcome; the count of
    /// all records, of the good ones and of the ends of lines come last.
    fn feed(&mut self, chunk: &[u8], host: &Host, answer: &mut Answer) {
        let mut tally = Tally::new(answer);
        let each = &mut |line, record: Result<Checked<'_>, Code>| tally.count(line, record);
        match self {
            Self::Ndjson(reader) => reader.feed(chunk, host, each),
            Self::Csv(reader) => reader.feed(chunk, host, each),
        }
        tally.finish(self.line_ends());
    }

    fn line_ends(&self) -> u64 {
        match self {
            Self::Ndjson(reader) => reader.line_ends(),
            Self::Csv(reader) => reader.line_ends(),
        }
    }

    /// Reads what has no end of its own.
    fn finish(self, host: &Host, answer: &mut Answer) {
        let line_ends = self.line_ends();
        let mut tally = Tally::new(answer);
        let each = &mut |line, record: Result<Checked<'_>, Code>| tally.count(line, record);
        match self {
            Self::Ndjson(reader) => reader.finish(host, each),
            Self::Csv(reader) => reader.finish(host, each),
        }
        tally.finish(line_ends);
    }
}

struct Tally<'a> {
    answer: &'a mut Answer,
    records: u32,
    good: u32,
}

impl<'a> Tally<'a> {
    fn new(answer: &'a mut Answer) -> Self {
        answer.clear();
        Self { answer, records: 0, good: 0 }
    }

    fn count(&mut self, line: u64, record: Result<Checked<'_>, Code>) {
        self.records += 1;
        match record {
            Ok(checked) => {
                self.good += u32::from(checked.issues.is_empty());
                if !checked.issues.is_empty() || !checked.warnings.is_empty() {
                    self.answer.push(line as u32);
                    self.answer.outcome(&checked, Told::Not);
                }
            }
            Err(code) => {
                self.answer.push(line as u32);
                self.answer.bad(code);
            }
        }
    }

    fn finish(self, line_ends: u64) {
        // No line has the number 0.
        for word in [0, self.records, self.good, line_ends as u32] {
            self.answer.push(word);
        }
    }
}
