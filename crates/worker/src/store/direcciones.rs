use super::edit::{Edit, Edited};
use super::{Store, first, patch};
use ficha::form::AgregarDireccion;
use ficha::{Code, Issue};
use ficha_contract::{Failure, MAX_DIRECCIONES, Refusal};
use ficha_sql::add_direcciones;
use serde::Deserialize;
use std::sync::LazyLock;

/// The addresses of the managed customers.
pub(crate) struct Direcciones(pub(super) Store);

static ADD: LazyLock<ficha_sql::Edit> = LazyLock::new(|| add_direcciones(MAX_DIRECCIONES));

/// A column of the first statement: 1 if the new addresses fit.
#[derive(Deserialize)]
struct Room {
    hay_lugar: u8,
}

impl Direcciones {
    /// Appends addresses in the order sent, all or none, and records the change; the answer has them inside `frame`.
    pub(crate) async fn add(
        &self,
        nuevas: &AgregarDireccion,
        edit: &Edit,
        frame: [&str; 2],
    ) -> Result<Edited, Refusal> {
        let list = patch(&nuevas.direcciones)?.to_string();
        edit.run(&self.0, &ADD, nuevas.id_cliente, &list, frame, |found| {
            let room: Room = first(found)?.ok_or(Failure::Internal)?;
            let full = || Issue::for_field("direcciones", Code::ListFull { max: MAX_DIRECCIONES });
            if room.hay_lugar == 1 { Ok(()) } else { Err(Refusal::Invalid(vec![full()])) }
        })
        .await
    }
}
