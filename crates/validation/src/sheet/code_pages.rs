//! The encodings of one byte a character in which spreadsheets and old programs save tables.

/// The characters of the bytes 0x80 to 0x9F in Windows-1252 (WHATWG Encoding Standard); all other bytes are their own
/// code points, as in Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The characters of the bytes 0x80 to 0xFF in code page 850, which DOS and its programs use in Latin America.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
                     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

/// The characters of the bytes 0x80 to 0xFF in the encoding of Macintosh (WHATWG Encoding Standard).
const MACINTOSH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ\
                         ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// The character of a byte in Windows-1252.
pub(super) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().unwrap_or_default(),
        _ => char::from(byte),
    }
}

/// The character of a byte in code page 850.
pub(super) fn cp850(byte: u8) -> char {
    high(CP850, byte)
}

/// The character of a byte in the encoding of Macintosh.
pub(super) fn macintosh(byte: u8) -> char {
    high(MACINTOSH, byte)
}

fn high(page: &str, byte: u8) -> char {
    match byte.checked_sub(0x80) {
        Some(place) => page.chars().nth(place.into()).unwrap_or_default(),
        None => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use std::string::String;

    #[test]
    fn decodes() {
        type Page = fn(u8) -> char;
        let rows: [(Page, &[u8], &str); 5] = [
            (super::windows_1252, b"Jos\xE9 \xD1usta", "José Ñusta"),
            (super::windows_1252, b"\x93O\x92Higgins\x94 \x80", "“O’Higgins” €"),
            (super::windows_1252, b"\x9F\x9E\x80", "Ÿž€"),
            (super::cp850, b"Jos\x82 \xA5and\xA3 \xB5\xD6\xE0\xE9\x9A\xF8\xFF", "José Ñandú ÁÍÓÚÜ°\u{A0}"),
            (super::macintosh, b"Jos\x8E \x84and\x9C \xE7\xEA\xEE\xF2\xFF", "José Ñandú ÁÍÓÚˇ"),
        ];
        for (page, bytes, text) in rows {
            assert_eq!(bytes.iter().map(|byte| page(*byte)).collect::<String>(), text);
        }
        assert_eq!((super::CP850.chars().count(), super::MACINTOSH.chars().count()), (128, 128));
    }
}
