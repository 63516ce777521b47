//! The districts of Peru by name (INEI). Codes alone are checked without this: [`Ubigeo`] knows them in
//! a kilobyte, the names weigh sixty.

use crate::field::Ubigeo;
use alloc::string::String;
use alloc::vec::Vec;

/// `ubigeo,departamento,provincia,distrito`, in the order of the codes, without quotes.
const DATA: &str = include_str!("../data/ubigeo_inei.csv");

/// A district with its province and department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distrito {
    /// The INEI code.
    pub ubigeo: Ubigeo,
    /// The district.
    pub distrito: &'static str,
    /// Its province.
    pub provincia: &'static str,
    /// Its department.
    pub departamento: &'static str,
}

/// Every district, in the order of the codes.
///
/// ```
/// assert_eq!(ficha::distritos::all().count(), 1892);
/// ```
pub fn all() -> impl Iterator<Item = Distrito> {
    DATA.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let ubigeo = Ubigeo::of_table(cells.next()?.parse().ok()?)?;
        let (departamento, provincia, distrito) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Distrito { ubigeo, distrito, provincia, departamento })
    })
}

/// The district of a code.
///
/// ```
/// # use ficha::{Field, Host, field::{Fecha, Ubigeo}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// let distrito = ficha::distritos::of(Ubigeo::parse("150102", &host)?).unwrap();
/// assert_eq!((distrito.distrito, distrito.provincia), ("Ancón", "Lima"));
/// # Ok::<(), ficha::Code>(())
/// ```
#[must_use]
pub fn of(ubigeo: Ubigeo) -> Option<Distrito> {
    all().find(|distrito| distrito.ubigeo == ubigeo)
}

/// The districts a person may mean, the likeliest first: every word typed begins a word of the district,
/// its province or its department. Case and accents do not count.
///
/// ```
/// let found = ficha::distritos::search("miraflores lima");
/// assert_eq!((found[0].distrito, found[0].ubigeo.get()), ("Miraflores", 150122));
/// assert!(ficha::distritos::search("nunoa")[0].distrito == "Nuñoa");
/// ```
#[must_use]
pub fn search(typed: &str) -> Vec<Distrito> {
    let typed = folded(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, Distrito)> =
        all().filter_map(|distrito| Some((distance(&distrito, &words, &typed)?, distrito))).collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, distrito)| distrito).collect()
}

/// How far a district is from what was typed; `None` if a word of it is found nowhere.
fn distance(distrito: &Distrito, words: &[&str], typed: &str) -> Option<usize> {
    let name = folded(distrito.distrito);
    let rest = folded(distrito.provincia) + " " + &folded(distrito.departamento);
    let begins = |text: &str, word: &str| text.split(' ').any(|other| other.starts_with(word));
    if !words.iter().all(|word| begins(&name, word) || begins(&rest, word)) {
        return None;
    }
    let misses = words.iter().filter(|word| !begins(&name, word)).count();
    let rank = [typed == name, name.starts_with(typed), words.first().is_some_and(|word| name.starts_with(word))];
    Some(misses * 4 + rank.iter().position(|is_so| *is_so).unwrap_or(3))
}

fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'ä' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'í' | 'ì' | 'ï' => 'i',
        'ó' | 'ò' | 'ö' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        'ñ' => 'n',
        '-' | '\'' | '’' => ' ',
        c => c,
    };
    text.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}'))
        .map(plain)
        .collect()
}
