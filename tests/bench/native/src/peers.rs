//! Programs made of a reader and a validator, as their users would write them: unknown fields refused, the same limits.
//! They stop at the first value of a wrong type, do not normalise, and explain less.

use crate::rules;
use crate::Count;
use garde::Validate as _;
use serde::Deserialize;
use validator::Validate as _;

const MAX_ID: u64 = (1 << 53) - 1;

/// Declares the record with the attributes of one validator.
macro_rules! record {
    ($name:ident, $derive:path, $($(#[$attribute:meta])* $field:ident: $type:ty),+ $(,)?) => {
        #[derive(Deserialize, $derive)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "some fields are only read as JSON")]
        struct $name { $( $(#[$attribute])* $field: $type, )+ }
    };
}

record!(
    Garde, garde::Validate,
    #[garde(range(min = 1, max = MAX_ID))] id: u64,
    #[garde(custom(rules::garde::documento))] numero_documento: String,
    #[garde(length(chars, min = 3, max = 1500), custom(rules::garde::not_blank))] nombres: String,
    #[garde(inner(custom(rules::garde::birth_date)))] fecha_nacimiento: Option<String>,
    #[garde(inner(custom(rules::garde::email)))] email: Option<String>,
    #[garde(inner(length(chars, min = 12, max = 128), custom(rules::garde::not_blank)))] password: Option<String>,
    #[garde(custom(rules::garde::celular))] celular: String,
    #[garde(skip)] tipo_cliente: TipoCliente,
    #[garde(skip)] tipo_pago: TipoPago,
    #[garde(range(max = 1))] incluye_igv: u64,
    #[garde(custom(rules::garde::district))] id_distrito: u64,
    #[garde(range(min = 1, max = MAX_ID))] id_lista_precio: u64,
    #[garde(inner(range(min = 1, max = MAX_ID)))] id_tipo_detraccion: Option<u64>,
    #[garde(inner(range(max = 1_000_000)))] extra_domicilio_a_domicilio: Option<u64>,
    #[garde(inner(range(max = 1_000_000)))] extra_domicilio_a_agencia: Option<u64>,
    #[garde(inner(range(max = 1_000_000)))] extra_agencia_a_domicilio: Option<u64>,
);

record!(
    Validator, validator::Validate,
    #[validate(range(min = 1, max = MAX_ID))] id: u64,
    #[validate(custom(function = rules::validator::documento))] numero_documento: String,
    #[validate(length(min = 3, max = 1500), custom(function = rules::validator::not_blank))] nombres: String,
    #[validate(custom(function = rules::validator::optional::birth_date))] fecha_nacimiento: Option<String>,
    #[validate(custom(function = rules::validator::optional::email))] email: Option<String>,
    #[validate(length(min = 12, max = 128), custom(function = rules::validator::optional::not_blank))] password: Option<String>,
    #[validate(custom(function = rules::validator::celular))] celular: String,
    tipo_cliente: TipoCliente,
    tipo_pago: TipoPago,
    #[validate(range(max = 1))] incluye_igv: u64,
    #[validate(custom(function = rules::validator::district))] id_distrito: u64,
    #[validate(range(min = 1, max = MAX_ID))] id_lista_precio: u64,
    #[validate(range(min = 1, max = MAX_ID))] id_tipo_detraccion: Option<u64>,
    #[validate(range(max = 1_000_000))] extra_domicilio_a_domicilio: Option<u64>,
    #[validate(range(max = 1_000_000))] extra_domicilio_a_agencia: Option<u64>,
    #[validate(range(max = 1_000_000))] extra_agencia_a_domicilio: Option<u64>,
);

#[derive(Deserialize)]
enum TipoCliente {
    Natural,
    #[serde(rename = "Jurídico")]
    Juridico,
}

#[derive(Deserialize)]
enum TipoPago {
    Contado,
    #[serde(rename = "Crédito")]
    Credito,
}

pub fn serde_garde(line: &[u8]) -> bool {
    serde_json::from_slice::<Garde>(line).is_ok_and(|record| record.validate().is_ok())
}

pub fn serde_validator(line: &[u8]) -> bool {
    serde_json::from_slice::<Validator>(line).is_ok_and(|record| record.validate().is_ok())
}

pub fn sonic_garde(line: &[u8]) -> bool {
    sonic_rs::from_slice::<Garde>(line).is_ok_and(|record| record.validate().is_ok())
}

pub fn csv_garde(bytes: &[u8]) -> Count {
    let mut count = Count::default();
    for record in csv::Reader::from_reader(bytes).deserialize::<Garde>() {
        count.add(record.is_ok_and(|record| record.validate().is_ok()));
    }
    count
}
