use super::{Store, first, js_id};
use ficha::field::Id;
use ficha_contract::{Failure, Refusal};
use ficha_sql::READ_HISTORIAL;
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// The history of the managed customers.
pub(crate) struct Historial(pub(super) Store);

/// The most entries on a page.
const PAGE: u32 = 50;

/// The most bytes of changes on a page of more than one entry. D1 returns no text above 2,000,000 bytes.
const PAGE_BYTES: u32 = 1_000_000;

#[derive(Deserialize)]
struct Page {
    cuerpo: String,
}

impl Historial {
    /// Reads a page of the history of a customer, the newest entry first.
    pub(crate) async fn read(&self, id: Id, before: Id) -> Result<String, Refusal> {
        let parameters = [js_id(id), js_id(before), JsValue::from(PAGE), JsValue::from(PAGE_BYTES)];
        let [page] = self.0.read([self.0.statement(READ_HISTORIAL, &parameters)?]).await?;
        let page: Page = first(&page)?.ok_or(Failure::NotFound)?;
        Ok(page.cuerpo)
    }
}
