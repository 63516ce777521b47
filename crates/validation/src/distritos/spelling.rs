//! Removes the differences that do not matter when a person looks for a place: case, accents, punctuation,
//! abbreviations, and letters that sound alike.

use alloc::string::String;

/// Words that stand beside the names of places, as in `PROV. CONST. DEL CALLAO`.
const FILLERS: [&str; 19] = [
    "de",
    "del",
    "distrito",
    "dist",
    "dto",
    "provincia",
    "provincias",
    "prov",
    "constitucional",
    "const",
    "departamento",
    "dpto",
    "depto",
    "dep",
    "region",
    "reg",
    "metropolitana",
    "peru",
    "ubigeo",
];

/// Words that people shorten.
const ABBREVIATIONS: [(&str, &str); 18] = [
    ("pte", "puente"),
    ("pta", "punta"),
    ("nvo", "nuevo"),
    ("nva", "nueva"),
    ("cmdte", "comandante"),
    ("col", "coronel"),
    ("sta", "santa"),
    ("sto", "santo"),
    ("sn", "san"),
    ("gral", "general"),
    ("crl", "coronel"),
    ("crnl", "coronel"),
    ("cnel", "coronel"),
    ("mcal", "mariscal"),
    ("tte", "teniente"),
    ("cap", "capitan"),
    ("fco", "francisco"),
    ("pto", "puerto"),
];

/// The words of a typed place: in lower case, without accents, abbreviations written out, with one space between words.
/// If `is_plain`, numbers and the words beside names are dropped, unless nothing else is left.
pub(super) fn words(typed: &str, is_plain: bool) -> String {
    let folded = folded(typed);
    // Initials, as in `S.M.P.`
    if folded.split_whitespace().count() > 1 && folded.split_whitespace().all(|word| word.len() == 1) {
        return folded.split_whitespace().collect();
    }
    let is_filler = |word: &str| FILLERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit());
    let has_more = folded.split_whitespace().any(|word| !is_filler(word));
    let mut words = String::with_capacity(folded.len());
    for word in folded.split_whitespace().filter(|word| !is_plain || !has_more || !is_filler(word)) {
        if !words.is_empty() {
            words.push(' ');
        }
        let whole = ABBREVIATIONS.iter().find(|(short, _)| *short == word);
        words.push_str(whole.map_or(word, |(_, whole)| whole));
    }
    words
}

/// Folds text to lower case without accents. Combining and invisible marks are dropped; every character that is neither
/// a letter nor a digit becomes a space.
pub(super) fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'ä' | 'Á' | 'À' | 'Ä' => 'a',
        'é' | 'è' | 'ë' | 'É' | 'È' | 'Ë' => 'e',
        'í' | 'ì' | 'ï' | 'Í' | 'Ì' | 'Ï' => 'i',
        'ó' | 'ò' | 'ö' | 'Ó' | 'Ò' | 'Ö' => 'o',
        'ú' | 'ù' | 'ü' | 'Ú' | 'Ù' | 'Ü' => 'u',
        'ñ' | 'Ñ' => 'n',
        c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
        _ => ' ',
    };
    text.chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'))
        .map(plain)
        .collect()
}

/// The sound of folded text in Peru, so that `cuzco` is found as Cusco, `quimbiri` as Kimbiri and `pevas` as Pebas.
pub(super) fn sound(folded: &str) -> String {
    let mut sound = String::with_capacity(folded.len());
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        let is_before_front = matches!(rest.peek(), Some('e' | 'i'));
        let heard = match c {
            'h' => continue,
            'q' => {
                // The u of que and qui is silent.
                rest.next_if_eq(&'u');
                'k'
            }
            'c' if is_before_front => 's',
            'c' if rest.peek() != Some(&'h') => 'k',
            'g' if is_before_front => 'j',
            'z' => 's',
            // In Peru `ll` sounds like `y`.
            'l' if rest.next_if_eq(&'l').is_some() => 'i',
            'v' => 'b',
            'y' => 'i',
            'w' => 'u',
            c => c,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    sound
}
