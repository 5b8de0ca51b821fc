//! Type parameters of shapes and outputs. Operations cannot have any, because they have a single wire format.

use std::collections::HashMap;
use std::fmt::{Debug, Display};

use opsmith::{
    Timestamp, operation, output, shape,
    wire::{Decode, Encode},
};
use serde_json::{Value, json};

#[shape(rename_all = "PascalCase")]
#[derive(Clone, Default, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub first: Option<T>,
    pub by_name: Option<HashMap<String, T>>,
}

/// With a default, a bound and a `where` clause.
#[shape]
pub struct Pair<A, B = String>
where
    A: Clone + Display,
{
    pub a: A,
    #[op(sensitive)]
    pub b: Option<B>,
    #[op(timestamp = "date-time")]
    pub at: Option<Timestamp>,
}

/// A union with a type parameter.
#[shape]
pub enum Either<A, B> {
    Left(A),
    Right(Box<B>),
}

#[output]
pub struct GetOutput<T: PartialEq> {
    pub value: T,
    #[op(default)]
    pub values: Vec<T>,
}

#[operation(service = "chime", unlisted, path = "/pages", output = GetOutput<Page<String>>)]
pub struct PutPages {
    pub page: Page<Page<i32>>,
    pub pair: Option<Pair<i64>>,
    pub either: Option<Either<String, Page<bool>>>,
}

fn round_trip<T: Encode + Decode + Debug + serde::Serialize + for<'de> serde::Deserialize<'de>>(
    value: &T,
) -> Value {
    let json = serde_json::to_value(value).unwrap();
    let again: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), json);
    json
}

#[test]
fn shapes_with_type_parameters_keep_their_values() {
    let page = Page {
        items: vec![1, 2],
        first: Some(1),
        by_name: None,
    };
    assert_eq!(round_trip(&page), json!({ "Items": [1, 2], "First": 1 }));
    let pair = Pair::<i64> {
        a: 5,
        b: Some("secret".to_owned()),
        at: None,
    };
    assert_eq!(round_trip(&pair), json!({ "a": 5, "b": "secret" }));
    assert!(!format!("{pair:?}").contains("secret"));
    let either: Either<String, Page<i32>> = Either::Right(Box::new(page.clone()));
    assert_eq!(
        round_trip(&either),
        json!({ "Right": { "Items": [1, 2], "First": 1 } })
    );
    let left: Either<String, i32> = Either::Left("l".to_owned());
    assert_eq!(round_trip(&left), json!({ "Left": "l" }));
    let put = PutPages::new(Page {
        items: vec![page],
        ..Page::default()
    })
    .pair(pair)
    .either(Either::Left("x".to_owned()));
    assert!(format!("{put:?}").contains("items: [1, 2]"));
}
