//! An operation has the same wire names with `service = "x", rename_all = ".."`, which the macros write, as with
//! `service = Type`, which the runtime writes at compile time.

#[allow(dead_code)]
#[path = "../../macros/src/case.rs"]
mod case;

use opsmith::__private::{Case, cased, cased_len};

/// `field` as the runtime writes it. The array is longer than any name here; `cased_len` says where the name ends.
fn of_runtime(case: Case, field: &str) -> String {
    let written = cased::<64>(case, field);
    let (name, rest) = written.split_at(cased_len(case, field));
    assert!(
        rest.iter().all(|byte| *byte == 0),
        "{field}: the length is too short"
    );
    String::from_utf8(name.to_vec()).unwrap()
}

/// Every name of up to five letters of these, and names as people and AWS write them.
fn names() -> Vec<String> {
    let mut names = vec![String::new()];
    let mut longest = names.clone();
    for _ in 0..5 {
        longest = longest
            .iter()
            .flat_map(|name| ['a', 'B', '1', '_', 'é'].map(|letter| format!("{name}{letter}")))
            .collect();
        names.extend(longest.iter().cloned());
    }
    let written = [
        "account_id",
        "AccountId",
        "userID",
        "user_ID",
        "type_",
        "_private__name",
        "HTTPServer",
        "http2_server",
        "sha256_sum",
        "ipv6_address",
        "x",
        "ARN",
        "roleARNs",
        "dBInstance",
        "e_tag",
        "eTag",
        "supported_additional_processor_features",
        "_",
        "__",
        "A_b_C",
    ];
    names.extend(written.map(str::to_owned));
    names
}

#[test]
fn a_name_is_the_same_in_every_case_whether_the_macros_or_the_runtime_write_it() {
    let names = names();
    assert!(names.len() > 3_900);
    for (word, runtime) in case::CASES.into_iter().zip(CASES) {
        let macros = case::Case::parse(word).unwrap();
        assert_eq!(macros.variant(), format!("{runtime:?}"));
        for name in &names {
            assert_eq!(
                of_runtime(runtime, name),
                macros.apply(name),
                "`{name}` in {word}"
            );
        }
    }
}

/// In the order of the macros' list.
const CASES: [Case; 8] = [
    Case::Pascal,
    Case::Camel,
    Case::Snake,
    Case::ScreamingSnake,
    Case::Kebab,
    Case::ScreamingKebab,
    Case::Lower,
    Case::Upper,
];

#[test]
fn without_a_case_a_name_stays_as_it_is() {
    for name in names() {
        assert_eq!(of_runtime(Case::Unchanged, &name), name);
    }
}

#[test]
fn capitals_and_stray_underscores_are_what_one_expects() {
    assert_eq!(of_runtime(Case::Pascal, "userID"), "UserID");
    assert_eq!(of_runtime(Case::Kebab, "type_"), "type");
    assert_eq!(of_runtime(Case::Snake, "accountId"), "account_id");
}
