//! How often: the rate limits of the platform, one a caller and one a customer.

use ficha_contract::{Failure, Refusal};
use worker::Env;

/// Counts a request of a caller: who has no token is known by the address.
pub(crate) async fn count_caller(env: &Env, caller: &str) -> Result<(), Refusal> {
    count(env, "LIMITE_LLAMADOR", caller).await
}

/// Counts a request about a customer.
pub(crate) async fn count_target(env: &Env, target: &str) -> Result<(), Refusal> {
    count(env, "LIMITE_CLIENTE", target).await
}

/// Without the binding, or with `LIMITES` set to `no`, nothing is counted. A limiter that fails lets through: it is
/// there to save the service, not to stop it.
async fn count(env: &Env, binding: &str, key: &str) -> Result<(), Refusal> {
    if env.var("LIMITES").is_ok_and(|limits| limits.to_string() == "no") {
        return Ok(());
    }
    let Ok(limiter) = env.rate_limiter(binding) else { return Ok(()) };
    match limiter.limit(key.to_owned()).await {
        Ok(outcome) if !outcome.success => Err(Refusal::Failure(Failure::Rate)),
        _ => Ok(()),
    }
}
