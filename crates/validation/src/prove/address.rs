//! Proves an email address.

use super::byte;
use super::classes::{LABEL, MAILBOX, run};
use crate::field::{Address, may_be_typo_of};

/// An address in ASCII with its domain in lower case, which is not near a well-known one.
pub(super) fn address(limits: &Address, bytes: &[u8], start: usize, end: u8) -> Option<usize> {
    // A separator such as `|` is also a sign of mailboxes: then only the rules can find the end.
    if MAILBOX.has(end) {
        return None;
    }
    let mut at = start;
    loop {
        let atom = run(&MAILBOX, bytes, at);
        at += atom;
        match byte(bytes, at) {
            b'.' if atom > 0 => at += 1,
            b'@' if atom > 0 => break,
            _ => return None,
        }
    }
    let local = at - start;
    let domain = at + 1;
    let end = domain_end(limits, bytes, domain)?;
    let is_good = local <= limits.max_local && end - start <= limits.max;
    (is_good && !may_be_typo(bytes.get(domain..end)?, limits.common)).then_some(end)
}

/// The end of at least two labels of letters, digits and inner hyphens, the last not of digits alone.
fn domain_end(limits: &Address, bytes: &[u8], domain: usize) -> Option<usize> {
    let mut first = domain;
    loop {
        let length = run(&LABEL, bytes, first);
        let at = first + length;
        let is_label =
            length > 0 && length <= limits.max_label && byte(bytes, first) != b'-' && byte(bytes, at - 1) != b'-';
        if !is_label {
            return None;
        }
        if byte(bytes, at) != b'.' {
            let has_letter = bytes.get(first..at)?.iter().any(|b| !b.is_ascii_digit());
            return (first > domain && has_letter).then_some(at);
        }
        first = at + 1;
    }
}

/// True if a domain is near a well-known one, and perhaps for others.
fn may_be_typo(domain: &[u8], common: &[&str]) -> bool {
    common.iter().any(|known| may_be_typo_of(domain, known.as_bytes()))
        && !common.iter().any(|known| known.as_bytes() == domain)
}
