//! One request: authorises its caller, reads its body, opens its database.

use crate::caller::Caller;
use crate::reply::Reply;
use crate::settings::{Access, Settings};
use crate::store::{Edit, Store};
use crate::{access, key, platform, rate, version};
use ficha::field::Id;
use ficha::{Accepted, Form, Issue};
use ficha_contract::{Endpoint, Failure, Language, Refusal, header};
use std::rc::Rc;
use worker::{Env, Request};

/// A request to one of the endpoints.
pub(crate) struct Call {
    pub(crate) request: Request,
    pub(crate) env: Env,
    pub(crate) settings: Rc<Settings>,
    pub(crate) endpoint: &'static Endpoint,
    /// The customer in the path, if the endpoint has one there.
    pub(crate) id: Option<Id>,
    pub(crate) language: Language,
    /// The end of the wait for the database, in milliseconds since 1970.
    pub(crate) deadline: i64,
}

/// A request that changes something, after its headers and its body are read.
pub(crate) struct Sent<F> {
    pub(crate) record: F,
    /// The warnings about the record.
    pub(crate) warnings: Vec<Issue>,
    pub(crate) edit: Edit,
}

impl Call {
    /// Returns the caller, or refuses without permission or above the rate limit. The request is counted before the
    /// database is asked for the token.
    pub(crate) async fn authorize(&self) -> Result<Caller, Refusal> {
        if self.endpoint.scope.is_some() && self.settings.access == Access::Unset {
            return Err(Failure::AccessUnset.into());
        }
        let authorization = self.header("Authorization");
        let address = self.header("CF-Connecting-IP").unwrap_or_default();
        let caller = access::counted_by(authorization.as_deref(), &address);
        rate::count_caller(&self.settings, &self.env, &caller).await?;
        match self.endpoint.scope {
            Some(scope) => access::authorize(&self.settings, scope, authorization.as_deref(), self.store()?).await,
            None => Ok(Caller::Everyone),
        }
    }

    /// Returns the customer in the path; refuses if the caller's token is for another customer.
    pub(crate) fn cliente(&self, caller: &Caller) -> Result<Id, Refusal> {
        let id = self.id.ok_or(Failure::NotFound)?;
        caller.expect_cliente(id)?;
        Ok(id)
    }

    /// Counts a change of a customer. Only requests that passed the rules are counted, so that nobody locks a customer
    /// out with bad requests. Above the limit, a retry of an answered request still gets its stored answer.
    pub(crate) async fn count(&self, id: Id, edit: &Edit) -> Result<Option<Reply>, Refusal> {
        let cliente = format!("{} {}", self.endpoint.path, id.get());
        let Err(too_many) = rate::count_cliente(&self.settings, &self.env, &cliente).await else { return Ok(None) };
        edit.replay(&self.store()?).await?.map(|replay| Some(replay.into())).ok_or(too_many)
    }

    /// Reads and checks the headers and the body, in the order of the contract.
    pub(crate) async fn sent<F: Form>(&mut self, caller: &Caller) -> Result<Sent<F>, Refusal> {
        self.expect_json()?;
        self.expect_small()?;
        let if_match = self.header("If-Match");
        if self.settings.is_version_demanded && if_match.is_none() {
            return Err(Failure::VersionRequired.into());
        }
        let key = key::read(self.header("Idempotency-Key"))?;
        let begin = platform::now_millis();
        let body = platform::read_in_time(&mut self.request, self.endpoint.max_body).await?;
        // The time spent on receiving the body does not count against the database.
        self.deadline += platform::now_millis() - begin;
        let Accepted { record, warnings } = F::from_json(&body, &platform::host())?;
        let actor = caller.actor();
        let key = key.map(|key| key::stored(&key, [&actor, self.endpoint.method, &self.request.path()], &body));
        let edit = Edit {
            actor,
            versions: if_match.as_deref().and_then(version::versions),
            key: key.transpose()?,
            request: platform::random_hex(),
        };
        Ok(Sent { record, warnings, edit })
    }

    /// Opens the database.
    pub(crate) fn store(&self) -> Result<Store, Refusal> {
        Store::open(&self.env, self.deadline)
    }

    fn expect_small(&self) -> Result<(), Refusal> {
        let declared = self.header("Content-Length").and_then(|length| length.parse::<usize>().ok());
        if declared.is_some_and(|length| length > self.endpoint.max_body) {
            return Err(Failure::Size.into());
        }
        Ok(())
    }

    /// Refuses a body that is not `application/json` in UTF-8, or is compressed.
    fn expect_json(&self) -> Result<(), Refusal> {
        let is_json = self.header("Content-Type").is_some_and(|value| header::is_json(&value));
        let is_plain = self.header("Content-Encoding").is_none_or(|value| value.eq_ignore_ascii_case("identity"));
        if is_json && is_plain { Ok(()) } else { Err(Failure::ContentType.into()) }
    }

    fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }
}
