//! Understands the words that people write in cells of closed fields, and the words for nothing.

use super::words_table::{NOTHING, WORDS};
use alloc::string::String;

/// A word of a closed field, with the value that it means.
pub(super) struct Word {
    pub(super) field: &'static str,
    /// Its key, as [`word_key`] gives it.
    pub(super) key: &'static str,
    pub(super) value: &'static str,
}

/// True for a field with a few accepted values, of which people write words.
pub(super) fn is_closed(field: &str) -> bool {
    WORDS.iter().any(|word| word.field == field)
}

/// The key of a word: plain letters in lower case, a `#` for every number but zero, single spaces for everything else.
#[must_use]
pub fn word_key(word: &str) -> String {
    let mut key = String::new();
    for c in word.chars() {
        let c = match plain(c) {
            '.' => continue,
            '0'..='9' | '#' => '#',
            c if c.is_ascii_lowercase() => c,
            _ => ' ',
        };
        let last = key.chars().next_back();
        if (c == ' ' && matches!(last, None | Some(' '))) || (c == '#' && last == Some('#')) {
            continue;
        }
        key.push(c);
    }
    key.truncate(key.trim_end().len());
    // Zero days are no credit.
    let is_zero = word.contains('0') && !word.contains(['1', '2', '3', '4', '5', '6', '7', '8', '9', '#']);
    if is_zero { key.replace('#', "0") } else { key }
}

/// The key of a word for nothing: as [`word_key`], but signs count.
#[must_use]
pub fn nothing_key(word: &str) -> String {
    let is_mark = |c: char| matches!(c, '-' | '_' | '.' | '*' | '?');
    let key: String = word.trim().chars().map(plain).collect();
    match key.chars().next() {
        Some(first) if is_mark(first) && key.chars().all(is_mark) => first.into(),
        _ => key,
    }
}

/// A character in lower case without its accent; every dash is a hyphen.
pub(super) fn plain(c: char) -> char {
    match c {
        'á' | 'Á' | 'à' | 'À' => 'a',
        'é' | 'É' | 'è' | 'È' => 'e',
        'í' | 'Í' | 'ì' | 'Ì' => 'i',
        'ó' | 'Ó' | 'ò' | 'Ò' => 'o',
        'ú' | 'Ú' | 'ü' | 'Ü' | 'ù' | 'Ù' => 'u',
        'ñ' | 'Ñ' => 'n',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{A0}' => ' ',
        c => c.to_ascii_lowercase(),
    }
}

/// The value that a word means in a field.
pub(super) fn value(field: &str, word: &str) -> Option<&'static str> {
    // A word with a question mark is a question.
    if word.contains(['?', '¿']) {
        return None;
    }
    let key = word_key(word);
    WORDS.iter().find(|word| word.field == field && word.key == key).map(|word| word.value)
}

/// True if a text means that there is no value.
pub(crate) fn is_nothing(text: &str) -> bool {
    // No such word is longer, and few names begin like one.
    text.len() <= 24 && begins_like_nothing(text) && NOTHING.contains(&nothing_key(text).as_str())
}

/// True if a text begins with the first two characters of a word for nothing.
fn begins_like_nothing(text: &str) -> bool {
    let mut characters = text.trim_start().chars().map(|c| u8::try_from(plain(c)).unwrap_or_default());
    let first = characters.next().unwrap_or_default();
    if !may_begin_nothing(first) {
        return false;
    }
    let second = characters.next();
    let begins = |word: &&str| match word.as_bytes() {
        [one, two, ..] => *one == first && Some(*two) == second,
        word => word.first() == Some(&first),
    };
    NOTHING.iter().any(begins)
}

/// True if a word for nothing begins with this byte, in lower case.
pub(crate) const fn may_begin_nothing(byte: u8) -> bool {
    byte < 128 && FIRST >> byte & 1 == 1
}

/// The first bytes of the words for nothing, as bits.
const FIRST: u128 = {
    let (mut first, mut words) = (0, NOTHING.as_slice());
    while let [word, rest @ ..] = words {
        if let [byte @ ..0x80, ..] = word.as_bytes() {
            first |= 1 << *byte;
        }
        words = rest;
    }
    first
};

/// The errors that formulas leave in cells, in Spanish and English.
const ERRORS: [&str; 26] = [
    "#error!",
    "#calc!",
    "#¡calc!",
    "#field!",
    "#¡campo!",
    "#desbordamiento!",
    "#¡desbordamiento!",
    "#blocked!",
    "#n/a",
    "#n/d",
    "#ref!",
    "#¡ref!",
    "#value!",
    "#¡valor!",
    "#valor!",
    "#div/0!",
    "#¡div/0!",
    "#name?",
    "#¿nombre?",
    "#nombre?",
    "#null!",
    "#¡nulo!",
    "#num!",
    "#¡num!",
    "#spill!",
    "#calc!",
];

/// True if a cell holds the error of a formula, or signs that stand for a number too wide for its column.
pub(super) fn is_error(text: &str) -> bool {
    // LibreOffice numbers its errors: `Err:522`.
    if let Some(number) = text.strip_prefix("Err:") {
        return number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
    }
    text.starts_with('#')
        && text.len() <= 32
        && (ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text)) || text.trim_start_matches('#').is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_a_value() {
        let rows = [
            ("tipo_cliente", "Jurídica", Some("Jurídico")),
            ("tipo_cliente", "PERSONA  NATURAL", Some("Natural")),
            ("tipo_cliente", "P.J.", Some("Jurídico")),
            ("tipo_cliente", "Jurídica y natural", None),
            ("tipo_pago", "Crédito 30 días", Some("Crédito")),
            ("tipo_pago", "CREDITO 45 DIAS", Some("Crédito")),
            ("tipo_pago", "30 días", Some("Crédito")),
            ("tipo_pago", "0 días", Some("Contado")),
            ("tipo_pago", "Efectivo", Some("Contado")),
            ("tipo_pago", "fiado", None),
            ("incluye_igv", "SÍ", Some("1")),
            ("incluye_igv", "false", Some("0")),
            ("nombres", "Sí", None),
        ];
        for (field, word, expected) in rows {
            assert_eq!(value(field, word), expected, "{field}: {word}");
        }
    }

    #[test]
    fn words_for_nothing_and_errors() {
        for word in ["-", "—", "----", "...", "s/n", "N/A", "Ninguno", "NO TIENE", "(vacío)", "\\N", "nan", "0"] {
            assert!(is_nothing(word), "{word}");
        }
        for word in ["", "x", "Noelia", "s/n piso 2", "-1", "00"] {
            assert!(!is_nothing(word), "{word}");
        }
        for word in ["#N/A", "#¡REF!", "#######"] {
            assert!(is_error(word), "{word}");
        }
        assert!(!is_error("#12") && !is_error("Ana #N/A"));
    }
}
