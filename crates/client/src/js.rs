//! The face for JavaScript: convert in, call, convert out. `crates/wasm/npm/src/client.js` stands before it.

use crate::{Client, Options};
use ficha_contract::{AGREGAR_DIRECCION, Endpoint, UPDATE_CLIENTE, UPDATE_CLIENTE_PUBLICO};
use js_sys::{Promise, TypeError, Uint8Array};
use serde::de::DeserializeOwned;
use serde::ser::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

/// The requests by their number in JavaScript.
const ENDPOINTS: [Endpoint; 3] = [UPDATE_CLIENTE, AGREGAR_DIRECCION, UPDATE_CLIENTE_PUBLICO];

/// Sends the JSON of a record. The promise is refused only for an option that cannot be used.
#[wasm_bindgen]
pub fn send(client: JsValue, endpoint: usize, id: f64, json: String, options: JsValue, signal: JsValue) -> Promise {
    future_to_promise(async move {
        let client: Client = taken(client)?;
        let mut options: Options = taken(options)?;
        options.signal = signal.dyn_into().ok();
        let endpoint = ENDPOINTS.get(endpoint).ok_or_else(|| misuse("there is no such request"))?;
        let id = (id > 0.0).then_some(id as u64);
        let answer = client.send(endpoint, id, &json, &options).await.map_err(|error| misuse(&error.to_string()))?;
        answer.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
    })
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &Uint8Array) -> Result<JsValue, JsValue>;
}

/// As many random bytes as a key has, where the platform has any.
pub(crate) fn random_bytes() -> Option<Vec<u8>> {
    let bytes = Uint8Array::new_with_length(16);
    get_random_values(&bytes).ok().map(|_| bytes.to_vec())
}

/// Options as plain data; undefined is none.
fn taken<T: DeserializeOwned + Default>(value: JsValue) -> Result<T, JsValue> {
    if value.is_undefined() {
        return Ok(T::default());
    }
    serde_wasm_bindgen::from_value(value).map_err(|error| misuse(&error.to_string()))
}

fn misuse(sentence: &str) -> JsValue {
    TypeError::new(sentence).into()
}
