//! One request on its way: who may, what was sent, where it goes.

use crate::caller::Caller;
use crate::store::{Edit, Store};
use crate::{access, key, platform, rate, version};
use ficha::field::Clave;
use ficha::{Form, Issue};
use ficha_contract::{Endpoint, Failure, Language, Refusal};
use worker::{Env, Request};

/// A request to one of the endpoints.
pub(crate) struct Call {
    pub(crate) request: Request,
    pub(crate) env: Env,
    pub(crate) endpoint: &'static Endpoint,
    /// The customer in the path, where the endpoint has one there.
    pub(crate) id: Option<Clave>,
    pub(crate) language: Language,
}

/// A request that changes something, once its headers and its body are read.
pub(crate) struct Sent<F> {
    pub(crate) record: F,
    /// What is odd about it.
    pub(crate) warnings: Vec<Issue>,
    pub(crate) edit: Edit,
}

impl Call {
    /// Who calls, if they may and not too often.
    pub(crate) async fn authorize(&self) -> Result<Caller, Refusal> {
        let caller = match self.endpoint.scope {
            Some(scope) => access::authorize(&self.env, scope, self.header("Authorization").as_deref()).await?,
            None => Caller::Everyone,
        };
        let who = match &caller {
            Caller::Token { id, .. } => format!("token {id}"),
            Caller::Everyone => self.header("CF-Connecting-IP").unwrap_or_default(),
        };
        rate::count_caller(&self.env, &who).await?;
        Ok(caller)
    }

    /// The customer in the path, whom the caller may touch.
    pub(crate) fn cliente(&self, caller: &Caller) -> Result<Clave, Refusal> {
        let id = self.id.ok_or(Refusal::Failure(Failure::NotFound))?;
        caller.expect_cliente(id)?;
        Ok(id)
    }

    /// Counts a request about a customer.
    pub(crate) async fn count(&self, id: Clave) -> Result<(), Refusal> {
        let target = format!("{} {}", self.endpoint.path, id.get());
        rate::count_target(&self.env, &target).await
    }

    /// Reads and checks what was sent, in the order of the contract.
    pub(crate) async fn sent<F: Form>(&mut self, caller: &Caller) -> Result<Sent<F>, Refusal> {
        self.expect_json()?;
        self.expect_small()?;
        let if_match = self.header("If-Match");
        let is_demanded = self.env.var("EXIGIR_VERSION").is_ok_and(|demanded| demanded.to_string() == "si");
        if is_demanded && if_match.is_none() {
            return Err(Refusal::Failure(Failure::VersionRequired));
        }
        let key = key::read(self.header("Idempotency-Key"))?;
        let body = platform::read_in_time(&mut self.request, self.endpoint.max_body).await?;
        let report = F::from_json(&body, &platform::host()).map_err(Refusal::Unreadable)?;
        let record = report.result.map_err(Refusal::Invalid)?;
        let actor = caller.actor();
        let key = key.map(|key| key::stored(&key, [&actor, self.endpoint.method, &self.request.path()], &body));
        let edit = Edit {
            actor,
            versions: if_match.as_deref().and_then(version::versions),
            key: key.transpose()?,
            request: platform::random_hex(),
        };
        Ok(Sent { record, warnings: report.warnings, edit })
    }

    /// The database.
    pub(crate) fn store(&self) -> Result<Store, Refusal> {
        Store::open(&self.env)
    }

    fn expect_small(&self) -> Result<(), Refusal> {
        let declared = self.header("Content-Length").and_then(|length| length.parse::<usize>().ok());
        if declared.is_some_and(|length| length > self.endpoint.max_body) {
            return Err(Refusal::Failure(Failure::Size));
        }
        Ok(())
    }

    /// `application/json`, in UTF-8 and not compressed.
    fn expect_json(&self) -> Result<(), Refusal> {
        let is_json = self.header("Content-Type").is_some_and(|value| is_json_in_utf8(&value));
        let is_plain = self.header("Content-Encoding").is_none_or(|value| value.eq_ignore_ascii_case("identity"));
        if is_json && is_plain { Ok(()) } else { Err(Refusal::Failure(Failure::ContentType)) }
    }

    fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }
}

/// A media type (RFC 9110, section 8.3.1) that is JSON, with no charset but UTF-8.
fn is_json_in_utf8(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let is_json = parts.next().is_some_and(|media_type| media_type.eq_ignore_ascii_case("application/json"));
    is_json
        && parts.filter(|part| !part.is_empty()).all(|parameter| match parameter.split_once('=') {
            Some((name, value)) => {
                !name.trim().eq_ignore_ascii_case("charset")
                    || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
            }
            None => false,
        })
}
