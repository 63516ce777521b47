//! Compares the provers of JSON and of tables with the rules, for `npm run agree`.

use anyhow::{Context, Result, bail};
use ficha::form::ALL;
use ficha::reader::{self, Checked, Csv, Outcome, Place, Stored};
use ficha::table::{RowKind, Table};
use ficha::{Host, field::Fecha};
use serde_json::{Map, Value};
use std::io::BufRead;

/// The rows of a table that are read at once.
const ROWS: usize = 500;

/// What was compared.
#[derive(Default)]
struct Count {
    records: u64,
    /// Records that are good, in their normal form and without a warning.
    plain: u64,
    proven: u64,
}

/// Reads lines `[schema, json]`, and checks each record as the prover and as the rules see it, as JSON and as a row of a
/// table. Prints the share of proven records; fails if they differ, or if few plain records are proven.
pub(crate) fn provers() -> Result<()> {
    let host = Host::native(Fecha::new(2026, 11, 22).context("a day")?);
    let (mut json, mut rows) = (Count::default(), Count::default());
    let mut files: Vec<(&'static Table, Vec<String>)> = ALL.into_iter().map(|table| (table, Vec::new())).collect();
    for line in std::io::stdin().lock().lines() {
        let (name, text): (String, String) = serde_json::from_str(&line?)?;
        let Some((table, file)) = files.iter_mut().find(|(table, _)| table.name == name) else { continue };
        as_json(table, &text, &host, &mut json)?;
        file.extend(row_of(table, &text));
        if file.len() == ROWS {
            as_rows(table, file, &host, &mut rows)?;
        }
    }
    for (table, file) in &mut files {
        as_rows(table, file, &host, &mut rows)?;
    }
    for (name, Count { records, plain, proven }) in [("JSON", json), ("rows", rows)] {
        let share = 100.0 * proven as f64 / plain as f64;
        println!("{name}: {records} records, {plain} good, normal and without a warning, {share:.1} % of them proven");
        if share < 60.0 {
            bail!("too few are proven");
        }
    }
    Ok(())
}

fn as_json(table: &'static Table, json: &str, host: &Host, count: &mut Count) -> Result<()> {
    // The prover takes no space in front, so that the rules judge.
    let spaced = format!(" {json}");
    let judged = reader::json(spaced.as_bytes(), table, host);
    let proven = reader::json(json.as_bytes(), table, host);
    let is_proven = proven.as_ref().is_ok_and(Checked::is_proven);
    let is_good = proven.as_ref().is_ok_and(|checked| checked.issues().is_empty());
    count.records += 1;
    if let (Ok(proven), Ok(judged)) = (&proven, &judged) {
        count.add(proven, judged);
    }
    let is_other = is_proven && outcome(proven) != outcome(judged);
    if is_other || reader::is_json(json.as_bytes(), table, host) != is_good {
        bail!("the prover and the rules differ: {json}");
    }
    Ok(())
}

impl Count {
    fn add(&mut self, proven: &Checked<'_>, judged: &Checked<'_>) {
        let is_changed = judged.stored().iter().any(|stored| matches!(stored, Stored::Made(_, 1..)));
        let is_plain = judged.issues().is_empty() && judged.warnings().is_empty() && !is_changed;
        self.plain += u64::from(is_plain);
        self.proven += u64::from(proven.is_proven());
    }
}

/// The members of a flat record as a row of cells.
fn row_of(table: &Table, json: &str) -> Option<String> {
    let members: Map<String, Value> = serde_json::from_str(json).ok()?;
    let cells = table.rows.iter().map(|row| match (row.kind, members.get(row.name)) {
        (RowKind::Many { .. }, _) => None,
        (_, None | Some(Value::Null)) => Some(String::new()),
        (_, Some(Value::String(text))) if text.contains([';', '"', '\r', '\n']) => {
            Some(format!("\"{}\"", text.replace('"', "\"\"")))
        }
        (_, Some(Value::String(text))) => Some(text.clone()),
        (_, Some(other)) => Some(other.to_string()),
    });
    Some(cells.collect::<Option<Vec<_>>>()?.join(";"))
}

/// Reads the rows as a table, twice, and forgets them.
fn as_rows(table: &'static Table, rows: &mut Vec<String>, host: &Host, count: &mut Count) -> Result<()> {
    let names: Vec<&str> = table.rows.iter().map(|row| row.name).collect();
    let file = format!("{}\n{}\n", names.join(";"), rows.join("\n"));
    let mut read = |is_judged: bool| {
        let mut csv = Csv::new(table);
        csv.with_separator(b';');
        // With words of the caller the rules judge every row.
        if is_judged {
            csv.with_value("none", "none", "none");
        }
        let mut found = Vec::new();
        let mut each = |place: Place, record: Outcome<'_>| {
            if let Ok(checked) = &record {
                count.records += u64::from(!is_judged);
                count.proven += u64::from(checked.is_proven());
                let is_changed = checked.stored().iter().any(|stored| matches!(stored, Stored::Made(_, 1..)));
                let is_plain = checked.issues().is_empty() && checked.warnings().is_empty() && !is_changed;
                count.plain += u64::from(is_judged && is_plain);
            }
            found.push(format!("{place:?} {}", outcome(record)));
        };
        csv.feed(file.as_bytes(), host, &mut each);
        csv.finish(host, &mut each);
        found.push(format!("{:?}", csv.found()));
        found
    };
    let (proven, judged) = (read(false), read(true));
    rows.clear();
    match proven.iter().zip(&judged).find(|(proven, judged)| proven != judged) {
        Some((proven, judged)) => bail!("the prover and the rules differ: {proven}, and {judged}"),
        None => Ok(()),
    }
}

/// Everything that a check says, but for the way it came to it.
fn outcome(record: Outcome<'_>) -> String {
    let said = |checked: Checked<'_>| {
        let shown = |stored: &Stored| match stored {
            Stored::Sent(..) | Stored::Made(..) => checked.text(*stored).to_owned(),
            other => format!("{other:?}"),
        };
        let values: Vec<String> = checked.stored().iter().map(shown).collect();
        format!("{values:?} {:?} {:?}", checked.issues(), checked.warnings())
    };
    record.map_or_else(|code| code.id().to_owned(), said)
}
