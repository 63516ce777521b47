//! What is done to text before it is checked: trimming, folding, counting. No regular expressions.

use crate::Host;
use crate::kinds::Kinds;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Normalisation form C. Text without a character from U+0300 on is in it already (the first that composes or
/// is composed is U+0300); in UTF-8 such text has no byte from 0xCC on.
pub(crate) fn nfc<'r>(text: &'r str, host: &Host) -> Cow<'r, str> {
    if text.bytes().all(|b| b < 0xCC) { Cow::Borrowed(text) } else { (host.nfc)(text) }
}

/// What a character is to a text, as bits; none for what can be seen.
mod look {
    /// White space by Unicode.
    pub(super) const SPACE: u8 = 1;
    /// Shows nothing (Unicode's Default_Ignorable_Code_Point, and the empty Braille cell).
    pub(super) const UNSEEN: u8 = 2;
    /// Has no place in a line: controls, line breaks, marks that steer the direction of writing.
    pub(super) const FORBIDDEN: u8 = 4;
    /// Comes along when a text is pasted, and is trimmed at either end.
    pub(super) const PASTED: u8 = 8;
    /// Is dropped inside of a line: it shows nothing and joins nothing.
    pub(super) const DROPPED: u8 = 16;

    /// The first of a range, how many follow it, and what they are.
    type Range = (u32, u16, u8);

    static RANGES: [Range; 37] = [
        (0x0, 8, FORBIDDEN),
        (0x9, 4, SPACE | FORBIDDEN),
        (0xE, 0x11, FORBIDDEN),
        (0x20, 0, SPACE),
        (0x7F, 5, FORBIDDEN),
        (0x85, 0, SPACE | FORBIDDEN),
        (0x86, 0x19, FORBIDDEN),
        (0xA0, 0, SPACE),
        (0xAD, 0, UNSEEN | PASTED | DROPPED),
        (0x34F, 0, UNSEEN),
        (0x61C, 0, UNSEEN | FORBIDDEN),
        (0x115F, 1, UNSEEN),
        (0x1680, 0, SPACE),
        (0x17B4, 1, UNSEEN),
        (0x180B, 4, UNSEEN),
        (0x2000, 10, SPACE),
        (0x200B, 0, UNSEEN | PASTED | DROPPED),
        (0x200C, 1, UNSEEN | PASTED),
        (0x200E, 1, UNSEEN | FORBIDDEN | PASTED),
        (0x2028, 1, SPACE | FORBIDDEN),
        (0x202A, 4, UNSEEN | FORBIDDEN | PASTED),
        (0x202F, 0, SPACE),
        (0x205F, 0, SPACE),
        (0x2060, 0, UNSEEN | PASTED | DROPPED),
        (0x2061, 4, UNSEEN),
        (0x2066, 3, UNSEEN | FORBIDDEN | PASTED),
        (0x206A, 5, UNSEEN),
        (0x2800, 0, UNSEEN),
        (0x3000, 0, SPACE),
        (0x3164, 0, UNSEEN),
        (0xFE00, 0xF, UNSEEN),
        (0xFEFF, 0, UNSEEN | PASTED | DROPPED),
        (0xFFA0, 0, UNSEEN),
        (0xFFF0, 8, UNSEEN),
        (0x1BCA0, 3, UNSEEN),
        (0x1D173, 7, UNSEEN),
        (0xE0000, 0xFFF, UNSEEN),
    ];

    pub(super) fn of(c: char) -> u8 {
        // The letters that most texts are made of.
        if matches!(c, '!'..='~' | '\u{AE}'..='\u{34E}') {
            return 0;
        }
        let code = u32::from(c);
        let after = RANGES.partition_point(|(first, ..)| *first <= code);
        match after.checked_sub(1).and_then(|at| RANGES.get(at)) {
            Some((first, more, look)) if code - first <= u32::from(*more) => *look,
            _ => 0,
        }
    }
}

/// Without white space and the invisible marks that pasting brings along, at either end.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|c| look::of(c) & (look::SPACE | look::PASTED) != 0)
}

/// [`nfc`], then [`trim`]: what every text but a password goes through.
pub(crate) fn trimmed<'r>(text: &'r str, host: &Host) -> Cow<'r, str> {
    match nfc(text, host) {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(String::from(trim(&text))),
    }
}

/// A name or an address on one line: no control characters, no line breaks, no bidirectional
/// controls, or else `None`; inner runs of white space become one space, invisible marks that join nothing are dropped.
/// Empty if nothing of it can be seen.
pub(crate) fn line<'r>(text: &'r str, kinds: Kinds, host: &Host) -> Option<Cow<'r, str>> {
    let is_seen = !kinds.has(Kinds::ESCAPED) && (!kinds.has(Kinds::HIGH) || is_latin(text));
    if is_seen && (!kinds.has(Kinds::SPACE) || has_single_spaces(text)) {
        return Some(Cow::Borrowed(text));
    }
    let text = trimmed(text, host);
    let (mut is_seen, mut is_loose, mut all, mut last) = (false, false, 0, 'x');
    for c in text.chars() {
        let look = look::of(c);
        all |= look;
        is_seen |= look & (look::SPACE | look::UNSEEN) == 0;
        // Tab, line feed and their kin are forbidden, so only true spaces reach the folding.
        is_loose |= look & look::SPACE != 0 && (c != ' ' || last == ' ');
        last = c;
    }
    if !is_seen {
        Some(Cow::Borrowed(""))
    } else if all & look::FORBIDDEN != 0 {
        None
    } else if all & look::DROPPED != 0 {
        // The characters around a dropped mark may compose now.
        let folded = fold_spaces(&text);
        Some(Cow::Owned(String::from(trim(&nfc(&folded, host)))))
    } else if is_loose {
        Some(Cow::Owned(fold_spaces(&text)))
    } else {
        Some(text)
    }
}

/// Whether there is nothing beyond ASCII but letters of U+00C0 to U+02FF, with which Spanish and its neighbours are
/// written: all of them are seen, and [`nfc`] leaves them as they are.
fn is_latin(text: &str) -> bool {
    text.bytes().all(|b| !matches!(b, 0x7F | 0xC2 | 0xCC..))
}

/// Whether every space stands between two other characters.
fn has_single_spaces(text: &str) -> bool {
    let mut is_after_space = true;
    for b in text.bytes() {
        if is_after_space && b == b' ' {
            return false;
        }
        is_after_space = b == b' ';
    }
    !is_after_space
}

/// Every inner run of white space becomes one space, and what is dropped goes.
fn fold_spaces(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut is_after_space = false;
    for c in text.chars() {
        let look = look::of(c);
        if look & look::DROPPED != 0 {
            continue;
        }
        let is_space = look & look::SPACE != 0;
        if !is_space {
            folded.push(c);
        } else if !is_after_space {
            folded.push(' ');
        }
        is_after_space = is_space;
    }
    folded
}

/// The length in characters (Unicode scalar values): every character has one byte that continues none.
pub(crate) fn length(text: &str) -> usize {
    text.bytes().filter(|b| !matches!(b, 0x80..=0xBF)).count()
}

/// What a number may be made of, apart from what is dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Signs {
    /// ASCII digits.
    Digits,
    /// ASCII digits, and behind eight of them a hyphen and the verification character of a DNI; the hyphen stays.
    DigitsAndCheck,
    /// ASCII digits, and a `+` before them.
    DigitsAfterPlus,
    /// ASCII digits and letters; the letters come out in upper case.
    DigitsAndLetters,
}

/// A number as plain bytes, one a character: digits, letters in lower case and without accents, `-` for every dash, a
/// space for every space (Unicode Zs), the marks that mean something to a number, and 0 for anything else.
pub(crate) fn plain(text: &str) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    for c in text.chars() {
        plain.push(match without_acute(c) {
            c @ ('0'..='9' | 'a'..='z' | '.' | '(' | ')' | '+' | ':' | '=' | '#') => c as u8,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
            'º' | '°' => DEGREE,
            c if look::of(c) & (look::SPACE | look::FORBIDDEN) == look::SPACE => b' ',
            _ => 0,
        });
    }
    plain
}

/// The sign of `N°`, in [`plain`].
const DEGREE: u8 = 1;

/// True for spaces, hyphens, dots and parentheses in [`plain`], which people put between the digits of a number.
pub(crate) const fn is_between_digits(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'(' | b')')
}

/// Words before a number that name it, without dots.
const LABELS: &[u8] = b"ruc dni ce cel celular tel telf telef telefono fono fijo movil whatsapp ";

/// A plain number without the label before it: `RUC N° 20131312955`, `Cel.: 987 654 321`.
pub(crate) fn without_label(number: &[u8]) -> &[u8] {
    let mut word = Vec::new();
    let mut rest = number;
    while let [b @ (b'a'..=b'z' | b'.'), after @ ..] = rest {
        if *b != b'.' {
            word.push(*b);
        }
        rest = after;
    }
    // The two letters may be part of a card's number, as `CE001234567`.
    let is_card = word == b"ce" && matches!(rest, [b'0'..=b'9', ..]);
    word.push(b' ');
    let begins_a_word = |at: usize| at == 0 || LABELS.get(at - 1) == Some(&b' ');
    let is_label =
        word.len() > 1 && LABELS.windows(word.len()).enumerate().any(|(at, label)| label == word && begins_a_word(at));
    if is_card || !is_label {
        return number;
    }
    // `:`, and *number* as people shorten it: `N°`, `Nro.`, `No.`.
    while let [b' ' | b':' | b'=' | b'.' | b'#' | DEGREE | b'n' | b'r' | b'o', after @ ..] = rest {
        rest = after;
    }
    rest
}

/// A number without its label and without what people put between its digits; `None` if other signs are in it.
pub(crate) fn compact(text: &str, signs: Signs) -> Option<Cow<'_, str>> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Cow::Borrowed(text));
    }
    let plain = plain(text);
    compact_plain(without_label(&plain), signs).map(Cow::Owned)
}

/// As [`compact`], of a plain number without a label.
pub(crate) fn compact_plain(number: &[u8], signs: Signs) -> Option<String> {
    if signs == Signs::DigitsAndCheck
        && let [.., check] = number
        && let Some((digits, check)) = before_check(number, *check)
    {
        return Some(digits + "-" + &check);
    }
    let mut compact = String::with_capacity(number.len());
    for b in number {
        match b {
            b'0'..=b'9' => compact.push(char::from(*b)),
            b'+' if signs == Signs::DigitsAfterPlus && compact.is_empty() => compact.push('+'),
            b'a'..=b'z' if signs == Signs::DigitsAndLetters => compact.push(char::from(b.to_ascii_uppercase())),
            _ if is_between_digits(*b) => {}
            _ => return None,
        }
    }
    Some(compact)
}

/// Eight digits before a hyphen and the verification character behind it, if that is what a number is.
fn before_check(number: &[u8], check: u8) -> Option<(String, String)> {
    let mut before = number.get(..number.len() - 1)?;
    let mut has_hyphen = false;
    while let [rest @ .., b @ (b' ' | b'-')] = before {
        has_hyphen |= *b == b'-';
        before = rest;
    }
    let digits = compact_plain(before, Signs::Digits).filter(|digits| digits.len() == 8 && has_hyphen)?;
    check.is_ascii_alphanumeric().then(|| (digits, String::from(char::from(check.to_ascii_uppercase()))))
}

/// Whether two texts are equal but for ASCII case and the acute accent; `plain` is in lower case, ASCII.
pub(crate) fn is_alike(text: &str, plain: &str) -> bool {
    let mut rest = plain.bytes();
    text.chars().filter(|c| *c != '\u{301}').all(|c| rest.next().map(char::from) == Some(without_acute(c)))
        && rest.next().is_none()
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

/// Whether one byte too many, too few, another one or two swapped neighbours tell `a` from `b`.
pub(crate) fn is_one_slip(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_of_a, rest_of_b);
    }
    while let ([rest_of_a @ .., x], [rest_of_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_of_a, rest_of_b);
    }
    match (a, b) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        _ => false,
    }
}

/// How many characters must be put in, taken out or changed to come from `a` to `b`, which is ASCII
/// (Levenshtein); only the first 40 of `a` count, which bounds the work.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let mut row = [0; 40];
    let characters = a.chars().take(row.len()).count();
    row.iter_mut().zip(1..).for_each(|(cell, n)| *cell = n);
    for (i, y) in b.chars().enumerate() {
        let (mut diagonal, mut left) = (i, i + 1);
        for (x, cell) in a.chars().zip(&mut row) {
            left = (diagonal + usize::from(x != y)).min(*cell + 1).min(left + 1);
            diagonal = core::mem::replace(cell, left);
        }
    }
    characters.checked_sub(1).and_then(|last| row.get(last).copied()).unwrap_or(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_looks_as_unicode_says() {
        for c in '\0'..=char::MAX {
            let is_bidi =
                matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            let is_unseen = matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
                | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}');
            let is_dropped = matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}');
            let is_pasted =
                is_dropped || matches!(c, '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            let expected = [
                c.is_whitespace(),
                is_unseen,
                c.is_control() || is_bidi || matches!(c, '\u{2028}' | '\u{2029}'),
                is_pasted,
                is_dropped,
            ];
            let bits = [look::SPACE, look::UNSEEN, look::FORBIDDEN, look::PASTED, look::DROPPED];
            assert_eq!(bits.map(|bit| look::of(c) & bit != 0), expected, "{c:?}");
        }
    }

    #[test]
    fn latin_is_seen_and_normal() {
        for c in '\u{7F}'..=char::MAX {
            let is_letter = ('\u{C0}'..='\u{2FF}').contains(&c);
            assert_eq!(is_latin(c.encode_utf8(&mut [0; 4])), is_letter, "{c:?}");
            assert!(!is_letter || look::of(c) == 0, "{c:?}");
        }
    }

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
            assert_eq!(is_one_slip(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
            assert_eq!(is_one_slip(b.as_bytes(), a.as_bytes()), expected, "{b} {a}");
        }
    }

    #[test]
    fn the_host_is_asked_only_for_what_it_may_change() {
        let host = Host { today: crate::field::Fecha::in_lima(0), nfc: |_| Cow::Borrowed("asked") };
        for (text, expected) in [
            ("Juan Pérez Ñusta ÿ\u{2FF}", "Juan Pérez Ñusta ÿ\u{2FF}"),
            ("\u{300}", "asked"),
            ("Jose\u{301}", "asked"),
            ("O’Higgins", "asked"),
        ] {
            assert_eq!(nfc(text, &host), expected, "{text:?}");
        }
    }

    #[test]
    fn clean_text_is_not_copied() {
        let host = Host { today: crate::field::Fecha::in_lima(0), nfc: |text| Cow::Borrowed(text) };
        for (text, is_borrowed) in
            [("Juan Pérez", true), ("  Juan Pérez\n", true), ("Juan  Pérez", false), ("Juan\u{A0}Pérez", false)]
        {
            let line = line(text, Kinds::of(text.as_bytes()), &host);
            assert_eq!(matches!(line, Some(Cow::Borrowed("Juan Pérez"))), is_borrowed, "{text:?}");
            assert_eq!(line, Some(Cow::Borrowed("Juan Pérez")), "{text:?}");
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
