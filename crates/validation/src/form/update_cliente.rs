use super::{Form, form};
use crate::field::{
    Celular, Clave, Documento, Email, Extra, FechaNacimiento, IncluyeIgv, Password, RazonSocial, TipoCliente, TipoPago,
    Ubigeo,
};
use crate::{Code, Issue, Value};
use alloc::vec::Vec;

form! {
    /// A full update of a managed customer: every required field is sent every time.
    UpdateCliente = "updateCliente", read_only: [], warnings: warnings;

    /// Which customer.
    required id: Clave;
    /// DNI or RUC.
    required numero_documento: Documento;
    /// Full name of the person or the company.
    required nombres: RazonSocial;
    /// Birth date.
    optional fecha_nacimiento: FechaNacimiento;
    /// Email address.
    optional email: Email;
    /// New password for the customer's portal.
    keeps password: Password;
    /// Mobile phone.
    required celular: Celular;
    /// Person or company.
    required tipo_cliente: TipoCliente;
    /// At once or on credit.
    required tipo_pago: TipoPago;
    /// Whether prices include IGV.
    required incluye_igv: IncluyeIgv;
    /// District by INEI code.
    required id_distrito: Ubigeo;
    /// Price list; whether it exists is asked of the database.
    required id_lista_precio: Clave;
    /// Detraction type: a key of the application, not SUNAT's code.
    optional id_tipo_detraccion: Clave;
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

/// In the order of the fields. Each looks only at fields that are good, and says nothing without them.
fn warnings(values: &[Value<'_>], found: &mut Vec<Issue>) {
    let text = |place: usize| values.get(place).and_then(Value::as_text).unwrap_or_default();
    let is_set = |place: usize| matches!(values.get(place), Some(Value::Set(_)));
    let documento = text(DOCUMENTO);
    let is_dni = documento.len() == 8;
    let has_prefix = |prefix| documento.len() == 11 && documento.starts_with(prefix);
    let is_natural = text(TIPO) == TipoCliente::Natural.as_str();
    let is_juridico = text(TIPO) == TipoCliente::Juridico.as_str();

    if documento == "00000000" {
        warn(found, DOCUMENTO, Code::DocumentAnonymous);
    }
    if is_juridico && is_set(NACIMIENTO) {
        warn(found, NACIMIENTO, Code::BirthOfCompany);
    }
    if let Some(code) = Email::typo(text(EMAIL)) {
        warn(found, EMAIL, code);
    }
    if is_natural && has_prefix("20") {
        warn(found, TIPO, Code::DocumentCompanyAsPerson);
    }
    if is_juridico && (is_dni || has_prefix("10")) {
        warn(found, TIPO, Code::DocumentPersonAsCompany);
    }
    if is_dni && text(PAGO) == TipoPago::Credito.as_str() {
        warn(found, PAGO, Code::CreditWithoutRuc);
    }
    if is_dni && is_set(DETRACCION) {
        warn(found, DETRACCION, Code::DetractionWithoutRuc);
    }
}

fn warn(found: &mut Vec<Issue>, place: usize, code: Code) {
    found.extend(UpdateCliente::TABLE.rows.get(place).map(|row| Issue::at(row.name, code)));
}
