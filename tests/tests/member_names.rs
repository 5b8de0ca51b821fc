//! An operation has the same wire names with `service = "x", rename_all = ".."`, computed by the macros, and with
//! `service = Type`, computed by the runtime at compile time.

#[allow(dead_code)]
#[path = "../../macros/src/case.rs"]
mod case;

use opsmith::__private::{Case, cased, cased_len};

/// `field` as written by the runtime. The array is longer than any name here; `cased_len` is the name's length.
fn of_runtime(case: Case, field: &str) -> String {
    let written = cased::<64>(case, field);
    let (name, rest) = written.split_at(cased_len(case, field));
    assert!(
        rest.iter().all(|byte| *byte == 0),
        "{field}: the length is too short"
    );
    String::from_utf8(name.to_vec()).unwrap()
}

/// Every name of up to five of these letters, and names as people and AWS write them.
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
fn the_macros_and_the_runtime_write_a_name_alike_in_every_case() {
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
fn a_name_without_a_case_is_unchanged() {
    for name in names() {
        assert_eq!(of_runtime(Case::Unchanged, &name), name);
    }
}

#[test]
fn capitals_and_stray_underscores_give_the_expected_words() {
    assert_eq!(of_runtime(Case::Pascal, "userID"), "UserID");
    assert_eq!(of_runtime(Case::Kebab, "type_"), "type");
    assert_eq!(of_runtime(Case::Snake, "accountId"), "account_id");
}
