//! `from_item(to_item(x)) == x` for random values.

use std::collections::{BTreeMap, BTreeSet};

use opsmith::Blob;
use opsmith::dynamodb::{
    AttributeValue, Item, from_attribute_value, from_item, to_attribute_value, to_item,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Everything {
    text: String,
    character: char,
    small: i8,
    large: i64,
    wide: i128,
    unsigned: u64,
    float: f32,
    double: f64,
    flag: bool,
    blob: Blob,
    maybe: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left_out: Option<String>,
    list: Vec<Vec<i16>>,
    tuple: (u8, String, ()),
    by_name: BTreeMap<String, Kind>,
    by_number: BTreeMap<i32, bool>,
    by_kind: BTreeMap<Color, u8>,
    #[serde(
        with = "opsmith::dynamodb::string_set",
        default,
        skip_serializing_if = "BTreeSet::is_empty"
    )]
    names: BTreeSet<String>,
    #[serde(
        with = "opsmith::dynamodb::number_set",
        default,
        skip_serializing_if = "BTreeSet::is_empty"
    )]
    numbers: BTreeSet<i64>,
    #[serde(with = "opsmith::dynamodb::number")]
    decimal: Decimal,
    tagged: Tagged,
    untagged: Untagged,
    raw: AttributeValue,
    #[serde(flatten)]
    flattened: Flattened,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Kind {
    Unit,
    New(Box<Kind>),
    Tuple(u8, bool),
    Struct { a: Option<f64>, b: Vec<u8> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Color {
    Red,
    Green,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
enum Tagged {
    Circle { radius: f64 },
    Empty,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(i64),
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Flattened {
    extra: u64,
    weight: f64,
    note: Option<String>,
}

/// A decimal number as text, as another crate might have it.
#[derive(Debug, Clone, PartialEq)]
struct Decimal(i64, u8);

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}e-{}", self.0, self.1)
    }
}

impl std::str::FromStr for Decimal {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (digits, exponent) = text.split_once("e-").unwrap_or((text, "0"));
        Ok(Self(digits.parse()?, exponent.parse()?))
    }
}

/// Numbers that `DynamoDB` stores.
fn double() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("in range", |float| {
        let size = float.abs();
        *float == 0.0 || (1e-130..9e125).contains(&size)
    })
}

fn wide() -> impl Strategy<Value = i128> {
    let limit = 10_i128.pow(38);
    -limit + 1..limit
}

fn kind() -> impl Strategy<Value = Kind> {
    let leaf = prop_oneof![
        Just(Kind::Unit),
        any::<(u8, bool)>().prop_map(|(a, b)| Kind::Tuple(a, b)),
        (option::of(double()), vec(any::<u8>(), 0..4)).prop_map(|(a, b)| Kind::Struct { a, b }),
    ];
    leaf.prop_recursive(4, 8, 1, |inner| {
        inner.prop_map(|kind| Kind::New(Box::new(kind)))
    })
}

fn value() -> impl Strategy<Value = AttributeValue> {
    let number = || (any::<i64>(), 0..60_u8).prop_map(|(a, b)| format!("{a}e-{b}"));
    let bytes = || vec(any::<u8>(), 0..5).prop_map(Blob::from);
    let leaf = prop_oneof![
        any::<String>().prop_map(AttributeValue::S),
        number().prop_map(AttributeValue::N),
        bytes().prop_map(AttributeValue::B),
        vec(any::<String>(), 1..4).prop_map(AttributeValue::Ss),
        vec(number(), 1..4).prop_map(AttributeValue::Ns),
        vec(bytes(), 1..4).prop_map(AttributeValue::Bs),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            btree_map(any::<String>(), inner, 0..4).prop_map(AttributeValue::M),
        ]
    })
}

prop_compose! {
    fn everything()(
        (text, character, small, large, unsigned, flag) in any::<(String, char, i8, i64, u64, bool)>(),
        (float, double, wide) in (-1e38_f32..1e38, double(), wide()),
        (maybe, left_out, list) in any::<(Option<u16>, Option<String>, Vec<Vec<i16>>)>(),
        tuple in any::<(u8, String, ())>(),
        blob in vec(any::<u8>(), 0..40),
        by_name in btree_map(any::<String>(), kind(), 0..4),
        by_number in btree_map(any::<i32>(), any::<bool>(), 0..4),
        by_kind in btree_map(prop_oneof![Just(Color::Red), Just(Color::Green)], any::<u8>(), 0..3),
        names in btree_set(any::<String>(), 0..4),
        numbers in btree_set(any::<i64>(), 0..4),
        decimal in (any::<i64>(), 0..60_u8),
        tagged in prop_oneof![
            Just(Tagged::Empty),
            self::double().prop_map(|radius| Tagged::Circle { radius }),
        ],
        untagged in prop_oneof![
            any::<i64>().prop_map(Untagged::Number),
            any::<String>().prop_map(Untagged::Text),
        ],
        raw in value(),
        flattened in (any::<u64>(), self::double(), any::<Option<String>>()),
    ) -> Everything {
        let (extra, weight, note) = flattened;
        Everything {
            text, character, small, large, wide, unsigned, float, double, flag, maybe, left_out, list,
            tuple, by_name, by_number, by_kind, names, numbers, tagged, untagged, raw,
            blob: blob.into(),
            decimal: Decimal(decimal.0, decimal.1),
            flattened: Flattened { extra, weight, note },
        }
    }
}

proptest! {
    #[test]
    fn an_item_is_read_as_what_it_was(everything in everything()) {
        let item = to_item(&everything).unwrap();
        prop_assert_eq!(from_item::<Everything>(item).unwrap(), everything);
    }

    #[test]
    fn it_also_survives_the_wire(everything in everything()) {
        let item = to_item(&everything).unwrap();
        let json = serde_json::to_vec(&item).unwrap();
        let item: Item = serde_json::from_slice(&json).unwrap();
        prop_assert_eq!(from_item::<Everything>(item).unwrap(), everything);
    }

    #[test]
    fn any_attribute_value_is_itself(value in value()) {
        prop_assert_eq!(&to_attribute_value(&value).unwrap(), &value);
        prop_assert_eq!(from_attribute_value::<AttributeValue>(value.clone()).unwrap(), value);
    }

    /// Whatever a table holds, reading it as any of these types is a value or an error.
    #[test]
    fn nothing_panics(value in value()) {
        let item = Item::from([("text".to_owned(), value.clone())]);
        let _ = from_item::<Everything>(item);
        let _ = from_attribute_value::<Kind>(value.clone());
        let _ = from_attribute_value::<Tagged>(value.clone());
        let _ = from_attribute_value::<Untagged>(value.clone());
        let _ = from_attribute_value::<serde_json::Value>(value.clone());
        let _ = from_attribute_value::<BTreeMap<i32, u8>>(value.clone());
        let _ = from_attribute_value::<(u8, i128, f32)>(value);
    }
}
