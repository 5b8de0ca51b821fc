//! Shorthands for the values of the cases.

use super::operations::body::{Nested1, Nested2};
use opsmith::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_secs(seconds).expect("a time within the range")
}

pub(super) fn strings<const N: usize>(items: [&str; N]) -> Vec<String> {
    items.map(str::to_owned).into()
}

pub(super) fn string_set<const N: usize>(items: [&str; N]) -> BTreeSet<String> {
    items.map(str::to_owned).into()
}

pub(super) fn string_map<const N: usize>(entries: [(&str, &str); N]) -> BTreeMap<String, String> {
    map(entries.map(|(key, value)| (key, value.to_owned())))
}

pub(super) fn list_map<const N: usize>(
    entries: [(&str, &[&str]); N],
) -> BTreeMap<String, Vec<String>> {
    map(entries.map(|(key, values)| (key, values.iter().map(ToString::to_string).collect())))
}

pub(super) fn map<T, const N: usize>(entries: [(&str, T); N]) -> BTreeMap<String, T> {
    entries.map(|(key, value)| (key.to_owned(), value)).into()
}

/// The value of both cases of recursive shapes.
pub(super) fn nested() -> Nested1 {
    Nested1 {
        foo: Some("Foo1".into()),
        nested: Some(Box::new(Nested2 {
            bar: Some("Bar1".into()),
            recursive_member: Some(Box::new(Nested1 {
                foo: Some("Foo2".into()),
                nested: Some(Box::new(Nested2 {
                    bar: Some("Bar2".into()),
                    recursive_member: None,
                })),
            })),
        })),
    }
}
