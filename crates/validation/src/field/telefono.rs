use super::rules::{Becomes, Kind, Reading, Refusal, Rules, Seen};
use super::{About, Field, Normal, proof::Proof, text_field};
use crate::Code;
use crate::text::{self, Signs};
use alloc::borrow::Cow;
use alloc::string::String;

/// A telephone number of any country (ITU-T E.164).
///
/// - `+` and 7 to 15 digits, the first not 0; a bracketed `(0)` behind the country is dropped, but in Italy
/// - after `+51` only what Peru has: a mobile (nine digits, the first is 9), a landline (an area code and six digits, in
///   Lima `1` and seven), `800` or `801` and five digits; the trunk 0 before them is dropped
/// - without `+` the Peruvian ways of writing: a mobile, a landline with its area code, with the trunk 0 or not, and
///   either behind `51` or `0051`
/// - spaces, hyphens, dots and parentheses between the digits are dropped, and a label before them
///
/// Normal form: `+` and the digits. Whether the number is in use is not asked.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Telefono}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Telefono::parse("987 654 321", &host)?.as_str(), "+51987654321");
/// assert_eq!(Telefono::parse("(01) 555-1234", &host)?.as_str(), "+5115551234");
/// assert_eq!(Telefono::parse("445-1234", &host).unwrap_err().id(), "telefono.area");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Telefono(String);
text_field!(Telefono);

/// The code of Peru.
const PERU: &str = "51";
const LENGTHS: core::ops::RangeInclusive<usize> = 7..=15;

/// Area codes of two digits (the plan of 2003; OSIPTEL). Lima and Callao have `1`.
const AREAS: [&str; 23] = [
    "41", "42", "43", "44", "51", "52", "53", "54", "56", "61", "62", "63", "64", "65", "66", "67", "72", "73", "74",
    "76", "82", "83", "84",
];

impl Field for Telefono {
    const ABOUT: About =
        About { input: "tel", inputmode: "tel", autocomplete: "tel", ..About::text(8, 16, r"^\+[1-9][0-9]*$") };

    const RULES: Rules = Rules(Kind::Text(Reading::Telephone, |Seen { text: number, .. }, _| {
        let Some(digits) = number.strip_prefix('+') else {
            let found = match number.len() {
                ..10 => national(number),
                _ => ["0051", PERU].iter().find_map(|code| number.strip_prefix(code)).and_then(national),
            };
            return found.map(|national| Becomes::Prefixed("+51", national)).ok_or_else(|| refusal(number, false));
        };
        if digits.starts_with('0') {
            return Err(&Code::TelefonoCountry);
        }
        if !LENGTHS.contains(&digits.len()) {
            return Err(&Code::TelefonoLength);
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

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}

/// A number of Peru without the trunk 0; `None` for what Peru does not have.
fn national(digits: &str) -> Option<&str> {
    let number = digits.strip_prefix('0').unwrap_or(digits);
    let has_area = || {
        let begin = number.get(..2).unwrap_or_default();
        number.starts_with('1') || AREAS.contains(&begin) || number.starts_with("800") || number.starts_with("801")
    };
    let is_one = match number.len() {
        9 => number.starts_with('9'),
        8 => has_area(),
        _ => false,
    };
    is_one.then_some(number)
}

/// Why digits are no number of Peru.
fn refusal(digits: &str, has_country: bool) -> Refusal {
    let is_two =
        |cut| digits.split_at_checked(cut).is_some_and(|(a, b)| national(a).is_some() && national(b).is_some());
    if digits.len() > 13 && (7..digits.len()).any(is_two) {
        return &Code::TelefonoTwo;
    }
    let number = digits.strip_prefix('0').unwrap_or(digits);
    match number.len() {
        8 | 10 if number.starts_with('9') => &Code::CelularLength,
        6..=8 => &Code::TelefonoArea,
        _ if has_country && number.starts_with('9') => &Code::CelularLength,
        _ if has_country => &Code::TelefonoArea,
        _ => &Code::TelefonoPrefixMissing,
    }
}

/// The digits of a number, behind a `+` if it has one.
///
/// # Errors
/// What people write into a field for one number: two, or one with an extension; and what is no number.
pub(super) fn read(text: &str) -> Result<Cow<'_, str>, Refusal> {
    let number = text::without_label(text);
    if has_two(number) {
        return Err(&Code::TelefonoTwo);
    }
    if has_extension(number) {
        return Err(&Code::TelefonoExtension);
    }
    let compact = |text| text::compact(text, Signs::DigitsAfterPlus).ok_or(&Code::DigitsForbidden);
    match around_zero(number) {
        Some((country, rest)) => Ok(Cow::Owned(compact(country)?.into_owned() + &compact(rest)?)),
        None => compact(number),
    }
}

/// True if two parts of a text, with something between that no number has inside, have six digits or more.
fn has_two(text: &str) -> bool {
    let is_between = |c: char| !c.is_ascii_digit() && !text::is_between_digits(c);
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    text.split(is_between).filter(|part| digits(part) >= 6).count() > 1
}

/// True if there is a word for an extension behind digits: `445-1234 anexo 102`.
fn has_extension(text: &str) -> bool {
    const WORDS: [&str; 6] = ["anex", "anx", "ax", "ext", "int", "x"];
    let Some(behind) = text.find(|c: char| c.is_ascii_digit()).and_then(|at| text.get(at..)) else { return false };
    let Some(word) = behind.find(|c: char| c.is_alphabetic() || c == '#').and_then(|at| behind.get(at..)) else {
        return false;
    };
    let begins = |known: &str| word.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known));
    word.starts_with('#') || WORDS.iter().any(|known| begins(known))
}

/// What stands before and behind a bracketed 0 after the country: `+44 (0)20 …`. In Italy the 0 is part of the number.
fn around_zero(number: &str) -> Option<(&str, &str)> {
    let (country, inside) = number.split_once('(')?;
    let (zero, rest) = inside.split_once(')')?;
    let digits = country.strip_prefix('+')?.trim_matches(text::is_between_digits);
    let is_country = (1..=3).contains(&digits.len()) && digits != "39";
    (is_country && text::trim(zero) == "0").then_some((country, rest))
}
