use crate::Issue;
use crate::field::{Direccion, Id, Referencia};
use crate::reader::Checked;
use crate::table::form;
use alloc::vec::Vec;

form! {
    /// New addresses of a managed customer, appended in the order sent.
    AgregarDireccion = "agregarDireccion", read_only: [], warnings: no_warnings;

    /// The customer's id.
    required id_cliente: Id;
    /// The addresses to add.
    list direcciones: NuevaDireccion, 1..=50;
}

form! {
    /// An address to add.
    NuevaDireccion = "direccion", read_only: [], warnings: no_warnings;

    /// The street address.
    required direccion: Direccion;
    /// Directions that help to find it.
    defaults_to_empty referencia: Referencia;
}

const fn no_warnings(_: &Checked<'_>, _: &mut Vec<Issue>) {}
