//! Prepares text before it is checked: trims, folds, counts. No regular expressions.

use crate::Host;
use crate::byte_classes::ByteClasses;
use alloc::borrow::Cow;
use alloc::string::String;

/// Normalisation form C. Text without a character from U+0300 on is already in that form (U+0300 is the first character
/// that composes or is composed); in UTF-8 such text has no byte from 0xCC on.
pub(crate) fn nfc<'r>(text: &'r str, host: &Host) -> Cow<'r, str> {
    if text.bytes().all(|b| b < 0xCC) { Cow::Borrowed(text) } else { (host.nfc)(text) }
}

/// The properties of a character in a text, as bits; no bit for a visible character.
mod look {
    /// White space by Unicode.
    pub(super) const SPACE: u8 = 1;
    /// Invisible (Unicode's Default_Ignorable_Code_Point, and the empty Braille cell).
    pub(super) const UNSEEN: u8 = 2;
    /// Not allowed in a line: controls, line breaks, marks that change the direction of writing.
    pub(super) const FORBIDDEN: u8 = 4;
    /// Often comes with pasted text; trimmed at both ends.
    pub(super) const PASTED: u8 = 8;
    /// Dropped inside a line: it is invisible and joins nothing.
    pub(super) const DROPPED: u8 = 16;

    /// The first character of a range, the number of characters after it, and their bits.
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
        // Most texts consist of these characters.
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

/// Removes white space and the invisible marks of pasted text at both ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|c| look::of(c) & (look::SPACE | look::PASTED) != 0)
}

/// True for an invisible mark that pasting brings along.
#[cfg(feature = "csv")]
pub(crate) fn is_mark(c: char) -> bool {
    look::of(c) & look::PASTED != 0
}

/// Applies [`nfc`], then [`trim`]. Every text except a password is trimmed.
pub(crate) fn trimmed<'r>(text: &'r str, host: &Host) -> Cow<'r, str> {
    match nfc(text, host) {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(String::from(trim(&text))),
    }
}

/// Normalises a name or an address on one line. Gives `None` for control characters, line breaks or bidirectional
/// controls. Inner runs of white space become one space, and invisible marks that join nothing are dropped. Gives an
/// empty text if nothing is visible.
pub(crate) fn line<'r>(text: &'r str, classes: ByteClasses, host: &Host) -> Option<Cow<'r, str>> {
    let is_seen =
        !classes.intersects(ByteClasses::ESCAPED) && (!classes.intersects(ByteClasses::HIGH) || is_latin(text));
    if is_seen && (!classes.intersects(ByteClasses::SPACE) || has_single_spaces(text)) {
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
    // Tabs, line feeds and the like are forbidden, so only true spaces reach the folding.
    if all & look::FORBIDDEN != 0 {
        return None;
    }
    let folded = fold_spaces(&text);
    // The characters around a dropped mark may compose now, and spaces may now be at an end.
    Some(if all & look::DROPPED != 0 { Cow::Owned(trimmed(&folded, host).into_owned()) } else { Cow::Owned(folded) })
}

/// True if the only characters beyond ASCII are letters from U+00C0 to U+02FF, which Spanish and similar languages use.
/// All of them are visible, and [`nfc`] does not change them.
fn is_latin(text: &str) -> bool {
    text.bytes().all(|b| !matches!(b, 0x7F | 0xC2 | 0xCC..))
}

/// True if every space stands between two other characters.
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

/// Replaces every inner run of white space by one space and removes the characters to drop.
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

/// The length in characters (Unicode scalar values): counts the bytes that begin a character.
pub(crate) fn length(text: &str) -> usize {
    text.bytes().filter(|b| !matches!(b, 0x80..=0xBF)).count()
}

/// The signs that a number may have, apart from those that are dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Signs {
    /// ASCII digits.
    Digits,
    /// ASCII digits; after eight of them a hyphen and the verification character of a DNI. The hyphen is kept.
    DigitsAndCheck,
    /// ASCII digits, and a `+` before them.
    DigitsAfterPlus,
    /// ASCII digits and letters; the letters become upper case.
    DigitsAndLetters,
}

/// Writes a text as plain ASCII, one byte for each character: ASCII in lower case, letters without the acute accent,
/// `-` for every dash, a space for every space (Unicode Zs), [`DEGREE`], and 0 for any other character.
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
            // The accent as a character of its own, in decomposed text.
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

/// Appends a letter to a word, five bits for each letter. Words of at most twelve letters all have different numbers.
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

/// The classes of number that a label names, as bits; a [`label`](labelled) has room for five.
pub(crate) mod label {
    pub(crate) const RUC: u64 = 1;
    pub(crate) const DNI: u64 = 2;
    pub(crate) const CARD: u64 = 4;
    pub(crate) const PHONE: u64 = 8;
    /// The word *number*, after another label.
    pub(super) const NUMBER: u64 = 16;
}

/// A word that names a number, without dots, with the kind of number.
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

/// Removes the labels of its kind before a plain number: `RUC N° 20131312955`, `Cel.: 987 654 321`.
pub(crate) fn without_label(mut number: &[u8], mut labels: u64) -> &[u8] {
    loop {
        let (mut word, mut rest, mut last) = (0, number, b'.');
        while let [b @ (b'a'..=b'z' | b'.'), after @ ..] = rest {
            if *b != b'.' {
                word = with_letter(word, *b);
            }
            (rest, last) = (after, *b);
        }
        // Letters directly before the digits of a card are part of the card's number, as in `CE001234567`.
        let is_glued = labels & label::CARD != 0 && last != b'.' && matches!(rest, [b'0'..=b'9', ..]);
        if is_glued || !LABELS.iter().any(|label| label >> 5 == word && label & labels != 0) {
            return number;
        }
        while let [b' ' | b':' | b'=' | b'.' | b'#' | b'/' | DEGREE, after @ ..] = rest {
            rest = after;
        }
        number = rest;
        // Only a telephone can have two labels, as in `Teléfono fijo:`.
        labels = labels & (label::CARD | label::PHONE) | label::NUMBER;
    }
}

/// Removes the label and the separators of a number; `None` if it has other signs.
pub(crate) fn compact(text: &str, signs: Signs, labels: u64) -> Option<Cow<'_, str>> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Cow::Borrowed(text));
    }
    let plain = plain(text);
    compact_plain(without_label(plain.as_bytes(), labels), signs).map(Cow::Owned)
}

/// Like [`compact`], for a plain number without a label.
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

/// The number of bytes to insert, delete, change or swap with a neighbour to turn `a` into `b` (optimal string
/// alignment). Callers only need distances up to two, so the result is [`usize::MAX`] if the lengths differ by more, or
/// if `a` has more than 40 bytes.
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
            let line = line(text, ByteClasses::of(text.as_bytes()), &host);
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
