//! The JavaScript interface: convert in, call, convert out. `crates/wasm/npm/src/client.js` calls it.

use crate::{Client, Options};
use ficha_contract::{AGREGAR_DIRECCION, Endpoint, UPDATE_CLIENTE, UPDATE_CLIENTE_PUBLICO};
use js_sys::{Array, Function, Object, Promise, Reflect, TypeError, Uint8Array, global};
use serde::ser::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, Url};

/// The requests by their number in JavaScript.
const ENDPOINTS: [Endpoint; 3] = [UPDATE_CLIENTE, AGREGAR_DIRECCION, UPDATE_CLIENTE_PUBLICO];

/// Sends the JSON of a record. The promise is rejected only for an option that cannot be used.
#[wasm_bindgen]
pub fn send(client: JsValue, endpoint: usize, id: f64, json: String, options: JsValue) -> Promise {
    future_to_promise(async move {
        let client = Client {
            base_url: text(&client, "baseUrl").unwrap_or_default(),
            token: text(&client, "token"),
            timeout: number(&client, "timeout").unwrap_or(Client::default().timeout),
            language: text(&client, "language"),
            fetch: member(&client, "fetch").dyn_into().ok(),
        };
        let options = Options {
            key: text(&options, "key"),
            if_match: text(&options, "ifMatch"),
            timeout: number(&options, "timeout"),
            signal: member(&options, "signal").dyn_into().ok(),
        };
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

    #[wasm_bindgen(catch, js_namespace = AbortSignal, js_name = timeout)]
    fn timeout_signal(milliseconds: u32) -> Result<AbortSignal, JsValue>;

    #[wasm_bindgen(catch, js_namespace = AbortSignal, js_name = any)]
    fn any_signal(signals: &Array) -> Result<AbortSignal, JsValue>;
}

/// The random bytes of a key; `None` if the platform has no random numbers.
pub(crate) fn random_bytes() -> Option<Vec<u8>> {
    let bytes = Uint8Array::new_with_length(16);
    get_random_values(&bytes).ok().map(|_| bytes.to_vec())
}

/// A member of an object; undefined if the object has none.
pub(crate) fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Removes a member from an object and returns it.
pub(crate) fn take(object: &Object, name: &str) -> JsValue {
    let value = member(object, name);
    let _ = Reflect::delete_property(object, &name.into());
    value
}

/// Calls a method; gives what it returns or throws.
pub(crate) fn call(object: &JsValue, method: &str, argument: Option<&str>) -> Result<JsValue, JsValue> {
    let function: Function = member(object, method).dyn_into()?;
    let arguments: Array = argument.into_iter().map(JsValue::from).collect();
    function.apply(object, &arguments)
}

/// True if the platform has everything that gloo-net makes a request of.
pub(crate) fn has_requests() -> bool {
    ["Request", "Headers", "URL", "URLSearchParams"].iter().all(|name| member(&global(), name).is_function())
}

/// True for a URL that the platform can fetch: absolute, or completed by the address of the page; without user and
/// password.
pub(crate) fn is_url(url: &str) -> bool {
    let page = member(&member(&global(), "location"), "href").as_string();
    let url = page.map_or_else(|| Url::new(url), |page| Url::new_with_base(url, &page));
    url.is_ok_and(|url| url.username().is_empty() && url.password().is_empty())
}

/// The function that fetches: this one, or else the platform's.
pub(crate) fn fetch(own: Option<&Function>) -> Option<Function> {
    own.cloned().or_else(|| member(&global(), "fetch").dyn_into().ok())
}

/// Calls `fetch`; gives what it returns or throws. The signal is passed beside the request, because a platform may
/// refuse to make a request with a signal of another realm.
pub(crate) fn ask(fetch: &Function, request: &web_sys::Request, signal: &AbortSignal) -> Result<JsValue, JsValue> {
    let init = Object::new();
    Reflect::set(&init, &"signal".into(), signal)?;
    fetch.call2(&JsValue::UNDEFINED, request, &init)
}

/// A signal that ends the call after its maximum time, and one that ends it then or when the caller aborts.
pub(crate) fn signals(timeout: u32, called_off: Option<&AbortSignal>) -> Option<(AbortSignal, AbortSignal)> {
    let timeout = timeout_signal(timeout).ok()?;
    let both = core::iter::once(&timeout).chain(called_off).collect();
    let signal = any_signal(&both).ok()?;
    Some((timeout, signal))
}

/// Waits for a value or a promise; fails with the reason of a rejection, or if the signal aborts.
pub(crate) async fn settled(value: &Result<JsValue, JsValue>, signal: &AbortSignal) -> Result<JsValue, JsValue> {
    let value = value.clone()?;
    // This promise is never rejected, so there is never an unhandled rejection.
    let called_off = Promise::new(&mut |settle, _| {
        let _ = match signal.aborted() {
            true => settle.call0(&JsValue::UNDEFINED).map(drop),
            false => signal.add_event_listener_with_callback("abort", &settle),
        };
    });
    let value = JsFuture::from(Promise::race(&Array::of2(&value, &called_off))).await?;
    if signal.aborted() { Err(JsValue::UNDEFINED) } else { Ok(value) }
}

/// The status of a response; `None` if the value is no response.
pub(crate) fn status(response: &JsValue) -> Option<u16> {
    let status = member(response, "status").as_f64()?;
    (100.0..600.0).contains(&status).then_some(status as u16)
}

/// A header of a response.
pub(crate) fn header(response: &JsValue, name: &str) -> Option<String> {
    call(&member(response, "headers"), "get", Some(name)).ok()?.as_string()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    member(object, name).as_string()
}

fn number(object: &JsValue, name: &str) -> Option<u32> {
    member(object, name).as_f64().map(|number| number as u32)
}

fn misuse(sentence: &str) -> JsValue {
    TypeError::new(sentence).into()
}
