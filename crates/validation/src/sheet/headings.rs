//! Recognises the headings of columns: which column is which field.

use super::headings_table::HEADINGS;
use super::words;
use crate::table::Table;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A known heading.
pub(super) struct Heading {
    /// Its key, as [`heading_key`] gives it.
    pub(super) key: &'static str,
    /// The field that it means; empty if it means something that no form has.
    pub(super) field: &'static str,
    /// Only forms without this field have it; empty for every form.
    pub(super) without: &'static str,
    /// Of two columns that could be the same field, the one with the lower number is.
    pub(super) rank: u8,
}

/// Abbreviations, with the words that they stand for.
const ABBREVIATIONS: [(&str, &str); 27] = [
    ("nro", "numero"),
    ("num", "numero"),
    ("no", "numero"),
    ("doc", "documento"),
    ("dcto", "documento"),
    ("docum", "documento"),
    ("ident", "identidad"),
    ("fec", "fecha"),
    ("fech", "fecha"),
    ("nac", "nacimiento"),
    ("tel", "telefono"),
    ("telf", "telefono"),
    ("tlf", "telefono"),
    ("fono", "telefono"),
    ("cel", "celular"),
    ("dir", "direccion"),
    ("cod", "codigo"),
    ("dist", "distrito"),
    ("prov", "provincia"),
    ("dpto", "departamento"),
    ("dep", "departamento"),
    ("tip", "tipo"),
    ("cond", "condicion"),
    ("nom", "nombre"),
    ("ape", "apellido"),
    ("raz", "razon"),
    ("elect", "electronico"),
];

/// Words that say nothing about the meaning of a heading.
const FILLERS: [&str; 16] =
    ["de", "del", "la", "el", "los", "las", "lo", "y", "e", "o", "u", "en", "su", "al", "the", "of"];

/// Words that say whose value it is, or how it is to be filled in.
const OWNERS: [&str; 11] = [
    "cliente",
    "titular",
    "principal",
    "obligatorio",
    "requerido",
    "opcional",
    "comprador",
    "adquirente",
    "receptor",
    "socio",
    "dato",
];

/// The letter or digit of a character, in lower case and without its accent; a space for anything else.
fn plain(c: char) -> char {
    match words::plain(c) {
        c if c.is_ascii_alphanumeric() => c,
        _ => ' ',
    }
}

/// True for text that begins with two letters or more.
fn is_word(text: &str) -> bool {
    text.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2
}

/// Words in brackets that say whose value it is, or which of several: then it is not the customer's only one.
const OTHERS: [&str; 26] = [
    "vendedor",
    "contacto",
    "representante",
    "legal",
    "proveedor",
    "reniec",
    "emergencia",
    "conyuge",
    "comercial",
    "transportista",
    "aval",
    "garante",
    "referencia",
    "trabajo",
    "oficina",
    "familiar",
    "padre",
    "madre",
    "hijo",
    "apoderado",
    "chofer",
    "conductor",
    "asesor",
    "ejecutivo",
    "fijo",
    "secundario",
];

/// Splits a heading into plain words: at everything that is no letter or digit, and where a capital follows a small
/// letter (`FechaNacimiento`).
fn words_of(heading: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    // The letters since the last sign.
    let mut letters = 0;
    let mut was_small = false;
    let push = |c: char, begins: bool, words: &mut Vec<String>| {
        if begins || c == ' ' {
            words.push(String::new());
        }
        if c != ' '
            && let Some(word) = words.last_mut()
        {
            word.push(c);
        }
    };
    let mut rest = heading.chars();
    while let Some(c) = rest.next() {
        match c {
            // Accents as characters of their own, in decomposed text.
            '\u{300}'..='\u{304}' | '\u{308}' => continue,
            // The sign of N° makes the letter before it a word.
            'º' | '°' => "umero ".chars().for_each(|c| push(c, false, &mut words)),
            '#' => " numero ".chars().for_each(|c| push(c, false, &mut words)),
            // A.B. is AB, and A.Word two words.
            '.' if letters == 1 && !is_word(rest.as_str()) => {}
            c => push(plain(c), was_small && c.is_ascii_uppercase(), &mut words),
        }
        was_small = c.is_lowercase();
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
    }
    words.retain(|word| !word.is_empty());
    words
}

fn expanded(word: &str, are_more: bool) -> String {
    let known = ABBREVIATIONS.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
    match (known, word) {
        (Some(long), _) => String::from(long),
        (None, "n") if are_more => String::from("numero"),
        // The singular of a word.
        (None, word) if word.len() > 3 => String::from(word.strip_suffix('s').unwrap_or(word)),
        (None, word) => String::from(word),
    }
}

/// The key of a heading: its words in plain spelling, without abbreviations and fillers. Two headings that mean
/// the same to a person have the same key.
///
/// ```
/// use ficha::sheet::heading_key;
/// assert_eq!(heading_key("N° Doc. Identidad"), heading_key("NÚMERO DE DOCUMENTO DE IDENTIDAD"));
/// assert_eq!(heading_key("FechaNacimiento"), "fecha nacimiento");
/// ```
#[must_use]
pub fn heading_key(heading: &str) -> String {
    key(&words_of(heading), &[])
}

fn key(words: &[String], dropped: &[&str]) -> String {
    let is_kept = |word: &&String| !FILLERS.contains(&word.as_str());
    let are_more = words.len() > 1;
    let mut words: Vec<String> = words.iter().filter(is_kept).map(|word| expanded(word, are_more)).collect();
    words.retain(|word| !dropped.contains(&word.as_str()));
    words.dedup();
    words.join(" ")
}

/// The keys by which a heading may be known, the best first.
fn keys(heading: &str) -> [String; 3] {
    let mut without = String::new();
    let mut depth = 0_u32;
    for c in heading.chars() {
        depth += u32::from(matches!(c, '(' | '['));
        if depth == 0 {
            without.push(c);
        }
        depth = depth.saturating_sub(u32::from(matches!(c, ')' | ']')));
    }
    let is_other = words_of(heading).iter().any(|word| OTHERS.contains(&word.as_str()));
    let without = if is_other { words_of(heading) } else { words_of(&without) };
    // A number behind a heading counts columns: `Correo 1`.
    let counted = without.strip_suffix(&[String::from("1")]).unwrap_or(&without);
    [heading_key(heading), key(&without, &[]), key(counted, &OWNERS)]
}

/// The headings of a row, seen by a form.
pub(super) struct Matched {
    /// The row of the form's table, for each column.
    pub(super) places: Vec<Option<usize>>,
    /// The number of headings that are known.
    pub(super) known: usize,
}

/// Finds the field of each column. If several columns could be a field, the one whose heading says it best is; if they
/// say it equally well, the first.
#[cold]
pub(super) fn matched<'h>(table: &Table, mut headings: impl Iterator<Item = &'h str> + Clone) -> Matched {
    let names: Vec<String> = table.rows.iter().map(|row| heading_key(row.name)).collect();
    let mut found = Vec::new();
    let (mut known, mut columns) = (0, 0);
    for (column, heading) in headings.clone().enumerate() {
        columns = column + 1;
        // No heading is longer than a few lines.
        if heading.trim().is_empty() || heading.len() > 200 {
            continue;
        }
        let before = found.len();
        let mut is_known = is_list_item(table, heading);
        for (level, key) in keys(heading).iter().enumerate() {
            for (place, row) in table.rows.iter().enumerate() {
                let rank = if heading.trim() == row.name { 0 } else { 1 };
                let is_listed = |known: &Heading| known.key == *key && known.field == row.name;
                if names.get(place) == Some(key) && (rank == 0 || !HEADINGS.iter().any(is_listed)) {
                    found.push((rank, level, column, place));
                }
            }
            for heading in HEADINGS.iter().filter(|heading| heading.key == *key) {
                is_known = true;
                let is_here = heading.without.is_empty() || table.find(heading.without).is_none();
                if let Some(place) = table.find(heading.field).filter(|_| is_here) {
                    found.push((heading.rank, level, column, place));
                }
            }
        }
        known += usize::from(is_known || found.len() > before);
    }
    let mut places = vec![None; columns];
    // First names beside surnames are not the whole name.
    let has_surnames = |name: &str| heading_key(name).starts_with("apellido") && !heading_key(name).contains("nombre");
    if table.find("apellidos").is_none()
        && headings.any(has_surnames)
        && let Some(nombres) = table.find("nombres")
    {
        found.retain(|(rank, _, _, place)| *place != nombres || *rank == 1);
    }
    // The best pair of a column and a field, then the best of those left. A sort would take more code than time.
    while let Some((.., column, place)) = found.iter().min().copied() {
        found.retain(|(.., other, field)| *other != column && *field != place);
        if let Some(slot) = places.get_mut(column) {
            *slot = Some(place);
        }
    }
    Matched { places, known }
}

/// True if a caller means a heading: case, accents and punctuation do not count.
pub(super) fn is_same(heading: &str, meant: &str) -> bool {
    words_of(heading) == words_of(meant)
}

/// The names of the fields of columns. A heading of `wished` is the field that it says; the others are matched.
pub(super) fn matched_by<'h>(
    table: &Table,
    headings: &(impl Iterator<Item = &'h str> + Clone),
    wished: &[(String, String)],
) -> Vec<Option<String>> {
    let wish = |heading: &str| wished.iter().find(|(known, _)| is_same(heading, known));
    // A heading that the caller named, and a field that another column has by its wish, are not matched.
    let left = headings.clone().map(|heading| if wish(heading).is_some() { "" } else { heading });
    let places = matched(table, left).places;
    let name = |(heading, place): (&str, Option<usize>)| match wish(heading) {
        Some((_, field)) => (!field.is_empty()).then(|| field.clone()),
        None if is_list_item(table, heading) => Some(String::from(heading.trim())),
        None => {
            let row = place.and_then(|place| table.rows.get(place))?;
            let is_wished =
                |(meant, field): &(String, String)| field == row.name && headings.clone().any(|it| is_same(it, meant));
            (!wished.iter().any(is_wished)).then(|| String::from(row.name))
        }
    };
    headings.clone().zip(places).map(name).collect()
}

/// True for the name of a field of a list's item, such as `direcciones[0].direccion`.
fn is_list_item(table: &Table, heading: &str) -> bool {
    heading.split_once('[').is_some_and(|(list, _)| table.find(list.trim()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::form::{ClientePublico, UpdateCliente};
    use std::collections::BTreeSet;

    /// The fields of headings that a semicolon separates; `-` for none.
    fn fields(table: &Table, headings: &str) -> String {
        let matched = matched(table, headings.split(';'));
        let names: Vec<&str> =
            matched.places.iter().map(|place| place.map_or("-", |place| table.rows[place].name)).collect();
        names.join(";")
    }

    #[test]
    fn headings_are_found() {
        let cliente = UpdateCliente::TABLE;
        let publico = ClientePublico::TABLE;
        let rows = [
            (cliente, "N° DOC.;NOMBRE O RAZÓN SOCIAL;Cel.", "numero_documento;nombres;celular"),
            (cliente, "n;N;x", "-;-;-"),
            (cliente, "Correo;CORREO ELECTRÓNICO (opcional);Mail", "email;-;-"),
            (cliente, "Teléfono;Celular", "-;celular"),
            (cliente, "Teléfono;Dirección", "celular;-"),
            (cliente, "Celular;Celular", "celular;-"),
            (cliente, "Ubigeo;Distrito", "id_distrito;-"),
            (cliente, "Distrito;Provincia", "id_distrito;-"),
            (cliente, "RUC;DNI", "numero_documento;-"),
            (cliente, "Documento (RUC, DNI o CE);Nombre (obligatorio, hasta 100)", "numero_documento;nombres"),
            (cliente, "Tipo de cliente;Cliente;Código cliente", "tipo_cliente;nombres;id"),
            (cliente, "Tipo;Nombre comercial;Nombres Representante", "-;-;-"),
            (cliente, "Código\ninterno;F. Nac.;IGV (S/N)", "id;fecha_nacimiento;incluye_igv"),
            (cliente, "password;Contraseña;extra_agencia_a_domicilio", "password;-;extra_agencia_a_domicilio"),
            (cliente, "numeroDocumento;fechaNacimiento;CORREO_ELECTRONICO", "numero_documento;fecha_nacimiento;email"),
            (cliente, "Celular del titular;Correo 1;Correo 2", "celular;email;-"),
            (cliente, "Nombres;Apellidos y Nombres", "-;nombres"),
            (cliente, "nombres;Razón Social", "nombres;-"),
            (cliente, "Nombre;Razón Social;RUC", "-;nombres;numero_documento"),
            (cliente, "Nombres;Apellidos;DNI", "-;-;numero_documento"),
            (cliente, "Celular (vendedor);Teléfono;Nombre (contacto)", "-;celular;-"),
            (cliente, "Ubigeo (RENIEC);Código de usuario;Nombre del personal", "-;-;-"),
            (cliente, "N°DNI;F.Nac.;F.Pago;R.U.C.", "numero_documento;fecha_nacimiento;tipo_pago;-"),
            (cliente, "RUC N°;WHATSAPP;Incl. IGV", "numero_documento;celular;incluye_igv"),
            (cliente, "Correo electrónico / E-mail;DNI / RUC / CE;Telef.", "email;numero_documento;celular"),
            (cliente, "Nombres y apellidos / Razón social", "nombres"),
            (cliente, ";  ;id", "-;-;id"),
            (publico, "Nombres;Apellidos;Celular;E-mail", "nombres;apellidos;telefono;email"),
            (publico, "Apellidos y Nombres;Razón Social;Nombre", "-;-;nombres"),
            (publico, "Teléfono;Celular", "telefono;-"),
        ];
        for (table, headings, expected) in rows {
            assert_eq!(fields(table, headings), expected, "{headings}");
        }
    }

    #[test]
    fn every_heading_of_the_data_is_known() {
        let csv = include_str!("../../data/encabezados.csv");
        let lines: BTreeSet<&str> = csv.lines().skip(1).collect();
        assert!(lines.len() >= 300, "{}", lines.len());
        // A heading with a comma is in quotes.
        for line in lines.iter().filter(|line| !line.contains('"')) {
            let heading = line.split(',').nth(3).unwrap();
            assert_eq!(matched(UpdateCliente::TABLE, [heading].into_iter()).known, 1, "{heading}");
        }
    }
}
