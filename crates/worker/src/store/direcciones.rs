use super::edit::{Edit, Edited, Statements, answered, claim, is_ours, key_columns, version_matches};
use super::{Store, first, patch};
use ficha::form::AgregarDireccion;
use ficha::{Code, Issue};
use ficha_contract::{Failure, MAX_DIRECCIONES, Refusal};
use serde::Deserialize;

/// The addresses of the managed customers.
pub(crate) struct Direcciones(pub(super) Store);

/// The most addresses that a customer can have, as SQL has it.
macro_rules! most {
    () => {
        "1000"
    };
}

/// What all changing statements ask for, so that none happens without the others.
macro_rules! addable {
    () => {
        concat!(
            "clientes.id = ?1
  AND (SELECT count(*) FROM direcciones WHERE id_cliente = ?1) + json_array_length(?2) <= ",
            most!(),
            "
  AND ",
            version_matches!()
        )
    };
}

/// The addresses that this request added are the last ones; their ids grow in the order sent.
const ANSWER: (&str, &str) = answered!(
    "clientes",
    "?8 || (SELECT json_group_array(json_object('id', id, 'direccion', direccion, 'referencia', referencia))
    FROM (SELECT * FROM (SELECT id, direccion, referencia FROM direcciones WHERE id_cliente = ?1
      ORDER BY id DESC LIMIT json_array_length(?2)) ORDER BY id)) || ?9"
);

/// The version stays: an address is added to what there is and changes none of it.
const STATEMENTS: Statements = Statements {
    find: concat!(
        "
SELECT
  (SELECT version FROM clientes WHERE id = ?1) AS version,
  (SELECT count(*) FROM direcciones WHERE id_cliente = ?1) + json_array_length(?2) <= ",
        most!(),
        " AS hay_lugar,
  ",
        key_columns!()
    ),
    claim: claim!("clientes", addable!()),
    record_history: concat!(
        "
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
SELECT 'clientes', id, version, ?3, ?7, 'agregarDireccion',
  json_object('direcciones', json_object('antes', NULL, 'despues', json(?2)))
FROM clientes WHERE ",
        addable!(),
        " AND ",
        is_ours!()
    ),
    change: concat!(
        "
INSERT INTO direcciones (id_cliente, direccion, referencia)
SELECT clientes.id, nueva.value ->> 'direccion', nueva.value ->> 'referencia'
FROM clientes, json_each(?2) AS nueva
WHERE ",
        addable!(),
        " AND ",
        is_ours!(),
        "
ORDER BY nueva.key"
    ),
    read: ANSWER.0,
    settle: ANSWER.1,
};

/// What the table's own column of the first statement says: 1 if there is room.
#[derive(Deserialize)]
struct Room {
    hay_lugar: u8,
}

impl Direcciones {
    /// Appends addresses in the order sent, all or none, and records it; the answer has them, in `frame`.
    pub(crate) async fn add(
        &self,
        nuevas: &AgregarDireccion,
        edit: &Edit,
        frame: [&str; 2],
    ) -> Result<Edited, Refusal> {
        let list = patch(&nuevas.direcciones)?.to_string();
        edit.run(&self.0, &STATEMENTS, nuevas.id_cliente, &list, frame, |found| {
            let room: Room = first(found)?.ok_or(Refusal::Failure(Failure::Internal))?;
            let full = || Issue::at("direcciones", Code::ListFull { max: MAX_DIRECCIONES });
            if room.hay_lugar == 1 { Ok(()) } else { Err(Refusal::Invalid(vec![full()])) }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sql_and_contract_agree_on_the_most() {
        assert_eq!(most!(), super::MAX_DIRECCIONES.to_string());
    }
}
