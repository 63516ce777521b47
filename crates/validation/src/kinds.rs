//! What bytes a text is made of. Whoever passes over a text anyway notes it on the way, and most rules can tell from
//! it that a text is as it should be without looking again.

/// Which kinds of bytes are in a text, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// `0` to `9`.
    pub const DIGIT: Self = Self(1);
    /// `A` to `Z` and `a` to `z`.
    pub const LETTER: Self = Self(2);
    /// The signs that may stand in the name of a mailbox (atext of RFC 5322, section 3.2.3).
    pub const SIGN: Self = Self(4);
    /// `.` and `@`.
    pub const DOT: Self = Self(8);
    /// What else can be seen of ASCII but the quote and the backslash.
    pub const MARK: Self = Self(16);
    /// The space.
    pub const SPACE: Self = Self(32);
    /// The quote, the backslash and control characters below the space: what JSON writes with a backslash.
    pub const ESCAPED: Self = Self(64);
    /// U+007F and beyond.
    pub const HIGH: Self = Self(128);

    /// Nothing.
    pub const NONE: Self = Self(0);

    /// Those of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    /// Those of bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        bytes.iter().fold(Self::NONE, |kinds, b| kinds.and(Self::of_byte(*b)))
    }

    /// That of a byte.
    #[must_use]
    pub fn of_byte(byte: u8) -> Self {
        static KINDS: [Kinds; 256] = {
            let mut kinds = [Kinds::HIGH; 256];
            let mut ascii = kinds.as_mut_slice();
            let mut byte = 0;
            while let ([kind, rest @ ..], 0..0x7F) = (ascii, byte) {
                *kind = match byte {
                    b'0'..=b'9' => Kinds::DIGIT,
                    b'A'..=b'Z' | b'a'..=b'z' => Kinds::LETTER,
                    b'.' | b'@' => Kinds::DOT,
                    b' ' => Kinds::SPACE,
                    b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~' => {
                        Kinds::SIGN
                    }
                    ..0x20 | b'"' | b'\\' => Kinds::ESCAPED,
                    _ => Kinds::MARK,
                };
                ascii = rest;
                byte += 1;
            }
            kinds
        };
        KINDS.get(usize::from(byte)).copied().unwrap_or(Self::HIGH)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether some are among those.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all are among those.
    #[must_use]
    pub const fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}
