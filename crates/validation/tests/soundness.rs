//! Checks that code outside the crate cannot get a field type with an unchecked value, whatever it passes.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use ficha::field::Fecha;
use ficha::form::{AgregarDireccion, UpdateCliente, UpdateClientePublico};
use ficha::reader::{Check, Raw, Record, Slot};
use ficha::table::Table;
use ficha::{Form, Host};

fn host() -> Host {
    Host::native(Fecha::new(2026, 11, 22).unwrap())
}

fn slot(record: Record, table: &Table, name: &str) -> Slot {
    record.slot(table.find(name).unwrap()).unwrap()
}

/// Puts valid values for a full update, except the document, which a test may put in another way.
fn all_but_the_document(check: &mut Check<'_>) {
    let values = [
        ("nombres", "Ana Rojas"),
        ("celular", "987654321"),
        ("tipo_cliente", "Natural"),
        ("tipo_pago", "Contado"),
        ("incluye_igv", "1"),
        ("id_distrito", "150102"),
        ("id_lista_precio", "1"),
        ("id", "1"),
    ];
    for (name, value) in values {
        assert!(check.put(slot(check.record(), UpdateCliente::TABLE, name), value.into()), "{name}");
    }
}

#[test]
fn a_slot_of_another_form_takes_nothing() {
    let host = host();
    let others = Check::new(UpdateClientePublico::TABLE, "", &host);
    let at = UpdateCliente::TABLE.find("numero_documento").unwrap();
    // This slot has the same index, but the rules of a name.
    let foreign = others.record().slot(at).unwrap();
    let mut check = Check::new(UpdateCliente::TABLE, "", &host);
    all_but_the_document(&mut check);
    assert!(!check.put(foreign, "no a DNI".into()));
    let checked = check.finish();
    assert_eq!(checked.issues().iter().map(|issue| issue.code.id()).collect::<Vec<_>>(), ["required"]);
    assert!(checked.record::<UpdateCliente>().is_none());
}

#[test]
fn a_slot_of_an_item_takes_nothing_in_a_record_and_none_of_another_item() {
    let host = host();
    let table = AgregarDireccion::TABLE;
    let mut others = Check::new(table, "", &host);
    let list = others.list(slot(others.record(), table, "direcciones")).unwrap();
    let item = others.item(list).unwrap();
    let [direccion, referencia] = [0, 1].map(|at| item.slot(at).unwrap());

    let mut check = Check::new(UpdateCliente::TABLE, "", &host);
    assert!(!check.put(direccion, "no a DNI".into()));
    // The list has no item yet, so the place does not exist.
    let mut check = Check::new(table, "", &host);
    assert!(!check.put(direccion, "Calle 1".into()));
    let list = check.list(slot(check.record(), table, "direcciones")).unwrap();
    check.item(list).unwrap();
    assert!(check.put(direccion, "Calle 1".into()));
    assert!(check.put(referencia, "x".into()));
}

#[test]
fn a_list_ends_only_where_it_belongs() {
    let host = host();
    let table = AgregarDireccion::TABLE;
    let mut check = Check::new(table, "", &host);
    let slot_of_list = slot(check.record(), table, "direcciones");
    let slot_of_id = slot(check.record(), table, "id_cliente");
    let list = check.list(slot_of_list).unwrap();
    assert!(check.list(slot_of_id).is_none());
    assert!(!check.end_list(slot_of_id, list));
    assert!(!Check::new(table, "", &host).end_list(slot_of_list, list), "a list that this check did not begin");
    // The items of two lists are not mixed.
    let second = check.list(slot_of_list).unwrap();
    assert!(check.item(list).is_none());
    assert!(check.item(second).is_some());
}

#[test]
fn every_text_is_looked_at() {
    let mut made = String::new();
    for raw in [Raw::from("no a DNI"), Raw::Text(ficha::reader::Text::of("no a DNI"))] {
        let refused = <ficha::field::Dni as ficha::Field>::RULES.check(raw, &host(), &mut made);
        assert!(refused.is_err());
    }
}
