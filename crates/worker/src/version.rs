//! The version of a customer: `ETag` and `If-Match` (RFC 9110, sections 8.8.3 and 13.1.1).

/// The strong tag of a version.
pub(crate) fn etag(version: u64) -> String {
    format!("\"{version}\"")
}

/// The versions that an `If-Match` names; `None` for `*`, which every version matches. A weak tag, and what is no tag
/// of ours, matches none.
pub(crate) fn versions(if_match: &str) -> Option<Vec<u64>> {
    if if_match.trim() == "*" {
        return None;
    }
    let tags = if_match.split(',').map(str::trim);
    Some(tags.filter_map(|tag| tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::versions;

    #[test]
    fn tags() {
        let rows: [(&str, Option<&[u64]>); 8] = [
            ("*", None),
            (" * ", None),
            ("\"7\"", Some(&[7])),
            ("\"7\", \"8\"", Some(&[7, 8])),
            ("W/\"7\"", Some(&[])),
            ("7", Some(&[])),
            ("\"x\"", Some(&[])),
            ("", Some(&[])),
        ];
        for (header, expected) in rows {
            assert_eq!(versions(header).as_deref(), expected, "{header}");
        }
    }
}
