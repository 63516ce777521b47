use super::rules::{Kind, Reading, Rules};
use super::{About, Field, Normal, proof::Proof, text_field};
use crate::{Code, text};
use alloc::borrow::Cow;
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
            if text::is_one_slip(domain, common.as_bytes()) {
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

    const RULES: Rules = Rules(Kind::Text(Reading::Trimmed, |address, _| {
        if !address.bytes().all(|b| is_atext(b) || matches!(b, b'.' | b'@')) {
            return Err(&Code::EmailCharacters);
        }
        if address.len() > MAX {
            return Err(&Code::TextTooLong { max: MAX as u64 });
        }
        if address.bytes().filter(|b| *b == b'@').count() != 1 {
            return Err(&Code::EmailAt);
        }
        let mut parts = address.as_bytes().split(|b| *b == b'@');
        let (local, domain) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if local.len() > MAX_LOCAL {
            return Err(&Code::EmailLocalTooLong { max: MAX_LOCAL as u64 });
        }
        if !labels_are(local, |label| !label.is_empty()) {
            return Err(&Code::EmailLocal);
        }
        let last = domain.rsplit(|b| *b == b'.').next().unwrap_or_default();
        if last.len() == domain.len() || last.iter().all(u8::is_ascii_digit) || !labels_are(domain, is_label) {
            return Err(&Code::EmailDomain);
        }
        if domain.iter().any(u8::is_ascii_uppercase) {
            let (local, domain) = address.split_at_checked(local.len()).unwrap_or_default();
            *address = Cow::Owned(text::joined(local, &domain.to_ascii_lowercase()));
        }
        Ok(())
    }));

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}

/// `atext` of RFC 5322, section 3.2.3.
fn is_atext(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b)
}

/// Whether everything between the dots is as it must be.
fn labels_are(name: &[u8], is_good: fn(&[u8]) -> bool) -> bool {
    name.split(|b| *b == b'.').all(is_good)
}

/// A label of a domain: letters, digits and inner hyphens.
fn is_label(label: &[u8]) -> bool {
    let is_hyphen = |end: Option<&u8>| end == Some(&b'-');
    (1..=MAX_LABEL).contains(&label.len())
        && label.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        && !is_hyphen(label.first())
        && !is_hyphen(label.last())
}
