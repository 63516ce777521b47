//! What is done to text before it is checked: trimming, folding, counting. No regular expressions.

use crate::{Code, Host};
use alloc::borrow::Cow;
use alloc::string::String;

/// Normalisation form C; ASCII is in it already.
pub(crate) fn nfc<'r>(text: &'r str, host: &Host) -> Cow<'r, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { (host.nfc)(text) }
}

/// White space by Unicode, and the byte order mark that JavaScript's `trim` takes for one.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// Without white space at either end.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// [`nfc`], then [`trim`]: what every text but a password goes through.
pub(crate) fn clean<'r>(text: &'r str, host: &Host) -> Cow<'r, str> {
    match nfc(text, host) {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(String::from(trim(&text))),
    }
}

/// Whether there is nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// Marks that steer the direction of writing and show nothing.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that show nothing (Unicode's Default_Ignorable_Code_Point, and the empty Braille cell).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// A name or an address on one line: no control characters, no line breaks, no bidirectional
/// controls; inner runs of white space become one space. `None` if nothing of it can be seen.
pub(crate) fn line<'r>(text: &'r str, host: &Host) -> Result<Option<Cow<'r, str>>, Code> {
    let text = clean(text, host);
    if text.chars().all(|c| is_space(c) || is_invisible(c)) {
        return Ok(None);
    }
    // Tab, line feed and their kin are control characters, so only true spaces reach the folding.
    let is_forbidden = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || is_bidi_control(c);
    if text.chars().any(is_forbidden) {
        return Err(Code::TextForbidden);
    }
    Ok(Some(fold_spaces(text)))
}

/// Every inner run of white space becomes one space.
fn fold_spaces(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut last = 'x';
    let is_folded = text.chars().all(|c| {
        let is_fine = !is_space(c) || (c == ' ' && last != ' ');
        last = c;
        is_fine
    });
    if is_folded {
        return text;
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match (is_space(c), folded.ends_with(' ')) {
            (true, true) => {}
            (true, false) => folded.push(' '),
            (false, _) => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// Checks a length in characters (Unicode scalar values).
pub(crate) fn length(text: &str, min: usize, max: usize) -> Result<(), Code> {
    let characters = if text.is_ascii() { text.len() } else { text.chars().count() };
    if characters < min {
        Err(Code::TextTooShort { min: min as u64 })
    } else if characters > max {
        Err(Code::TextTooLong { max: max as u64 })
    } else {
        Ok(())
    }
}

/// The digits of a number as people write it, without their separators.
pub(crate) struct Digits<'r> {
    /// Whether a `+` stood before them.
    pub(crate) plus: bool,
    /// ASCII digits only.
    pub(crate) digits: Cow<'r, str>,
}

/// What people write between the digits of a number.
pub(crate) fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '-' | '\u{2010}'..='\u{2013}' | '.' | '(' | ')')
}

/// Without white space and the invisible marks that pasting brings along, at either end.
pub(crate) fn trim_marks(text: &str) -> &str {
    text.trim_matches(|c: char| {
        is_space(c) || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

/// Drops what people and pasting put between and around digits. `None` if nothing is left to see.
///
/// White space and invisible marks go at either end; inside go space, no-break space, hyphens,
/// dots and parentheses. One `+` may stand first where `allow_plus` says so.
pub(crate) fn digits(text: &str, allow_plus: bool) -> Result<Option<Digits<'_>>, Code> {
    let text = trim_marks(text);
    if text.is_empty() {
        return Ok(None);
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Some(Digits { plus: false, digits: Cow::Borrowed(text) }));
    }
    let mut plus = false;
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            _ if is_separator(c) => {}
            '+' if allow_plus && !plus && digits.is_empty() => plus = true,
            _ => return Err(Code::DigitsForbidden),
        }
    }
    Ok(Some(Digits { plus, digits: Cow::Owned(digits) }))
}

/// Whether two texts are equal but for ASCII case and the acute accent; `plain` is lower case
/// without accents.
pub(crate) fn is_alike(text: &str, plain: &str) -> bool {
    text.chars().filter(|c| *c != '\u{301}').map(without_acute).eq(plain.chars())
}

fn without_acute(c: char) -> char {
    match c {
        'á' | 'Á' => 'a',
        'é' | 'É' => 'e',
        'í' | 'Í' => 'i',
        'ó' | 'Ó' => 'o',
        'ú' | 'Ú' => 'u',
        _ => c.to_ascii_lowercase(),
    }
}

/// Whether one character too many, too few, another one or two swapped neighbours tell `a` from `b`.
pub(crate) fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - end).unwrap_or_default(), b.get(..b.len() - end).unwrap_or_default());
    match (a, b) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        _ => false,
    }
}

/// How many characters must be put in, taken out or changed to come from `a` to `b`
/// (Levenshtein); only the first 40 of `a` count, which bounds the work.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let a: alloc::vec::Vec<char> = a.chars().take(40).collect();
    let mut row: alloc::vec::Vec<usize> = (0..=a.len()).collect();
    for (i, y) in b.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (x, cell) in a.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            left = (diagonal + usize::from(*x != y)).min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        let rows = [
            ("gmail.com", "gmail.com", false),
            ("gmail.co", "gmail.com", true),
            ("gmaill.com", "gmail.com", true),
            ("gmaik.com", "gmail.com", true),
            ("gmial.com", "gmail.com", true),
            ("mgail.com", "gmail.com", true),
            ("gmali.cmo", "gmail.com", false),
            ("gail.co", "gmail.com", false),
            ("xaby", "xbcy", false),
            ("xaby", "xcay", false),
            ("", "a", true),
            ("", "ab", false),
        ];
        for (a, b, expected) in rows {
            assert_eq!(is_one_slip(a, b), expected, "{a} {b}");
            assert_eq!(is_one_slip(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn clean_text_is_not_copied() {
        let host = Host { today: crate::field::Fecha::in_lima(0), nfc: |text| Cow::Borrowed(text) };
        for (text, is_borrowed) in
            [("Juan Pérez", true), ("  Juan Pérez\n", true), ("Juan  Pérez", false), ("Juan\u{A0}Pérez", false)]
        {
            let line = line(text, &host);
            assert_eq!(matches!(line, Ok(Some(Cow::Borrowed("Juan Pérez")))), is_borrowed, "{text:?}");
            assert_eq!(line, Ok(Some(Cow::Borrowed("Juan Pérez"))), "{text:?}");
        }
    }

    #[test]
    fn distances() {
        let rows = [
            ("", "", 0),
            ("a", "", 1),
            ("nombre", "nombres", 1),
            ("kitten", "sitting", 3),
            ("niño", "nino", 1),
            ("ab", "b", 1),
            ("abc", "xabc", 1),
            ("cab", "ab", 1),
            ("abcd", "bcda", 2),
        ];
        for (a, b, expected) in rows {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
        assert_eq!(distance(&"x".repeat(10_000), "y"), 40);
    }
}
