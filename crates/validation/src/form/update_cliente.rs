use crate::Code;
use crate::field::{
    Celular, Documento, Email, Extra, FechaNacimiento, Id, IncluyeIgv, Password, RazonSocial, TipoCliente, TipoPago,
    Ubigeo,
};
use crate::table::Condition::{Begins, IsSet};
use crate::table::{Condition, Warning, form, place};

form! {
    /// A full update of a managed customer: every required field is sent every time.
    UpdateCliente = "updateCliente", read_only: [], warnings: WARNINGS;

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

const DOCUMENTO: usize = place(UpdateCliente::ROWS, "numero_documento");
const NACIMIENTO: usize = place(UpdateCliente::ROWS, "fecha_nacimiento");
const EMAIL: usize = place(UpdateCliente::ROWS, "email");
const TIPO: usize = place(UpdateCliente::ROWS, "tipo_cliente");
const PAGO: usize = place(UpdateCliente::ROWS, "tipo_pago");
const DETRACCION: usize = place(UpdateCliente::ROWS, "id_tipo_detraccion");

const IS_DNI: Condition = Begins(DOCUMENTO, 8, "");
const IS_NATURAL: Condition = Condition::is(TIPO, TipoCliente::Natural.as_str());
const IS_JURIDICO: Condition = Condition::is(TIPO, TipoCliente::Juridico.as_str());
const IS_CREDIT: Condition = Condition::is(PAGO, TipoPago::Credito.as_str());

/// The warnings, in the order of the fields.
const WARNINGS: &[Warning] = &[
    when(DOCUMENTO, Code::DocumentAnonymous, &[Condition::is(DOCUMENTO, "00000000")]),
    when(NACIMIENTO, Code::BirthOfCompany, &[IS_JURIDICO, IsSet(NACIMIENTO)]),
    Warning::Typo(EMAIL),
    when(TIPO, Code::DocumentCompanyAsPerson, &[IS_NATURAL, Begins(DOCUMENTO, 11, "20")]),
    when(TIPO, Code::DocumentPersonAsCompany, &[IS_JURIDICO, IS_DNI]),
    when(TIPO, Code::DocumentPersonAsCompany, &[IS_JURIDICO, Begins(DOCUMENTO, 11, "10")]),
    when(PAGO, Code::CreditWithoutRuc, &[IS_DNI, IS_CREDIT]),
    when(DETRACCION, Code::DetractionWithoutRuc, &[IS_DNI, IsSet(DETRACCION)]),
];

const fn when(place: usize, code: Code, all: &'static [Condition]) -> Warning {
    Warning::When { place, code, all }
}
