//! One request on its way: who may, what was sent, where it goes.

use crate::store::Store;
use crate::{access, platform};
use ficha::field::Clave;
use ficha::{Form, Issue};
use ficha_contract::{Endpoint, Failure, Refusal};
use worker::{Env, Request};

/// A request to one of the endpoints.
pub(crate) struct Call {
    pub(crate) request: Request,
    pub(crate) env: Env,
    pub(crate) endpoint: &'static Endpoint,
    /// The customer in the path, where the endpoint has one there.
    pub(crate) id: Option<Clave>,
}

impl Call {
    /// Whether the caller may.
    pub(crate) fn authenticate(&self) -> Result<(), Refusal> {
        access::authenticate(&self.env)
    }

    /// Reads and checks the record in the body; also what is odd about it.
    pub(crate) async fn record<F: Form>(&mut self) -> Result<(F, Vec<Issue>), Refusal> {
        let body = self.body().await?;
        let report = F::from_json(&body, &platform::host()).map_err(Refusal::Unreadable)?;
        Ok((report.result.map_err(Refusal::Invalid)?, report.warnings))
    }

    /// The database.
    pub(crate) fn store(&self) -> Result<Store, Refusal> {
        Store::open(&self.env)
    }

    async fn body(&mut self) -> Result<Vec<u8>, Refusal> {
        self.expect_json()?;
        let max = self.endpoint.max_body;
        let declared = self.header("Content-Length").and_then(|length| length.parse::<usize>().ok());
        if declared.is_some_and(|length| length > max) {
            return Err(Refusal::Failure(Failure::Size));
        }
        platform::read_at_most(&mut self.request, max).await
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
