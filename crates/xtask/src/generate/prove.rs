//! The prover in JavaScript: it is written whole from the patterns of the field types, so no rule is written by hand.

use super::districts;
use anyhow::{Context, Result};
use ficha::field::{ALONE, Address, Number, Pattern};
use ficha::form::ALL;
use ficha::table::{Condition, Presence, Row, RowKind, Table, Warning};
use std::fmt::Write;

/// Generates the functions that prove values and records.
pub(super) fn provers() -> Result<String> {
    let mut script = Script::default();
    let mut forms = String::new();
    for table in ALL {
        forms += &script.form(table)?;
    }
    for table in &ALONE {
        let name = table.name;
        let test = script.test(table.rows.first().context("a row")?, "v")?;
        write!(forms, "\nconst {name} = (v) => {test};\n")?;
    }
    let names: Vec<&str> = ALL.into_iter().chain(&ALONE).map(|table| table.name).collect();
    let names = names.join(", ");
    // Bundlers make variables of constants that are not inside a function, and engines trust variables less.
    let (head, kinds) = include_str!("prove.js.in").split_once("// Kinds\n").context("the kinds")?;
    Ok(format!(
        "{head}export const {{ {names} }} = /* @__PURE__ */ (() => {{\n{}{}{forms}\nreturn {{ {names} }};\n}})();\n",
        kinds.replace("DISTRICTS", &districts::runs()?),
        script.functions,
    ))
}

/// The functions written so far.
#[derive(Default)]
struct Script {
    functions: String,
    /// The pattern of each function for a kind of number or an address, and its name.
    known: Vec<(String, String)>,
}

impl Script {
    /// Writes the prover of a form, and before it those of its items.
    fn form(&mut self, table: &Table) -> Result<String> {
        let (mut items, mut ends) = (String::new(), String::new());
        let mut tests =
            format!("  // No unknown fields.\n  if (m[{}] !== undefined) return false;\n", table.rows.len());
        for (place, row) in table.rows.iter().enumerate() {
            let v = format!("m[{place}]");
            if let RowKind::Many { item, min, max, .. } = row.kind {
                items += &self.form(item)?;
                let name = item.name;
                writeln!(tests, "  if (!isList({v}, {min}, {max}, {name})) return false;")?;
                continue;
            }
            let test = self.test(row, &v)?;
            let is_absent = match row.presence {
                Presence::Required => String::new(),
                Presence::RequiredIfSent => format!("{v} === undefined || "),
                Presence::Optional | Presence::Secret => format!("{v} === undefined || {v} === null || "),
                Presence::DefaultsToEmpty => format!("{v} === undefined || {v} === null || {v} === '' || "),
            };
            let is_good = if is_absent.is_empty() { format!("!{test}") } else { format!("!({is_absent}{test})") };
            writeln!(tests, "  if ({is_good}) return false;")?;
            match row.presence {
                Presence::Secret => writeln!(ends, "  if ({v} === null) {v} = undefined;")?,
                Presence::DefaultsToEmpty => writeln!(ends, "  {v} ??= '';")?,
                _ => {}
            }
        }
        let warnings: Vec<String> = table.warnings.iter().filter_map(warning).collect();
        if !warnings.is_empty() {
            tests += "  // Nothing to warn of.\n";
            for warning in warnings {
                writeln!(tests, "  if ({warning}) return false;")?;
            }
        }
        let name = table.name;
        Ok(format!(
            "{items}\n/** Proves what was read of a record, and brings it into its normal form. */\n\
             function {name}(m) {{\n{tests}{ends}  return true;\n}}\n"
        ))
    }

    /// Writes the test of a value.
    fn test(&mut self, row: &Row, v: &str) -> Result<String> {
        let RowKind::One { pattern, .. } = row.kind else { return Ok("false".to_owned()) };
        Ok(match pattern {
            Pattern::Integer { min, max } if max < 1 << 31 => format!("isSmall({v}, {min}, {max})"),
            Pattern::Integer { min, max } => format!("isInteger({v}, {min}, {max})"),
            Pattern::District => format!("isDistrict({v})"),
            Pattern::Line { min, max } => format!("isLine({v}, {min}, {max})"),
            Pattern::Exact { min, max } => format!("isExact({v}, {min}, {max})"),
            Pattern::Day { from } => format!("isDay({v}, {from})"),
            Pattern::Words(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("{v} === '{word}'")).collect();
                format!("({})", words.join(" || "))
            }
            Pattern::Numbers(kinds) => {
                let code = kinds.iter().map(number).collect::<Result<String>>()? + "  return false;\n";
                format!("{}({v})", self.function(&format!("{kinds:?}"), "Number", &code)?)
            }
            Pattern::Address(limits) => {
                let pattern = format!("{limits:?}");
                let is_known = self.known.iter().any(|(known, _)| *known == pattern);
                let code = if is_known { String::new() } else { address(&mut self.functions, limits)? };
                format!("{}({v})", self.function(&pattern, "Address", &code)?)
            }
        })
    }

    /// The name of a function of this code, which is written if there is none.
    fn function(&mut self, pattern: &str, kind: &str, code: &str) -> Result<String> {
        if let Some((_, name)) = self.known.iter().find(|(known, _)| known == pattern) {
            return Ok(name.clone());
        }
        let name = format!("is{kind}{}", self.known.len() + 1);
        let begin = "  if (typeof v !== 'string') return false;\n  const { length } = v;\n";
        write!(self.functions, "\nfunction {name}(v) {{\n{begin}{code}}}\n")?;
        self.known.push((pattern.to_owned(), name.clone()));
        Ok(name)
    }
}

/// The code that returns if the text is a number of this kind.
fn number(kind: &Number) -> Result<String> {
    let Number { prefixes, min, max, weights } = *kind;
    let before = prefixes.first().context("a prefix")?.len();
    let (shortest, longest) = (before + min, before + max);
    let is_long = if min == max {
        format!("length === {shortest}")
    } else {
        format!("length >= {shortest} && length <= {longest}")
    };
    let is_prefix = |prefix: &&str| {
        let bytes: Vec<String> =
            prefix.bytes().enumerate().map(|(at, b)| format!("v.charCodeAt({at}) === {b}")).collect();
        bytes.join(" && ")
    };
    let begins = if before == 0 {
        String::new()
    } else {
        format!(" && ({})", prefixes.iter().map(is_prefix).collect::<Vec<_>>().join(" || "))
    };
    if weights.is_empty() {
        return Ok(format!("  if ({is_long}{begins}) return areDigits(v, {before}, length);\n"));
    }
    let digits: Vec<String> = (0..shortest).map(|at| format!("d{at} = v.charCodeAt({at}) - 48")).collect();
    let odd: Vec<String> = (before..shortest).map(|at| format!("d{at} >>> 0 > 9")).collect();
    let sum: Vec<String> = weights.iter().enumerate().map(|(at, weight)| format!("{weight} * d{at}")).collect();
    Ok(format!(
        "  if ({is_long}{begins}) {{\n    const {};\n    if ({}) return false;\n    return d{} === (11 - (({}) % 11)) % 10;\n  }}\n",
        digits.join(", "),
        odd.join(" || "),
        shortest - 1,
        sum.join(" + ")
    ))
}

/// The code that returns if the text is an email address that is not near a well-known one. It takes no address longer
/// than a label may be, and no digits in the last label: so no part has to be measured.
fn address(functions: &mut String, limits: &Address) -> Result<String> {
    let Address { max, max_local, max_label, signs, common } = *limits;
    let mut near = String::new();
    for known in common {
        let (start, rest) = (known.get(..2).context("a domain")?, known.get(3..).context("a domain")?);
        let pair = |text: &str, at: &str| -> String {
            let bytes = text.bytes().take(2).enumerate();
            bytes.map(|(n, b)| format!("v.charCodeAt({at} + {n}) === {b}")).collect::<Vec<_>>().join(" && ")
        };
        let (shortest, longest) = (known.len() - 1, known.len() + 1);
        writeln!(
            near,
            "    (size >= {shortest} && size <= {longest} && (({}) || ({}))) ||",
            pair(start, "domain"),
            pair(rest, &format!("length - {}", rest.len()))
        )?;
    }
    let longest = max.min(max_local).min(max_label);
    let most = common.iter().map(|known| known.len()).max().context("domains")? + 1;
    let known: Vec<String> = common.iter().map(|known| format!("v.endsWith('@{known}')")).collect();
    let sign: String = signs.chars().map(|c| format!("\\{c}")).collect();
    let (mailbox, label) = (format!("[A-Za-z0-9{sign}]+"), "[a-z0-9]+(?:-[a-z0-9]+)*");
    *functions += &format!("\nconst ADDRESS = /^{mailbox}(?:\\.{mailbox})*@(?:{label}\\.)+[a-z]+$/;\n");
    Ok(format!(
        "  if (length > {longest} || !ADDRESS.test(v)) return false;\n  \
         const domain = v.indexOf('@') + 1;\n  const size = length - domain;\n  if (size > {most}) return true;\n  \
         const isNear =\n{near}    false;\n  return !isNear || {};\n",
        known.join(" || ")
    ))
}

/// The expression that is true if a warning applies; none for a warning that the patterns exclude.
fn warning(warning: &Warning) -> Option<String> {
    let Warning::When { all, .. } = warning else { return None };
    let conditions = all.iter().map(|condition| match condition {
        Condition::Begins(place, length, begin) if begin.len() == *length => format!("m[{place}] === '{begin}'"),
        Condition::Begins(place, length, begin) => {
            let begins = begin.bytes().enumerate().map(|(at, b)| format!(" && m[{place}].charCodeAt({at}) === {b}"));
            format!("m[{place}].length === {length}{}", begins.collect::<String>())
        }
        Condition::IsSet(place) => format!("m[{place}] !== undefined && m[{place}] !== null"),
    });
    Some(conditions.collect::<Vec<_>>().join(" && "))
}
