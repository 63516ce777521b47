//! Names and values, as a submitted form has them.

use crate::form::{Kind, Row, Table};
use crate::raw::{Raw, Slots};
use alloc::vec::Vec;

/// Sorts names and values into the rows of `table`.
///
/// A field of a list's item is named `list[0].field`. A name that comes twice is refused by the check,
/// and so is one the table does not have.
///
/// ```
/// use ficha::{Field, Form, Host, Raw, field::Fecha, form::AgregarDireccion, read};
/// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
/// let sent = [("id_cliente", "7"), ("direcciones[0].direccion", "Calle 1"), ("direcciones[1].direccion", "x")];
/// let slots = read::pairs(sent.map(|(name, value)| (name, Raw::Text(value.into()))), AgregarDireccion::TABLE);
/// let issues = ficha::check(AgregarDireccion::TABLE, &slots, &host).issues;
/// assert_eq!(issues[0].code.id(), "text.too_short");
/// ```
#[must_use]
pub fn pairs<'n, 'a>(pairs: impl IntoIterator<Item = (&'n str, Raw<'a>)>, table: &'static Table) -> Slots<'a> {
    let mut slots = Slots::of(table);
    for (name, value) in pairs {
        let is_one = |place: &usize| matches!(table.rows.get(*place), Some(Row { kind: Kind::One { .. }, .. }));
        match table.find(name).filter(is_one) {
            Some(place) => slots.put(place, value),
            None => match Item::read(name, table) {
                Some(item) => item.put(&mut slots, value),
                None => slots.note_stranger(name),
            },
        }
    }
    slots
}

/// A name such as `direcciones[0].direccion`.
struct Item {
    place: usize,
    item: &'static Table,
    /// One more than allowed is kept as the proof that there are too many.
    max: usize,
    index: usize,
    field: usize,
}

impl Item {
    fn read(name: &str, table: &'static Table) -> Option<Self> {
        let (list, rest) = name.split_once('[')?;
        let (index, field) = rest.split_once("].")?;
        let place = table.find(list)?;
        let Kind::Many { item, max, .. } = table.rows.get(place)?.kind else { return None };
        let is_index = index == "0" || (!index.starts_with('0') && index.bytes().all(|b| b.is_ascii_digit()));
        let field = item.find(field)?;
        let index = index.parse().ok().filter(|_| is_index)?;
        Some(Self { place, item, max, index, field })
    }

    fn put<'a>(self, slots: &mut Slots<'a>, value: Raw<'a>) {
        let Some(slot) = slots.values.get_mut(self.place) else { return };
        if !matches!(slot, Raw::List(_)) {
            *slot = Raw::List(Vec::new());
        }
        let Raw::List(items) = slot else { return };
        while items.len() <= self.index.min(self.max) {
            items.push(Raw::Object(Slots::of(self.item)));
        }
        if let Some(Raw::Object(item)) = items.get_mut(self.index) {
            item.put(self.field, value);
        }
    }
}

impl<'a> Slots<'a> {
    /// As [`Slots::set`]; what is there already becomes [`Raw::Twice`].
    fn put(&mut self, row: usize, value: Raw<'a>) {
        if !self.set(row, value)
            && let Some(slot) = self.values.get_mut(row)
        {
            *slot = Raw::Twice;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::form::{AgregarDireccion, UpdateClientePublico};
    use alloc::borrow::Cow;

    fn slots<'a>(names: &[&'a str], table: &'static Table) -> Slots<'a> {
        pairs(names.iter().map(|name| (*name, Raw::Text(Cow::Borrowed("x")))), table)
    }

    #[test]
    fn names_find_their_rows() {
        let sent = slots(&["email", "nombres", "email", "otro", ""], UpdateClientePublico::TABLE);
        let text = || Raw::Text(Cow::Borrowed("x"));
        let place = |name| UpdateClientePublico::TABLE.place(name);
        for (name, expected) in [("nombres", text()), ("apellidos", Raw::Absent), ("email", Raw::Twice)] {
            assert_eq!(sent.values.get(place(name)), Some(&expected), "{name}");
        }
        assert_eq!(sent.strangers, ["otro", ""]);
    }

    #[test]
    fn items_of_a_list() {
        let rows: [(&[&str], Option<usize>, usize); 8] = [
            (&["direcciones[0].direccion"], Some(1), 0),
            (&["direcciones[2].direccion", "direcciones[0].referencia"], Some(3), 0),
            (&["direcciones[50].direccion"], Some(51), 0),
            (&["direcciones[99999999].direccion"], Some(51), 0),
            (&["direcciones[99999999999999999999999].direccion"], None, 1),
            (&["direcciones[01].direccion", "direcciones[-1].direccion", "direcciones[].direccion"], None, 3),
            (&["direcciones", "direcciones[0]", "direcciones[0].piso", "id_cliente[0].direccion"], None, 4),
            (&["direcciones[0].direccion", "direcciones[0].direccion"], Some(1), 0),
        ];
        for (names, items, strangers) in rows {
            let sent = slots(names, AgregarDireccion::TABLE);
            let found = match sent.values.get(1) {
                Some(Raw::List(items)) => Some(items.len()),
                _ => None,
            };
            assert_eq!((found, sent.strangers.len()), (items, strangers), "{names:?}");
        }
    }
}
