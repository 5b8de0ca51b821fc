//! Members in the query string.

use super::{FooEnum, IntegerEnum, RestJson};
use crate::rest_json::plain::plain;
use opsmith::{Timestamp, operation, output};
use std::collections::{BTreeMap, BTreeSet};

#[operation(service = RestJson, path = "/AllQueryStringTypesInput")]
pub struct AllQueryStringTypes {
    #[op(query = "String")]
    pub query_string: Option<String>,
    #[op(query = "StringList")]
    pub query_string_list: Option<Vec<String>>,
    #[op(query = "StringSet")]
    pub query_string_set: Option<BTreeSet<String>>,
    #[op(query = "Byte")]
    pub query_byte: Option<i8>,
    #[op(query = "Short")]
    pub query_short: Option<i16>,
    #[op(query = "Integer")]
    pub query_integer: Option<i32>,
    #[op(query = "IntegerList")]
    pub query_integer_list: Option<Vec<i32>>,
    #[op(query = "IntegerSet")]
    pub query_integer_set: Option<BTreeSet<i32>>,
    #[op(query = "Long")]
    pub query_long: Option<i64>,
    #[op(query = "Float")]
    pub query_float: Option<f32>,
    #[op(query = "Double")]
    pub query_double: Option<f64>,
    #[op(query = "DoubleList")]
    pub query_double_list: Option<Vec<f64>>,
    #[op(query = "Boolean")]
    pub query_boolean: Option<bool>,
    #[op(query = "BooleanList")]
    pub query_boolean_list: Option<Vec<bool>>,
    #[op(query = "Timestamp")]
    pub query_timestamp: Option<Timestamp>,
    #[op(query = "TimestampList")]
    pub query_timestamp_list: Option<Vec<Timestamp>>,
    #[op(query = "Enum")]
    pub query_enum: Option<FooEnum>,
    #[op(query = "EnumList")]
    pub query_enum_list: Option<Vec<FooEnum>>,
    #[op(query = "IntegerEnum")]
    pub query_integer_enum: Option<IntegerEnum>,
    #[op(query = "IntegerEnumList")]
    pub query_integer_enum_list: Option<Vec<IntegerEnum>>,
    #[op(query_map)]
    pub query_params_map_of_string_list: Option<BTreeMap<String, Vec<String>>>,
}

#[operation(service = RestJson, path = "/ConstantAndVariableQueryString?foo=bar")]
pub struct ConstantAndVariableQueryString {
    #[op(query)]
    pub baz: Option<String>,
    #[op(query = "maybeSet")]
    pub maybe_set: Option<String>,
}

/// The constant parameter `hello` and the label of that name have nothing to do with each other.
#[operation(service = RestJson, path = "/ConstantQueryString/<hello>?foo=bar&hello")]
pub struct ConstantQueryString {
    pub hello: String,
}

#[operation(service = RestJson, path = "/OmitsNullSerializesEmptyString")]
pub struct OmitsNullSerializesEmptyString {
    #[op(query = "Null")]
    pub null_value: Option<String>,
    #[op(query = "Empty")]
    pub empty_string: Option<String>,
}

#[operation(service = RestJson, method = "POST", path = "/OmitsSerializingEmptyLists")]
pub struct OmitsSerializingEmptyLists {
    #[op(query = "StringList")]
    pub query_string_list: Option<Vec<String>>,
    #[op(query = "IntegerList")]
    pub query_integer_list: Option<Vec<i32>>,
    #[op(query = "DoubleList")]
    pub query_double_list: Option<Vec<f64>>,
    #[op(query = "BooleanList")]
    pub query_boolean_list: Option<Vec<bool>>,
    #[op(query = "TimestampList")]
    pub query_timestamp_list: Option<Vec<Timestamp>>,
    #[op(query = "EnumList")]
    pub query_enum_list: Option<Vec<FooEnum>>,
    #[op(query = "IntegerEnumList")]
    pub query_integer_enum_list: Option<Vec<IntegerEnum>>,
}

#[operation(service = RestJson, method = "POST", path = "/QueryIdempotencyTokenAutoFill")]
pub struct QueryIdempotencyTokenAutoFill {
    #[op(query, idempotency_token)]
    pub token: Option<String>,
}

#[operation(service = RestJson, method = "POST", path = "/StringListMap")]
pub struct QueryParamsAsStringListMap {
    #[op(query = "corge")]
    pub qux: Option<String>,
    #[op(query_map)]
    pub foo: Option<BTreeMap<String, Vec<String>>>,
}

/// A named member takes precedence over the map's entry of the same name.
#[operation(service = RestJson, method = "POST", path = "/Precedence")]
pub struct QueryPrecedence {
    #[op(query = "bar")]
    pub foo: Option<String>,
    #[op(query_map)]
    pub baz: Option<BTreeMap<String, String>>,
}

#[operation(
    service = RestJson,
    path = "/IgnoreQueryParamsInResponse",
    output = IgnoreQueryParamsInResponseOutput
)]
pub struct IgnoreQueryParamsInResponse;

/// Smithy's `httpQuery` says nothing in an output: the member is one of the body.
#[derive(PartialEq)]
#[output]
pub struct IgnoreQueryParamsInResponseOutput {
    pub baz: Option<String>,
}

plain! {
    AllQueryStringTypes {
        query_string,
        query_string_list,
        query_string_set,
        query_byte,
        query_short,
        query_integer,
        query_integer_list,
        query_integer_set,
        query_long,
        query_float,
        query_double,
        query_double_list,
        query_boolean,
        query_boolean_list,
        query_timestamp,
        query_timestamp_list,
        query_enum,
        query_enum_list,
        query_integer_enum,
        query_integer_enum_list,
        query_params_map_of_string_list,
    }
    ConstantAndVariableQueryString { baz, maybe_set }
    ConstantQueryString { hello }
    OmitsNullSerializesEmptyString { null_value, empty_string }
    OmitsSerializingEmptyLists {
        query_string_list,
        query_integer_list,
        query_double_list,
        query_boolean_list,
        query_timestamp_list,
        query_enum_list,
        query_integer_enum_list,
    }
    QueryIdempotencyTokenAutoFill { token }
    QueryParamsAsStringListMap { qux, foo }
    QueryPrecedence { foo, baz }
    IgnoreQueryParamsInResponseOutput { baz }
}
