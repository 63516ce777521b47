//! What is done to text before it is checked: trimming, folding, counting. No regular expressions.

use crate::Host;
use crate::kinds::Kinds;
use alloc::borrow::Cow;
use alloc::string::String;

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
    let (mut is_seen, mut all) = (false, 0);
    for c in text.chars() {
        let look = look::of(c);
        all |= look;
        is_seen |= look & (look::SPACE | look::UNSEEN) == 0;
    }
    if !is_seen {
        return Some(Cow::Borrowed(""));
    }
    // Tab, line feed and their kin are forbidden, so only true spaces reach the folding.
    if all & look::FORBIDDEN != 0 {
        return None;
    }
    let folded = fold_spaces(&text);
    // The characters around a dropped mark may compose now, and spaces may be at an end.
    Some(if all & look::DROPPED != 0 { Cow::Owned(trimmed(&folded, host).into_owned()) } else { Cow::Owned(folded) })
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

/// A text as plain ASCII, one byte a character: ASCII in lower case, letters without the acute accent, `-` for every dash, a
/// space for every space (Unicode Zs), [`DEGREE`], and 0 for anything else.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        plain.push(match c {
            '\0'..='\x7E' => c.to_ascii_lowercase(),
            'á' | 'Á' => 'a',
            'é' | 'É' => 'e',
            'í' | 'Í' => 'i',
            'ó' | 'Ó' => 'o',
            'ú' | 'Ú' => 'u',
            '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
            'º' | '°' => char::from(DEGREE),
            // The accent by itself, of decomposed text.
            '\u{301}' => continue,
            c if look::of(c) == look::SPACE => ' ',
            _ => '\0',
        });
    }
    plain
}

/// The sign of `N°`, in [`plain`].
const DEGREE: u8 = 0x7F;

/// True for spaces, hyphens, dots and parentheses in [`plain`], which people put between the digits of a number.
pub(crate) const fn is_between_digits(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'(' | b')')
}

/// A word with one letter more, five bits each: a number that no other word of at most twelve letters has.
const fn with_letter(word: u64, letter: u8) -> u64 {
    word << 5 | (letter & 31) as u64
}

const fn word(mut letters: &[u8]) -> u64 {
    let mut word = 0;
    while let [letter, rest @ ..] = letters {
        word = with_letter(word, *letter);
        letters = rest;
    }
    word
}

/// What labels are of, as bits, of which there is room for five in a [`label`](labelled).
pub(crate) mod label {
    pub(crate) const RUC: u64 = 1;
    pub(crate) const DNI: u64 = 2;
    pub(crate) const CARD: u64 = 4;
    pub(crate) const PHONE: u64 = 8;
    /// The word *number*, behind another label.
    pub(super) const NUMBER: u64 = 16;
}

/// A word that names a number, without dots, with what it is of.
const fn labelled(letters: &[u8], of: u64) -> u64 {
    word(letters) << 5 | of
}

static LABELS: [u64; 20] = [
    labelled(b"ruc", label::RUC),
    labelled(b"dni", label::DNI),
    labelled(b"ce", label::CARD),
    labelled(b"cel", label::PHONE),
    labelled(b"celular", label::PHONE),
    labelled(b"tel", label::PHONE),
    labelled(b"telf", label::PHONE),
    labelled(b"tlf", label::PHONE),
    labelled(b"telef", label::PHONE),
    labelled(b"telefono", label::PHONE),
    labelled(b"fono", label::PHONE),
    labelled(b"fijo", label::PHONE),
    labelled(b"movil", label::PHONE),
    labelled(b"whatsapp", label::PHONE),
    labelled(b"wsp", label::PHONE),
    labelled(b"rpm", label::PHONE),
    labelled(b"n", label::NUMBER),
    labelled(b"no", label::NUMBER),
    labelled(b"nro", label::NUMBER),
    labelled(b"numero", label::NUMBER),
];

/// A plain number without the labels of its kind before it: `RUC N° 20131312955`, `Cel.: 987 654 321`.
pub(crate) fn without_label(mut number: &[u8], mut labels: u64) -> &[u8] {
    loop {
        let (mut word, mut rest, mut last) = (0, number, b'.');
        while let [b @ (b'a'..=b'z' | b'.'), after @ ..] = rest {
            if *b != b'.' {
                word = with_letter(word, *b);
            }
            (rest, last) = (after, *b);
        }
        // Letters at the digits of a card are its own, as in `CE001234567`.
        let is_glued = labels & label::CARD != 0 && last != b'.' && matches!(rest, [b'0'..=b'9', ..]);
        if is_glued || !LABELS.iter().any(|label| label >> 5 == word && label & labels != 0) {
            return number;
        }
        while let [b' ' | b':' | b'=' | b'.' | b'#' | b'/' | DEGREE, after @ ..] = rest {
            rest = after;
        }
        number = rest;
        // Only telephones have two, as `Teléfono fijo:`.
        labels = labels & (label::CARD | label::PHONE) | label::NUMBER;
    }
}

/// A number without its label and without what people put between its digits; `None` if other signs are in it.
pub(crate) fn compact(text: &str, signs: Signs, labels: u64) -> Option<Cow<'_, str>> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Cow::Borrowed(text));
    }
    let plain = plain(text);
    compact_plain(without_label(plain.as_bytes(), labels), signs).map(Cow::Owned)
}

/// As [`compact`], of a plain number without a label.
pub(crate) fn compact_plain(number: &[u8], signs: Signs) -> Option<String> {
    let mut compact = String::with_capacity(number.len());
    let mut is_after_hyphen = false;
    let mut left = number.len();
    for b in number {
        left -= 1;
        let is_check = signs == Signs::DigitsAndCheck && left == 0 && is_after_hyphen && compact.len() == 8;
        match b {
            b'0'..=b'9' | b'a'..=b'z' if is_check || signs == Signs::DigitsAndLetters || b.is_ascii_digit() => {
                if is_check {
                    compact.push('-');
                }
                compact.push(char::from(b.to_ascii_uppercase()));
                is_after_hyphen = false;
            }
            b'+' if signs == Signs::DigitsAfterPlus && compact.is_empty() => compact.push('+'),
            _ if is_between_digits(*b) => is_after_hyphen |= *b == b'-',
            _ => return None,
        }
    }
    Some(compact)
}

/// How many bytes must be put in, taken out, changed or swapped with their neighbour to come from `a` to `b` (optimal string
/// alignment). Nobody asks for more than two, which need no work where the lengths differ by more.
pub(crate) fn distance(a: &[u8], b: &[u8]) -> usize {
    const NONE: u8 = 0xFF;
    if a.len() > 40 || a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before = [0; 41];
    let mut last = [0; 41];
    last.iter_mut().zip(0..).for_each(|(cell, n)| *cell = n);
    let (mut distance, mut y_before) = (a.len(), NONE);
    for (i, y) in b.iter().enumerate() {
        let mut row = [i + 1; 41];
        let (mut x_before, mut diagonal, mut crossed) = (NONE, i, 0);
        distance = i + 1;
        for (((x, above), two_above), cell) in
            a.iter().zip(last.iter().skip(1)).zip(&before).zip(row.iter_mut().skip(1))
        {
            distance = (diagonal + usize::from(x != y)).min(above.min(&distance) + 1);
            if *x == y_before && x_before == *y {
                distance = distance.min(crossed + 1);
            }
            *cell = distance;
            (x_before, diagonal, crossed) = (*x, *above, *two_above);
        }
        (before, last, y_before) = (last, row, *y);
    }
    distance
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
            [("Juan Pérez", true), ("  Juan Pérez\n", false), ("Juan  Pérez", false), ("Juan\u{A0}Pérez", false)]
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
            ("ab", "b", 1),
            ("abc", "xabc", 1),
            ("cab", "ab", 1),
            ("abcd", "bcda", 2),
            ("gmial.com", "gmail.com", 1),
            ("mgail.com", "gmail.com", 1),
            ("gmali.cmo", "gmail.com", 2),
            ("xaby", "xbcy", 2),
            ("xaby", "xcay", 2),
            ("ba", "ab", 1),
            ("\0a", "ab", 2),
        ];
        for (a, b, expected) in rows {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
            assert_eq!(distance(b.as_bytes(), a.as_bytes()), expected, "{b} {a}");
        }
        assert_eq!(distance(&[b'x'; 10_000], b"y"), usize::MAX);
        assert_eq!(distance(b"xabc", b"a"), usize::MAX);
        assert_eq!(distance(&[b'x'; 41], &[b'x'; 40]), usize::MAX);
    }
}
