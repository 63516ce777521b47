use super::{Store, first, key, now, patch};
use ficha::form::UpdateCliente;
use ficha::{Code, Issue};
use ficha_contract::{Failure, Refusal};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use worker::D1Result;

/// The managed customers.
pub(crate) struct Clientes(pub(super) Store);

/// ?1 = id, ?2 = patch.
const FIND: &str = "
SELECT
  EXISTS (SELECT 1 FROM clientes WHERE id = ?1) AS cliente,
  EXISTS (SELECT 1 FROM listas_precio WHERE id = ?2 ->> 'id_lista_precio') AS lista_precio,
  ?2 ->> 'id_tipo_detraccion' IS NULL
    OR EXISTS (SELECT 1 FROM tipos_detraccion WHERE id = ?2 ->> 'id_tipo_detraccion') AS tipo_detraccion";

/// What both changing statements ask for, so that neither happens without the other.
macro_rules! updatable {
    () => {
        "clientes.id = ?1
  AND EXISTS (SELECT 1 FROM listas_precio WHERE id = ?2 ->> 'id_lista_precio')
  AND (?2 ->> 'id_tipo_detraccion' IS NULL
    OR EXISTS (SELECT 1 FROM tipos_detraccion WHERE id = ?2 ->> 'id_tipo_detraccion'))"
    };
}

/// ?1 = id, ?2 = patch, ?3 = now. What differs goes into the history, before and after; of the
/// password only that it changed.
const RECORD_HISTORY: &str = concat!(
    "
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
SELECT 'clientes', id, version + 1, ?3, 'publico', 'updateCliente', (
  SELECT json_group_object(nuevo.key, json_object(
    'antes', viejo.value,
    'despues', iif(nuevo.key = 'password', '[cambiada]', nuevo.value)))
  FROM json_each(?2) AS nuevo
  JOIN json_each(json_object(
    'numero_documento', numero_documento, 'nombres', nombres, 'fecha_nacimiento', fecha_nacimiento,
    'email', email, 'password', iif(password IS NULL, NULL, '[oculta]'), 'celular', celular,
    'tipo_cliente', tipo_cliente, 'tipo_pago', tipo_pago, 'incluye_igv', incluye_igv,
    'id_distrito', id_distrito, 'id_lista_precio', id_lista_precio,
    'id_tipo_detraccion', id_tipo_detraccion,
    'extra_domicilio_a_domicilio', extra_domicilio_a_domicilio,
    'extra_domicilio_a_agencia', extra_domicilio_a_agencia,
    'extra_agencia_a_domicilio', extra_agencia_a_domicilio)) AS viejo ON viejo.key = nuevo.key
  WHERE viejo.value IS NOT nuevo.value)
FROM clientes WHERE ",
    updatable!()
);

/// An optional column: kept unless the patch has it.
macro_rules! optional {
    ($column:literal) => {
        concat!(
            "  ",
            $column,
            " = iif(json_type(?2, '$.",
            $column,
            "') IS NULL, ",
            $column,
            ", ?2 ->> '",
            $column,
            "'),\n"
        )
    };
}

/// ?1 = id, ?2 = patch. A required column is in every patch.
const UPDATE: &str = concat!(
    "
UPDATE clientes SET
  numero_documento = ?2 ->> 'numero_documento',
  nombres = ?2 ->> 'nombres',
",
    optional!("fecha_nacimiento"),
    optional!("email"),
    optional!("password"),
    "  celular = ?2 ->> 'celular',
  tipo_cliente = ?2 ->> 'tipo_cliente',
  tipo_pago = ?2 ->> 'tipo_pago',
  incluye_igv = ?2 ->> 'incluye_igv',
  id_distrito = ?2 ->> 'id_distrito',
  id_lista_precio = ?2 ->> 'id_lista_precio',
",
    optional!("id_tipo_detraccion"),
    optional!("extra_domicilio_a_domicilio"),
    optional!("extra_domicilio_a_agencia"),
    optional!("extra_agencia_a_domicilio"),
    "  version = version + 1
WHERE ",
    updatable!()
);

/// What [`FIND`] answers: 1 for what there is.
#[derive(Deserialize)]
struct Found {
    cliente: u8,
    lista_precio: u8,
    tipo_detraccion: u8,
}

impl Clientes {
    /// Whether [`Clientes::update`] would find everything it needs.
    pub(crate) async fn expect_updatable(&self, cliente: &UpdateCliente) -> Result<(), Refusal> {
        let patch = JsValue::from_str(&patch(cliente)?.to_string());
        let find = self.0.statement(FIND, &[key(cliente.id), patch])?;
        let [found] = self.0.transaction([find]).await?;
        expect_found(&found)
    }

    /// Updates a customer and records the change; `password` is the hash of a new password.
    pub(crate) async fn update(&self, cliente: &UpdateCliente, password: Option<&str>) -> Result<(), Refusal> {
        let mut patch = patch(cliente)?;
        if let (Some(members), Some(hash)) = (patch.as_object_mut(), password) {
            members.insert("password".into(), hash.into());
        }
        let id = key(cliente.id);
        let patch = JsValue::from_str(&patch.to_string());
        let [found, _, _] = self
            .0
            .transaction([
                self.0.statement(FIND, &[id.clone(), patch.clone()])?,
                self.0.statement(RECORD_HISTORY, &[id.clone(), patch.clone(), now()])?,
                self.0.statement(UPDATE, &[id, patch])?,
            ])
            .await?;
        expect_found(&found)
    }
}

/// First the customer, then both references at once.
fn expect_found(result: &D1Result) -> Result<(), Refusal> {
    let found: Found = first(result)?.ok_or(Refusal::Failure(Failure::Internal))?;
    if found.cliente == 0 {
        return Err(Refusal::Failure(Failure::NotFound));
    }
    let references = [("id_lista_precio", found.lista_precio), ("id_tipo_detraccion", found.tipo_detraccion)];
    let missing = references.into_iter().filter(|(_, is_there)| *is_there == 0);
    let issues: Vec<Issue> = missing.map(|(field, _)| Issue::at(field, Code::ReferenceUnknown)).collect();
    if issues.is_empty() { Ok(()) } else { Err(Refusal::Invalid(issues)) }
}
