//! The version of a customer: `ETag` and `If-Match` (RFC 9110, sections 8.8.3 and 13.1.1).

use ficha_contract::header::entity_tags;

/// Returns the strong entity tag of a version.
pub(crate) fn etag(version: u64) -> String {
    format!("\"{version}\"")
}

/// Reads the versions in an `If-Match`; `None` for `*`, which every version matches. A tag names a version of the
/// record and not the bytes of an answer, and proxies that compress make tags weak, so `W/"5"` counts as `"5"`.
pub(crate) fn versions(if_match: &str) -> Option<Vec<u64>> {
    if if_match.trim() == "*" {
        return None;
    }
    let tags = entity_tags(if_match).unwrap_or_default();
    Some(tags.into_iter().filter_map(version).collect())
}

/// Reads a tag of the form `[1-9][0-9]*`.
fn version(tag: &str) -> Option<u64> {
    let is_number = !tag.starts_with('0') && tag.bytes().all(|b| b.is_ascii_digit());
    tag.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::versions;

    #[test]
    fn tags() {
        let rows: [(&str, Option<&[u64]>); 16] = [
            ("*", None),
            (" * ", None),
            ("\"7\"", Some(&[7])),
            ("\"7\", \"8\"", Some(&[7, 8])),
            ("W/\"7\"", Some(&[7])),
            ("W/\"7\", \"x\", \"8\"", Some(&[7, 8])),
            ("\"+7\"", Some(&[])),
            ("\"07\"", Some(&[])),
            ("\"0\"", Some(&[])),
            ("\"7.0\"", Some(&[])),
            ("\" 7\"", Some(&[])),
            ("\"18446744073709551616\"", Some(&[])),
            ("7", Some(&[])),
            ("\"x\"", Some(&[])),
            ("\"7\" \"8\"", Some(&[])),
            ("", Some(&[])),
        ];
        for (header, expected) in rows {
            assert_eq!(versions(header).as_deref(), expected, "{header}");
        }
    }
}
