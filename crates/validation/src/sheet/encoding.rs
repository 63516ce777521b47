//! Finds the encoding of a text file and decodes it to UTF-8, chunk by chunk.

use super::code_pages::{cp850, macintosh, windows_1252};
use alloc::vec::Vec;

/// The encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Only ASCII so far, which is the same in all encodings of one byte a character.
    Ascii,
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first: "Unicode text" of Excel, and what PowerShell writes.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows-1252.
    Windows1252,
    /// Code page 850, of DOS.
    Cp850,
    /// The encoding of old Macintosh programs. It cannot be told from the others: it is never found, only chosen.
    Macintosh,
}

impl Encoding {
    /// Every encoding with its name (a label of the WHATWG Encoding Standard where there is one).
    pub const NAMES: [(&str, Self); 7] = [
        ("ascii", Self::Ascii),
        ("utf-8", Self::Utf8),
        ("utf-16le", Self::Utf16Le),
        ("utf-16be", Self::Utf16Be),
        ("windows-1252", Self::Windows1252),
        ("cp850", Self::Cp850),
        ("macintosh", Self::Macintosh),
    ];

    /// The name of the encoding.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, encoding)| *encoding == self).map_or("", |(name, _)| name)
    }

    /// The encoding with a name, without regard to case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (_, encoding) = Self::NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(*encoding)
    }

    /// The length in the file of bytes that were decoded.
    pub(crate) fn length(self, decoded: &[u8]) -> usize {
        // Bytes that begin a character; those that are never in UTF-8 stand for half of a surrogate pair.
        let characters = || decoded.iter().filter(|b| !matches!(b, 0x80..=0xBF)).count();
        let beyond_16_bits = || decoded.iter().filter(|b| matches!(b, 0xF0..=0xF7)).count();
        match self {
            Self::Ascii | Self::Utf8 => decoded.len(),
            Self::Utf16Le | Self::Utf16Be => 2 * (characters() + beyond_16_bits()),
            Self::Windows1252 | Self::Cp850 | Self::Macintosh => characters(),
        }
    }

    /// The character of a byte, for encodings of one byte a character.
    fn page(self) -> Option<fn(u8) -> char> {
        match self {
            Self::Windows1252 => Some(windows_1252),
            Self::Cp850 => Some(cp850),
            Self::Macintosh => Some(macintosh),
            Self::Ascii | Self::Utf8 | Self::Utf16Le | Self::Utf16Be => None,
        }
    }
}

/// The encoding is decided from this many bytes: the first block of a file that has a byte beyond ASCII.
pub(super) const BLOCK: usize = 64 << 10;

/// Stands for what cannot be decoded: no text in UTF-8 has it, so the line that has it is refused.
const NOT_UTF8: u8 = 0xFF;

/// Decodes a file to UTF-8. Bytes that do not fit the encoding come out as bytes that are not UTF-8.
#[derive(Debug)]
pub(crate) struct Decoder {
    encoding: Encoding,
    is_decided: bool,
    /// True for an encoding that the caller chose.
    is_chosen: bool,
    is_begun: bool,
    /// Bytes of a block whose encoding is not decided yet.
    block: Vec<u8>,
    /// The first byte of a unit of UTF-16 that is not whole.
    half: Option<u8>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
    /// The length of the byte order mark.
    mark: usize,
}

impl Decoder {
    pub(crate) const fn new() -> Self {
        Self {
            encoding: Encoding::Ascii,
            is_decided: false,
            is_chosen: false,
            is_begun: false,
            block: Vec::new(),
            half: None,
            high: None,
            mark: 0,
        }
    }

    /// Uses this encoding, whatever the bytes look like.
    pub(crate) const fn choose(&mut self, encoding: Encoding) {
        (self.encoding, self.is_chosen) = (encoding, true);
    }

    pub(super) const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Decides the encoding from the beginning of a file, or from the whole of it, as [`decode`](Self::decode) decides it
    /// block by block.
    pub(super) fn decide_all(&mut self, file: &[u8], is_whole: bool) {
        let mut rest = file;
        while !rest.is_empty() && !self.is_decided {
            let block = rest.get(..BLOCK).unwrap_or(rest);
            let is_last = is_whole && block.len() == rest.len();
            let end = if is_last { block.len() } else { whole(block) };
            let block = block.get(..end).unwrap_or_default();
            // Other blocks leave the encoding open.
            if !self.is_begun || block.iter().any(|b| !matches!(b, 1..=0x7F)) {
                self.decide(block);
            }
            self.is_begun = true;
            // The rest of the block is the beginning of a character.
            rest = if block.is_empty() { &[] } else { rest.get(end..).unwrap_or_default() };
        }
    }

    /// A decoder of a part of the file; only the first can have a mark.
    pub(super) const fn of_part(&self, is_first: bool) -> Self {
        let mut decoder = Self::new();
        decoder.choose(self.encoding);
        decoder.is_begun = !is_first;
        decoder
    }

    /// The length of the byte order mark.
    pub(crate) const fn mark(&self) -> usize {
        self.mark
    }

    /// Decodes a chunk; appends its text to `decoded`. Keeps up to one block until it is whole, or the file ends.
    pub(crate) fn decode(&mut self, chunk: &[u8], is_end: bool, decoded: &mut Vec<u8>) {
        let mut rest = chunk;
        while !self.is_decided {
            let (begin, after) = rest.split_at_checked(BLOCK - self.block.len()).unwrap_or((rest, &[]));
            self.block.extend_from_slice(begin);
            rest = after;
            if self.block.len() < BLOCK && !is_end {
                return;
            }
            let mut block = core::mem::take(&mut self.block);
            if !is_end || !rest.is_empty() {
                self.block = block.split_off(whole(&block));
            }
            self.decide(&block);
            self.write(block.get(if self.is_begun { 0 } else { self.mark }..).unwrap_or_default(), decoded);
            self.is_begun = true;
            if rest.is_empty() {
                break;
            }
        }
        if self.is_decided {
            let held = core::mem::take(&mut self.block);
            self.write(&held, decoded);
            self.write(rest, decoded);
        }
        // Half of a unit at the end is no character: it is passed over, so that places stay inside the file.
        if is_end && self.high.take().is_some() {
            decoded.push(NOT_UTF8);
        }
    }

    /// Decides the encoding from a block; one of only ASCII leaves it open.
    fn decide(&mut self, block: &[u8]) {
        let marked = if self.is_begun { None } else { by_mark(block) };
        if let Some((encoding, length)) = marked.filter(|(encoding, _)| !self.is_chosen || *encoding == self.encoding) {
            (self.encoding, self.mark) = (encoding, length);
        } else if !self.is_chosen {
            self.encoding = by_bytes(block);
        }
        self.is_decided = self.encoding != Encoding::Ascii;
    }

    fn write(&mut self, bytes: &[u8], decoded: &mut Vec<u8>) {
        match (self.encoding, self.encoding.page()) {
            (_, Some(page)) => bytes.iter().for_each(|byte| push(page(*byte), decoded)),
            (Encoding::Utf16Le | Encoding::Utf16Be, None) => {
                for byte in bytes {
                    let Some(first) = self.half.take() else {
                        self.half = Some(*byte);
                        continue;
                    };
                    let pair = [first, *byte];
                    let is_le = self.encoding == Encoding::Utf16Le;
                    self.unit(if is_le { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }, decoded);
                }
            }
            _ => decoded.extend_from_slice(bytes),
        }
    }

    /// Decodes a unit of UTF-16. Half of a surrogate pair becomes one byte that is not UTF-8.
    fn unit(&mut self, unit: u16, decoded: &mut Vec<u8>) {
        let high = self.high.take();
        let units = [high.unwrap_or(unit), unit];
        let text = if high.is_some() { &units } else { units.get(1..).unwrap_or_default() };
        let mut first = true;
        for character in char::decode_utf16(text.iter().copied()) {
            match character {
                Ok(character) => push(character, decoded),
                Err(error) if (0xD800..0xDC00).contains(&error.unpaired_surrogate()) && (high.is_none() || !first) => {
                    self.high = Some(error.unpaired_surrogate());
                }
                Err(_) => decoded.push(NOT_UTF8),
            }
            first = false;
        }
    }
}

fn push(character: char, decoded: &mut Vec<u8>) {
    decoded.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

fn by_mark(block: &[u8]) -> Option<(Encoding, usize)> {
    match block {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// Finds the encoding of a block without a mark.
fn by_bytes(block: &[u8]) -> Encoding {
    let zeros = |odd: usize| block.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Half of the characters of Spanish text in UTF-16 or more have a byte of zero, always on the same side.
    if even.max(odd) * 4 > block.len() && even.min(odd) * 8 < even.max(odd) {
        return if odd > even { Encoding::Utf16Le } else { Encoding::Utf16Be };
    }
    if block.is_ascii() {
        return Encoding::Ascii;
    }
    let (characters, strays) = utf8_characters(block);
    if characters >= strays {
        return Encoding::Utf8;
    }
    let is_spanish = |character| "áéíóúüñÁÉÍÓÚÜÑ".contains(character);
    let has_1252 = block.iter().any(|b| !b.is_ascii() && is_spanish(windows_1252(*b)));
    let has_850 = block.iter().enumerate().any(|(place, b)| {
        let beside = |at: Option<usize>| at.and_then(|at| block.get(at)).is_some_and(u8::is_ascii_alphabetic);
        match *b {
            0..=0x7F => false,
            // The space that does not break, in Windows-1252.
            0xA0 => false,
            // `¡`, `£` and `µ` in Windows-1252, which stand between two letters only as letters of code page 850.
            0xA1 | 0xA3 | 0xB5 => beside(place.checked_sub(1)) && beside(Some(place + 1)),
            b => is_spanish(cp850(b)),
        }
    });
    if has_850 && !has_1252 { Encoding::Cp850 } else { Encoding::Windows1252 }
}

/// The length of a block without the beginning of a character at its end.
fn whole(block: &[u8]) -> usize {
    match core::str::from_utf8(block) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => block.len(),
    }
}

/// Counts the characters beyond ASCII in UTF-8, and the bytes that are not UTF-8.
fn utf8_characters(block: &[u8]) -> (usize, usize) {
    let (mut characters, mut strays) = (0, 0);
    for chunk in block.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        strays += usize::from(!chunk.invalid().is_empty());
    }
    (characters, strays)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;
    use std::vec;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn decoded(file: &[u8], chosen: Option<Encoding>, chunk: usize) -> (Encoding, String) {
        let mut decoder = Decoder::new();
        if let Some(encoding) = chosen {
            decoder.choose(encoding);
        }
        let mut text = Vec::new();
        for chunk in file.chunks(chunk) {
            decoder.decode(chunk, false, &mut text);
        }
        decoder.decode(b"", true, &mut text);
        let length = decoder.encoding().length(&text) + decoder.mark();
        assert_eq!(length, file.len());
        (decoder.encoding(), String::from_utf8_lossy(&text).into_owned())
    }

    #[test]
    fn encodings_are_found_and_decoded_whatever_the_chunks() {
        let long = "a".repeat(BLOCK + 5);
        let marked = |text: &str| ["\u{FEFF}", text].concat();
        let rows: Vec<(&str, Vec<u8>, Encoding, &str)> = vec![
            ("ascii", b"Ana".to_vec(), Encoding::Ascii, "Ana"),
            ("nothing", vec![], Encoding::Ascii, ""),
            ("utf-8", "Peña".into(), Encoding::Utf8, "Peña"),
            ("utf-8 with mark", marked("Ana").into(), Encoding::Utf8, "Ana"),
            ("1252", b"Pe\xF1a".to_vec(), Encoding::Windows1252, "Peña"),
            ("1252, quotes only", b"\x93Ana\x94".to_vec(), Encoding::Windows1252, "“Ana”"),
            (
                "1252, a space that does not break",
                b"Ana\xA0Rosa \xA112\xA3".to_vec(),
                Encoding::Windows1252,
                "Ana\u{A0}Rosa ¡12£",
            ),
            ("850", b"Pe\xA4a, Mar\xA1a, N\xA3\xA4ez".to_vec(), Encoding::Cp850, "Peña, María, Núñez"),
            ("utf-8 with one stray byte", b"Pe\xC3\xB1a \xC3\xA9 \xF1".to_vec(), Encoding::Utf8, "Peña é \u{FFFD}"),
            ("utf-16le with mark", utf16(&marked("Peña 😀"), u16::to_le_bytes), Encoding::Utf16Le, "Peña 😀"),
            ("utf-16be with mark", utf16(&marked("Peña 😀"), u16::to_be_bytes), Encoding::Utf16Be, "Peña 😀"),
            ("utf-16le", utf16("id;Peña", u16::to_le_bytes), Encoding::Utf16Le, "id;Peña"),
            ("utf-16be", utf16("id;Peña", u16::to_be_bytes), Encoding::Utf16Be, "id;Peña"),
            (
                "half a pair",
                [0xFF, 0xFE, 0x00, 0xD8, b'a', 0, 0x00, 0xDC, 0x01, 0xD8].into(),
                Encoding::Utf16Le,
                "\u{FFFD}a\u{FFFD}\u{FFFD}",
            ),
        ];
        for (name, file, encoding, text) in rows {
            for chunk in [1, 2, 3, 1 << 20] {
                assert_eq!(decoded(&file, None, chunk), (encoding, text.into()), "{name}");
            }
        }
        let late = [long.as_bytes(), b" Pe\xF1a"].concat();
        assert!(decoded(&late, None, 1000) == (Encoding::Windows1252, [&long, " Peña"].concat()));
        let cut = ["a".repeat(BLOCK - 1), "ñ".repeat(9)].concat();
        assert!(decoded(cut.as_bytes(), None, 1000) == (Encoding::Utf8, cut.clone()));
    }

    #[test]
    fn an_encoding_can_be_chosen() {
        let mac = b"Jos\x8E";
        assert_eq!(decoded(mac, Some(Encoding::Macintosh), 1), (Encoding::Macintosh, "José".into()));
        assert_eq!(decoded(mac, None, 1), (Encoding::Windows1252, "JosŽ".into()));
        assert_eq!(Encoding::named("UTF-16LE").map(Encoding::name), Some("utf-16le"));
    }
}
