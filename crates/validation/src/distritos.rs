//! The districts of Peru by name (INEI). Checking a code does not need this module: [`Ubigeo`] has all codes in one
//! kilobyte, while the names take sixty.

mod spelling;

use crate::field::{Ubigeo, successor};
use alloc::string::String;
use alloc::vec::Vec;

/// `ubigeo,departamento,provincia,distrito`, in the order of the codes, without quotes.
const DATA: &str = include_str!("../data/ubigeo_inei.csv");

/// `ubigeo,nombre`: other names of a district, used by SUNAT, RENIEC and people.
const OTHER_NAMES: &str = include_str!("../data/distritos_otros_nombres.csv");

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

/// Finds the districts that a person may mean, the likeliest first. Each word typed must begin a word of the district,
/// its province or its department. Case, accents, punctuation and the order of the words do not count, and other names
/// that people use are known. If no district has these words, letters that sound alike count as equal. A code finds its
/// district; the first digits of a code find all districts whose codes begin with them.
///
/// ```
/// let first = |typed| ficha::distritos::search(typed)[0].ubigeo.get();
/// assert_eq!(first("Miraflores, Lima"), 150122);
/// assert_eq!(first("LIMA/LIMA/MIRAFLORES"), 150122);
/// assert_eq!(first("nunoa"), 210806);
/// assert_eq!(first("nazca"), 110301);
/// assert_eq!(first("cercado de lima"), 150101);
/// assert_eq!(first("010101"), 10101);
/// ```
#[must_use]
pub fn search(typed: &str) -> Vec<Distrito> {
    let found = by_code(typed);
    if !found.is_empty() {
        return found;
    }
    let words = spelling::words(typed, false);
    let plain = spelling::words(typed, true);
    let heard = spelling::sound(&plain);
    let sounds = |name: &str| spelling::sound(&spelling::folded(name));
    // One or two sounds begin words of nearly every district.
    let has_sound = heard.len() > 2;
    let ways: [(&str, Fold<'_>); 3] =
        [(&words, &spelling::folded), (&plain, &spelling::folded), (if has_sound { &heard } else { "" }, &sounds)];
    let found = ways.iter().map(|(typed, fold)| by_words(typed, fold)).find(|found| !found.is_empty());
    found.unwrap_or_else(|| by_letters(&plain))
}

/// Changes a name to the form in which names are compared.
type Fold<'f> = &'f dyn Fn(&str) -> String;

/// Finds the district of a code, alone or beside words, with or without its leading zero. A code that a law replaced
/// finds today's district. Digits alone that are no code find all districts whose codes begin with them.
fn by_code(typed: &str) -> Vec<Distrito> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_alone = typed.trim() == digits;
    let Ok(code) = digits.parse::<u32>() else { return Vec::new() };
    let has_length = digits.len() == 6 || digits.len() == 5 && is_alone;
    let whole = Some(successor(code).unwrap_or(code)).and_then(Ubigeo::of_table).filter(|_| has_length);
    let begins = |distrito: &Distrito| distrito.ubigeo.get() / 10u32.pow(6 - digits.len() as u32) == code;
    match whole {
        Some(code) => of(code).into_iter().collect(),
        None if is_alone && digits.len() <= 6 => all().filter(begins).collect(),
        None => Vec::new(),
    }
}

/// Finds the districts whose names begin with the letters typed; spaces do not count.
fn by_letters(typed: &str) -> Vec<Distrito> {
    let letters = |text: &str| text.replace(' ', "");
    let typed = letters(typed);
    if typed.len() < 4 {
        return Vec::new();
    }
    all().filter(|distrito| letters(&spelling::folded(distrito.distrito)).starts_with(&typed)).collect()
}

/// Finds the districts that have all the words, the nearest first. `fold` was already applied to the words.
fn by_words(typed: &str, fold: Fold<'_>) -> Vec<Distrito> {
    let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, Distrito)> = all()
        .filter_map(|distrito| {
            let around = [fold(distrito.provincia), fold(distrito.departamento)];
            let names = names(&distrito).map(|name| distance(&fold(name), &around, &words, typed));
            Some((names.flatten().min()?, distrito))
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, distrito)| distrito).collect()
}

/// All names of a district.
fn names(distrito: &Distrito) -> impl Iterator<Item = &'static str> {
    let code = distrito.ubigeo.get();
    let others = OTHER_NAMES.lines().skip(1).filter_map(move |line| {
        let (of, name) = line.split_once(',')?;
        (of.parse() == Ok(code)).then_some(name)
    });
    // The district with the name of its province is the capital; people also call it Cercado (walled town).
    let walled = (distrito.distrito == distrito.provincia).then_some("Cercado");
    core::iter::once(distrito.distrito).chain(walled).chain(others)
}

/// The distance of a district's name, with its province and department beside it, from the text typed; `None` if a word
/// typed begins no word of these. A word typed that is only the beginning of a word adds distance, and so does a word
/// of the name that was not typed.
fn distance(name: &str, around: &[String; 2], words: &[&str], typed: &str) -> Option<usize> {
    let [provincia, departamento] = around;
    let parts = [
        [name, provincia, departamento],
        [departamento, provincia, name],
        [name, provincia, ""],
        [provincia, name, ""],
    ];
    if parts.iter().any(|parts| parts.join(" ").trim_end() == typed) {
        return Some(0);
    }
    let rest = &around.join(" ");
    let begins = |text: &str, word: &str| text.split(' ').any(|other| other.starts_with(word));
    let has = |text: &str, word: &str| text.split(' ').any(|other| other == word);
    if !words.iter().all(|word| begins(name, word) || begins(rest, word)) {
        return None;
    }
    let misses = words.iter().filter(|word| !begins(name, word)).count();
    let rank = [typed == name, name.starts_with(typed), words.first().is_some_and(|word| name.starts_with(word))];
    let rank = rank.iter().position(|is_so| *is_so).unwrap_or(3);
    let parts = words.iter().filter(|word| !has(name, word) && !has(rest, word)).count();
    let untyped = name.split(' ').filter(|word| !words.contains(word)).count();
    // The words typed are whole words and cover the whole name.
    let is_whole = parts == 0 && untyped == 0;
    Some(if is_whole { 1 + rank } else { 100 + 10 * (misses * 4 + rank) + parts + untyped })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_people_write_them() {
        let rows = [
            ("Miraflores, Lima", 150_122),
            ("Lima/Miraflores", 150_122),
            ("LIMA/LIMA/MIRAFLORES", 150_122),
            ("LIMA - LIMA - MIRAFLORES", 150_122),
            ("Miraflores (Lima)", 150_122),
            ("Lima|Lima|Miraflores", 150_122),
            ("Distrito de Miraflores, provincia de Lima, Perú", 150_122),
            ("150122", 150_122),
            (" 150122 ", 150_122),
            ("10101", 10_101),
            ("160109", 160_801),
            ("nazca", 110_301),
            ("Nazca, Ica", 110_301),
            ("cuzco", 80_101),
            ("CUZCO / CUZCO / WANCHAQ", 80_108),
            ("cercado de lima", 150_101),
            ("Lima Cercado", 150_101),
            ("Cercado, Arequipa", 40_101),
            ("quimbiri", 80_907),
            ("Raymondi, Ucayali", 250_201),
            ("PROV. CONST. DEL CALLAO / CALLAO / BELLAVISTA", 70_102),
            ("Ate-Vitarte", 150_103),
            ("SJL", 150_132),
            ("S.M.P.", 150_135),
            ("Sta. Anita", 150_137),
            ("San Martin de Porras", 150_135),
            ("26 de octubre", 200_115),
            ("Surco", 150_140),
            ("Santiago de Surco", 150_140),
            ("Lima, Lima, Lima", 150_101),
            ("Lima (Lima)", 150_101),
            ("PUNO/PUNO/PUNO", 210_101),
            ("Mi Perú", 70_107),
            ("Cáceres del Perú", 21_802),
            ("Santa María del Mar", 150_138),
            ("Santa, Santa, Áncash", 21_808),
            ("Santa Cruz, Santa Cruz, Cajamarca", 61_301),
            ("Bellavista (Bellavista)", 220_201),
            ("ANCASH/HUARI/HUANTAR", 21_008),
            ("MADRE DE DIOS/MANU/MANU", 170_201),
            ("Pueblo Libre (Magdalena Vieja)", 150_121),
            ("150122 - Miraflores", 150_122),
            ("Ubigeo: 150122", 150_122),
            ("15-01-22", 150_122),
            ("Miraflores, Lima 15074", 150_122),
            ("Lima 18", 150_101),
            ("Pte. Piedra", 150_125),
            ("Nvo. Chimbote", 21_809),
            ("J.L.O.", 140_105),
            ("Depto. Lima, Prov. Lima, Dist. Miraflores", 150_122),
            ("Pucallpa", 250_101),
            ("Tingo María", 100_601),
            ("Machu Picchu", 81_304),
            ("Mira\u{AD}flores, Lima", 150_122),
            ("Chorriyos", 150_108),
        ];
        for (typed, expected) in rows {
            assert_eq!(search(typed).first().map(|found| found.ubigeo.get()), Some(expected), "{typed}");
        }
        assert_eq!(search("1501").len(), 43);
        for typed in ["", "  ", "/", "150199", "1501221", "zzz", "Miraflores, Tumbes"] {
            assert_eq!(search(typed), [], "{typed}");
        }
    }

    #[test]
    fn a_district_is_found_by_its_names_in_any_order() {
        for wanted in all().step_by(23) {
            let Distrito { distrito, provincia, departamento, .. } = wanted;
            for typed in [
                alloc::format!("{departamento}/{provincia}/{distrito}"),
                alloc::format!("{distrito}, {provincia}, {departamento}").to_uppercase(),
            ] {
                let found = search(&typed);
                let place = found.iter().position(|one| *one == wanted);
                assert!(place.is_some_and(|place| place < 3), "{typed}: {place:?} of {}", found.len());
            }
        }
    }

    #[test]
    fn other_names_are_of_districts() {
        for line in OTHER_NAMES.lines().skip(1) {
            let code = line.split(',').next().and_then(|code| code.parse().ok()).and_then(Ubigeo::of_table);
            assert!(code.is_some(), "{line}");
        }
    }
}
