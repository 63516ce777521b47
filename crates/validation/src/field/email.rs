use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Address, Normal, Pattern, proof::Proof, text_field};
use crate::Field;
use crate::byte_classes::ByteClasses;
use crate::{Code, text};
use alloc::string::String;

/// An email address. The syntax is that of the HTML standard, a little stricter.
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);
text_field!(Email);

const MAX: usize = 254;
const MAX_LOCAL: usize = 64;
const MAX_LABEL: usize = 63;
/// The signs of RFC 5322's atext, as [`ByteClasses::SIGN`] has them.
const SIGNS: &str = "!#$%&'*+-/=?^_`{|}~";

/// Well-known domains, which people often mistype.
const COMMON_DOMAINS: [&str; 6] = ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "yahoo.es", "icloud.com"];
/// Real domains one typing error away from those; no warning is given for them.
const REAL_DOMAINS: [&str; 5] = ["mail.com", "ymail.com", "email.com", "cloud.com", "yahoo.se"];

impl Email {
    /// Adds the sign that is missing before a well-known domain, spelled rightly or with one typing error.
    #[cfg(feature = "csv")]
    pub(crate) fn with_at(address: &str) -> Option<String> {
        let exact = COMMON_DOMAINS.iter().find_map(|common| Some((address.strip_suffix(common)?, *common)));
        let is_other = || REAL_DOMAINS.iter().any(|real| address.ends_with(real));
        let is_near = |rest: &str, common: &str| text::distance(rest.as_bytes(), common.as_bytes()) < 2;
        let near = || {
            (1..address.len()).rev().find_map(|from| {
                let (mailbox, rest) = address.split_at_checked(from)?;
                let common = COMMON_DOMAINS.iter().find(|common| is_near(rest, common))?;
                Some((mailbox, *common))
            })
        };
        let (mailbox, domain) = exact.or_else(|| if is_other() { None } else { near() })?;
        Some([mailbox, "@", domain].concat())
    }

    /// The warning that the domain is one typing error away from a well-known one.
    pub(crate) fn typo(address: &str) -> Option<Code> {
        let at = address.bytes().position(|b| b == b'@')?;
        let domain = address.as_bytes().get(at + 1..)?;
        let mut meant = None;
        for common in COMMON_DOMAINS {
            #[cfg(feature = "prove")]
            if !may_be_typo_of(domain, common.as_bytes()) {
                continue;
            }
            match text::distance(domain, common.as_bytes()) {
                0 => return None,
                1 => meant = meant.or(Some(common)),
                _ => {}
            }
        }
        let suggestion = meant.filter(|_| !REAL_DOMAINS.iter().any(|real| real.as_bytes() == domain))?;
        Some(Code::EmailTypo { suggestion })
    }
}

impl Field for Email {
    const ABOUT: About = About {
        // With the type `email` a browser turns a domain beyond ASCII into punycode, and the user does not see it.
        input: "text",
        inputmode: "email",
        autocomplete: "email",
        ..About::text(5, MAX, r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$")
    };

    const RULES: Rules = Rules(Kind::Text(Reading::Trimmed, |Seen { text: address, classes }, _| {
        let bytes = address.as_bytes();
        if !classes.is_subset_of(
            ByteClasses::DIGIT.union(ByteClasses::LETTER).union(ByteClasses::SIGN).union(ByteClasses::DOT),
        ) {
            return Err(&Code::EmailCharacters);
        }
        if bytes.len() > MAX {
            return Err(&Code::TextTooLong { max: MAX as u64 });
        }
        let at = bytes.iter().take_while(|b| **b != b'@').count();
        let Some((local, [b'@', domain @ ..])) = bytes.split_at_checked(at) else { return Err(&Code::EmailAt) };
        if domain.iter().any(|b| *b == b'@') {
            return Err(&Code::EmailAt);
        }
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

    const PATTERN: Pattern = Pattern::Address(&Address {
        max: MAX,
        max_local: MAX_LOCAL,
        max_label: MAX_LABEL,
        signs: SIGNS,
        common: &COMMON_DOMAINS,
    });

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}

/// False if a domain is more than one error away from a well-known one. An error of one letter, or of two that changed
/// places, leaves the first two letters as they are, or all from the fourth on.
#[cfg(feature = "prove")]
pub(crate) fn may_be_typo_of(domain: &[u8], known: &[u8]) -> bool {
    domain.len().abs_diff(known.len()) < 2
        && (domain.first_chunk::<2>() == known.first_chunk() || domain.ends_with(known.get(3..).unwrap_or_default()))
}

/// True if a dot is first, last or beside another dot; also true for empty text.
fn has_loose_dot(local: &[u8]) -> bool {
    local.split(is_dot).any(<[u8]>::is_empty)
}

/// True for at least two labels of letters, digits and inner hyphens, the last not all digits.
fn is_domain(domain: &[u8]) -> bool {
    let mut labels = domain.split(is_dot);
    let last = labels.next_back().unwrap_or_default();
    let is_in_label = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let is_label = |label: &[u8]| {
        let is_open = matches!(label, [] | [b'-', ..] | [.., b'-']);
        !is_open && label.len() <= MAX_LABEL && label.iter().all(is_in_label)
    };
    domain.len() > last.len() && is_label(last) && !last.iter().all(u8::is_ascii_digit) && labels.all(is_label)
}

fn is_dot(b: &u8) -> bool {
    *b == b'.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_of_their_class() {
        for byte in 0..=u8::MAX {
            let is_sign = ByteClasses::of_byte(byte) == ByteClasses::SIGN;
            assert_eq!(is_sign, SIGNS.as_bytes().contains(&byte), "{byte}");
        }
    }
}
