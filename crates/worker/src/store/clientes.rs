use super::edit::{Edit, Edited, Statements, answered, claim, is_ours, is_recorded, key_columns, version_matches};
use super::{Store, Versioned, first, patch};
use ficha::field::Clave;
use ficha::form::UpdateCliente;
use ficha::{Code, Issue};
use ficha_contract::{Failure, Refusal};
use serde::Deserialize;
use worker::D1Result;

/// The managed customers.
pub(crate) struct Clientes(pub(super) Store);

/// What all changing statements ask for, so that none happens without the others.
macro_rules! updatable {
    () => {
        concat!(
            "clientes.id = ?1
  AND EXISTS (SELECT 1 FROM listas_precio WHERE id = ?2 ->> 'id_lista_precio')
  AND (?2 ->> 'id_tipo_detraccion' IS NULL
    OR EXISTS (SELECT 1 FROM tipos_detraccion WHERE id = ?2 ->> 'id_tipo_detraccion'))
  AND ",
            version_matches!()
        )
    };
}

/// Records what differs, before and after; of a password only that it changed, which it always does. The row before is
/// made once and looked into by name: a join of both would read each of its members for each of the others.
const RECORD_HISTORY: &str = concat!(
    "
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
WITH viejo AS MATERIALIZED (
  SELECT id, version, json_object(
    'numero_documento', numero_documento, 'nombres', nombres, 'fecha_nacimiento', fecha_nacimiento,
    'email', email, 'password', iif(password IS NULL, NULL, '[oculta]'), 'celular', celular,
    'tipo_cliente', tipo_cliente, 'tipo_pago', tipo_pago, 'incluye_igv', incluye_igv,
    'id_distrito', id_distrito, 'id_lista_precio', id_lista_precio,
    'id_tipo_detraccion', id_tipo_detraccion,
    'extra_domicilio_a_domicilio', extra_domicilio_a_domicilio,
    'extra_domicilio_a_agencia', extra_domicilio_a_agencia,
    'extra_agencia_a_domicilio', extra_agencia_a_domicilio) AS fila
  FROM clientes WHERE ",
    updatable!(),
    " AND ",
    is_ours!(),
    "),
distinto AS MATERIALIZED (
  SELECT id, version, (
    SELECT json_group_object(nuevo.key, json_object(
      'antes', fila ->> nuevo.key,
      'despues', iif(nuevo.key = 'password', '[cambiada]', nuevo.value)))
    FROM json_each(?2) AS nuevo
    WHERE nuevo.key <> 'id' AND fila ->> nuevo.key IS NOT nuevo.value) AS cambios
  FROM viejo)
SELECT 'clientes', id, version + 1, ?3, ?7, 'updateCliente', cambios FROM distinto WHERE cambios <> '{}'"
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

/// A required column is in every patch.
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
    updatable!(),
    " AND ",
    is_ours!(),
    " AND ",
    is_recorded!("clientes")
);

/// The answer has nothing that only SQL knows.
const ANSWER: (&str, &str) = answered!("clientes", "?8 || ?9");

const STATEMENTS: Statements = Statements {
    find: concat!(
        "
SELECT
  (SELECT version FROM clientes WHERE id = ?1) AS version,
  EXISTS (SELECT 1 FROM listas_precio WHERE id = ?2 ->> 'id_lista_precio') AS lista_precio,
  ?2 ->> 'id_tipo_detraccion' IS NULL
    OR EXISTS (SELECT 1 FROM tipos_detraccion WHERE id = ?2 ->> 'id_tipo_detraccion') AS tipo_detraccion,
  ",
        key_columns!()
    ),
    claim: claim!("clientes", updatable!()),
    record_history: RECORD_HISTORY,
    change: UPDATE,
    read: ANSWER.0,
    settle: ANSWER.1,
};

/// A customer without secrets and with the addresses, as the answer to a read has it.
const READ: &str = "
SELECT version, json_object(
  'id', id, 'numero_documento', numero_documento, 'nombres', nombres, 'fecha_nacimiento', fecha_nacimiento,
  'email', email, 'celular', celular, 'tipo_cliente', tipo_cliente, 'tipo_pago', tipo_pago,
  'incluye_igv', incluye_igv, 'id_distrito', id_distrito, 'id_lista_precio', id_lista_precio,
  'id_tipo_detraccion', id_tipo_detraccion, 'extra_domicilio_a_domicilio', extra_domicilio_a_domicilio,
  'extra_domicilio_a_agencia', extra_domicilio_a_agencia, 'extra_agencia_a_domicilio', extra_agencia_a_domicilio,
  'direcciones', (SELECT json_group_array(json_object('id', id, 'direccion', direccion, 'referencia', referencia))
    FROM (SELECT id, direccion, referencia FROM direcciones WHERE id_cliente = ?1 ORDER BY id))) AS cuerpo
FROM clientes WHERE id = ?1";

/// What the table's own columns of the first statement say: 1 for what there is.
#[derive(Deserialize)]
struct References {
    lista_precio: u8,
    tipo_detraccion: u8,
}

impl Clientes {
    /// Whether [`Clientes::update`] would find everything it needs; an answer if it had happened before.
    pub(crate) async fn preview(&self, cliente: &UpdateCliente, edit: &Edit) -> Result<Option<Edited>, Refusal> {
        let patch = patch(cliente)?.to_string();
        edit.preview(&self.0, &STATEMENTS, cliente.id, &patch, expect_references).await
    }

    /// Updates a customer and records the change; `password` is the hash of a new password, `answer` what is said.
    pub(crate) async fn update(
        &self,
        cliente: &UpdateCliente,
        password: Option<&str>,
        edit: &Edit,
        answer: &str,
    ) -> Result<Edited, Refusal> {
        let mut patch = patch(cliente)?;
        if let (Some(members), Some(hash)) = (patch.as_object_mut(), password) {
            members.insert("password".into(), hash.into());
        }
        let patch = patch.to_string();
        edit.run(&self.0, &STATEMENTS, cliente.id, &patch, [answer, ""], expect_references).await
    }

    /// A customer as it is.
    pub(crate) async fn read(&self, id: Clave) -> Result<Versioned, Refusal> {
        Versioned::read(&self.0, READ, id).await
    }
}

/// Both at once.
fn expect_references(found: &D1Result) -> Result<(), Refusal> {
    let found: References = first(found)?.ok_or(Refusal::Failure(Failure::Internal))?;
    let references = [("id_lista_precio", found.lista_precio), ("id_tipo_detraccion", found.tipo_detraccion)];
    let missing = references.into_iter().filter(|(_, is_there)| *is_there == 0);
    let issues: Vec<Issue> = missing.map(|(field, _)| Issue::at(field, Code::ReferenceUnknown)).collect();
    if issues.is_empty() { Ok(()) } else { Err(Refusal::Invalid(issues)) }
}
