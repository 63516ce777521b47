use super::{Store, first, key, now, patch, rows};
use ficha::form::AgregarDireccion;
use ficha::{Code, Issue};
use ficha_contract::{Failure, MAX_DIRECCIONES, Refusal, StoredDireccion};
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// The addresses of the managed customers.
pub(crate) struct Direcciones(pub(super) Store);

/// ?1 = id of the customer.
const FIND: &str = "
SELECT
  EXISTS (SELECT 1 FROM clientes WHERE id = ?1) AS cliente,
  (SELECT count(*) FROM direcciones WHERE id_cliente = ?1) AS direcciones";

/// What both changing statements ask for; ?3 = the most addresses a customer can have.
macro_rules! addable {
    () => {
        "(SELECT count(*) FROM direcciones WHERE id_cliente = ?1) + json_array_length(?2) <= ?3"
    };
}

/// ?1 = id, ?2 = the addresses as a JSON array, ?3 = the most, ?4 = now.
const RECORD_HISTORY: &str = concat!(
    "
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
SELECT 'clientes', id, version, ?4, 'publico', 'agregarDireccion',
  json_object('direcciones', json_object('antes', NULL, 'despues', json(?2)))
FROM clientes WHERE id = ?1 AND ",
    addable!()
);

/// ?1 = id, ?2 = the addresses as a JSON array, ?3 = the most.
const ADD: &str = concat!(
    "
INSERT INTO direcciones (id_cliente, direccion, referencia)
SELECT clientes.id, nueva.value ->> 'direccion', nueva.value ->> 'referencia'
FROM clientes, json_each(?2) AS nueva
WHERE clientes.id = ?1 AND ",
    addable!(),
    "
ORDER BY nueva.key
RETURNING id, direccion, referencia"
);

/// What [`FIND`] answers.
#[derive(Deserialize)]
struct Found {
    cliente: u8,
    direcciones: u64,
}

impl Direcciones {
    /// Appends addresses in the order sent, all or none, and records it.
    pub(crate) async fn add(&self, nuevas: &AgregarDireccion) -> Result<Vec<StoredDireccion>, Refusal> {
        let id = key(nuevas.id_cliente);
        let list = JsValue::from_str(&patch(&nuevas.direcciones)?.to_string());
        let most = JsValue::from_f64(MAX_DIRECCIONES as f64);
        let [found, _, added] = self
            .0
            .transaction([
                self.0.statement(FIND, std::slice::from_ref(&id))?,
                self.0.statement(RECORD_HISTORY, &[id.clone(), list.clone(), most.clone(), now()])?,
                self.0.statement(ADD, &[id, list, most])?,
            ])
            .await?;
        let found: Found = first(&found)?.ok_or(Refusal::Failure(Failure::Internal))?;
        if found.cliente == 0 {
            return Err(Refusal::Failure(Failure::NotFound));
        }
        if found.direcciones + nuevas.direcciones.len() as u64 > MAX_DIRECCIONES {
            let full = Code::ListFull { max: MAX_DIRECCIONES };
            return Err(Refusal::Invalid(vec![Issue::at("direcciones", full)]));
        }
        // The order of RETURNING is not promised; the ids grow in the order sent.
        let mut added: Vec<StoredDireccion> = rows(&added)?;
        added.sort_by_key(|direccion| direccion.id);
        Ok(added)
    }
}
