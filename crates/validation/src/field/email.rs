use super::{About, Field, Normal, Verdict, expect_text, proof::Proof, text_field};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;
use alloc::format;
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
        let (_, domain) = address.rsplit_once('@')?;
        if COMMON_DOMAINS.contains(&domain) || REAL_DOMAINS.contains(&domain) {
            return None;
        }
        let meant = COMMON_DOMAINS.into_iter().find(|common| text::is_one_slip(domain, common));
        meant.map(|suggestion| Code::EmailTypo { suggestion })
    }
}

impl Field for Email {
    const ABOUT: About = About {
        input: "email",
        inputmode: "email",
        autocomplete: "email",
        ..About::text(5, MAX, r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$")
    };

    fn check<'r>(raw: &'r Raw<'_>, host: &Host) -> Verdict<'r> {
        let address = text::clean(expect_text(raw)?, host);
        if address.is_empty() {
            return Ok(None);
        }
        if !address.bytes().all(|b| is_atext(b) || matches!(b, b'.' | b'@')) {
            return Err(Code::EmailCharacters);
        }
        text::length(&address, 0, MAX)?;
        let (local, domain) = address.split_once('@').ok_or(Code::EmailAt)?;
        if domain.contains('@') {
            return Err(Code::EmailAt);
        }
        if local.len() > MAX_LOCAL {
            return Err(Code::EmailLocalTooLong { max: MAX_LOCAL as u64 });
        }
        if local.split('.').any(str::is_empty) {
            return Err(Code::EmailLocal);
        }
        if !is_domain(domain) {
            return Err(Code::EmailDomain);
        }
        if domain.bytes().any(|b| b.is_ascii_uppercase()) {
            let lower = format!("{local}@{}", domain.to_ascii_lowercase());
            return Ok(Some(Normal::Text(Cow::Owned(lower))));
        }
        Ok(Some(Normal::Text(address)))
    }

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}

/// `atext` of RFC 5322, section 3.2.3.
fn is_atext(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let Some((_, last)) = domain.rsplit_once('.') else { return false };
    domain.split('.').all(is_label) && !last.bytes().all(|b| b.is_ascii_digit())
}
