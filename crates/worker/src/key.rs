//! The header `Idempotency-Key`: it makes a request idempotent, so that a retry changes nothing twice.

use crate::platform;
use crate::store::Key;
use ficha_contract::{Failure, Refusal};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Reads the header: 1 to 255 visible ASCII characters, in quotes or not.
pub(crate) fn read(header: Option<String>) -> Result<Option<String>, Refusal> {
    let Some(header) = header else { return Ok(None) };
    let key = header.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&header);
    let is_visible = key.bytes().all(|b| (0x21..0x7F).contains(&b));
    if is_visible && (1..=255).contains(&key.len()) { Ok(Some(key.to_owned())) } else { Err(Failure::KeySyntax.into()) }
}

/// Returns the key as it is stored. Its hash includes the scope: the same key of another caller, method or path is
/// another key. The body's fingerprint is an HMAC under the key. The key is not stored, so the fingerprint reveals
/// nothing.
pub(crate) fn stored(key: &str, scope: [&str; 3], body: &[u8]) -> Result<Key, Refusal> {
    let mut hash = Sha256::new();
    for part in scope.into_iter().chain([key]) {
        hash.update(part);
        hash.update([0]);
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).map_err(|_| Refusal::Failure(Failure::Internal))?;
    mac.update(body);
    Ok(Key { hash: platform::hex(&hash.finalize()), fingerprint: platform::hex(&mac.finalize().into_bytes()) })
}
