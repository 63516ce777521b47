//! The settings of a deployment, each with a closed list of values. A missing setting has the default stated here; if a
//! value is not listed, the Worker refuses every request, so that a typing error grants no access.

use ficha_contract::{Failure, Refusal};
use std::cell::OnceCell;
use std::rc::Rc;
use worker::{Env, Url, console_error};

/// The setting `ACCESO`, which decides who may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Not set: every endpoint that has a scope refuses. A deployment must choose.
    Unset,
    /// `publico`: anyone may write, as the documents say. Reads need a token.
    Public,
    /// `token`: reads and writes need a token.
    Token,
}

/// The settings of this deployment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// `ACCESO`: `publico` or `token`; no default.
    pub(crate) access: Access,
    /// `EXIGIR_VERSION`: `si` refuses changes without `If-Match`; `no` is the default.
    pub(crate) is_version_demanded: bool,
    /// `LIMITES`: `no` switches the rate limits off; `si` is the default.
    pub(crate) has_limits: bool,
    /// `ORIGENES`: origins of pages that may call, separated by spaces; the default is none.
    pub(crate) origins: Vec<String>,
}

/// Stands for a variable that is not text.
const NO_TEXT: &str = "(no text)";

const YES_OR_NO: [(&str, bool); 2] = [("si", true), ("no", false)];

thread_local! {
    /// The settings, which an instance reads once: they belong to a version of the Worker.
    static READ: OnceCell<Result<Rc<Settings>, &'static str>> = const { OnceCell::new() };
}

impl Settings {
    /// Returns the settings, or refuses if a value is not listed. The log names the setting, not its value.
    pub(crate) fn of(env: &Env) -> Result<Rc<Self>, Refusal> {
        let variable = |name: &str| {
            let value = js_sys::Reflect::get(env.as_ref(), &name.into()).unwrap_or_default();
            // A number, a list or a boolean of a configuration file counts as set, to a value that is not listed.
            (!value.is_undefined()).then(|| value.as_string().unwrap_or_else(|| NO_TEXT.to_owned()))
        };
        READ.with(|read| read.get_or_init(|| Self::read(variable).map(Rc::new)).clone()).map_err(|name| {
            console_error!("settings: {name} has a value that is not listed");
            Refusal::Failure(Failure::SettingUnknown)
        })
    }

    /// Returns the settings, or the name of a setting whose value is not listed.
    fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, &'static str> {
        let text = |name| variable(name).filter(|value| !value.is_empty());
        Ok(Self {
            access: one_of("ACCESO", text("ACCESO"), &[("publico", Access::Public), ("token", Access::Token)])?
                .unwrap_or(Access::Unset),
            is_version_demanded: one_of("EXIGIR_VERSION", variable("EXIGIR_VERSION"), &YES_OR_NO)?.unwrap_or(false),
            has_limits: one_of("LIMITES", variable("LIMITES"), &YES_OR_NO)?.unwrap_or(true),
            origins: origins(&variable("ORIGENES").unwrap_or_default()).ok_or("ORIGENES")?,
        })
    }
}

fn one_of<T: Copy>(name: &'static str, value: Option<String>, listed: &[(&str, T)]) -> Result<Option<T>, &'static str> {
    let Some(value) = value else { return Ok(None) };
    let found = listed.iter().find(|(known, _)| *known == value);
    found.map(|(_, meaning)| Some(*meaning)).ok_or(name)
}

/// Reads origins as a browser writes them (RFC 6454, section 6.2). Refuses `*`, which would never match, and `null`,
/// which is the origin of every sandboxed page.
///
/// Refuses a comma: the URL standard allows one in a host, so a list with commas would be read as hosts of nobody.
fn origins(list: &str) -> Option<Vec<String>> {
    let is_origin = |text: &str| {
        Url::parse(text).is_ok_and(|url| {
            let is_web = matches!(url.scheme(), "http" | "https");
            is_web && !text.contains(',') && url.origin().ascii_serialization() == text
        })
    };
    list.split_whitespace().map(|origin| is_origin(origin).then(|| origin.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Settings, &'static str> {
        Settings::read(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn what_is_not_set_has_its_default() {
        let settings = read(&[]).unwrap();
        let origins = Vec::new();
        let expected = Settings { access: Access::Unset, is_version_demanded: false, has_limits: true, origins };
        assert_eq!(settings, expected);
        assert_eq!(read(&[("ACCESO", "")]).unwrap().access, Access::Unset);
    }

    #[test]
    fn listed_values() {
        assert_eq!(read(&[("ACCESO", "publico")]).unwrap().access, Access::Public);
        assert_eq!(read(&[("ACCESO", "token")]).unwrap().access, Access::Token);
        assert!(read(&[("EXIGIR_VERSION", "si")]).unwrap().is_version_demanded);
        assert!(!read(&[("EXIGIR_VERSION", "no")]).unwrap().is_version_demanded);
        assert!(!read(&[("LIMITES", "no")]).unwrap().has_limits);
        let origins = read(&[("ORIGENES", " https://a.example  http://127.0.0.1:8080\n")]).unwrap().origins;
        assert_eq!(origins, ["https://a.example", "http://127.0.0.1:8080"]);
    }

    #[test]
    fn a_value_that_is_not_listed_names_its_setting() {
        let rows = [
            ("ACCESO", "Publico"),
            ("ACCESO", "todos"),
            ("ACCESO", " token"),
            ("EXIGIR_VERSION", "sí"),
            ("EXIGIR_VERSION", "SI"),
            ("EXIGIR_VERSION", "true"),
            ("EXIGIR_VERSION", "1"),
            ("EXIGIR_VERSION", ""),
            ("LIMITES", "off"),
            ("ORIGENES", NO_TEXT),
            ("LIMITES", "No"),
            ("ORIGENES", "*"),
            ("ORIGENES", "null"),
            ("ORIGENES", "https://a.example/"),
            ("ORIGENES", "https://a.example, https://b.example"),
            ("ORIGENES", "https://A.example"),
            ("ORIGENES", "https://a.example:443"),
            ("ORIGENES", "a.example"),
            ("ORIGENES", "ftp://a.example"),
        ];
        for (name, value) in rows {
            assert_eq!(read(&[(name, value)]), Err(name), "{value}");
        }
    }
}
