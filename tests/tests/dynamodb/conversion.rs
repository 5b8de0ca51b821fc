//! What each type looks like as an attribute value, and what is refused.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use opsmith::dynamodb::{
    AttributeValue, ConversionError, Item, from_attribute_value, from_item, to_attribute_value,
    to_item,
};
use opsmith::{Blob, Document, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What `DynamoDB` gets, as JSON.
fn wire<T: Serialize>(value: T) -> Value {
    serde_json::to_value(to_attribute_value(&value).unwrap()).unwrap()
}

fn from_wire<T: serde::de::DeserializeOwned>(wire: Value) -> Result<T, ConversionError> {
    from_attribute_value(serde_json::from_value(wire).unwrap())
}

fn refused<T: Serialize>(value: T) -> String {
    to_attribute_value(&value).unwrap_err().to_string()
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Shape {
    Point,
    Circle(f64),
    Line(i32, i32),
    Rectangle { width: u8, height: u8 },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Unit;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Pair(i8, String);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Id(String);

#[test]
fn simple_types_are_strings_numbers_booleans_and_null() {
    assert_eq!(wire("é"), json!({"S": "é"}));
    assert_eq!(wire(""), json!({"S": ""}));
    assert_eq!(wire('x'), json!({"S": "x"}));
    assert_eq!(wire(-7), json!({"N": "-7"}));
    assert_eq!(wire(u64::MAX), json!({"N": "18446744073709551615"}));
    assert_eq!(wire(true), json!({"BOOL": true}));
    assert_eq!(wire(()), json!({"NULL": true}));
    assert_eq!(wire(Unit), json!({"NULL": true}));
    assert_eq!(wire(None::<i32>), json!({"NULL": true}));
    assert_eq!(wire(Some(1)), json!({"N": "1"}));
    assert_eq!(wire(Id("a".into())), json!({"S": "a"}));
}

#[test]
fn floats_are_the_shortest_text_that_reads_as_the_same_float() {
    assert_eq!(wire(0.1_f32), json!({"N": "0.1"}));
    assert_eq!(wire(0.1_f64), json!({"N": "0.1"}));
    assert_eq!(wire(1.0), json!({"N": "1"}));
    assert_eq!(wire(1e16), json!({"N": "10000000000000000"}));
    assert_eq!(wire(1e100), json!({"N": "1e100"}));
    assert_eq!(wire(1e-100), json!({"N": "1e-100"}));
    assert_eq!(wire(0.000_123), json!({"N": "0.000123"}));
}

#[test]
fn collections_are_lists_and_maps() {
    assert_eq!(wire([1, 2]), json!({"L": [{"N": "1"}, {"N": "2"}]}));
    assert_eq!(wire((1, "a")), json!({"L": [{"N": "1"}, {"S": "a"}]}));
    assert_eq!(
        wire(Pair(1, "a".into())),
        json!({"L": [{"N": "1"}, {"S": "a"}]})
    );
    assert_eq!(wire(BTreeSet::from(["a"])), json!({"L": [{"S": "a"}]}));
    assert_eq!(wire(Vec::<i32>::new()), json!({"L": []}));
    assert_eq!(
        wire(BTreeMap::from([("k", 1)])),
        json!({"M": {"k": {"N": "1"}}})
    );
    assert_eq!(
        wire(BTreeMap::from([(7, true)])),
        json!({"M": {"7": {"BOOL": true}}})
    );
}

#[test]
fn enums_are_represented_as_in_json() {
    for (shape, expected) in [
        (Shape::Point, json!({"S": "Point"})),
        (Shape::Circle(0.5), json!({"M": {"Circle": {"N": "0.5"}}})),
        (
            Shape::Line(1, 2),
            json!({"M": {"Line": {"L": [{"N": "1"}, {"N": "2"}]}}}),
        ),
        (
            Shape::Rectangle {
                width: 1,
                height: 2,
            },
            json!({"M": {"Rectangle": {"M": {"width": {"N": "1"}, "height": {"N": "2"}}}}}),
        ),
    ] {
        assert_eq!(wire(&shape), expected);
        assert_eq!(from_wire::<Shape>(expected).unwrap(), shape);
    }
}

#[test]
fn binary_data_is_binary() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Image {
        blob: Blob,
        blobs: Vec<Blob>,
        none: Option<Blob>,
    }

    let image = Image {
        blob: Blob::from("xy"),
        blobs: vec![Blob::from(""), Blob::from(vec![0, 255])],
        none: None,
    };
    let expected = json!({"M": {
        "blob": {"B": "eHk="},
        "blobs": {"L": [{"B": ""}, {"B": "AP8="}]},
        "none": {"NULL": true},
    }});
    assert_eq!(wire(&image), expected);
    assert_eq!(from_wire::<Image>(expected).unwrap(), image);
    // Bytes that another program wrote.
    assert_eq!(
        from_wire::<Vec<u8>>(json!({"B": "AP8="})).unwrap(),
        [0, 255]
    );
    // Other formats have base64 text, as ever.
    assert_eq!(serde_json::to_value(&image).unwrap()["blob"], "eHk=");
}

#[test]
fn opsmiths_own_types_are_what_they_are_in_json() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Event {
        at: Timestamp,
        detail: Document,
    }

    let event = Event {
        at: "2026-02-03T04:05:06Z".parse().unwrap(),
        detail: Document::from(json!({"a": [1, null, 1.5]})),
    };
    let expected = json!({"M": {
        "at": {"N": "1770091506"},
        "detail": {"M": {"a": {"L": [{"N": "1"}, {"NULL": true}, {"N": "1.5"}]}}},
    }});
    assert_eq!(wire(&event), expected);
    assert_eq!(from_wire::<Event>(expected).unwrap(), event);
}

#[test]
fn sets_are_sorted_and_hold_one_type() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sets {
        #[serde(with = "opsmith::dynamodb::string_set")]
        strings: HashSet<String>,
        #[serde(with = "opsmith::dynamodb::number_set")]
        numbers: Vec<f32>,
        #[serde(with = "opsmith::dynamodb::binary_set")]
        bytes: Vec<Blob>,
        #[serde(with = "opsmith::dynamodb::string_set", default)]
        maybe: Option<Vec<char>>,
    }

    let sets = Sets {
        strings: ["b", "a", "c"].map(str::to_owned).into(),
        numbers: vec![-1.5, 2.0],
        bytes: vec![Blob::from("x"), Blob::from("y")],
        maybe: None,
    };
    let expected = json!({"M": {
        "strings": {"SS": ["a", "b", "c"]},
        "numbers": {"NS": ["-1.5", "2"]},
        "bytes": {"BS": ["eA==", "eQ=="]},
        "maybe": {"NULL": true},
    }});
    assert_eq!(wire(&sets), expected);
    assert_eq!(from_wire::<Sets>(expected).unwrap(), sets);
}

fn set_of<T: Serialize>(values: &T) -> Result<AttributeValue, ConversionError> {
    #[derive(Serialize)]
    struct Set<'a, T: Serialize>(#[serde(with = "opsmith::dynamodb::string_set")] &'a T);

    to_attribute_value(&Set(values))
}

#[test]
fn what_is_no_set_is_an_error() {
    let text = |outcome: Result<AttributeValue, ConversionError>| outcome.unwrap_err().to_string();
    let none: [&str; 0] = [];
    assert_eq!(
        text(set_of(&none)),
        "DynamoDB has no empty sets; use an `Option` with `skip_serializing_if`"
    );
    assert_eq!(text(set_of(&["a", "b", "a"])), "a set has no element twice");
    assert_eq!(
        text(set_of(&("a", 1))),
        "`[1]`: expected a string, found a number"
    );
    assert_eq!(text(set_of(&1)), "expected a list or a set, found a number");
}

#[test]
fn numbers_keep_their_digits() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Wide {
        signed: i128,
        unsigned: u128,
        #[serde(with = "opsmith::dynamodb::number")]
        decimal: String,
        raw: AttributeValue,
    }

    let digits = "1234567890123456789012345678901234567.8";
    let wide = Wide {
        signed: -99_999_999_999_999_999_999_999_999_999_999_999_999,
        unsigned: 340_282_366_920_938_463_463_374_607_431_768_211_400,
        decimal: digits.to_owned(),
        raw: AttributeValue::N(digits.to_owned()),
    };
    let item = to_item(&wide).unwrap();
    assert_eq!(item["decimal"], item["raw"]);
    assert_eq!(from_item::<Wide>(item).unwrap(), wide);
}

#[derive(Serialize)]
struct Price(#[serde(with = "opsmith::dynamodb::number")] &'static str);

#[test]
fn numbers_that_dynamodb_refuses_are_errors() {
    for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(refused(float), "DynamoDB has no number for NaN or infinity");
        #[allow(clippy::cast_possible_truncation)]
        let single = float as f32;
        assert_eq!(
            refused(single),
            "DynamoDB has no number for NaN or infinity"
        );
    }
    assert_eq!(
        refused(u128::MAX),
        "DynamoDB's numbers have at most 38 digits"
    );
    assert_eq!(
        refused(f64::MAX),
        "DynamoDB's numbers are smaller than 1e126"
    );
    assert_eq!(
        refused(f64::MIN_POSITIVE),
        "DynamoDB's numbers are 0 or at least 1e-130"
    );
    // All finite values of `f32` fit.
    assert_eq!(wire(f32::MAX), json!({"N": "3.4028235e38"}));
    assert_eq!(wire(f32::from_bits(1)), json!({"N": "1e-45"}));
    assert_eq!(refused(Price("1,50")), "not a decimal number");
}

#[derive(Debug, Deserialize)]
struct Outer {
    #[serde(flatten)]
    _rest: BTreeMap<String, Document>,
}

#[test]
fn whole_numbers_are_read_in_any_notation_and_never_rounded() {
    assert_eq!(from_wire::<u8>(json!({"N": "1E2"})).unwrap(), 100);
    assert_eq!(from_wire::<i64>(json!({"N": "-3.000"})).unwrap(), -3);
    for (number, text) in [
        ("1.5", "fraction"),
        ("256", "too large"),
        ("-1", "negative"),
    ] {
        let error = from_wire::<u8>(json!({"N": number})).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a whole number that fits `u8`, found another one",
            "{text}"
        );
    }
    // A number whose type is not known: wider than serde's content takes, which is an error, not a rounded float.
    let item = Item::from([(
        "n".to_owned(),
        AttributeValue::N("36893488147419103232".into()),
    )]);
    assert!(from_item::<Outer>(item).is_err());
}

#[test]
fn errors_name_the_attribute_and_show_no_value() {
    #[derive(Debug, Serialize, Deserialize)]
    struct Author {
        born: u16,
        shape: Option<Shape>,
    }
    #[derive(Debug, Deserialize)]
    struct Book {
        #[serde(rename = "authors")]
        _authors: Vec<Author>,
    }

    let read = |author: Value| {
        let item: Item =
            serde_json::from_value(json!({"authors": {"L": [{"M": author}]}})).unwrap();
        from_item::<Book>(item).unwrap_err()
    };
    let error = read(json!({"born": {"S": "hunter2"}}));
    assert_eq!(error.path(), "authors[0].born");
    assert_eq!(error.reason(), "expected u16, found a string");
    assert_eq!(
        read(json!({"born": {"N": "1"}, "shape": {"S": "hunter2"}})).to_string(),
        "`authors[0].shape`: the enum has no such variant; it has `Point`, `Circle`, `Line`, `Rectangle`"
    );
    assert_eq!(
        read(json!({"born": {"N": "1"}, "shape": {"M": {"Circle": {"S": "hunter2"}}}})).to_string(),
        "`authors[0].shape.Circle`: expected f64, found a string"
    );
    assert_eq!(
        read(json!({})).to_string(),
        "`authors[0]`: missing field `born`"
    );

    let error = to_item(&json!({"a": {"b": [0, f64::MAX]}})).unwrap_err();
    assert_eq!(error.path(), "a.b[1]");
    assert_eq!(
        to_item(&[1]).unwrap_err().to_string(),
        "an item is a structure or a map, not a list"
    );
    let keys = BTreeMap::from([(Some(1), 1)]);
    assert_eq!(
        refused(keys),
        "the key of a map is a string, a number, a boolean or a unit variant"
    );
}

#[test]
fn a_key_that_a_flattened_map_repeats_is_an_error() {
    #[derive(Serialize)]
    struct Book {
        isbn: String,
        #[serde(flatten)]
        more: BTreeMap<String, i32>,
    }

    let book = Book {
        isbn: "i".into(),
        more: [("isbn".to_owned(), 1)].into(),
    };
    assert_eq!(refused(book), "`isbn`: the map has this key twice");
}

#[test]
fn a_list_that_is_longer_than_the_tuple_is_an_error() {
    let error = from_wire::<(i32, i32)>(json!({"L": [{"N": "1"}, {"N": "2"}, {"N": "3"}]}));
    assert_eq!(
        error.unwrap_err().to_string(),
        "expected 2 elements, found more"
    );
}

#[test]
fn attribute_values_are_kept_as_they_are() {
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Record {
        id: String,
        any: AttributeValue,
        list: Vec<AttributeValue>,
        #[serde(flatten)]
        rest: BTreeMap<String, AttributeValue>,
    }

    let everything = AttributeValue::L(vec![
        AttributeValue::S("s".into()),
        AttributeValue::N("1.50".into()),
        AttributeValue::B(Blob::from("b")),
        AttributeValue::Ss(vec!["z".into(), "a".into()]),
        AttributeValue::Ns(vec!["2".into()]),
        AttributeValue::Bs(vec![Blob::from("x")]),
        AttributeValue::M([("k".to_owned(), AttributeValue::Null(true))].into()),
        AttributeValue::Bool(false),
    ]);
    let record = Record {
        id: "r".into(),
        any: everything.clone(),
        list: vec![everything.clone()],
        rest: BTreeMap::new(),
    };
    let item = to_item(&record).unwrap();
    assert_eq!(item["any"], everything);
    assert_eq!(item["list"], AttributeValue::L(vec![everything.clone()]));
    assert_eq!(from_item::<Record>(item).unwrap(), record);
    // serde buffers flattened members in a form that has no sets; reading them is an error, not another value.
    let rest = [("more".to_owned(), AttributeValue::Ss(vec!["a".into()]))].into();
    let item = to_item(&Record { rest, ..record }).unwrap();
    assert_eq!(item["more"], AttributeValue::Ss(vec!["a".into()]));
    assert!(from_item::<Record>(item).is_err());
    // An item of attribute values is itself.
    let item = Item::from([("a".to_owned(), everything)]);
    assert_eq!(to_item(&item).unwrap(), item);
    assert_eq!(from_item::<Item>(item.clone()).unwrap(), item);
    // In JSON, it looks as on the wire.
    let json = serde_json::to_string(&item).unwrap();
    assert_eq!(serde_json::from_str::<Item>(&json).unwrap(), item);
}

#[test]
fn bytes_that_do_not_fit_an_array_are_an_error() {
    let bytes = || AttributeValue::B(Blob::from("abc"));
    assert_eq!(from_attribute_value::<[u8; 3]>(bytes()).unwrap(), *b"abc");
    assert!(from_attribute_value::<[u8; 2]>(bytes()).is_err());
}

#[test]
fn a_large_whole_float_is_read_where_serde_keeps_it_first() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind")]
    enum Body {
        Star { mass: f64 },
    }

    let star = Body::Star { mass: 2e19 };
    let item = to_item(&star).unwrap();
    assert_eq!(from_item::<Body>(item).unwrap(), star);
}
