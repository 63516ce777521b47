//! The rate limits of the platform: one counts the requests of a caller, one the changes of a customer.

use crate::settings::Settings;
use ficha_contract::{Failure, Refusal};
use std::net::{IpAddr, Ipv6Addr};
use worker::Env;

/// Counts a request of a caller, who is named by a token or an address.
pub(crate) async fn count_caller(settings: &Settings, env: &Env, caller: &str) -> Result<(), Refusal> {
    count(settings, env, "LIMITE_LLAMADOR", caller).await
}

/// Counts a change of a customer.
pub(crate) async fn count_cliente(settings: &Settings, env: &Env, cliente: &str) -> Result<(), Refusal> {
    count(settings, env, "LIMITE_CLIENTE", cliente).await
}

/// Counts a request; refuses above the limit. Without the binding nothing is counted. If the limiter fails, the request
/// passes, because the limiter must protect the service and not stop it.
async fn count(settings: &Settings, env: &Env, binding: &str, key: &str) -> Result<(), Refusal> {
    if !settings.has_limits {
        return Ok(());
    }
    let Ok(limiter) = env.rate_limiter(binding) else { return Ok(()) };
    match limiter.limit(key.to_owned()).await {
        Ok(outcome) if !outcome.success => Err(Failure::Rate.into()),
        _ => Ok(()),
    }
}

/// Returns the network of an address. Providers give every customer at least a /64 of IPv6 (RFC 6177), so one caller
/// has 2^64 addresses and is counted by the half that they have in common.
pub(crate) fn network(address: &str) -> String {
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        },
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn networks() {
        let rows = [
            ("203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("::1", "::/64"),
            ("", ""),
            ("unknown", "unknown"),
        ];
        for (address, expected) in rows {
            assert_eq!(network(address), expected, "{address}");
        }
    }
}
