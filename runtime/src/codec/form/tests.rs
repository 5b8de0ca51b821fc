//! What the forms look like. `tests/tests/{aws_query,ec2_query}/` has the official cases.

use std::collections::BTreeMap;

use super::{Dialect, write};
use crate::codec::encode::{Described, Encode, Member, Sensitive, Writer};
use crate::codec::traits::{Tag, Traits};
use crate::redact::secrets::Sent;
use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// A structure with these members.
struct Structure<'a>(Vec<Member<'a>>);

fn structure<'a>(members: &[Member<'a>]) -> Structure<'a> {
    Structure(members.to_vec())
}

impl Encode for Structure<'_> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.structure(&self.0);
    }
}

/// A value whose timestamps have a format.
struct Formatted<'a>(TimestampFormat, &'a dyn Encode);

impl Encode for Formatted<'_> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.formatted(self.0, self.1);
    }
}

/// The parameters after `Action` and `Version`.
fn form(dialect: Dialect, members: &[(&'static str, &dyn Encode)]) -> String {
    let written = write(dialect, "Act", "2020-01-08", &mut |writer| {
        writer.structure(members);
    });
    let form = String::from_utf8(written.body.to_vec()).unwrap();
    let rest = form.strip_prefix("Action=Act&Version=2020-01-08").unwrap();
    rest.trim_start_matches('&').to_owned()
}

fn query(members: &[(&'static str, &dyn Encode)]) -> String {
    form(Dialect::AwsQuery, members)
}

fn ec2(members: &[(&'static str, &dyn Encode)]) -> String {
    form(Dialect::Ec2Query, members)
}

const NAMED: Tag = Tag {
    name: "Item",
    ..Tag::DEFAULT
};

#[test]
fn the_action_and_the_version_come_first() {
    assert_eq!(query(&[]), "");
    assert_eq!(query(&[("A", &"b"), ("C", &1_i32)]), "A=b&C=1");
}

#[test]
fn everything_but_unreserved_characters_is_percent_encoded() {
    let text = " !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\u{e9}\u{1f980}\n\0";
    let encoded = query(&[("A b", &text)]);
    assert_eq!(
        encoded,
        "A%20b=%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F09%3A%3B%3C%3D%3E%3F%40AZ%5B%5C%5D%5E_%60az%7B%7C%7D~\
         %C3%A9%F0%9F%A6%80%0A%00"
    );
    let (_, value) = encoded.split_once('=').unwrap();
    let decoded = percent_encoding::percent_decode_str(value).decode_utf8();
    assert_eq!(decoded.unwrap(), text);
}

#[test]
fn scalars_have_the_text_forms_of_smithy() {
    let at = Timestamp::parse("2015-01-25T08:00:00.5Z").unwrap();
    let blob = Blob::from(&b"a\xff?"[..]);
    let absent: Option<i32> = None;
    for (value, text) in [
        (&true as &dyn Encode, "true"),
        (&i64::MIN, "-9223372036854775808"),
        (&u64::MAX, "18446744073709551615"),
        (&10.8_f32, "10.8"),
        (&0.1_f64, "0.1"),
        (&5.0_f64, "5.0"),
        (&-0.0_f64, "-0.0"),
        (&1e300_f64, "1e300"),
        (&1.5e-9_f64, "1.5e-9"),
        (&f32::MAX, "3.4028235e38"),
        (&f64::NAN, "NaN"),
        (&f32::INFINITY, "Infinity"),
        (&f64::NEG_INFINITY, "-Infinity"),
        (&blob, "Yf8%2F"),
        (&at, "2015-01-25T08%3A00%3A00.5Z"),
        (
            &Formatted(TimestampFormat::EpochSeconds, &at),
            "1422172800.5",
        ),
        (
            &Formatted(TimestampFormat::HttpDate, &at),
            "Sun%2C%2025%20Jan%202015%2008%3A00%3A00%20GMT",
        ),
        (&"", ""),
    ] {
        assert_eq!(query(&[("A", value)]), format!("A={text}"));
        assert_eq!(ec2(&[("A", value), ("B", &absent)]), format!("A={text}"));
    }
}

#[test]
fn a_name_is_the_path_to_the_value() {
    let inner = structure(&[("C", &"d"), ("E", &false)]);
    let empty = structure(&[]);
    let outer = structure(&[("B", &inner), ("F", &empty), ("G", &1_i8)]);
    assert_eq!(
        query(&[("A", &outer), ("H", &"i")]),
        "A.B.C=d&A.B.E=false&A.G=1&H=i"
    );
}

#[test]
fn the_items_of_a_list_are_numbered() {
    let list = vec!["x", "y"];
    let structures = vec![structure(&[("B", &list)]), structure(&[("C", &1_i32)])];
    assert_eq!(
        query(&[("A", &list), ("Z", &"z")]),
        "A.member.1=x&A.member.2=y&Z=z"
    );
    assert_eq!(
        query(&[("A", &structures)]),
        "A.member.1.B.member.1=x&A.member.1.B.member.2=y&A.member.2.C=1"
    );
    assert_eq!(ec2(&[("A", &structures)]), "A.1.B.1=x&A.1.B.2=y&A.2.C=1");
}

#[test]
fn a_list_of_lists_has_the_traits_of_both() {
    static INNER: Traits = Traits {
        item: NAMED,
        ..Traits::DEFAULT
    };
    static OUTER: Traits = Traits {
        inner: Some(&INNER),
        ..Traits::DEFAULT
    };
    let lists = vec![vec!["x"], vec![], vec!["y", "z"]];
    assert_eq!(
        query(&[("A", &lists)]),
        "A.member.1.member.1=x&A.member.2=&A.member.3.member.1=y&A.member.3.member.2=z"
    );
    assert_eq!(
        query(&[
            ("A", &Described(&OUTER, &lists)),
            ("B", &lists[..1].to_vec())
        ]),
        "A.member.1.Item.1=x&A.member.2=&A.member.3.Item.1=y&A.member.3.Item.2=z&B.member.1.member.1=x"
    );
    assert_eq!(ec2(&[("A", &lists)]), "A.1.1=x&A.3.1=y&A.3.2=z");
}

#[test]
fn an_empty_list_is_an_empty_value_in_aws_query_and_nothing_in_ec2() {
    static FLAT: Traits = Traits {
        flattened: true,
        ..Traits::DEFAULT
    };
    let empty: Vec<String> = Vec::new();
    for value in [&empty as &dyn Encode, &Described(&FLAT, &empty)] {
        assert_eq!(query(&[("A", value), ("B", &1_i32)]), "A=&B=1");
        assert_eq!(ec2(&[("A", value), ("B", &1_i32)]), "B=1");
    }
}

#[test]
fn traits_rename_the_items_and_flatten_the_list() {
    static ITEM: Traits = Traits {
        item: NAMED,
        ..Traits::DEFAULT
    };
    // Smithy's case `QueryFlattenedListArgWithXmlName`: a flattened list has no place for the name of its items.
    static FLAT: Traits = Traits {
        flattened: true,
        item: NAMED,
        ..Traits::DEFAULT
    };
    let list = vec!["x", "y"];
    assert_eq!(
        query(&[("A", &Described(&ITEM, &list))]),
        "A.Item.1=x&A.Item.2=y"
    );
    assert_eq!(query(&[("A", &Described(&FLAT, &list))]), "A.1=x&A.2=y");
    assert_eq!(ec2(&[("A", &Described(&ITEM, &list))]), "A.1=x&A.2=y");
    // They are the member's own, not those of what is inside.
    let structures = vec![structure(&[("B", &list)])];
    assert_eq!(
        query(&[("A", &Described(&FLAT, &structures)), ("C", &list)]),
        "A.1.B.member.1=x&A.1.B.member.2=y&C.member.1=x&C.member.2=y"
    );
}

#[test]
fn the_entries_of_a_map_are_numbered_keys_and_values() {
    static NAMES: Traits = Traits {
        key: Tag {
            name: "K",
            ..Tag::DEFAULT
        },
        value: Tag {
            name: "V",
            ..Tag::DEFAULT
        },
        ..Traits::DEFAULT
    };
    static FLAT: Traits = Traits {
        flattened: true,
        ..NAMES
    };
    let map = BTreeMap::from([("a b".to_owned(), 1), ("c".to_owned(), 2)]);
    let lists = BTreeMap::from([("a".to_owned(), vec!["x"])]);
    let empty: BTreeMap<String, String> = BTreeMap::new();
    assert_eq!(
        query(&[("M", &map), ("N", &empty), ("O", &1_i32)]),
        "M.entry.1.key=a%20b&M.entry.1.value=1&M.entry.2.key=c&M.entry.2.value=2&O=1"
    );
    assert_eq!(
        query(&[("M", &Described(&NAMES, &map))]),
        "M.entry.1.K=a%20b&M.entry.1.V=1&M.entry.2.K=c&M.entry.2.V=2"
    );
    assert_eq!(
        query(&[("M", &Described(&FLAT, &map))]),
        "M.1.K=a%20b&M.1.V=1&M.2.K=c&M.2.V=2"
    );
    assert_eq!(
        query(&[("M", &lists)]),
        "M.entry.1.key=a&M.entry.1.value.member.1=x"
    );
}

#[test]
fn names_start_with_a_capital_in_ec2_unless_the_model_has_another_one() {
    static OTHER: Traits = Traits {
        ec2: "Else",
        ..Traits::DEFAULT
    };
    let other = Described(&OTHER, &"y");
    let inner = structure(&[("deep", &"x"), ("other", &other)]);
    assert_eq!(
        ec2(&[
            ("a", &inner),
            ("named", &Described(&OTHER, &inner)),
            ("\u{e9}", &1_i32)
        ]),
        "A.Deep=x&A.Else=y&Else.Deep=x&Else.Else=y&%C3%A9=1"
    );
    assert_eq!(query(&[("a", &Described(&OTHER, &"x"))]), "a=x");
}

#[test]
fn a_union_is_a_structure_with_one_member() {
    struct Union;
    impl Encode for Union {
        fn encode(&self, writer: &mut dyn Writer) {
            writer.union("b", &vec!["x"]);
        }
    }
    assert_eq!(query(&[("A", &Union)]), "A.b.member.1=x");
    assert_eq!(ec2(&[("A", &Union)]), "A.B.1=x");
}

#[test]
fn a_document_is_written_as_what_it_looks_like() {
    let json = serde_json::json!({"B": [1, "two", null, {"C": true}], "D": {"E": 1.5}, "F": []});
    assert_eq!(
        query(&[("A", &Document::from(json))]),
        "A.B.member.1=1&A.B.member.2=two&A.B.member.3=&A.B.member.4.C=true&A.D.E=1.5&A.F="
    );
}

#[test]
fn sensitive_members_are_remembered_as_they_are_sent() {
    let password = Sensitive(&"p w");
    let secret = structure(&[("Password", &password), ("Name", &"n")]);
    let list = vec!["s1", "s2"];
    let written = write(Dialect::AwsQuery, "Act", "1", &mut |writer| {
        writer.structure(&[("A", &secret), ("B", &Sensitive(&list))]);
    });
    let remembered: Vec<String> = written
        .sensitive
        .iter()
        .map(|sent| match sent {
            Sent::Query(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        remembered,
        ["&A.Password=p%20w", "&B.member.1=s1&B.member.2=s2"]
    );
}

/// A random value.
enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(BTreeMap<String, Tree>),
    Structure(Vec<(&'static str, Tree)>),
}

impl Encode for Tree {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Tree::Text(text) => writer.string(text),
            Tree::List(items) => items.encode(writer),
            Tree::Map(entries) => entries.encode(writer),
            Tree::Structure(members) => {
                let members: Vec<Member<'_>> = members
                    .iter()
                    .map(|(name, tree)| (*name, tree as &dyn Encode))
                    .collect();
                writer.structure(&members);
            }
        }
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.list(self.len(), &mut |each| {
            for item in self {
                each(item);
            }
        });
    }
}

impl Tree {
    fn random(random: &mut fastrand::Rng, depth: u32) -> Self {
        let text =
            |random: &mut fastrand::Rng| (0..random.usize(..6)).map(|_| random.char(..)).collect();
        match random.u8(..if depth > 4 { 2 } else { 5 }) {
            0 | 1 => Tree::Text(text(random)),
            2 => Tree::List(
                (0..random.usize(..4))
                    .map(|_| Tree::random(random, depth + 1))
                    .collect(),
            ),
            3 => Tree::Map(
                (0..random.usize(..3))
                    .map(|_| (text(random), Tree::random(random, depth + 1)))
                    .collect(),
            ),
            _ => Tree::structure(random, depth),
        }
    }

    fn structure(random: &mut fastrand::Rng, depth: u32) -> Self {
        let mut names = vec!["A", "b", "c-d", "\u{e9}f", "G h"];
        names.truncate(random.usize(..=names.len()));
        Tree::Structure(
            names
                .into_iter()
                .map(|name| (name, Tree::random(random, depth + 1)))
                .collect(),
        )
    }

    /// The parameters by the rules of the specifications, with this name.
    fn parameters(&self, dialect: Dialect, name: &str, found: &mut Vec<(String, String)>) {
        let query = dialect == Dialect::AwsQuery;
        let below = |inner: String| {
            if name.is_empty() {
                inner
            } else {
                format!("{name}.{inner}")
            }
        };
        match self {
            Tree::Text(text) => found.push((name.to_owned(), text.clone())),
            Tree::List(items) if items.is_empty() && query => {
                found.push((name.to_owned(), String::new()));
            }
            Tree::List(items) => {
                for (item, number) in items.iter().zip(1..) {
                    let prefix = if query { "member." } else { "" };
                    item.parameters(dialect, &below(format!("{prefix}{number}")), found);
                }
            }
            Tree::Map(entries) => {
                for ((key, value), number) in entries.iter().zip(1..) {
                    found.push((below(format!("entry.{number}.key")), key.clone()));
                    value.parameters(dialect, &below(format!("entry.{number}.value")), found);
                }
            }
            Tree::Structure(members) => {
                for (member, value) in members {
                    let mut member = (*member).to_owned();
                    if !query {
                        let first = usize::from(member.is_char_boundary(1));
                        member[..first].make_ascii_uppercase();
                    }
                    value.parameters(dialect, &below(member), found);
                }
            }
        }
    }
}

#[test]
fn any_value_is_the_parameters_that_the_specifications_say() {
    let mut random = fastrand::Rng::with_seed(5);
    let decoded = |text: &str| {
        let text = percent_encoding::percent_decode_str(text).decode_utf8();
        text.unwrap().into_owned()
    };
    for _ in 0..5_000 {
        let tree = Tree::structure(&mut random, 0);
        for dialect in [Dialect::AwsQuery, Dialect::Ec2Query] {
            let written = write(dialect, "Act", "1", &mut |writer| tree.encode(writer));
            let form = std::str::from_utf8(&written.body).unwrap();
            assert!(
                form.bytes()
                    .all(|byte| byte.is_ascii_graphic() && byte != b'+'),
                "{form}"
            );
            let parameters: Vec<_> = form
                .split('&')
                .map(|parameter| parameter.split_once('=').unwrap())
                .map(|(name, value)| (decoded(name), decoded(value)))
                .collect();
            let mut expected = vec![
                ("Action".to_owned(), "Act".to_owned()),
                ("Version".to_owned(), "1".to_owned()),
            ];
            tree.parameters(dialect, "", &mut expected);
            assert_eq!(parameters, expected);
        }
    }
}
