use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Field, Normal, proof::Proof, text_field};
use crate::kinds::Kinds;
use crate::{Code, text};
use alloc::string::String;

/// An email address, by the syntax of the HTML standard and a little stricter.
///
/// - before the `@`: at most 64 of the letters, digits and signs of RFC 5322's atext, with dots
///   inside, never two together
/// - after it: labels of letters, digits and inner hyphens, at least two, the last not all digits
/// - at most 254 characters in all
///
/// Normal form: as typed, with the domain in lower case.
///
/// ```
/// use ficha::{Field, Host, field::{Email, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Email::parse(" Rosa@Example.COM ", &host)?.as_str(), "Rosa@example.com");
/// assert_eq!(Email::parse("rosa..p@example.com", &host).unwrap_err().id(), "email.local");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);
text_field!(Email);

const MAX: usize = 254;
const MAX_LOCAL: usize = 64;
const MAX_LABEL: usize = 63;

/// Domains that people mean when they slip.
const COMMON_DOMAINS: [&str; 6] = ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "yahoo.es", "icloud.com"];
/// Real domains one slip away from those.
const REAL_DOMAINS: [&str; 5] = ["mail.com", "ymail.com", "email.com", "cloud.com", "yahoo.se"];

impl Email {
    /// The warning about an address whose domain is one slip away from a well-known one.
    pub(crate) fn typo(address: &str) -> Option<Code> {
        let domain = address.as_bytes().rsplit(|b| *b == b'@').next()?;
        let mut meant = None;
        for common in COMMON_DOMAINS {
            if common.as_bytes() == domain {
                return None;
            }
            if domain.len().abs_diff(common.len()) <= 1 && text::is_one_slip(domain, common.as_bytes()) {
                meant = meant.or(Some(common));
            }
        }
        let suggestion = meant.filter(|_| !REAL_DOMAINS.iter().any(|real| real.as_bytes() == domain))?;
        Some(Code::EmailTypo { suggestion })
    }
}

impl Field for Email {
    const ABOUT: About = About {
        input: "email",
        inputmode: "email",
        autocomplete: "email",
        ..About::text(5, MAX, r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$")
    };

    const RULES: Rules = Rules(Kind::Text(Reading::Trimmed, |Seen { text: address, kinds }, _| {
        let bytes = address.as_bytes();
        if !kinds.within(Kinds::DIGIT.and(Kinds::LETTER).and(Kinds::SIGN).and(Kinds::DOT)) {
            return Err(&Code::EmailCharacters);
        }
        if bytes.len() > MAX {
            return Err(&Code::TextTooLong { max: MAX as u64 });
        }
        let is_at = |b: &u8| *b == b'@';
        let Some(at) = bytes.iter().position(is_at).filter(|at| bytes.iter().rposition(is_at) == Some(*at)) else {
            return Err(&Code::EmailAt);
        };
        let (local, domain) = (bytes.get(..at).unwrap_or_default(), bytes.get(at + 1..).unwrap_or_default());
        if local.len() > MAX_LOCAL {
            return Err(&Code::EmailLocalTooLong { max: MAX_LOCAL as u64 });
        }
        if has_loose_dot(local) {
            return Err(&Code::EmailLocal);
        }
        if !is_domain(domain) {
            return Err(&Code::EmailDomain);
        }
        let has_capital = domain.iter().any(u8::is_ascii_uppercase);
        Ok(if has_capital { Becomes::LowerFrom(at) } else { Becomes::Text(address) })
    }));

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}

/// Whether a dot is first or last or beside another; so it is with nothing at all.
fn has_loose_dot(local: &[u8]) -> bool {
    let mut last = b'.';
    for b in local {
        if last == b'.' && *b == b'.' {
            return true;
        }
        last = *b;
    }
    last == b'.'
}

/// Labels of letters, digits and inner hyphens, at least two, the last not all digits.
fn is_domain(domain: &[u8]) -> bool {
    let (mut labels, mut length, mut is_number, mut last) = (0, 0, true, b'.');
    for b in domain {
        match b {
            b'.' if length == 0 || last == b'-' => return false,
            b'.' => {
                labels += 1;
                length = 0;
                is_number = true;
            }
            b'-' if length == 0 => return false,
            b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' if length < MAX_LABEL => {
                length += 1;
                is_number &= b.is_ascii_digit();
            }
            _ => return false,
        }
        last = *b;
    }
    labels > 0 && length > 0 && last != b'-' && !is_number
}
