//! The operations of the restJson1 protocol tests, declared as a user would: one file a subject.
//!
//! Below the declarations of a file stands `plain!`, which names their members once more for the
//! comparison with the official files (see `plain.rs`).

pub mod body;
pub mod document;
pub mod empty;
pub mod endpoint;
pub mod error;
pub mod header;
pub mod label;
pub mod payload;
pub mod query;
pub mod request;
pub mod timestamp;
pub mod union;

use super::plain::{Plain, plain};
use opsmith::{service, shape};
use serde_json::Value;

/// The service of the protocol tests. It is not an AWS service, so it is declared like a private API.
#[service(
    signing_name = "restjson",
    endpoint = "https://example.com",
    rename_all = "camelCase"
)]
pub struct RestJson;

/// A string enumeration with values that look like other types.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
#[shape]
pub enum FooEnum {
    Foo,
    Baz,
    Bar,
    #[op(rename = "1")]
    One,
    #[op(rename = "0")]
    Zero,
    #[op(other)]
    Other(String),
}

impl Plain for FooEnum {
    fn plain(&self) -> Value {
        self.as_str().into()
    }
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
#[shape]
pub enum IntegerEnum {
    #[op(value = 1)]
    A,
    #[op(value = 2)]
    B,
    #[op(value = 3)]
    C,
    #[op(other)]
    Other(i32),
}

impl Plain for IntegerEnum {
    fn plain(&self) -> Value {
        self.as_i32().into()
    }
}

#[derive(PartialEq)]
#[shape]
pub struct GreetingStruct {
    pub hi: Option<String>,
}

plain! {
    GreetingStruct { hi }
}
