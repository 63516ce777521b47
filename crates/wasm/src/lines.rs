//! The exports that check a stream of records: they report the issues of each record and count the records. An
//! instance reads one stream.

#![expect(unsafe_code, reason = "an export needs a name of its own")]

use crate::answer::Answer;
use crate::memory::{self, Kept};
use crate::outcome::Told;
use crate::wire::{KIND_LINES, KIND_OTHER, KIND_TABLE, KIND_WORKBOOK};
use crate::wire::{STREAM_ALL, STREAM_CSV, STREAM_PARTIAL, STREAM_REPEATED, STREAM_ROWS, STREAM_SHEET};
use crate::{host, table};
use ficha::Form;
use ficha::form::{ALL, ClientePublico};
use ficha::reader::{Outcome, Place, Records, Repeated};
use ficha::sheet::{FileKind, ResultRow};
use ficha::table::Table;

/// A form used only for files. JavaScript numbers it after [`ALL`].
static OF_FILES: &Table = ClientePublico::TABLE;

/// A stream that is being read.
struct Lines {
    records: Records,
    /// True if good records are reported too, with their values.
    tells_all: bool,
    /// True if the cells of every record of a table are told.
    tells_rows: bool,
    /// The values of earlier records, if repeated ones are looked for.
    repeated: Option<Repeated>,
}

/// The stream of this instance; `None` unless it is open.
static LINES: Kept<Option<Lines>> = Kept::new(None);

/// Opens a stream of records of a form. [`memory::room`] holds `length` bytes of options for a table.
#[unsafe(no_mangle)]
pub extern "C" fn lines_open(form: usize, settings: u32, length: usize) {
    // SAFETY: nothing borrows `LINES` between calls.
    let lines = unsafe { LINES.get() };
    memory::answered(length, |_, options, _| {
        let table = ALL.iter().copied().chain([OF_FILES]).nth(form);
        *lines = table.map(|table| Lines::new(table, settings, memory::text(options)));
    });
}

/// Finds how a file is read from its first `length` bytes, in [`memory::room`], without telling its records. Returns
/// false if the file cannot be read in parts.
#[unsafe(no_mangle)]
pub extern "C" fn lines_head(length: usize, is_whole: bool) -> bool {
    // SAFETY: as for `read`.
    let lines = unsafe { LINES.get() };
    let mut can_be_cut = false;
    memory::answered(length, |_, head, _| {
        can_be_cut = lines.as_mut().is_some_and(|lines| lines.records.open(head, is_whole));
    });
    can_be_cut
}

/// Finds the next part of the file that [`lines_head`] opened: rows of `size` bytes together from the `length` bytes in
/// [`memory::room`], which follow the last part. Writes its number of bytes, 0 if its end is not among them, and its place.
#[unsafe(no_mangle)]
pub extern "C" fn lines_cut(length: usize, size: usize, is_end: bool) -> *const u32 {
    // SAFETY: as for `read`.
    let lines = unsafe { LINES.get() };
    memory::answered(length, |_, text, answer| {
        answer.clear();
        let part = lines.as_mut().and_then(|lines| lines.records.cut(text, size, is_end));
        let Some(Place { line, start, end }) = part else { return answer.push(0) };
        answer.push((end - start) as u32);
        answer.push(line as u32);
        answer.integer(start);
    })
}

/// Goes to the part of the file that begins at `start`, on this line; its bytes are the next chunk.
#[unsafe(no_mangle)]
pub extern "C" fn lines_go(line: f64, start: f64) {
    // SAFETY: as for `read`.
    let lines = unsafe { LINES.get() };
    let (line, start) = (line as u64, start as u64);
    if let Some(lines) = lines {
        lines.records.go_to(Place { line, start, end: start });
    }
}

/// Reads the chunk of `length` bytes in [`memory::room`].
#[unsafe(no_mangle)]
pub extern "C" fn lines_feed(length: usize, now: f64) -> *const u32 {
    read(length, |records, chunk, count| match records {
        Records::Csv(csv) if count.tells_rows => {
            csv.feed_rows(chunk, &host(now), &mut |place, record, row| count.record(place, record, Some(row)));
        }
        _ => records.feed(chunk, &host(now), &mut |place, record| count.record(place, record, None)),
    })
}

/// Reads what is left of the stream.
#[unsafe(no_mangle)]
pub extern "C" fn lines_close(now: f64) -> *const u32 {
    read(0, |records, _, count| match records {
        Records::Csv(csv) if count.tells_rows => {
            csv.finish_rows(&host(now), &mut |place, record, row| count.record(place, record, Some(row)));
        }
        _ => records.finish(&host(now), &mut |place, record| count.record(place, record, None)),
    })
}

/// Finds the kind of a file whose beginning is the `length` bytes in [`memory::room`]; an outcome follows it.
#[unsafe(no_mangle)]
pub extern "C" fn lines_kind(length: usize) -> *const u32 {
    memory::answered(length, |_, begin, answer| {
        answer.clear();
        let (kind, code) = match FileKind::of(begin) {
            Ok(FileKind::Table) => (KIND_TABLE, None),
            Ok(FileKind::Lines) => (KIND_LINES, None),
            Ok(FileKind::Workbook) => (KIND_WORKBOOK, None),
            Err(code) => (KIND_OTHER, Some(code)),
        };
        answer.push(kind);
        if let Some(code) = code {
            answer.bad(code);
        }
    })
}

/// Writes what is known of the table as JSON; nothing for another stream.
#[unsafe(no_mangle)]
pub extern "C" fn lines_table() -> *const u32 {
    // SAFETY: as for `read`.
    let lines = unsafe { LINES.get() };
    memory::answered(0, |_, _, answer| {
        answer.clear();
        let csv = lines.as_ref().and_then(|lines| lines.records.csv());
        answer.text(0, 0, &csv.map(table::account).unwrap_or_default());
    })
}

/// Lets `read` read from [`memory::room`]. Writes each record with issues or warnings, or every record if `tells_all`:
/// its place, then its outcome, and with `tells_rows` its cells. The counts of all records, of good records and of line
/// ends come last.
fn read(length: usize, read: impl FnOnce(&mut Records, &[u8], &mut Count<'_>)) -> *const u32 {
    // SAFETY: `LINES` is borrowed until the answer is written; no export that borrows it is called meanwhile.
    let lines = unsafe { LINES.get() };
    memory::answered(length, |_, chunk, answer| {
        let Some(Lines { records, tells_all, tells_rows, repeated }) = lines else { return };
        answer.clear();
        let mut count = Count { answer, tells_all: *tells_all, tells_rows: *tells_rows, repeated, records: 0, good: 0 };
        read(records, chunk, &mut count);
        let Count { answer, records: all, good, .. } = count;
        for word in [0, all, good, records.line_ends() as u32] {
            answer.push(word);
        }
    })
}

impl Lines {
    fn new(table: &'static Table, settings: u32, options: &str) -> Self {
        let has = |bit| settings & bit != 0;
        let records = if has(STREAM_CSV) {
            let mut csv = table::open(table, options);
            if has(STREAM_PARTIAL) {
                csv.partial();
            }
            if has(STREAM_SHEET) {
                csv.of_sheet();
            }
            csv.into()
        } else {
            Records::ndjson(table)
        };
        Self {
            records,
            tells_all: has(STREAM_ALL),
            tells_rows: has(STREAM_ROWS),
            repeated: has(STREAM_REPEATED).then(Repeated::new),
        }
    }
}

/// Writes and counts the records of a call.
struct Count<'a> {
    answer: &'a mut Answer,
    tells_all: bool,
    tells_rows: bool,
    repeated: &'a mut Option<Repeated>,
    records: u32,
    good: u32,
}

impl Count<'_> {
    fn record(&mut self, place: Place, mut record: Outcome<'_>, mut row: Option<ResultRow>) {
        self.records += 1;
        if let (Some(repeated), Ok(checked)) = (&mut self.repeated, &mut record) {
            let known = checked.warnings().len();
            repeated.mark(place.line, checked);
            let found = checked.warnings().iter().skip(known);
            row.iter_mut().for_each(|row| found.clone().for_each(|issue| row.warn(issue)));
        }
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
        if let Some(row) = row {
            self.answer.row(&row);
        }
    }

    /// Writes the place of a record. Lines count from 1, so that a 0 ends the records.
    fn place(&mut self, Place { line, start, end }: Place) {
        self.answer.push(line as u32);
        self.answer.integer(start);
        self.answer.push((end - start) as u32);
    }
}
