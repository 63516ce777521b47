//! Reads names and values, as from a submitted form.

use crate::Host;
use crate::check::{Check, List, Record};
use crate::reader::{Checked, Raw};
use crate::table::{RowKind, Table};
use alloc::vec::Vec;

/// Puts names and values into the rows of `table` and checks them. Values that lie in `sent` are not copied.
///
/// A field of a list's item is named `list[0].field`. A name that occurs twice is refused, and so is an unknown field.
///
/// ```
/// use ficha::{Form, Host, field::Fecha, form::AgregarDireccion, reader::{Raw, self}};
/// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
/// let sent = [("id_cliente", "7"), ("direcciones[0].direccion", "Calle 1"), ("direcciones[1].direccion", "x")];
/// let pairs = sent.map(|(name, value)| (name, Raw::from(value)));
/// let checked = reader::pairs("", pairs, AgregarDireccion::TABLE, &host);
/// assert_eq!(checked.issues()[0].code.id(), "text.too_short");
/// ```
#[must_use]
pub fn pairs<'n, 'v, 'a>(
    sent: &'a str,
    pairs: impl IntoIterator<Item = (&'n str, Raw<'v>)>,
    table: &'static Table,
    host: &Host,
) -> Checked<'a> {
    let mut check = Check::new(table, sent, host);
    put_pairs(&mut check, pairs, table);
    check.finish()
}

/// Hands names and values to a check.
pub(crate) fn put_pairs<'n, 'v>(
    check: &mut Check<'_>,
    pairs: impl IntoIterator<Item = (&'n str, Raw<'v>)>,
    table: &'static Table,
) {
    let form = check.record();
    let mut of_items = Vec::new();
    for (name, value) in pairs {
        let slot = form.find(name).and_then(|place| form.slot(place));
        if let Some(slot) = slot.filter(|slot| !slot.is_list()) {
            check.put(slot, value);
        } else if let Some(item) = ItemName::read(name, table) {
            of_items.push((item, value));
        } else {
            check.stranger(form, name);
        }
    }
    for place in 0..table.rows.len() {
        let of_list = of_items.iter().filter(|(item, _)| item.place == place);
        let Some(last) = of_list.clone().map(|(item, _)| item.index).max() else { continue };
        let Some(slot) = form.slot(place) else { continue };
        let Some(list) = check.list(slot) else { continue };
        let items = items(check, list, last);
        for (name, value) in of_list {
            if let Some(slot) = items.get(name.index).and_then(|item| item.slot(name.field)) {
                check.put(slot, *value);
            }
        }
        check.end_list(slot, list);
    }
}

/// Begins the items of a list up to index `last`. Stops at the first item too many, which the check then reports.
fn items(check: &mut Check<'_>, list: List, last: usize) -> Vec<Record> {
    (0..=last).map_while(|_| check.item(list)).collect()
}

/// A name such as `direcciones[0].direccion`.
struct ItemName {
    place: usize,
    index: usize,
    field: usize,
}

impl ItemName {
    fn read(name: &str, table: &'static Table) -> Option<Self> {
        let (list, rest) = name.split_once('[')?;
        let (index, field) = rest.split_once("].")?;
        let place = table.find(list)?;
        let RowKind::Many { item, .. } = table.rows.get(place)?.kind else { return None };
        let is_index = index == "0" || (!index.starts_with('0') && index.bytes().all(|b| b.is_ascii_digit()));
        let field = item.find(field)?;
        let index = index.parse().ok().filter(|_| is_index)?;
        Some(Self { place, index, field })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::field::Fecha;
    use crate::form::{AgregarDireccion, UpdateClientePublico};
    use crate::reader::Stored;

    fn read(names: &[&str], table: &'static Table) -> (Vec<Stored>, Vec<(alloc::string::String, &'static str)>) {
        let host = Host { today: Fecha::in_lima(0), nfc: |text| text.into() };
        let checked = pairs("", names.iter().map(|name| (*name, Raw::from("xyz"))), table, &host);
        let path = |issue: &crate::Issue| alloc::format!("{:?}", issue.path.segments().collect::<Vec<_>>());
        (checked.values.clone(), checked.issues.iter().map(|issue| (path(issue), issue.code.id())).collect())
    }

    #[test]
    fn names_find_their_rows() {
        let (values, issues) = read(&["nombres", "email", "email", "otro", ""], UpdateClientePublico::TABLE);
        assert!(matches!(values.as_slice(), [Stored::Made(0, 3), Stored::Keep, Stored::Keep, Stored::Bad(_)]));
        let codes: Vec<_> = issues.iter().map(|(_, code)| *code).collect();
        assert_eq!(codes, ["field.duplicate", "field.unknown", "field.unknown"]);
    }

    #[test]
    fn items_of_a_list() {
        let rows: [(&[&str], Option<usize>, &[&str]); 8] = [
            (&["direcciones[0].direccion"], Some(1), &[]),
            (&["direcciones[2].direccion", "direcciones[0].referencia"], Some(3), &["required", "required"]),
            (&["direcciones[50].direccion"], None, &["list.too_long"]),
            (&["direcciones[99999999].direccion"], None, &["list.too_long"]),
            (&["direcciones[99999999999999999999999].direccion"], None, &["required", "field.unknown"]),
            (
                &["direcciones[01].direccion", "direcciones[-1].direccion", "direcciones[].direccion"],
                None,
                &["required", "field.unknown", "field.unknown", "field.unknown"],
            ),
            (
                &["direcciones[0]", "direcciones[0].piso", "id_cliente[0].direccion"],
                None,
                &["required", "field.unknown", "field.unknown", "field.unknown"],
            ),
            (&["direcciones[0].direccion", "direcciones[0].direccion"], Some(1), &["field.duplicate"]),
        ];
        for (names, items, codes) in rows {
            let (values, issues) = read(names, AgregarDireccion::TABLE);
            let found = match values.get(1) {
                Some(Stored::Items(_, count)) => Some(*count),
                _ => None,
            };
            let found_codes: Vec<_> = issues.iter().skip(1).map(|(_, code)| *code).collect();
            assert_eq!((found, found_codes.as_slice()), (items, codes), "{names:?}");
        }
    }
}
