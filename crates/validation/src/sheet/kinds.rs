//! Names a refused value for what it is: another document, another kind of telephone, two values in one cell.

use super::headings::heading_key;
use super::words;
use crate::Code;
use alloc::string::String;

/// The code that says what a refused value of a field is; `None` if it is nothing known.
pub(super) fn kind(field: &str, text: &str) -> Option<Code> {
    match field {
        "numero_documento" | "ruc" | "dni" => document(text),
        "celular" => telephone(text),
        "email" => (text.matches('@').count() > 1).then_some(Code::SheetTwo),
        _ => None,
    }
}

/// True for the heading of a column that says of what kind a document is.
pub(super) fn is_heading(heading: &str) -> bool {
    let key = heading_key(heading);
    let has = |word: &str| key.split(' ').any(|part| part == word);
    (has("tipo") || has("t")) && (has("documento") || has("identificacion") || has("identidad"))
}

/// The code of a foreign document, by its name or by its number in catalogue 06 of SUNAT.
pub(super) fn foreign(kind: &str) -> Option<Code> {
    let letters: String = kind.chars().map(words::plain).filter(char::is_ascii_alphanumeric).collect();
    match letters.trim_start_matches('0') {
        "ce" | "4" => Some(Code::SheetCarne),
        "7" | "pas" | "pass" | "pp" => Some(Code::SheetPassport),
        name if name.contains("extranj") => Some(Code::SheetCarne),
        name if name.contains("pasaporte") || name.contains("passport") => Some(Code::SheetPassport),
        _ => None,
    }
}

/// A carné de extranjería has nine digits, written with or without `CE`; a passport has letters and digits.
fn document(text: &str) -> Option<Code> {
    let is_between = |c: &char| !matches!(c, ' ' | '-' | '.' | '\u{A0}');
    let plain: String = text.chars().filter(is_between).map(|c| c.to_ascii_uppercase()).collect();
    if has_two(text, 8) {
        return Some(Code::SheetTwo);
    }
    let digits = plain.strip_prefix("CE").or_else(|| plain.strip_prefix("C.E")).unwrap_or(&plain);
    let digits = digits.trim_start_matches([':', '/', '°', 'º']);
    let is_all = |test: fn(&u8) -> bool| !digits.is_empty() && digits.bytes().all(|b| test(&b));
    if (9..=12).contains(&digits.len()) && digits.len() != 11 && is_all(u8::is_ascii_digit) && digits.len() != 10 {
        return Some(Code::SheetCarne);
    }
    let has = |test: fn(&u8) -> bool| digits.bytes().any(|b| test(&b));
    let is_passport = (6..=12).contains(&digits.len())
        && is_all(u8::is_ascii_alphanumeric)
        && digits.bytes().filter(u8::is_ascii_digit).count() >= 5
        && has(u8::is_ascii_alphabetic);
    // Letters stand before the digits or behind them; `2E10` is a number.
    (is_passport && !digits.as_bytes().first_chunk::<2>().is_some_and(|[a, b]| a.is_ascii_digit() && *b == b'E'))
        .then_some(Code::SheetPassport)
}

/// A landline has an area code of one or two digits before seven or six others.
fn telephone(text: &str) -> Option<Code> {
    if has_two(text, 6) {
        return Some(Code::SheetTwo);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("0051").or_else(|| digits.strip_prefix("51").filter(|rest| rest.len() >= 8));
    let national = national.unwrap_or(&digits);
    let national = national.strip_prefix('0').unwrap_or(national);
    let is_area = national.starts_with(['1', '4', '5', '6', '7', '8']);
    let is_local = matches!(national.len(), 6 | 7) && !national.starts_with('9');
    let is_landline = (national.len() == 8 && is_area) || is_local;
    is_landline.then_some(Code::SheetLandline)
}

/// True if a text has two numbers of at least this many digits, with a sign or a word between them.
fn has_two(text: &str, digits: usize) -> bool {
    let is_between = |c: char| matches!(c, '/' | ',' | ';' | '|' | '\n' | 'y' | 'Y' | 'o' | 'O');
    let count = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    text.split(is_between).filter(|part| count(part) >= digits).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_say_the_kind_are_found() {
        let rows = [
            ("Tipo Doc.", true),
            ("T. Doc.", true),
            ("TIPO DOC. IDENTIDAD (CLIENTE)", true),
            ("cliente_tipo_de_documento", true),
            ("Tipo de identificación", true),
            ("T.D.", false),
            ("Tipo de cliente", false),
            ("Nro. Documento", false),
        ];
        for (heading, expected) in rows {
            assert_eq!(is_heading(heading), expected, "{heading}: {}", heading_key(heading));
        }
    }

    #[test]
    fn foreign_documents_are_told() {
        let rows = [
            ("CE", Some(Code::SheetCarne)),
            ("C.E.", Some(Code::SheetCarne)),
            ("04", Some(Code::SheetCarne)),
            ("Carné Extranjería", Some(Code::SheetCarne)),
            ("CARNET DE EXTRANJERIA", Some(Code::SheetCarne)),
            ("Pasaporte", Some(Code::SheetPassport)),
            ("7", Some(Code::SheetPassport)),
            ("DNI", None),
            ("1", None),
            ("6", None),
            ("40", None),
            ("", None),
        ];
        for (kind, expected) in rows {
            assert_eq!(foreign(kind), expected, "{kind}");
        }
    }

    #[test]
    fn kinds_are_named() {
        let rows = [
            ("numero_documento", "007874312", Some(Code::SheetCarne)),
            ("numero_documento", "CE 001234567", Some(Code::SheetCarne)),
            ("numero_documento", "C.E. 001234567", Some(Code::SheetCarne)),
            ("numero_documento", "AB123456", Some(Code::SheetPassport)),
            ("numero_documento", "116892358A", Some(Code::SheetPassport)),
            ("numero_documento", "12345678 / 87654321", Some(Code::SheetTwo)),
            ("numero_documento", "1234567", None),
            ("numero_documento", "20131312954", None),
            ("numero_documento", "2.0E+10", None),
            ("numero_documento", "2E1000", None),
            ("celular", "01-7862491", Some(Code::SheetLandline)),
            ("celular", "(01) 445 1234", Some(Code::SheetLandline)),
            ("celular", "044-231234", Some(Code::SheetLandline)),
            ("celular", "+51 44 231234", Some(Code::SheetLandline)),
            ("celular", "4451234", Some(Code::SheetLandline)),
            ("celular", "987654321 / 987654322", Some(Code::SheetTwo)),
            ("celular", "987654321 y 4451234", Some(Code::SheetTwo)),
            ("celular", "94747915", None),
            ("celular", "9876543210", None),
            ("email", "a@b.pe, c@d.pe", Some(Code::SheetTwo)),
            ("email", "a.b.pe", None),
            ("nombres", "01-7862491", None),
        ];
        for (field, text, expected) in rows {
            assert_eq!(kind(field, text), expected, "{field}: {text}");
        }
    }
}
