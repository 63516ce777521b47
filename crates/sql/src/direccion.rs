//! Addresses of managed customers.

use crate::edit::{Draft, IS_OURS, VERSION_MATCHES};
use crate::{Customers, Edit};

/// The statements of `agregarDireccion`; the patch ?2 is the list of new addresses. `find` also reads `hay_lugar`, 1 if
/// the customer then has at most `most` addresses. The version does not change, because new addresses change no
/// existing data.
#[must_use]
pub fn add_direcciones(most: u64) -> Edit {
    let has_room =
        format!("(SELECT count(*) FROM direcciones WHERE id_cliente = ?1) + json_array_length(?2) <= {most}");
    let condition = format!("clientes.id = ?1 AND {has_room} AND {VERSION_MATCHES}");
    Draft {
        customers: Customers::Managed,
        finds: &format!("{has_room} AS hay_lugar,\n  "),
        condition: &condition,
        record_history: format!(
            "INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
SELECT 'clientes', id, version, ?3, ?7, 'agregarDireccion',
  json_object('direcciones', json_object('antes', NULL, 'despues', json(?2)))
FROM clientes WHERE {condition} AND {IS_OURS}"
        ),
        change: format!(
            "INSERT INTO direcciones (id_cliente, direccion, referencia)
SELECT clientes.id, nueva.value ->> 'direccion', nueva.value ->> 'referencia'
FROM clientes, json_each(?2) AS nueva
WHERE {condition} AND {IS_OURS}
ORDER BY nueva.key"
        ),
        // The addresses that this request added have the highest ids, in the order sent.
        answer:
            "?8 || (SELECT json_group_array(json_object('id', id, 'direccion', direccion, 'referencia', referencia))
    FROM (SELECT * FROM (SELECT id, direccion, referencia FROM direcciones WHERE id_cliente = ?1
      ORDER BY id DESC LIMIT json_array_length(?2)) ORDER BY id)) || ?9",
    }
    .written()
}
