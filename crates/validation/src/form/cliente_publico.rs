use crate::field::{Email, Id, NombreCorto, Telefono};
use crate::table::{Warning, form, place};

form! {
    /// A public client as a row of a file: the id, and every field that a client must have.
    ///
    /// ```
    /// use ficha::{Form, Host, field::Fecha, form::ClientePublico};
    /// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
    /// let cliente = ClientePublico::from_json(br#"{"id": 7, "nombres": "Ana", "apellidos": "Rojas"}"#, &host)?;
    /// assert_eq!(cliente.record.id.get(), 7);
    /// let without = ClientePublico::from_json(br#"{"id": 7, "nombres": "Ana"}"#, &host).unwrap_err();
    /// assert_eq!(without.issues()[0].code.id(), "required");
    /// # Ok::<(), ficha::Rejected>(())
    /// ```
    ClientePublico = "clientePublico", read_only: ["created_at"], warnings: &[Warning::Typo(place(ClientePublico::ROWS, "email"))];

    /// The client's id.
    required id: Id;
    /// First names.
    required nombres: NombreCorto;
    /// Surnames.
    required apellidos: NombreCorto;
    /// Phone of any country.
    optional telefono: Telefono;
    /// Email address.
    optional email: Email;
}
