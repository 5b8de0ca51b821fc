mod mutations;

use std::collections::BTreeMap;

use super::*;
use crate::codec::decode::{
    Decode, DecodeError, DescribedSlot, Outcome, Slot, read_structure, required,
};
use crate::codec::encode::{Described, Encode, Writer};
use crate::codec::traits::{Tag, Traits};
use crate::value::blob::Blob;
use crate::value::timestamp::Timestamp;

fn written(value: &dyn Encode) -> String {
    let written = write("Root", Tag::DEFAULT, &mut |writer| value.encode(writer));
    String::from_utf8(written.body.to_vec()).unwrap()
}

fn read_as<T: Decode>(xml: &str) -> Result<T, String> {
    let mut value = None;
    read(xml.as_bytes(), &mut |element| {
        value = Some(T::decode(element)?);
        Ok(())
    })
    .map_err(|error| error.to_string())?;
    value.ok_or_else(|| "nothing".to_owned())
}

static FLATTENED: Traits = Traits {
    flattened: true,
    ..Traits::DEFAULT
};
static ATTRIBUTE: Traits = Traits {
    attribute: true,
    ..Traits::DEFAULT
};

/// A structure with each kind of member.
#[derive(Debug, Default, PartialEq)]
struct Room {
    kind: Option<String>,
    name: Option<String>,
    tags: Option<Vec<String>>,
    counts: Option<BTreeMap<String, i32>>,
    inner: Option<Box<Room>>,
}

impl Encode for Room {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.structure(&[
            ("xsi:type", &Described(&ATTRIBUTE, &self.kind)),
            ("Name", &self.name),
            ("Tag", &Described(&FLATTENED, &self.tags)),
            ("Count", &Described(&FLATTENED, &self.counts)),
            ("Inner", &self.inner),
        ]);
    }
}

impl Decode for Room {
    fn decode(reader: &mut dyn crate::codec::decode::Reader) -> Result<Self, DecodeError> {
        let mut room = Self::default();
        read_structure(
            reader,
            &mut [
                ("xsi:type", &mut DescribedSlot(&ATTRIBUTE, &mut room.kind)),
                ("Name", &mut room.name),
                ("Tag", &mut DescribedSlot(&FLATTENED, &mut room.tags)),
                ("Count", &mut DescribedSlot(&FLATTENED, &mut room.counts)),
                ("Inner", &mut room.inner),
            ],
        )?;
        Ok(room)
    }
}

fn room() -> Room {
    Room {
        kind: Some("a \"b\"\n".into()),
        name: Some("<&>".into()),
        tags: Some(vec!["1".into(), "2".into()]),
        counts: Some(BTreeMap::from([("a".into(), 1), ("b".into(), -2)])),
        inner: Some(Box::new(Room {
            name: Some(String::new()),
            ..Room::default()
        })),
    }
}

#[test]
fn a_structure_has_attributes_and_flattened_members() {
    let xml = "<Root xsi:type=\"a &quot;b&quot;&#xA;\"><Name>&lt;&amp;&gt;</Name><Tag>1</Tag><Tag>2</Tag>\
        <Count><key>a</key><value>1</value></Count><Count><key>b</key><value>-2</value></Count>\
        <Inner><Name></Name></Inner></Root>";
    assert_eq!(written(&room()), xml);
    assert_eq!(read_as::<Room>(xml), Ok(room()));
}

#[test]
fn flattened_members_may_be_interleaved() {
    let xml = "<Room xmlns='http://x/' xmlns:xsi='http://y/' xsi:type='t'>
        <Tag>1</Tag><Tag>2</Tag><Count><key>a</key><value>1</value></Count><Tag>3</Tag>
        <Name>n</Name><Count><value>2</value><key>b</key></Count><Tag>4</Tag><Other><Tag>5</Tag></Other>
        <Inner><Tag>6</Tag><Name>i</Name><Tag>7</Tag></Inner><Tag/></Room>";
    let texts = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect());
    assert_eq!(
        read_as::<Room>(xml),
        Ok(Room {
            kind: Some("t".into()),
            name: Some("n".into()),
            tags: texts(&["1", "2", "3", "4", ""]),
            counts: Some(BTreeMap::from([("a".into(), 1), ("b".into(), 2)])),
            inner: Some(Box::new(Room {
                name: Some("i".into()),
                tags: texts(&["6", "7"]),
                ..Room::default()
            })),
        })
    );
}

#[test]
fn lists_and_maps_have_elements_of_their_own() {
    let lists = vec![vec![1, 2], vec![]];
    let xml = "<Root><member><member>1</member><member>2</member></member><member></member></Root>";
    assert_eq!(written(&lists), xml);
    assert_eq!(read_as::<Vec<Vec<i64>>>(xml), Ok(lists));
    let map = BTreeMap::from([("a".to_owned(), vec![true])]);
    let xml = "<Root><entry><key>a</key><value><member>true</member></value></entry></Root>";
    assert_eq!(written(&map), xml);
    assert_eq!(read_as::<BTreeMap<String, Vec<bool>>>(xml), Ok(map));
    // Whatever the items are called, as in botocore.
    assert_eq!(
        read_as::<Vec<i8>>("<L><item>1</item><x>2</x></L>"),
        Ok(vec![1, 2])
    );
    assert_eq!(read_as::<Vec<i8>>("<L/>"), Ok(vec![]));
}

#[test]
fn names_and_namespaces_are_those_of_the_traits() {
    static INNER: Traits = Traits {
        item: Tag {
            name: "Item",
            namespace: "http://i/",
            prefix: "p",
        },
        ..Traits::DEFAULT
    };
    static TRAITS: Traits = Traits {
        tag: Tag {
            namespace: "http://t/?a&b",
            ..Tag::DEFAULT
        },
        key: Tag {
            name: "K",
            ..Tag::DEFAULT
        },
        value: Tag {
            name: "V",
            ..Tag::DEFAULT
        },
        inner: Some(&INNER),
        ..Traits::DEFAULT
    };
    type Map = BTreeMap<String, Vec<String>>;
    struct Holder(Map);

    impl Encode for Holder {
        fn encode(&self, writer: &mut dyn Writer) {
            writer.structure(&[("Map", &Described(&TRAITS, &self.0))]);
        }
    }

    let map = BTreeMap::from([("k".to_owned(), vec!["v".to_owned()])]);
    let xml = "<Root><Map xmlns=\"http://t/?a&amp;b\"><entry><K>k</K><V><Item xmlns:p=\"http://i/\">v</Item></V>\
        </entry></Map></Root>";
    assert_eq!(written(&Holder(map.clone())), xml);
    let mut found: Option<Map> = None;
    read(xml.as_bytes(), &mut |element| {
        read_structure(
            element,
            &mut [("Map", &mut DescribedSlot(&TRAITS, &mut found))],
        )
    })
    .unwrap();
    assert_eq!(found, Some(map));
}

#[test]
fn scalars_are_text() {
    let texts: [(&dyn Encode, &str); 9] = [
        (&true, "true"),
        (&-7_i8, "-7"),
        (&u64::MAX, "18446744073709551615"),
        (&1.0_f64, "1.0"),
        (&1e300_f64, "1e300"),
        (&0.1_f32, "0.1"),
        (&f64::NEG_INFINITY, "-Infinity"),
        (&Blob::from("b\0"), "YgA="),
        (&Timestamp::from_secs(0).unwrap(), "1970-01-01T00:00:00Z"),
    ];
    for (value, text) in texts {
        assert_eq!(written(value), format!("<Root>{text}</Root>"));
    }
    let root = |text: &str| format!("<R> {text}\n</R>");
    assert_eq!(read_as(&root("true")), Ok(true));
    assert_eq!(read_as(&root("18446744073709551615")), Ok(u64::MAX));
    assert_eq!(read_as(&root("1e300")), Ok(1e300));
    assert_eq!(read_as(&root("-Infinity")), Ok(f64::NEG_INFINITY));
    assert_eq!(read_as(&root("3.0")), Ok(3_i32));
    let time = Timestamp::from_secs(1_398_796_238).unwrap();
    for text in [
        "2014-04-29T18:30:38Z",
        "1398796238",
        "Tue, 29 Apr 2014 18:30:38 GMT",
    ] {
        assert_eq!(read_as(&root(text)), Ok(time), "{text}");
    }
    assert_eq!(read_as("<R/>"), Ok(Blob::default()));
    assert_eq!(read_as("<R>YgA=</R>"), Ok(Blob::from("b\0")));
}

#[test]
fn every_character_comes_back() {
    for text in [
        "  a\t\r\n b ",
        "\r",
        "]]>",
        "a&b<c>\"d'",
        "\u{85}\u{2028}\u{1f600}",
        "",
    ] {
        let xml = written(&text.to_owned());
        assert_eq!(read_as::<String>(&xml).as_deref(), Ok(text), "{xml}");
        let room = Room {
            kind: Some(text.to_owned()),
            ..Room::default()
        };
        assert_eq!(read_as::<Room>(&written(&room)), Ok(room));
    }
}

#[test]
fn text_is_put_together() {
    for (xml, text) in [
        (
            "<r>a<!-- b -->c<![CDATA[<d>&amp;]]>&lt;&#101;&#x66;<?pi x?></r>",
            "ac<d>&amp;<ef",
        ),
        ("<r>a\r\nb\rc</r>", "a\nb\nc"),
        ("<r><![CDATA[]]></r>", ""),
        (
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n<!-- x --><p:r xmlns:p='y'>z</p:r >\n<!-- -->\n",
            "z",
        ),
    ] {
        assert_eq!(read_as::<String>(xml).as_deref(), Ok(text), "{xml}");
    }
}

#[test]
fn what_is_not_xml_is_a_syntax_error() {
    for xml in [
        "",
        " ",
        "{}",
        "text",
        "<a>",
        "<a></b>",
        "<a><b></a></b>",
        "<a/><b/>",
        "<a/>x",
        "<a",
        "<a b></a",
        "<a>&x;</a>",
        "<a>&lt</a>",
        "<a>&#xD800;</a>",
        "<a>&#0;</a>",
        "<!DOCTYPE a><a/>",
        "x<a/>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<a><!DOCTYPE a></a>",
        "<a><?xml version='1.0'?></a>",
    ] {
        let mut error = None;
        let outcome = read(xml.as_bytes(), &mut |element| {
            String::decode(element).map(drop)
        });
        if let Err(found) = outcome {
            error = Some(found);
        }
        let error = error.unwrap_or_else(|| panic!("{xml} is read"));
        assert!(error.is_syntax() || xml.contains("<b>"), "{xml}: {error}");
    }
    let invalid = read(b"<a>\xff</a>", &mut |element| {
        String::decode(element).map(drop)
    });
    assert!(invalid.unwrap_err().is_syntax());
}

#[test]
fn a_mismatch_has_its_path() {
    for (xml, message) in [
        (
            "<R><Inner><Tag>a</Tag><Tag><b/></Tag></Inner></R>",
            "`Inner.Tag[1]`: expected a string, found elements",
        ),
        (
            "<R><Count><key>a</key><value>x</value></Count></R>",
            "`Count.a`: expected a whole number, found a string",
        ),
        (
            "<R><Count><key>a</key></Count></R>",
            "`Count`: an entry of the map has no `value`",
        ),
        (
            "<R><Count/></R>",
            "`Count`: an entry of the map has no `key`",
        ),
    ] {
        assert_eq!(read_as::<Room>(xml), Err(message.to_owned()), "{xml}");
    }
    assert_eq!(
        read_as::<Vec<bool>>("<R>text</R>"),
        Err("expected a list, found text".into())
    );
    assert_eq!(
        read_as::<bool>("<R>yes</R>"),
        Err("expected a boolean, found a string".into())
    );
    assert_eq!(
        read_as::<i8>("<R>200</R>"),
        Err("expected a whole number that fits `i8`, found a larger one".into())
    );
}

#[test]
fn an_attribute_is_only_read_for_a_member_that_is_one() {
    let xml = "<R Name='wrong' type='t' xmlns='n'><xsi:type>wrong</xsi:type><Name>right</Name></R>";
    let room = Room {
        name: Some("right".into()),
        ..Room::default()
    };
    assert_eq!(read_as::<Room>(xml), Ok(room));
}

#[test]
fn nesting_is_limited_in_what_is_read_and_in_what_is_skipped() {
    for name in ["Inner", "Unknown"] {
        let nested = |depth: usize| {
            let (open, close) = (format!("<{name}>"), format!("</{name}>"));
            format!("<R>{}{}</R>", open.repeat(depth), close.repeat(depth))
        };
        assert!(read_as::<Room>(&nested(127)).is_ok(), "{name}");
        let error = read_as::<Room>(&nested(128)).unwrap_err();
        assert!(
            error.ends_with("nested more than 128 levels deep"),
            "{error}"
        );
    }
}

#[test]
fn what_is_unknown_is_kept() {
    use crate::value::document::Document;
    let xml = "<R><a>1</a><b><c>x</c></b><a>2</a><a/></R>";
    let found: Document = read_as(xml).unwrap();
    let json = serde_json::json!({"a": ["1", "2", ""], "b": {"c": "x"}});
    assert_eq!(*found.as_value(), json);
    assert_eq!(
        written(&found),
        "<Root><a>1</a><a>2</a><a></a><b><c>x</c></b></Root>"
    );
}

#[test]
fn a_required_member_that_is_missing_is_an_error() {
    let mut slot: Option<String> = None;
    let outcome: Outcome = read(b"<R/>", &mut |element| {
        read_structure(element, &mut [("Name", &mut slot as &mut dyn Slot)])
    });
    assert!(outcome.is_ok());
    assert!(required(&mut slot, "Name").is_err());
}

#[test]
fn html_is_not_a_body() {
    for html in ["<html><body><p>x</p></body></html>", "<HTML/>"] {
        assert!(
            read(html.as_bytes(), &mut |_| Ok(()))
                .unwrap_err()
                .is_syntax()
        );
        assert!(!is_like(html.as_bytes()));
    }
    assert!(!is_like(b"\xef\xbb\xbf\n<!DOCTYPE html>"));
    assert!(is_like(b"\xef\xbb\xbf<?xml ") && is_like(b"<Error>") && is_like(b""));
    assert!(!is_like(b"upstream request timeout"));
}
