//! Saves a customer's telephone from a front end in Rust, and says what became of it. Call [`save`] from an event
//! handler; `main` is empty because there is no page here.

use ficha_client::{Client, Misuse, Options};
use ficha_contract::UPDATE_CLIENTE_PUBLICO;

/// Returns the sentence for the person.
///
/// # Errors
/// An option that cannot be used, such as an address that is no URL.
pub async fn save(id: u64, telephone: &str, key: String) -> Result<String, Misuse> {
    let client = Client { base_url: "https://api.example.com".into(), ..Client::default() };
    let body = format!(r#"{{"telefono": {telephone:?}}}"#);
    // The same key for every attempt: a change that happened, of which only the answer was lost, is not done twice.
    let options = Options { key: Some(key), ..Options::default() };
    let answer = client.send(&UPDATE_CLIENTE_PUBLICO, Some(id), &body, &options).await?;
    Ok(match answer.code.as_deref() {
        None => "Guardado".to_owned(),
        Some("version") => "Otra persona cambió este cliente; vuelve a cargarlo.".to_owned(),
        Some(_) => answer.message,
    })
}

fn main() {}
