//! Proves an email address.

use crate::byte_classes::ByteClasses;
use crate::field::{Address, may_be_typo_of};

/// What may stand before the `@`, apart from dots.
const MAILBOX: ByteClasses = ByteClasses::DIGIT.union(ByteClasses::LETTER).union(ByteClasses::SIGN);

/// An address in ASCII with its domain in lower case, which is not near a well-known one.
pub(super) fn address(limits: &Address, bytes: &[u8], start: usize, end: u8) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let mut last = b'.';
    let mut length = 0;
    for &b in rest {
        if !ByteClasses::of_byte(b).is_subset_of(MAILBOX) && (b != b'.' || last == b'.') || b == end {
            break;
        }
        (length, last) = (length + 1, b);
    }
    let domain = rest.get(length..)?.strip_prefix(b"@")?;
    let labels = labels(limits, domain)?;
    let whole = length + 1 + labels;
    let is_good = last != b'.' && length <= limits.max_local && whole <= limits.max;
    (is_good && !may_be_typo(domain.get(..labels)?, limits.common)).then_some(start + whole)
}

/// The length of at least two labels of letters, digits and inner hyphens, the last not of digits alone.
fn labels(limits: &Address, domain: &[u8]) -> Option<usize> {
    let (mut at, mut first, mut last, mut is_number) = (0, 0, b'.', true);
    for &b in domain {
        match b {
            b'a'..=b'z' => is_number = false,
            b'0'..=b'9' => {}
            b'-' if last != b'.' => is_number = false,
            b'.' if last != b'.' && last != b'-' && at - first <= limits.max_label => {
                (first, is_number) = (at + 1, true);
            }
            _ => break,
        }
        (at, last) = (at + 1, b);
    }
    let is_open = last == b'.' || last == b'-' || is_number || at - first > limits.max_label;
    (first > 0 && !is_open).then_some(at)
}

/// True if a domain is near a well-known one, and perhaps for others.
fn may_be_typo(domain: &[u8], common: &[&str]) -> bool {
    common.iter().any(|known| may_be_typo_of(domain, known.as_bytes()))
        && !common.iter().any(|known| known.as_bytes() == domain)
}
