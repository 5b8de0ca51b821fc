//! Labels and query parameters are percent-encoded so that they can be decoded, and so that URL libraries keep them.

use std::{collections::BTreeMap, sync::LazyLock};

use opsmith::{Client, ErrorKind, operation, testing::ScriptedTransport};
use proptest::prelude::*;

use super::{block_on, cases, client};

#[operation(service = "chime", unlisted, path = "/a/<Label>/b/<Greedy+>")]
struct Encoded {
    label: String,
    greedy: String,
    #[op(query = "named")]
    named: Option<String>,
    #[op(query = "list")]
    list: Option<Vec<String>>,
    #[op(query_map)]
    map: Option<BTreeMap<String, String>>,
}

static CLIENT: LazyLock<Client> = LazyLock::new(|| client(&ScriptedTransport::new()));

fn url(operation: &Encoded) -> http::Uri {
    block_on(operation.to_http(&CLIENT))
        .unwrap()
        .into_parts()
        .0
        .uri
}

/// Decodes by the rules of RFC 3986 alone.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = if *first == b'%' {
            let hex = std::str::from_utf8(&after[..2]).unwrap();
            assert_eq!(hex, hex.to_uppercase());
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            &after[2..]
        } else {
            bytes.push(*first);
            after
        };
    }
    String::from_utf8(bytes).unwrap()
}

/// Whether the text consists of unreserved characters, escapes and the given characters.
fn is_encoded(text: &str, also: &str) -> bool {
    text.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte) || also.as_bytes().contains(&byte)
    })
}

/// Text with many reserved characters.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,20}",
        "[./%?#&=+ \\\\:@;,!$'()*\\[\\]\"<>^`{|}~\t\r\n\u{e9}\u{1f600}-]{0,12}",
    ]
}

fn label() -> impl Strategy<Value = String> {
    text().prop_filter("a label", |label| {
        !matches!(label.as_str(), "" | "." | "..")
    })
}

fn greedy() -> impl Strategy<Value = String> {
    text().prop_filter("a greedy label", |label| {
        !label.is_empty()
            && label
                .split('/')
                .all(|segment| !matches!(segment, "." | ".."))
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn labels_can_be_decoded_again(label in label(), greedy in greedy()) {
        let uri = url(&Encoded::new(label.as_str(), greedy.as_str()));
        let path = uri.path();
        let rest = path.strip_prefix("/a/").unwrap();
        let (first, rest) = rest.split_once('/').unwrap();
        let second = rest.strip_prefix("b/").unwrap();
        prop_assert_eq!(decode(first), label);
        prop_assert_eq!(decode(second), greedy);
        prop_assert!(is_encoded(first, "") && is_encoded(second, "/"), "{}", path);
        prop_assert_eq!(uri.query(), None);
    }

    #[test]
    fn parameters_can_be_decoded_again(
        named in text(),
        list in prop::collection::vec(text(), 0..4),
        map in prop::collection::btree_map(text(), text(), 0..4),
    ) {
        let operation = Encoded::new("l", "g")
            .named(named.as_str())
            .list(list.clone())
            .map(map.clone());
        let uri = url(&operation);
        let query = uri.query().unwrap();
        prop_assert!(is_encoded(query, "&="), "{}", query);
        let pairs: Vec<(String, String)> = query
            .split('&')
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(name, value)| (decode(name), decode(value)))
            .collect();
        let expected: Vec<(String, String)> = [("named".to_owned(), named)]
            .into_iter()
            .chain(list.iter().map(|item| ("list".to_owned(), item.clone())))
            .chain(map.into_iter().filter(|(name, _)| {
                name != "named" && (name != "list" || list.is_empty())
            }))
            .collect();
        prop_assert_eq!(pairs, expected);
    }

    #[test]
    fn the_url_is_sent_as_signed(
        label in label(),
        greedy in greedy(),
        named in text(),
        map in prop::collection::btree_map(text(), text(), 0..3),
    ) {
        let uri = url(&Encoded::new(label, greedy).named(named).map(map)).to_string();
        let parsed = url::Url::parse(&uri).unwrap();
        prop_assert_eq!(parsed.as_str(), uri);
    }

    #[test]
    fn any_label_is_sent_or_rejected(label in text(), greedy in text()) {
        match block_on(Encoded::new(label, greedy).to_http(&CLIENT)) {
            Ok(request) => {
                let uri = request.uri().to_string();
                let parsed = url::Url::parse(&uri).unwrap();
                prop_assert_eq!(parsed.as_str(), uri);
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Build),
        }
    }
}
