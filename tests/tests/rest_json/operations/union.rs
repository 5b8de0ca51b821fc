//! Unions as body members.

use super::{FooEnum, GreetingStruct, RestJson};
use crate::rest_json::plain::plain;
use opsmith::{Blob, Timestamp, operation, output, shape};
use std::collections::BTreeMap;

#[operation(service = RestJson, method = "PUT", path = "/JsonUnions", output = JsonUnionsOutput)]
pub struct JsonUnions {
    pub contents: Option<MyUnion>,
}

#[derive(PartialEq)]
#[output]
pub struct JsonUnionsOutput {
    pub contents: Option<MyUnion>,
}

#[derive(PartialEq)]
#[shape(rename_all = "camelCase")]
pub enum MyUnion {
    StringValue(String),
    BooleanValue(bool),
    NumberValue(i32),
    BlobValue(Blob),
    TimestampValue(Timestamp),
    EnumValue(FooEnum),
    ListValue(Vec<String>),
    MapValue(BTreeMap<String, String>),
    StructureValue(GreetingStruct),
    RenamedStructureValue(RenamedGreeting),
}

#[derive(PartialEq)]
#[shape]
pub struct RenamedGreeting {
    pub salutation: Option<String>,
}

#[operation(service = RestJson, path = "/PostUnionWithJsonName", output = PostUnionWithJsonNameOutput)]
pub struct PostUnionWithJsonName {
    pub value: Option<UnionWithJsonName>,
}

#[derive(PartialEq)]
#[output]
pub struct PostUnionWithJsonNameOutput {
    pub value: UnionWithJsonName,
}

#[derive(PartialEq)]
#[shape(rename_all = "camelCase")]
pub enum UnionWithJsonName {
    #[op(rename = "FOO")]
    Foo(String),
    Bar(String),
    #[op(rename = "_baz")]
    Baz(String),
}

plain! {
    JsonUnions { contents }
    JsonUnionsOutput { contents }
    union MyUnion {
        StringValue,
        BooleanValue,
        NumberValue,
        BlobValue,
        TimestampValue,
        EnumValue,
        ListValue,
        MapValue,
        StructureValue,
        RenamedStructureValue,
    }
    RenamedGreeting { salutation }
    PostUnionWithJsonName { value }
    PostUnionWithJsonNameOutput { value }
    union UnionWithJsonName { Foo, Bar, Baz }
}
