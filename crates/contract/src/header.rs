//! Reads values of request headers by RFC 9110: a media type, weighted lists, lists of entity tags.

use std::borrow::Cow;

/// Labels of UTF-8 in the Encoding standard, section 4.2.
const UTF_8: [&str; 6] = ["unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "utf-8", "utf8", "x-unicode20utf8"];

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// True if a `Content-Type` is `application/json` with no charset but UTF-8.
///
/// ```
/// use ficha_contract::header::is_json;
/// assert!(is_json("Application/JSON; charset=utf8; x=\"a;b\""));
/// assert!(!is_json("application/json; charset=iso-8859-1"));
/// ```
#[must_use]
pub fn is_json(content_type: &str) -> bool {
    let mut rest = Cursor(content_type);
    let Some(item) = rest.item() else { return false };
    let is_utf_8 = |(name, value): &(&str, Cow<'_, str>)| {
        let label = value.trim_matches(|c: char| c.is_ascii_whitespace());
        !name.eq_ignore_ascii_case("charset") || UTF_8.iter().any(|known| known.eq_ignore_ascii_case(label))
    };
    rest.0.is_empty() && item.value.eq_ignore_ascii_case(JSON) && item.parameters.iter().all(is_utf_8)
}

/// True if an `Accept` names `application/problem+json` and gives no greater weight to other JSON.
///
/// ```
/// use ficha_contract::header::prefers_problem;
/// assert!(prefers_problem("application/json, APPLICATION/PROBLEM+JSON"));
/// assert!(!prefers_problem("application/problem+json;q=0"));
/// assert!(!prefers_problem("*/*"));
/// ```
#[must_use]
pub fn prefers_problem(accept: &str) -> bool {
    let ranges: Vec<(&str, f32)> = weighted(accept).collect();
    let weight_of = |range: &str| greatest(ranges.iter().filter(|(named, _)| named.eq_ignore_ascii_case(range)));
    let json = [JSON, "application/*", "*/*"].into_iter().find_map(weight_of).unwrap_or(0.0);
    weight_of(PROBLEM).is_some_and(|problem| problem > 0.0 && problem >= json)
}

/// The weight that an `Accept-Language` gives to a language, 0 if none. A range that names the language or a variety of
/// it takes precedence over `*`.
pub(crate) fn weight_of_language(accept_language: &str, language: &str) -> f32 {
    let ranges: Vec<(&str, f32)> = weighted(accept_language).collect();
    let is_named = |range: &str| range.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case(language));
    let named = greatest(ranges.iter().filter(|(range, _)| is_named(range)));
    named.or_else(|| greatest(ranges.iter().filter(|(range, _)| *range == "*"))).unwrap_or(0.0)
}

fn greatest<'r>(ranges: impl Iterator<Item = &'r (&'r str, f32)>) -> Option<f32> {
    ranges.map(|(_, weight)| *weight).reduce(f32::max)
}

/// The opaque parts of the entity tags in an `If-Match`, weak or strong (RFC 9110, section 8.8.3); `None` if the value
/// is not a list of entity tags.
///
/// ```
/// use ficha_contract::header::entity_tags;
/// assert_eq!(entity_tags("\"7\", W/\"8\""), Some(vec!["7", "8"]));
/// assert_eq!(entity_tags("7"), None);
/// ```
#[must_use]
pub fn entity_tags(if_match: &str) -> Option<Vec<&str>> {
    let mut rest = Cursor(if_match);
    let mut tags = Vec::new();
    loop {
        rest.white_space();
        if rest.0.is_empty() {
            return Some(tags);
        }
        if rest.takes(",") {
            continue;
        }
        rest.takes("W/");
        let (tag, after) = rest.0.strip_prefix('"')?.split_once('"')?;
        tags.push(tag);
        rest = Cursor(after);
        rest.white_space();
        if !(rest.0.is_empty() || rest.0.starts_with(',')) {
            return None;
        }
    }
}

/// The items of a list with their weights (RFC 9110, section 12.4.2). Malformed items are skipped.
fn weighted(list: &str) -> impl Iterator<Item = (&str, f32)> {
    let mut rest = Cursor(list);
    std::iter::from_fn(move || {
        loop {
            rest.white_space();
            if rest.0.is_empty() {
                return None;
            }
            if rest.takes(",") {
                continue;
            }
            let item = rest.item().filter(|_| rest.0.is_empty() || rest.0.starts_with(','));
            match item.and_then(|item| Some((item.value, item.weight()?))) {
                Some(weighted) => return Some(weighted),
                None => rest.skip_item(),
            }
        }
    })
}

/// A value and its parameters: `text/html;level=1;q=0.5`.
struct Item<'h> {
    value: &'h str,
    parameters: Vec<(&'h str, Cow<'h, str>)>,
}

impl Item<'_> {
    fn weight(&self) -> Option<f32> {
        let Some((_, weight)) = self.parameters.iter().find(|(name, _)| name.eq_ignore_ascii_case("q")) else {
            return Some(1.0);
        };
        weight.parse().ok().filter(|weight| (0.0..=1.0).contains(weight))
    }
}

/// The part of a header that is not read yet.
struct Cursor<'h>(&'h str);

impl<'h> Cursor<'h> {
    /// `token [ "/" token ] *( OWS ";" OWS [ token "=" ( token / quoted-string ) ] ) OWS`
    fn item(&mut self) -> Option<Item<'h>> {
        self.white_space();
        let value = self.while_is(|b| is_token(b) || b == b'/');
        let mut parameters = Vec::new();
        loop {
            self.white_space();
            if !self.takes(";") {
                break;
            }
            self.white_space();
            let name = self.while_is(is_token);
            if name.is_empty() {
                continue;
            }
            if !self.takes("=") {
                return None;
            }
            let value = if self.takes("\"") { self.quoted()? } else { Cow::Borrowed(self.while_is(is_token)) };
            parameters.push((name, value));
        }
        (!value.is_empty()).then_some(Item { value, parameters })
    }

    /// Reads the rest of a quoted string, after its first quote (RFC 9110, section 5.6.4).
    fn quoted(&mut self) -> Option<Cow<'h, str>> {
        let mut text = String::new();
        let mut characters = self.0.char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => {
                    self.0 = self.0.get(at + 1..)?;
                    return Some(Cow::Owned(text));
                }
                '\\' => text.push(characters.next()?.1),
                c => text.push(c),
            }
        }
        None
    }

    fn white_space(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    fn takes(&mut self, prefix: &str) -> bool {
        let rest = self.0.strip_prefix(prefix);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn while_is(&mut self, is_part: impl Fn(u8) -> bool) -> &'h str {
        let length = self.0.bytes().take_while(|b| is_part(*b)).count();
        let (part, rest) = self.0.split_at_checked(length).unwrap_or_default();
        self.0 = rest;
        part
    }

    fn skip_item(&mut self) {
        self.0 = self.0.find(',').and_then(|at| self.0.get(at..)).unwrap_or_default();
    }
}

/// True for a character of a token (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types() {
        let rows = [
            ("application/json", true),
            ("application/json;", true),
            (" Application/JSON ; ; charset=\"UTF-8\"", true),
            ("application/json; charset=utf8", true),
            ("application/json; charset=Unicode-1-1-UTF-8", true),
            ("application/json; charset=x-unicode20utf8", true),
            ("application/json; charset=\" utf-8 \"", true),
            ("application/json; charset=\"u\\tf-8\"", true),
            ("application/json; x=\"a;b\"", true),
            ("application/json; x=\"charset=utf-16\"", true),
            ("application/json; x=\"a\\\"; charset=utf-16; y=\\\"b\"", true),
            ("application/json; profile=\"https://example.com/a,b\"; charset=utf-8", true),
            ("application/json; charset=\"\"utf-8\"\"", false),
            ("application/json; charset=utf-16", false),
            ("application/json; charset=utf-8; charset=latin1", false),
            ("application/json; charset", false),
            ("application/json; charset=", false),
            ("application/json; x=\"open", false),
            ("application/json, application/json", false),
            ("application/problem+json", false),
            ("application/jsonp", false),
            ("text/json", false),
            ("", false),
            ("; charset=utf-8", false),
        ];
        for (header, expected) in rows {
            assert_eq!(is_json(header), expected, "{header}");
        }
    }

    #[test]
    fn problems() {
        let rows = [
            ("", false),
            ("*/*", false),
            ("application/*", false),
            ("application/json", false),
            ("application/problem+json", true),
            ("APPLICATION/PROBLEM+JSON", true),
            ("application/problem+json; charset=utf-8", true),
            ("application/json, application/problem+json", true),
            ("application/problem+json, */*", true),
            ("application/problem+json;q=0", false),
            ("application/problem+json;Q=0.0", false),
            ("application/problem+json;q=0.5, application/json", false),
            ("application/problem+json;q=0.5, */*;q=0.8", false),
            ("application/problem+json;q=0.5, */*;q=0.8, application/json;q=0.1", true),
            ("application/json;q=0.4, application/problem+json;q=0.5", true),
            ("application/xproblem+json", false),
            ("text/html;x=\"application/problem+json\"", false),
            ("text/html;x=\"a,application/problem+json,b\"", false),
            ("application/problem+json;q=no", false),
            (",, ,application/problem+json,", true),
        ];
        for (header, expected) in rows {
            assert_eq!(prefers_problem(header), expected, "{header}");
        }
    }

    #[test]
    fn languages() {
        let rows = [
            ("en", 1.0, 0.0),
            ("en-US,en;q=0.9,es;q=0.8", 1.0, 0.8),
            ("EN;Q=0.1, es", 0.1, 1.0),
            ("*", 1.0, 1.0),
            ("es;q=0, *;q=0.5", 0.5, 0.0),
            ("english", 0.0, 0.0),
            ("en ; q=0.3", 0.3, 0.0),
            ("en;q=7, es;q=0.1", 0.0, 0.1),
            ("en;q=NaN", 0.0, 0.0),
        ];
        for (header, english, spanish) in rows {
            let found = ["en", "es"].map(|language| weight_of_language(header, language));
            assert_eq!(found, [english, spanish], "{header}");
        }
    }

    #[test]
    fn tags() {
        let rows: [(&str, Option<&[&str]>); 12] = [
            ("\"7\"", Some(&["7"])),
            ("W/\"7\"", Some(&["7"])),
            ("\"7\",W/\"8\" ,, \"\"", Some(&["7", "8", ""])),
            ("\"a,b\"", Some(&["a,b"])),
            ("", Some(&[])),
            ("7", None),
            ("w/\"7\"", None),
            ("W/ \"7\"", None),
            ("\"7\"\"8\"", None),
            ("\"7, \"8\"", None),
            ("\"7", None),
            ("*", None),
        ];
        for (header, expected) in rows {
            assert_eq!(entity_tags(header).as_deref(), expected, "{header}");
        }
    }
}
