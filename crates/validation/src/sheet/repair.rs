//! Repairs: what people and spreadsheets did to values, and the value without it. Each is a named transformation that is
//! offered, and applied only if the caller chose it.

use super::dates::{self, DateOrder};
use super::{kinds, numbers, words};
use crate::field::{Email, Fecha, Rules};
use crate::reader::Raw;
use crate::{Code, Host};
use alloc::string::String;
use alloc::vec::Vec;

macro_rules! repairs {
    ($( #[doc = $doc:literal] $name:ident = $id:literal, $code:ident; )+) => {
        /// A named transformation of a cell.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Repair { $( #[doc = $doc] $name, )+ }

        impl Repair {
            /// Every repair, in the order in which they are tried.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name for callers and for files of settings.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$name => $id, )+ }
            }

            /// The code of the warning that names what was done to the value.
            #[must_use]
            pub const fn code(self) -> Code {
                match self { $( Self::$name => Code::$code, )+ }
            }
        }
    };
}

repairs! {
    /// `="00123"` is the text 00123.
    Formula = "formula", SheetFormula;
    /// An apostrophe before a value kept a spreadsheet from changing it.
    Apostrophe = "apostrophe", SheetApostrophe;
    /// Words such as `-` and `s/n` mean an empty cell.
    Nothing = "nothing", SheetNothing;
    /// An integer has a decimal point and zeros behind it.
    Decimal = "decimal", SheetDecimal;
    /// A number has signs between its thousands.
    Thousands = "thousands", SheetThousands;
    /// A number has an exponent, and all its digits.
    Exponent = "exponent", SheetExponent;
    /// A document that was taken for a number lost its leading zeros.
    Zeros = "zeros", SheetZero;
    /// A date in another form.
    Date = "date", SheetDate;
    /// A date whose day and month can only be in the other order than those of its column.
    DateOrder = "date_order", SheetDateOrder;
    /// A usual word of a closed field.
    Word = "word", SheetWord;
    /// A telephone number with words around it.
    Phone = "phone", SheetPhone;
    /// The domain of an email has a typing error.
    Email = "email", SheetEmail;
}

/// A set of repairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repairs(u16);

impl Repairs {
    /// No repair.
    pub const NONE: Self = Self(0);
    /// Every repair.
    pub const ALL: Self = Self(u16::MAX);

    /// These repairs and one more.
    #[must_use]
    pub const fn with(self, repair: Repair) -> Self {
        Self(self.0 | 1 << repair as u16)
    }

    /// True if the set has a repair.
    #[must_use]
    pub const fn contains(self, repair: Repair) -> bool {
        self.0 & 1 << repair as u16 != 0
    }
}

/// What can be done for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repaired {
    /// The repairs, in the order in which they are applied.
    pub(super) repairs: Vec<Repair>,
    /// The value afterwards, which the rules accept; `None` for an empty cell.
    pub(super) value: Option<String>,
}

/// What a refused cell turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It can be repaired.
    Repaired(Repaired),
    /// It cannot, but the code says what it is.
    Named(Code),
}

/// The facts about a field that repairs need.
pub(super) struct Field<'a> {
    pub(super) name: &'static str,
    pub(super) rules: &'a Rules,
    pub(super) order: DateOrder,
    /// True if most dates of the column are in the other order: those that can be read in both are not repaired.
    pub(super) is_doubtful: bool,
    pub(super) host: &'a Host,
}

impl Field<'_> {
    fn accepts(&self, text: &str) -> bool {
        self.rules.check(Raw::from(text), self.host, &mut String::new()).is_ok_and(|normal| normal.is_some())
    }

    const fn today(&self) -> Fecha {
        self.host.today
    }

    /// Finds what became of a refused text.
    #[cold]
    pub(super) fn cause(&self, text: &str) -> Option<Cause> {
        let text = crate::text::trim(text);
        let mut repairs = Vec::new();
        let text = unwrapped(text, &mut repairs);
        let is_decimal = self.rules.drops_points() && numbers::decimal(text).is_some();
        if !is_decimal && self.accepts(text) {
            return Some(Cause::Repaired(Repaired { repairs, value: Some(String::from(text)) }));
        }
        let word = words::value(self.name, text).filter(|value| self.accepts(value));
        if word.is_none() && words::is_nothing(text) {
            repairs.push(Repair::Nothing);
            return Some(Cause::Repaired(Repaired { repairs, value: None }));
        }
        if let Some(value) = self.number(text, is_decimal, &mut repairs) {
            return Some(Cause::Repaired(Repaired { repairs, value: Some(value) }));
        }
        let last: [(Repair, Option<String>); 5] = [
            (Repair::Date, self.date(text, self.order)),
            (Repair::DateOrder, self.date(text, self.order.other())),
            (Repair::Word, word.map(String::from)),
            (Repair::Phone, phone(self.name, text)),
            (Repair::Email, self.email(text)),
        ];
        for (repair, value) in last {
            if let Some(value) = value.filter(|value| self.accepts(value)) {
                repairs.push(repair);
                return Some(Cause::Repaired(Repaired { repairs, value: Some(value) }));
            }
        }
        self.named(text).map(Cause::Named)
    }

    /// The text behind an apostrophe, if the rules accept both; names and addresses may have one inside.
    pub(super) fn accepted_behind_apostrophe<'t>(&self, text: &'t str) -> Option<&'t str> {
        let bare = crate::text::trim(text).strip_prefix('\'')?;
        let is_begun = bare.starts_with(char::is_alphanumeric);
        (is_begun && !self.rules.drops_points() && self.accepts(bare)).then_some(bare)
    }

    /// Reads a date of a field of dates. In a doubtful column only one that can be read in one way.
    fn date(&self, text: &str, order: DateOrder) -> Option<String> {
        if !self.name.starts_with("fecha") {
            return None;
        }
        let date = dates::date(text, order, self.today())?;
        let other = dates::date(text, order.other(), self.today()).filter(|other| self.accepts(other));
        let is_certain = !self.is_doubtful || other.is_none_or(|other| other == date);
        is_certain.then_some(date)
    }

    /// Undoes what was done to a number. Its leading zeros may be lost besides.
    fn number(&self, text: &str, is_decimal: bool, repairs: &mut Vec<Repair>) -> Option<String> {
        let written: [(Option<Repair>, Option<String>); 4] = [
            (None, (!is_decimal).then(|| String::from(text))),
            (Some(Repair::Decimal), numbers::decimal(text)),
            (Some(Repair::Thousands), numbers::thousands(text)),
            (
                Some(Repair::Exponent),
                match numbers::exponent(text) {
                    Some(numbers::Exponent::Whole(digits)) => Some(digits),
                    _ => None,
                },
            ),
        ];
        for (repair, value) in written {
            let Some(value) = value else { continue };
            let padded = numbers::lost_zeros(&value).filter(|padded| self.accepts(padded));
            let is_good = self.accepts(&value);
            if is_good || padded.is_some() {
                repairs.extend(repair);
                repairs.extend((!is_good).then_some(Repair::Zeros));
                return Some(if is_good { value } else { padded.unwrap_or_default() });
            }
        }
        None
    }

    /// The only email of a text with spaces around its signs, a comma for the dot, a name before it in angle brackets or
    /// behind it; or an email without its sign before a well-known domain.
    fn email(&self, text: &str) -> Option<String> {
        if self.name != "email" {
            return None;
        }
        let mut joined = String::new();
        let is_joint = |c: Option<char>| matches!(c, Some('@' | '.'));
        let mut rest = text.strip_prefix("mailto:").unwrap_or(text).chars().peekable();
        while let Some(c) = rest.next() {
            let next = rest.clone().find(|c| !c.is_whitespace());
            if !c.is_whitespace() || !(is_joint(joined.chars().next_back()) || is_joint(next)) {
                joined.push(c);
            }
        }
        let is_between = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ';' | '(' | ')' | '"');
        let mut parts = joined.split(is_between).filter(|part| !part.is_empty()).enumerate();
        let Some((place, part)) = parts.find(|(_, part)| part.contains('@')) else {
            return if joined.contains(is_between) { None } else { Email::with_at(&joined) };
        };
        // Words before an address may be a part of it, unless a sign stands between them.
        if (place > 0 && !text.contains(['<', ':'])) || parts.any(|(_, part)| part.contains('@')) {
            return None;
        }
        let part = part.trim_end_matches(['.', ',', ':']);
        let first = part.split(',').next().unwrap_or(part);
        let written: String = part.chars().map(|c| if c == ',' { '.' } else { c }).collect();
        Some(if self.accepts(first) { String::from(first) } else { written })
    }

    /// The code that names a value that cannot be repaired.
    fn named(&self, text: &str) -> Option<Code> {
        // A date in another form that is no day of the calendar, or out of range.
        if self.name.starts_with("fecha")
            && let Some(date) = dates::date(text, self.order, self.today())
        {
            let refused = self.rules.check(Raw::from(&*date), self.host, &mut String::new()).err();
            return Some(refused.unwrap_or(Code::SheetDateOrder));
        }
        if let Some(numbers::Exponent::DigitsLost) = numbers::exponent(text) {
            return Some(Code::SheetDigitsLost);
        }
        kinds::kind(self.name, text).or_else(|| words::is_closed(self.name).then_some(Code::SheetWordUnknown))
    }
}

/// The text without what programs wrap around it.
fn unwrapped<'t>(text: &'t str, repairs: &mut Vec<Repair>) -> &'t str {
    let formula = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let text = formula.unwrap_or(text);
    let bare = text.strip_prefix(['\'', '\u{2019}', '`']).filter(|bare| !bare.is_empty());
    repairs.extend(formula.map(|_| Repair::Formula));
    repairs.extend(bare.map(|_| Repair::Apostrophe));
    bare.unwrap_or(text)
}

/// The only number of a telephone with words around it: `987654321 (Ana)`, `Claro 987 654 321`.
fn phone(field: &str, text: &str) -> Option<String> {
    if !matches!(field, "celular" | "telefono") || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '+');
    let digits = |part: &&str| part.bytes().filter(u8::is_ascii_digit).count() >= 9;
    let mut parts = text.split(|c| !is_of_number(c)).filter(|part| part.bytes().any(|b| b.is_ascii_digit()));
    let only = parts.next().filter(digits).filter(|_| parts.next().is_none())?;
    Some(String::from(only.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field as _;
    use crate::field::{
        Celular, Documento, FechaNacimiento, Id, IncluyeIgv, RazonSocial, TipoCliente, TipoPago, Ubigeo,
    };
    use std::format;

    type Row = (&'static str, &'static Rules, &'static str, &'static str);

    /// Each row: a field, a text, and the repairs with the value behind them, or the code that names the text.
    #[test]
    fn what_was_done_is_named_and_undone() {
        let host = Host { today: Fecha::new(2026, 11, 22).unwrap(), nfc: |text| text.into() };
        let document = ("numero_documento", &Documento::RULES);
        let birth = ("fecha_nacimiento", &FechaNacimiento::RULES);
        let row = |(name, rules), text, expected| (name, rules, text, expected);
        let rows: [Row; 59] = [
            row(document, "1234567", "zeros 01234567"),
            row(document, " 12345 ", "zeros 00012345"),
            row(document, "117410.0", "decimal zeros 00117410"),
            row(document, "1234", ""),
            row(document, "12345678.0", "decimal 12345678"),
            row(document, "20,131,312,955", "thousands 20131312955"),
            row(document, "2.0131312955E+10", "exponent 20131312955"),
            row(document, "2.01313E+10", "sheet.digits_lost"),
            row(document, "2E10", "sheet.digits_lost"),
            row(document, "E10", ""),
            row(document, "'20131312955", "apostrophe 20131312955"),
            row(document, "=\"20131312955\"", "formula 20131312955"),
            row(document, "=\"117410\"", "formula zeros 00117410"),
            row(document, "-", "nothing"),
            row(document, "123456789", "sheet.carne"),
            row(document, "20131312954", ""),
            row(birth, "31/12/1985", "date 1985-12-31"),
            row(birth, "'31/12/85", "apostrophe date 1985-12-31"),
            row(birth, "12/31/1985", "date_order 1985-12-31"),
            row(birth, "31/02/1990", "date.unreal"),
            row(birth, "31/12/1985/1", ""),
            row(birth, "31/12/2985", "date.future"),
            row(birth, "31412", "date 1985-12-31"),
            row(birth, "0000-00-00", "nothing"),
            row(birth, "2", ""),
            row(("id_distrito", &Ubigeo::RULES), "150102.0", "decimal 150102"),
            row(("id_distrito", &Ubigeo::RULES), "150,101", "thousands 150101"),
            row(("id_distrito", &Ubigeo::RULES), "1.501E+05", "sheet.digits_lost"),
            row(("id_distrito", &Ubigeo::RULES), "'040101", "apostrophe 040101"),
            row(("id", &Id::RULES), "1.5", ""),
            row(("id", &Id::RULES), "1.000", "thousands 1000"),
            row(("id", &Id::RULES), "250,000", "thousands 250000"),
            row(("celular", &Celular::RULES), "987654321.0", "decimal 987654321"),
            row(("celular", &Celular::RULES), "987654321 (Ana)", "phone 987654321"),
            row(("celular", &Celular::RULES), "Claro: 987 654 321", "phone 987 654 321"),
            row(("celular", &Celular::RULES), "987654321 / 987654322", "sheet.two"),
            row(("celular", &Celular::RULES), "01-7862491", "sheet.landline"),
            row(("celular", &Celular::RULES), "94747915", ""),
            row(("tipo_pago", &TipoPago::RULES), "Crédito 30 días", "word Crédito"),
            row(("incluye_igv", &IncluyeIgv::RULES), "VERDADERO", "word 1"),
            row(("incluye_igv", &IncluyeIgv::RULES), "1.0", "decimal 1"),
            row(("email", &Email::RULES), "ana @ example,com", "email ana@example.com"),
            row(("email", &Email::RULES), "Ana <ana@example.com>", "email ana@example.com"),
            row(("email", &Email::RULES), "NO TIENE", "nothing"),
            row(("email", &Email::RULES), "ana@gmail.com personal", "email ana@gmail.com"),
            row(("email", &Email::RULES), "ana@gmail.com tel 999888777", "email ana@gmail.com"),
            row(("email", &Email::RULES), "ana@gmail.com,luz", "email ana@gmail.com"),
            row(("email", &Email::RULES), "ana perez@gmail.com", ""),
            row(("email", &Email::RULES), "sin correo gmail.com", ""),
            row(document, "1234567.0", "decimal zeros 01234567"),
            row(document, "31/12/1985", ""),
            row(document, "12345.67", ""),
            row(("celular", &Celular::RULES), "98765432.0", ""),
            row(("tipo_cliente", &TipoCliente::RULES), "Nat", "word Natural"),
            row(("tipo_pago", &TipoPago::RULES), "0 días", "word Contado"),
            row(("email", &Email::RULES), "anahotmail.com", "email ana@hotmail.com"),
            row(("email", &Email::RULES), "anahotmial.com", "email ana@hotmail.com"),
            row(("email", &Email::RULES), "anaempresa.com.pe", ""),
            row(("nombres", &RazonSocial::RULES), "x", ""),
        ];
        for (name, rules, text, expected) in rows {
            let field = Field { name, rules, order: DateOrder::DayFirst, is_doubtful: false, host: &host };
            let found = match field.cause(text) {
                None => String::new(),
                Some(Cause::Named(code)) => String::from(code.id()),
                Some(Cause::Repaired(Repaired { repairs, value })) => {
                    let names: Vec<&str> = repairs.iter().map(|repair| repair.id()).collect();
                    format!("{} {}", names.join(" "), value.unwrap_or_default()).trim_end().into()
                }
            };
            assert_eq!(found, expected, "{name}: {text}");
        }
    }
}
