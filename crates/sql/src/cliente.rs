//! Updates and reads of customers.

use crate::customers::SECRET;
use crate::edit::{Draft, IS_OURS, VERSION_MATCHES, is_recorded};
use crate::{Customers, Edit};

/// A name and a condition for each reference of the patch: 1 if the row exists, else 0. The detraction type may be
/// absent.
const REFERENCES: [(&str, &str); 2] = [
    ("lista_precio", "EXISTS (SELECT 1 FROM listas_precio WHERE id = ?2 ->> 'id_lista_precio')"),
    (
        "tipo_detraccion",
        "(?2 ->> 'id_tipo_detraccion' IS NULL
    OR EXISTS (SELECT 1 FROM tipos_detraccion WHERE id = ?2 ->> 'id_tipo_detraccion'))",
    ),
];

/// The statements of `updateCliente` and `updateClientePublico`. For a managed customer, `find` also reads
/// `lista_precio` and `tipo_detraccion`, 1 if the patch's references exist; its answer has no part that only SQL knows.
#[must_use]
pub fn update_cliente(customers: Customers) -> Edit {
    let table = customers.table();
    let [(_, lista), (_, detraccion)] = REFERENCES;
    let (finds, condition, answer) = match customers {
        Customers::Managed => (
            REFERENCES.map(|(name, exists)| format!("{exists} AS {name},\n  ")).concat(),
            format!("{table}.id = ?1 AND {lista} AND {detraccion} AND {VERSION_MATCHES}"),
            "?8 || ?9".to_owned(),
        ),
        Customers::Public => (
            String::new(),
            format!("{table}.id = ?1 AND {VERSION_MATCHES}"),
            format!("?8 || {} || ?9", public_cliente()),
        ),
    };
    Draft {
        customers,
        finds: &finds,
        condition: &condition,
        record_history: record_history(customers, &condition),
        change: format!(
            "UPDATE {table} SET\n  {},\n  version = version + 1\nWHERE {condition} AND {IS_OURS} AND {}",
            customers.assignments(),
            is_recorded(customers)
        ),
        answer: &answer,
    }
    .written()
}

/// Records the differences, before and after. For a password it records only that it changed, and a password in the
/// patch always counts as changed. The old row is built once and its members are read by name, because a join would
/// read each old member for each new one.
fn record_history(customers: Customers, condition: &str) -> String {
    let (table, members) = (customers.table(), customers.changeable_members());
    let operation = match customers {
        Customers::Managed => "updateCliente",
        Customers::Public => "updateClientePublico",
    };
    format!(
        "INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
WITH viejo AS MATERIALIZED (
  SELECT id, version, json_object({members}) AS fila FROM {table} WHERE {condition} AND {IS_OURS}),
distinto AS MATERIALIZED (
  SELECT id, version, (
    SELECT json_group_object(nuevo.key, json_object(
      'antes', fila ->> nuevo.key,
      'despues', iif(nuevo.key = '{SECRET}', '[cambiada]', nuevo.value)))
    FROM json_each(?2) AS nuevo
    WHERE nuevo.key <> 'id' AND fila ->> nuevo.key IS NOT nuevo.value) AS cambios
  FROM viejo)
SELECT '{table}', id, version + 1, ?3, ?7, '{operation}', cambios FROM distinto WHERE cambios <> '{{}}'"
    )
}

/// Reads the customer ?1 without secrets, as the body of an answer (`cuerpo`), and the version; a managed customer with
/// the addresses.
#[must_use]
pub fn read_cliente(customers: Customers) -> String {
    let cuerpo = match customers {
        Customers::Managed => format!(
            "json_object({}, 'direcciones', (
  SELECT json_group_array(json_object('id', id, 'direccion', direccion, 'referencia', referencia))
  FROM (SELECT id, direccion, referencia FROM direcciones WHERE id_cliente = ?1 ORDER BY id)))",
            customers.members()
        ),
        Customers::Public => format!("json_object('cliente', {})", public_cliente()),
    };
    format!("SELECT version, {cuerpo} AS cuerpo FROM {} WHERE id = ?1", customers.table())
}

/// A public client as it stands in answers.
fn public_cliente() -> String {
    format!("json_object({}, 'created_at', created_at)", Customers::Public.members())
}
