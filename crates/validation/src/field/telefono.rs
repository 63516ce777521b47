use super::rules::{Becomes, BrokenRule, Kind, Reading, Rules, Seen};
use super::{About, Normal, Number, Pattern, proof::Proof, text_field};
use crate::text::{self, Signs, label};
use crate::{Code, Field};
use alloc::string::String;

/// A telephone number of any country (ITU-T E.164).
///
/// - `+` and 7 to 15 digits, the first not 0; a bracketed `(0)` behind the country code is dropped, except for Italy
/// - after `+51` only numbers that Peru has: a mobile (nine digits, the first is 9), a landline (an area code and six
///   digits, in Lima `1` and seven), `800` or `801` and five digits; the trunk 0 before them is dropped
/// - without `+` the Peruvian ways of writing: a mobile, or a landline with its area code; each with or without the
///   trunk 0, and each also behind `51` or `0051`
/// - spaces, hyphens, dots and parentheses between the digits are dropped, and so is a label before them
///
/// Normal form: `+` and the digits. The rules do not check if the number is in use.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Telefono}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Telefono::parse("987 654 321", &host)?.as_str(), "+51987654321");
/// assert_eq!(Telefono::parse("(01) 555-1234", &host)?.as_str(), "+5115551234");
/// assert_eq!(Telefono::parse("445-1234", &host).unwrap_err().id(), "telefono.area");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Telefono(String);
text_field!(Telefono);

/// The country code of Peru.
const PERU: &str = "51";
const LENGTHS: core::ops::RangeInclusive<usize> = 7..=15;

/// The second digits of the area codes of two digits (the plan of 2003; OSIPTEL), one row for each first digit from 4
/// on. Lima and Callao have the area code `1`.
const AREAS: [&[u8]; 5] = [b"1234", b"12346", b"1234567", b"2346", b"234"];

/// Numbers in their normal form: those of Peru, and those of countries whose code does not begin with 5.
const NUMBERS: [Number; 3] = [
    Number::of(&["+519"], 8),
    Number::of(&["+511"], 7),
    Number { max: 14, ..Number::of(&["+1", "+2", "+3", "+4", "+6", "+7", "+8", "+9"], 6) },
];

impl Field for Telefono {
    const ABOUT: About =
        About { input: "tel", inputmode: "tel", autocomplete: "tel", ..About::text(8, 16, r"^\+[1-9][0-9]*$") };

    const RULES: Rules = Rules(Kind::Text(Reading::Telephone, |Seen { text: number, .. }, _| {
        let Some(digits) = number.strip_prefix('+') else {
            // Only a number with the prefix for calls abroad, `00`, can have 14 or 15 digits; more are two numbers.
            if number.len() > 15 || number.len() > 13 && !number.starts_with("00") {
                return Err(&Code::TelefonoTwo);
            }
            let behind = |code: &&str| number.strip_prefix(*code).and_then(national);
            let found = if number.len() < 10 { national(number) } else { ["0051", PERU].iter().find_map(behind) };
            return found.map(|national| Becomes::Prefixed("+51", national)).ok_or_else(|| refusal(number, false));
        };
        if digits.starts_with('0') {
            return Err(&Code::TelefonoCountry);
        }
        if !LENGTHS.contains(&digits.len()) {
            // More than 17 digits are two numbers, not one number with a typing error.
            return Err(if digits.len() > 17 { &Code::TelefonoTwo } else { &Code::TelefonoLength });
        }
        match digits.strip_prefix(PERU) {
            Some(rest) => match national(rest) {
                Some(national) if national.len() == rest.len() => Ok(Becomes::Text(number)),
                Some(national) => Ok(Becomes::Prefixed("+51", national)),
                None => Err(refusal(rest, true)),
            },
            None => Ok(Becomes::Text(number)),
        }
    }));

    const PATTERN: Pattern = Pattern::Numbers(&NUMBERS);

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}

/// A number of Peru without the trunk 0; `None` if Peru has no such number.
fn national(digits: &str) -> Option<&str> {
    let number = digits.strip_prefix('0').unwrap_or(digits);
    let is_one = match number.as_bytes() {
        [b'9', ..] => number.len() == 9,
        [b'1', ..] | [b'8', b'0', b'0' | b'1', ..] => number.len() == 8,
        [first @ b'4'..=b'8', second, ..] => {
            number.len() == 8
                && AREAS
                    .get(usize::from(first - b'4'))
                    .is_some_and(|seconds| seconds.iter().any(|other| other == second))
        }
        _ => false,
    };
    is_one.then_some(number)
}

/// The reason why these digits are no number of Peru.
fn refusal(digits: &str, has_country: bool) -> BrokenRule {
    let number = digits.strip_prefix('0').unwrap_or(digits);
    match number.len() {
        8 | 10 if number.starts_with('9') => &Code::CelularLength,
        6..=8 => &Code::TelefonoArea,
        _ if has_country && number.starts_with('9') => &Code::CelularLength,
        _ if has_country => &Code::TelefonoArea,
        _ => &Code::TelefonoPrefixMissing,
    }
}

/// Reads the digits of a number, with the `+` before them if it has one.
///
/// # Errors
/// Two numbers, a number with an extension, or a sign that no number has.
pub(super) fn read(text: &str) -> Result<String, BrokenRule> {
    let plain = text::plain(text);
    let number = text::without_label(plain.as_bytes(), label::PHONE);
    if has_extension(number) {
        return Err(&Code::TelefonoExtension);
    }
    let zero = bracketed_zero(number).unwrap_or(number.len());
    let (before, after) = (number.get(..zero).unwrap_or_default(), number.get(zero + 1..).unwrap_or_default());
    let digits = text::compact_plain(before, Signs::DigitsAfterPlus).zip(text::compact_plain(after, Signs::Digits));
    // If a sign that no number has stands among so many digits, they are two numbers.
    let count = number.iter().filter(|b| b.is_ascii_digit()).count();
    let refusal = if count > 12 { &Code::TelefonoTwo } else { &Code::DigitsForbidden };
    digits.map(|(before, after)| before + &after).ok_or(refusal)
}

/// True if the text has a word for an extension: `445-1234 anexo 102`.
fn has_extension(number: &[u8]) -> bool {
    let words = number.split(|b| !matches!(b, b'a'..=b'z' | b'#'));
    let is_extension = |word: &[u8]| {
        matches!(word, [b'#' | b'x', ..] | [b'a', b'n' | b'x', ..] | [b'e', b'x', b't', ..] | [b'i', b'n', b't', ..])
    };
    words.into_iter().any(is_extension)
}

/// The index of a 0 alone in brackets behind the country code: `+44 (0)20 …`. `None` for Italy, where it is part of the
/// number.
fn bracketed_zero(number: &[u8]) -> Option<usize> {
    let is_seen = |b: &&u8| **b != b' ';
    let plus = number.iter().position(|b| *b == b'+')?;
    let mut country = 0u32;
    for (at, b) in number.iter().enumerate().skip(plus) {
        let before = number.get(..at)?.iter().rev().find(is_seen);
        let behind = number.get(at + 1..)?.iter().find(is_seen);
        match b {
            b'0' if (before, behind) == (Some(&b'('), Some(&b')')) => {
                return (matches!(country, 1..=999) && country != 39).then_some(at);
            }
            b'0'..=b'9' => country = country.saturating_mul(10).saturating_add(u32::from(b & 15)),
            _ => {}
        }
    }
    None
}
