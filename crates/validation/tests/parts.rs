//! The parts of a file have the records that the whole file has, at the same places.
#![cfg(feature = "csv")]

use ficha::field::Fecha;
use ficha::form::UpdateCliente;
use ficha::message::es;
use ficha::reader::{Csv, Outcome, Place, Records};
use ficha::{Form, Host};
use std::fs;
use std::path::Path;

const HEADINGS: &str = "id,numero_documento,nombres,celular\n";

/// Texts that are hard to cut.
const TEXTS: [&str; 14] = [
    "",
    "\n",
    "\r\n\r\n",
    "1,10117410,\"Ana\nPaz\",987654321\n2,10117410,Luz,987654321\n",
    "1,10117410,\"Ana\r\n\"\"Paz\"\",\r\n\",987654321\r\n2,10117410,Luz,987654321\r\n",
    "1,10117410,\"Ana,987654321\n2,10117410,Luz,987654321\n3,10117410,\"Eva\",1\n",
    "1,10117410,Ana \"la\nPaz\",987654321\n2,10117410,Luz,987654321\n",
    "1,=\"10117410\",Ana,=\"987654321\"\r2,10117410,=\"Luz\nPaz\",987654321\r",
    "1,10117410,\u{d1}a\u{f1}a,987654321\n2,10117410,\u{1f600},987654321",
    "\"1\",\"10117410\",\"Ana\",\"987654321\"\n\"2\",\"10117410\",\"Luz\",\"987654321\"\n\u{1a}",
    "1,\"\",,\n\n\n,,,\n2,x,y,z,too many\n",
    "{\"id\":1}\n\n{\"id\":\n2}\r\n[]",
    "{\"id\":1}\r{\"id\":2}\r",
    "{\"id\":1}\r{\"id\":2}\n{\"id\":3}\r{}\n",
];

fn read(reader: &mut Records, text: &[u8], found: &mut Vec<String>) {
    let host = Host::native(Fecha::in_lima(1_795_000_000_000));
    let mut each = |Place { line, start, end }: Place, record: Outcome<'_>| {
        let said = match record {
            Err(code) => es::sentence(&code),
            Ok(checked) => format!("{:?} {:?} {:?}", checked.stored(), checked.issues(), checked.warnings()),
        };
        found.push(format!("line {line}, bytes {start} to {end}: {said}"));
    };
    reader.feed(text, &host, &mut each);
    reader.finish(&host, &mut each);
}

fn expect_same(name: &str, text: &[u8], new: fn() -> Records) {
    let mut whole = Vec::new();
    read(&mut new(), text, &mut whole);
    for size in [0, 1, 2, 3, 5, 60, 1000, 70_000, usize::MAX] {
        // Parts that small take long.
        if text.len() / size.max(1) > 20_000 {
            continue;
        }
        let (mut found, mut rest, mut file) = (Vec::new(), text, new());
        while let Some((mut reader, part)) = file.part(&mut rest, size) {
            assert!(part.len() >= size || rest.is_empty(), "{name}");
            read(&mut reader, part, &mut found);
        }
        let differs = whole.iter().zip(&found).find(|(one, other)| one != other);
        assert_eq!((differs, found.len()), (None, whole.len()), "{name} in parts of {size}");
    }
}

fn table() -> Records {
    Csv::new(UpdateCliente::TABLE).into()
}

/// The text of a workbook's sheet.
fn sheet() -> Records {
    let mut csv = Csv::new(UpdateCliente::TABLE);
    csv.of_sheet();
    csv.into()
}

fn lines() -> Records {
    Records::ndjson(UpdateCliente::TABLE)
}

#[test]
fn texts() {
    for text in TEXTS {
        expect_same(text, text.as_bytes(), lines);
        let whole = format!("{HEADINGS}{text}");
        expect_same(&whole, whole.as_bytes(), table);
        expect_same(&whole, format!("\u{feff}{whole}").as_bytes(), table);
        let cells = whole.replace(',', "\t").replace("\r\n", "\n");
        expect_same(&cells, cells.as_bytes(), sheet);
        let utf16: Vec<u8> = format!("\u{feff}{whole}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        expect_same(&whole, &utf16, table);
    }
}

/// Reads a file in parts as a program does that has only a piece of it in memory.
fn expect_same_by_pieces(text: &[u8], new: fn() -> Records) {
    let name = String::from_utf8_lossy(text);
    let mut whole = Vec::new();
    read(&mut new(), text, &mut whole);
    let (mut file, mut reader, mut found, mut at) = (new(), new(), Vec::new(), 0);
    let head = text.get(..1 << 17).unwrap_or(text);
    if !file.open(head, head.len() == text.len()) {
        return;
    }
    reader.open(head, head.len() == text.len());
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let part = (0..).find_map(|ahead| {
            let piece = rest.get(..40 + 50 * ahead).unwrap_or(rest);
            file.cut(piece, 40, piece.len() == rest.len())
        });
        let Some(part) = part else { return };
        let end = part.end as usize;
        reader.go_to(part);
        read(&mut reader, text.get(at..end).unwrap_or_default(), &mut found);
        at = end;
    }
    assert_eq!(found, whole, "{name}");
}

#[test]
fn a_part_is_found_in_a_piece_of_the_file() {
    for text in TEXTS {
        let whole = format!("{HEADINGS}{}", text.repeat(3));
        for new in [table, lines] {
            expect_same_by_pieces(whole.as_bytes(), new);
            expect_same_by_pieces(format!("\u{feff}{whole}").as_bytes(), new);
        }
        expect_same_by_pieces(whole.replace(',', "\t").replace("\r\n", "\n").as_bytes(), sheet);
    }
}

/// Rows of ASCII before the first letter with an accent, over more than one block.
#[test]
fn the_encoding_is_that_of_the_whole_file() {
    let ascii = "1,10117410,Ana Paz,987654321\n".repeat(5_000);
    for accented in [&b"Mar\xEDa"[..], b"Mar\xC3\xADa", b"Mar\xA1a", b"Mar\xEDa\n1,2,Mar\xC3\xADa"] {
        let text = [HEADINGS.as_bytes(), ascii.as_bytes(), b"1,2,", accented, b",\n", ascii.as_bytes()].concat();
        expect_same(&String::from_utf8_lossy(accented), &text, table);
    }
}

/// A character over the end of a block, the first that is not ASCII, or behind a byte of zero.
#[test]
fn a_character_over_the_end_of_a_block_is_whole() {
    for (block, before) in [(1_usize, 1), (2, 1), (2, 2), (1, 0)] {
        for first in ["", "\0"] {
            let begin = format!("{HEADINGS}1,2,{first}\n");
            let pad = (block << 16) - before - begin.len() - 4;
            let rows = "1,10117410,Ana Paz,987654321\n".repeat(pad / 29);
            let text = format!("{begin}{rows}{}1,2,Pe\u{f1}a,\n{rows}", "\n".repeat(pad % 29 - 2));
            expect_same(&format!("{block} {before} {first:?}"), text.as_bytes(), table);
        }
    }
}

#[test]
fn files_of_people() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/files");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let new = match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv" | "txt" | "tsv") => table,
            Some("ndjson" | "jsonl") => lines,
            _ => continue,
        };
        expect_same(&path.display().to_string(), &fs::read(&path).unwrap(), new);
        count += 1;
    }
    assert!(count > 10, "{count} files");
}
