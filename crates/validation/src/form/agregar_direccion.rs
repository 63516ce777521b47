use crate::field::{Direccion, Id, Referencia};
use crate::table::form;

form! {
    /// New addresses of a managed customer, appended in the order sent.
    AgregarDireccion = "agregarDireccion", read_only: [], warnings: &[];

    /// The customer's id.
    required id_cliente: Id;
    /// The addresses to add.
    list direcciones: NuevaDireccion, 1..=50;
}

form! {
    /// An address to add.
    NuevaDireccion = "direccion", read_only: [], warnings: &[];

    /// The street address.
    required direccion: Direccion;
    /// Directions that help to find it.
    defaults_to_empty referencia: Referencia;
}
