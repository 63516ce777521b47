//! The classes of bytes in a text. Readers compute this bit set while they scan, so most rules need no second pass.

/// The classes of bytes in a text, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ByteClasses(u8);

impl ByteClasses {
    /// `0` to `9`.
    pub(crate) const DIGIT: Self = Self(1);
    /// `A` to `Z` and `a` to `z`.
    pub(crate) const LETTER: Self = Self(2);
    /// The signs that may stand in the name of a mailbox (atext of RFC 5322, section 3.2.3).
    pub(crate) const SIGN: Self = Self(4);
    /// `.` and `@`.
    pub(crate) const DOT: Self = Self(8);
    /// Every other visible ASCII character except the quote and the backslash.
    pub(crate) const MARK: Self = Self(16);
    /// The space.
    pub(crate) const SPACE: Self = Self(32);
    /// The quote, the backslash and control characters below the space: the characters that JSON escapes.
    pub(crate) const ESCAPED: Self = Self(64);
    /// U+007F and beyond.
    pub(crate) const HIGH: Self = Self(128);

    /// No kind.
    pub(crate) const NONE: Self = Self(0);

    /// The classes of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        bytes.iter().fold(Self::NONE, |classes, b| classes.union(Self::of_byte(*b)))
    }

    /// The kind of one byte.
    pub(crate) fn of_byte(byte: u8) -> Self {
        static KINDS: [ByteClasses; 256] = {
            let mut classes = [ByteClasses::HIGH; 256];
            let mut left = classes.as_mut_slice();
            let mut byte = 0;
            while let [kind, rest @ ..] = left {
                *kind = ByteClasses::kind(byte);
                left = rest;
                byte = byte.wrapping_add(1);
            }
            classes
        };
        KINDS.get(usize::from(byte)).copied().unwrap_or(Self::HIGH)
    }

    /// The kind of one byte, found while compiling.
    pub(crate) const fn kind(byte: u8) -> Self {
        match byte {
            b'0'..=b'9' => Self::DIGIT,
            b'A'..=b'Z' | b'a'..=b'z' => Self::LETTER,
            b'.' | b'@' => Self::DOT,
            b' ' => Self::SPACE,
            b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~' => Self::SIGN,
            ..0x20 | b'"' | b'\\' => Self::ESCAPED,
            ..0x7F => Self::MARK,
            _ => Self::HIGH,
        }
    }

    /// The classes of both.
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if some of these classes are in `other`.
    pub(crate) const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True if all these classes are in `other`.
    pub(crate) const fn is_subset_of(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}
