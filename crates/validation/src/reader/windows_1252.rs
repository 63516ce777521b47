//! Windows-1252, the encoding in which spreadsheets of Peruvian offices still save tables.

use alloc::string::String;

/// The characters of the bytes 0x80 to 0x9F (WHATWG Encoding Standard); all other bytes are their own
/// code points, as in Latin-1.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Decodes bytes; every byte has a character.
pub(super) fn decode(bytes: &[u8]) -> String {
    let character = |b: &u8| match b {
        0x80..=0x9F => HIGH.get(usize::from(b - 0x80)).copied().unwrap_or_default(),
        _ => char::from(*b),
    };
    bytes.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn decodes() {
        let rows: [(&[u8], &str); 3] = [
            (b"Jos\xE9 \xD1usta", "José Ñusta"),
            (b"\x93O\x92Higgins\x94 \x80", "“O’Higgins” €"),
            (b"\x9F\x9E\x80", "Ÿž€"),
        ];
        for (bytes, text) in rows {
            assert_eq!(super::decode(bytes), text);
        }
    }
}
