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

/// A warning: the field it stands at, and its code when it is due.
type Warning = (usize, fn(&Customer<'_>) -> Option<Code>);

/// In the order of the fields.
const WARNINGS: &[Warning] = &[
    (DOCUMENTO, |c| (c.documento == Some("00000000")).then_some(Code::DocumentAnonymous)),
    (NACIMIENTO, |c| (c.is_juridico() && c.has_birth_date).then_some(Code::BirthOfCompany)),
    (EMAIL, |c| c.email.and_then(Email::typo)),
    (TIPO, |c| (c.is_natural() && c.has_prefix("20")).then_some(Code::DocumentCompanyAsPerson)),
    (TIPO, |c| (c.is_juridico() && (c.is_dni() || c.has_prefix("10"))).then_some(Code::DocumentPersonAsCompany)),
    (PAGO, |c| (c.pago == Some(TipoPago::Credito.as_str()) && c.is_dni()).then_some(Code::CreditWithoutRuc)),
    (DETRACCION, |c| (c.has_detraction && c.is_dni()).then_some(Code::DetractionWithoutRuc)),
];

const DOCUMENTO: usize = UpdateCliente::TABLE.place("numero_documento");
const NACIMIENTO: usize = UpdateCliente::TABLE.place("fecha_nacimiento");
const EMAIL: usize = UpdateCliente::TABLE.place("email");
const TIPO: usize = UpdateCliente::TABLE.place("tipo_cliente");
const PAGO: usize = UpdateCliente::TABLE.place("tipo_pago");
const DETRACCION: usize = UpdateCliente::TABLE.place("id_tipo_detraccion");

/// What the warnings look at; a field that is bad or was not sent is `None`.
struct Customer<'v> {
    documento: Option<&'v str>,
    email: Option<&'v str>,
    tipo: Option<&'v str>,
    pago: Option<&'v str>,
    has_birth_date: bool,
    has_detraction: bool,
}

impl Customer<'_> {
    fn is_natural(&self) -> bool {
        self.tipo == Some(TipoCliente::Natural.as_str())
    }

    fn is_juridico(&self) -> bool {
        self.tipo == Some(TipoCliente::Juridico.as_str())
    }

    fn is_dni(&self) -> bool {
        self.documento.is_some_and(|digits| digits.len() == 8)
    }

    fn has_prefix(&self, prefix: &str) -> bool {
        self.documento.is_some_and(|digits| digits.len() == 11 && digits.starts_with(prefix))
    }
}

fn warnings(values: &[Value<'_>], found: &mut Vec<Issue>) {
    let text = |place: usize| values.get(place).and_then(Value::as_text);
    let is_set = |place: usize| matches!(values.get(place), Some(Value::Set(_)));
    let customer = Customer {
        documento: text(DOCUMENTO),
        email: text(EMAIL),
        tipo: text(TIPO),
        pago: text(PAGO),
        has_birth_date: is_set(NACIMIENTO),
        has_detraction: is_set(DETRACCION),
    };
    found.extend(WARNINGS.iter().filter_map(|(place, due)| {
        let row = UpdateCliente::TABLE.rows.get(*place)?;
        due(&customer).map(|code| Issue::at(row.name, code))
    }));
}
