//! The Peruvian rules for validators that have none, as their users would write them beside the record.

use std::cell::Cell;
use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

fn is_documento(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.iter().all(u8::is_ascii_digit) && (digits.len() == 8 || is_ruc(digits))
}

fn is_ruc(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    if digits.len() != 11 || !matches!(&digits[..2], b"10" | b"15" | b"17" | b"20") {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    u32::from(digits[10] - b'0') == (11 - sum % 11) % 10
}

fn is_celular(text: &str) -> bool {
    text.len() == 9 && text.starts_with('9') && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_sign = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    let is_local = local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(is_sign));
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_domain = domain.contains('.') && domain.split('.').all(is_label);
    let last = domain.rsplit('.').next().unwrap_or_default();
    text.len() <= 254 && is_local && is_domain && !last.bytes().all(|b| b.is_ascii_digit())
}

fn is_birth_date(text: &str) -> bool {
    let b = text.as_bytes();
    let is_shaped = b.len() == 10 && b[4] == b'-' && b[7] == b'-';
    if !is_shaped || !b.iter().enumerate().all(|(at, b)| at == 4 || at == 7 || b.is_ascii_digit()) {
        return false;
    }
    let number = |from: usize, to: usize| b[from..to].iter().fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = [31, 28 + u32::from(is_leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    (1..=12).contains(&month)
        && (1..=days[month as usize - 1]).contains(&day)
        && (19_000_101..=today()).contains(&(year * 10_000 + month * 100 + day))
}

/// Today in Lima as `YYYYMMDD`; computed once.
fn today() -> u32 {
    thread_local!(static TODAY: Cell<u32> = const { Cell::new(0) });
    if TODAY.get() == 0 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_millis() as i64);
        let day = ficha::field::Fecha::in_lima(now).to_string().replace('-', "");
        TODAY.set(day.parse().unwrap_or(0));
    }
    TODAY.get()
}

fn is_district(code: u64) -> bool {
    static DISTRICTS: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let rows = include_str!("../../../../crates/validation/data/ubigeo_inei.csv").lines().skip(1);
        rows.filter_map(|row| row.split(',').next()?.parse().ok()).collect()
    });
    DISTRICTS.binary_search(&code).is_ok()
}

fn is_not_blank(text: &str) -> bool {
    text.contains(|c: char| !c.is_whitespace())
}

/// Wraps the rules for a validator: the error, and how a value and a text come.
macro_rules! rules {
    ($error:expr, $result:ty, ($($context:tt)*), $text:ty) => {
        fn told(is_good: bool) -> $result {
            if is_good { Ok(()) } else { Err($error) }
        }
        pub fn documento(text: $text $($context)*) -> $result { told(super::is_documento(text)) }
        pub fn celular(text: $text $($context)*) -> $result { told(super::is_celular(text)) }
        pub fn email(text: $text $($context)*) -> $result { told(super::is_email(text)) }
        pub fn birth_date(text: $text $($context)*) -> $result { told(super::is_birth_date(text)) }
        pub fn not_blank(text: $text $($context)*) -> $result { told(super::is_not_blank(text)) }
    };
}

pub mod garde {
    rules!(garde::Error::new("invalid"), garde::Result, (, _: &()), &str);

    pub fn district(code: &u64, _: &()) -> garde::Result {
        told(super::is_district(*code))
    }
}

pub mod validator {
    type Told = Result<(), validator::ValidationError>;

    rules!(validator::ValidationError::new("invalid"), Told, (), &str);

    pub fn district(code: u64) -> Told {
        told(super::is_district(code))
    }

    /// This validator hands over optional values as they are.
    pub mod optional {
        use super::Told;

        pub fn email(text: &Option<String>) -> Told {
            text.as_deref().map_or(Ok(()), super::email)
        }
        pub fn birth_date(text: &Option<String>) -> Told {
            text.as_deref().map_or(Ok(()), super::birth_date)
        }
        pub fn not_blank(text: &Option<String>) -> Told {
            text.as_deref().map_or(Ok(()), super::not_blank)
        }
    }
}
