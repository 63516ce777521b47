//! Properties of every input: a second normalisation changes nothing, nothing panics, no issue repeats the input.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use ficha::field::{ALONE, Fecha, Normal, Rules};
use ficha::form::ALL;
use ficha::message::{en, es};
use ficha::reader::{Raw, Segment};
use ficha::table::RowKind;
use ficha::{Host, reader};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn host() -> Host {
    Host::native(Fecha::new(2026, 11, 22).unwrap())
}

/// The rules of the field types alone, and those of every row.
fn field_types() -> Vec<(&'static str, Rules)> {
    let rows = ALL.into_iter().chain(&ALONE).flat_map(|table| table.rows).flat_map(|row| match row.kind {
        RowKind::Many { item, .. } => item.rows.iter().collect(),
        RowKind::One { .. } => Vec::from([row]),
    });
    let of_rows = rows.filter_map(|row| match row.kind {
        RowKind::One { rules, .. } => Some((row.name, rules)),
        RowKind::Many { .. } => None,
    });
    of_rows.collect()
}

/// Text that is nearly valid, and text that is not.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[0-9]{1,11}",
        "[+. ()-]",
        "[A-Za-z@.ñÑáéíóú'’&]{1,8}",
        Just("20131312955".to_owned()),
        Just("987654321".to_owned()),
        Just("ana@example.com".to_owned()),
        Just("1990-01-15".to_owned()),
        Just("jurídico".to_owned()),
        Just("e\u{301}".to_owned()),
        "[\u{A0}\u{FEFF}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2010}-\u{2013}\u{3000}\u{0}\t\n]",
        any::<String>(),
    ];
    vec(pieces, 0..5).prop_map(|pieces| pieces.concat())
}

/// A JSON value of any shape.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        text().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 32, 6, |inner| {
        let names: Vec<&str> = ALL.iter().flat_map(|table| table.rows).map(|row| row.name).collect();
        let name = prop_oneof![4 => proptest::sample::select(names).prop_map(str::to_owned), 1 => text()];
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Into::into),
            vec((name, inner), 0..8).prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        // Uses the same cases every time; fuzzing looks for new ones.
        rng_seed: RngSeed::Fixed(20_261_122),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_normal_form_is_its_own_normal_form(text in text()) {
        for (name, rules) in field_types() {
            let (mut made, mut made_again) = (String::new(), String::new());
            let Ok(Some(normal)) = rules.check(text.as_str().into(), &host(), &mut made) else { continue };
            let again = match normal {
                Normal::Text(text) => text.into(),
                Normal::Integer(value) => Raw::Integer(i64::try_from(value).unwrap()),
            };
            let twice = rules.check(again, &host(), &mut made_again);
            prop_assert_eq!(twice, Ok(Some(normal)), "{} of {:?}", name, text);
        }
    }

    #[test]
    fn no_record_makes_a_check_panic(json in json()) {
        for table in ALL {
            if let Ok(checked) = reader::json(json.to_string().as_bytes(), table, &host()) {
                for issue in checked.issues().iter().chain(checked.warnings()) {
                    prop_assert!(!es::sentence(&issue.code).is_empty() && !en::sentence(&issue.code).is_empty());
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in vec(any::<u8>(), 0..200)) {
        for table in ALL.into_iter().chain(&ALONE) {
            let _ = reader::json(&bytes, table, &host());
        }
    }

    #[test]
    fn an_issue_repeats_nothing(text in "[b-df-hj-np-tv-z]{6,12}( [b-df-hj-np-tv-z]{6,12})?") {
        for table in ALL {
            let names = table.rows.iter().map(|row| row.name).chain([text.as_str()]);
            for issue in reader::pairs("", names.map(|name| (name, text.as_str().into())), table, &host()).issues() {
                let is_own_name = issue.path.segments().last() == Some(Segment::Field(&text));
                let said = format!("{:?} {} {}", issue, es::sentence(&issue.code), en::sentence(&issue.code));
                prop_assert!(is_own_name || !said.contains(&text), "{}", said);
            }
        }
    }
}
