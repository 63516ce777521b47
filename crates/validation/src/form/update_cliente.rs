use super::Form;
use crate::field::{
    Celular, Documento, Email, Extra, FechaNacimiento, Id, IncluyeIgv, Password, RazonSocial, TipoCliente, TipoPago,
    Ubigeo,
};
use crate::reader::Checked;
use crate::table::form;
use crate::{Code, Issue};
use alloc::vec::Vec;

form! {
    /// A full update of a managed customer: every required field is sent every time.
    UpdateCliente = "updateCliente", read_only: [], warnings: warnings;

    /// The customer's id.
    required id: Id;
    /// DNI or RUC.
    required numero_documento: Documento;
    /// Full name of the person or the company.
    required nombres: RazonSocial;
    /// Birth date.
    optional fecha_nacimiento: FechaNacimiento;
    /// Email address.
    optional email: Email;
    /// New password for the customer's portal.
    secret password: Password;
    /// Mobile phone.
    required celular: Celular;
    /// Person or company.
    required tipo_cliente: TipoCliente;
    /// Payment at once or on credit.
    required tipo_pago: TipoPago;
    /// 1 if prices include IGV, 0 if not.
    required incluye_igv: IncluyeIgv;
    /// District by INEI code.
    required id_distrito: Ubigeo;
    /// Price list; the database checks that it exists.
    required id_lista_precio: Id;
    /// Detraction type: an id of the application, not SUNAT's code.
    optional id_tipo_detraccion: Id;
    /// Extra charge from home to home.
    optional extra_domicilio_a_domicilio: Extra;
    /// Extra charge from home to agency.
    optional extra_domicilio_a_agencia: Extra;
    /// Extra charge from agency to home.
    optional extra_agencia_a_domicilio: Extra;
}

const DOCUMENTO: usize = UpdateCliente::TABLE.place("numero_documento");
const NACIMIENTO: usize = UpdateCliente::TABLE.place("fecha_nacimiento");
const EMAIL: usize = UpdateCliente::TABLE.place("email");
const TIPO: usize = UpdateCliente::TABLE.place("tipo_cliente");
const PAGO: usize = UpdateCliente::TABLE.place("tipo_pago");
const DETRACCION: usize = UpdateCliente::TABLE.place("id_tipo_detraccion");

/// Finds the warnings, in the order of the fields. Each looks only at valid fields.
fn warnings(checked: &Checked<'_>, found: &mut Vec<Issue>) {
    let documento = checked.text_at(DOCUMENTO);
    let is_dni = documento.len() == 8;
    let has_prefix = |prefix| documento.len() == 11 && documento.starts_with(prefix);
    let tipo = checked.text_at(TIPO);
    let is_natural = tipo == TipoCliente::Natural.as_str();
    let is_juridico = tipo == TipoCliente::Juridico.as_str();
    let is_credit = checked.text_at(PAGO) == TipoPago::Credito.as_str();

    let warn = |found: &mut Vec<Issue>, is_odd: bool, place: usize, code: Code| {
        if let Some(row) = UpdateCliente::TABLE.rows.get(place).filter(|_| is_odd) {
            found.push(Issue::for_field(row.name, code));
        }
    };
    warn(found, documento == "00000000", DOCUMENTO, Code::DocumentAnonymous);
    warn(found, is_juridico && checked.is_set(NACIMIENTO), NACIMIENTO, Code::BirthOfCompany);
    Email::warn_of_typo(checked, EMAIL, found);
    warn(found, is_natural && has_prefix("20"), TIPO, Code::DocumentCompanyAsPerson);
    warn(found, is_juridico && (is_dni || has_prefix("10")), TIPO, Code::DocumentPersonAsCompany);
    warn(found, is_dni && is_credit, PAGO, Code::CreditWithoutRuc);
    warn(found, is_dni && checked.is_set(DETRACCION), DETRACCION, Code::DetractionWithoutRuc);
}
