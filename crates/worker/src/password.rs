//! Hashes passwords.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version, password_hash::phc::PasswordHash};
use ficha::field::Password;
use ficha_contract::{Failure, Refusal};

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Returns the Argon2id hash of a password in PHC format, with a random salt. It takes about 30 ms by design.
pub(crate) fn hash(password: &Password) -> Result<String, Refusal> {
    let hash = || -> Result<PasswordHash, argon2::password_hash::Error> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password(password.expose().as_bytes())
    };
    hash().map(|hash| hash.to_string()).map_err(|_| Refusal::Failure(Failure::Internal))
}
