//! Finds what a file is from its first bytes, whatever its name says.

use crate::Code;

/// The kind of a file of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A table of text.
    Table,
    /// Lines of JSON objects.
    Lines,
    /// A workbook of a spreadsheet, or another archive: `ficha-workbook` opens it.
    Workbook,
}

/// The bytes that are looked at, however many there are.
const BEGIN: usize = 4_096;

/// The beginnings of files that are no records, with what is said of them.
const OTHERS: [(&[u8], Code); 12] = [
    (b"PK\x05\x06", Code::FileArchive),
    (b"%PDF", Code::FilePdf),
    (b"\x89PNG", Code::FilePicture),
    (b"\xFF\xD8\xFF", Code::FilePicture),
    (b"GIF8", Code::FilePicture),
    (b"BM", Code::FilePicture),
    (b"II*\0", Code::FilePicture),
    (b"MM\0*", Code::FilePicture),
    (b"{\\rtf", Code::FileDocument),
    (b"\x1F\x8B", Code::FileArchive),
    (b"Rar!", Code::FileArchive),
    (b"7z\xBC\xAF\x27\x1C", Code::FileArchive),
];
/// The beginnings of pages and documents of markup, in lower case.
const MARKUP: [&str; 6] = ["<!doctype html", "<html", "<table", "<head", "<meta", "<style"];

impl FileKind {
    /// Finds the kind of a file from its beginning; an error says what else it is, and what to do.
    ///
    /// ```
    /// use ficha::{Code, sheet::FileKind};
    /// assert_eq!(FileKind::of(b"DNI;Nombre\n"), Ok(FileKind::Table));
    /// assert_eq!(FileKind::of(b" {\"id\": 1}\n"), Ok(FileKind::Lines));
    /// assert_eq!(FileKind::of(b"%PDF-1.7"), Err(Code::FilePdf));
    /// ```
    ///
    /// # Errors
    ///
    /// The code of what the file is, if no reader can read it.
    pub fn of(begin: &[u8]) -> Result<Self, Code> {
        let begin = begin.get(..BEGIN).unwrap_or(begin);
        if begin.starts_with(b"PK\x03\x04") || begin.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Ok(Self::Workbook);
        }
        // Two letters begin tables as well.
        let is_picture = |signature: &[u8]| signature != b"BM" || begin.get(6..10) == Some(&[0; 4]);
        let other = OTHERS.iter().find(|(signature, _)| begin.starts_with(signature) && is_picture(signature));
        if let Some((_, code)) = other {
            return Err(*code);
        }
        let text = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin);
        // The beginning of text in UTF-16, whose ASCII has a byte of zero.
        let is_wide = begin.starts_with(b"\xFF\xFE") || begin.starts_with(b"\xFE\xFF");
        let is_space = |b: &u8| b.is_ascii_whitespace() || (is_wide && matches!(b, 0 | 0xFE | 0xFF));
        let text = text.get(text.iter().position(|b| !is_space(b)).unwrap_or(text.len())..).unwrap_or_default();
        match text {
            [] => Err(Code::FileEmpty),
            [b'[', ..] if is_json_array(text) => Err(Code::FileJsonArray),
            [b'{', ..] => Ok(Self::Lines),
            [b'<', ..] if MARKUP.iter().any(|markup| begins_with(text, markup)) => Err(Code::FileHtml),
            [b'<', b'?', ..] => Err(Code::FileXml),
            _ if !is_wide && has_zeros(begin) => Err(Code::FileDamaged),
            _ => Ok(Self::Table),
        }
    }
}

/// True if an object, a list or the end follows the bracket; a heading may begin with one.
fn is_json_array(text: &[u8]) -> bool {
    let inside = text.iter().skip(1).find(|b| !b.is_ascii_whitespace() && **b != 0);
    matches!(inside, Some(b'{' | b'[' | b']') | None)
}

fn begins_with(text: &[u8], markup: &str) -> bool {
    text.get(..markup.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(markup.as_bytes()))
}

/// True for bytes that are no text: zeros, but not one beside every character, as UTF-16 has them.
fn has_zeros(begin: &[u8]) -> bool {
    let zeros = begin.iter().filter(|b| **b == 0).count();
    let controls = begin.iter().filter(|b| matches!(b, 1..=8 | 14..=25)).count();
    zeros > 0 && zeros * 4 < begin.len() && controls > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn kinds_are_found() {
        use FileKind::{Lines, Table, Workbook};
        let wide: Vec<u8> = "\u{FEFF}id\tnombres\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide_lines: Vec<u8> = "\u{FEFF}{\"id\": 1}\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let rows: [(&[u8], Result<FileKind, Code>); 24] = [
            (b"id;nombres\n1;Ana", Ok(Table)),
            (b"BMW;nombres", Ok(Table)),
            (b"[Clientes];2026\n", Ok(Table)),
            (b"<Nombre>;DNI", Ok(Table)),
            (b"\xEF\xBB\xBF\n\nid", Ok(Table)),
            (b"\xC1\xE9;x", Ok(Table)),
            (&wide, Ok(Table)),
            (b"{\"id\": 1}\n{\"id\": 2}", Ok(Lines)),
            (b"\xEF\xBB\xBF {", Ok(Lines)),
            (&wide_lines, Ok(Lines)),
            (b"PK\x03\x04\x14\0", Ok(Workbook)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", Ok(Workbook)),
            (b"", Err(Code::FileEmpty)),
            (b" \r\n\t", Err(Code::FileEmpty)),
            (b"\xEF\xBB\xBF", Err(Code::FileEmpty)),
            (b"%PDF-1.4", Err(Code::FilePdf)),
            (b"\x89PNG\r\n", Err(Code::FilePicture)),
            (b"BM\x36\x04\x01\0\0\0\0\0\x36", Err(Code::FilePicture)),
            (b"{\\rtf1", Err(Code::FileDocument)),
            (b"[{\"id\": 1}]", Err(Code::FileJsonArray)),
            (b"\n[\n  {", Err(Code::FileJsonArray)),
            (b"<!DOCTYPE HTML><table>", Err(Code::FileHtml)),
            (b"<?xml version=\"1.0\"?>", Err(Code::FileXml)),
            (b"\x7FELF\x02\x01\x01\0\0\0abcdefghijklmnopqrstuvwxyz", Err(Code::FileDamaged)),
        ];
        for (begin, expected) in rows {
            assert_eq!(FileKind::of(begin), expected, "{:?}", begin.escape_ascii().collect::<Vec<_>>());
        }
    }
}
