//! Members in headers, of requests and of responses.

use super::{FooEnum, IntegerEnum, RestJson};
use crate::rest_json::plain::plain;
use opsmith::{Timestamp, operation, output};
use std::collections::{BTreeMap, BTreeSet};

#[operation(service = RestJson, path = "/HttpPrefixHeaders", output = HttpPrefixHeadersOutput)]
pub struct HttpPrefixHeaders {
    #[op(header = "x-foo")]
    pub foo: Option<String>,
    #[op(prefix_headers = "x-foo-")]
    pub foo_map: Option<BTreeMap<String, String>>,
}

#[derive(PartialEq)]
#[output]
pub struct HttpPrefixHeadersOutput {
    #[op(header = "x-foo")]
    pub foo: Option<String>,
    #[op(prefix_headers = "x-foo-")]
    pub foo_map: Option<BTreeMap<String, String>>,
}

#[operation(
    service = RestJson,
    path = "/HttpPrefixHeadersResponse",
    output = HttpPrefixHeadersInResponseOutput
)]
pub struct HttpPrefixHeadersInResponse;

/// The empty prefix: every header of the response.
#[derive(PartialEq)]
#[output]
pub struct HttpPrefixHeadersInResponseOutput {
    #[op(prefix_headers = "")]
    pub prefix_headers: Option<BTreeMap<String, String>>,
}

#[operation(
    service = RestJson,
    method = "POST",
    path = "/InputAndOutputWithHeaders",
    output = InputAndOutputWithHeadersOutput
)]
pub struct InputAndOutputWithHeaders {
    #[op(header = "X-String")]
    pub header_string: Option<String>,
    #[op(header = "X-Byte")]
    pub header_byte: Option<i8>,
    #[op(header = "X-Short")]
    pub header_short: Option<i16>,
    #[op(header = "X-Integer")]
    pub header_integer: Option<i32>,
    #[op(header = "X-Long")]
    pub header_long: Option<i64>,
    #[op(header = "X-Float")]
    pub header_float: Option<f32>,
    #[op(header = "X-Double")]
    pub header_double: Option<f64>,
    #[op(header = "X-Boolean1")]
    pub header_true_bool: Option<bool>,
    #[op(header = "X-Boolean2")]
    pub header_false_bool: Option<bool>,
    #[op(header = "X-StringList")]
    pub header_string_list: Option<Vec<String>>,
    #[op(header = "X-StringSet")]
    pub header_string_set: Option<BTreeSet<String>>,
    #[op(header = "X-IntegerList")]
    pub header_integer_list: Option<Vec<i32>>,
    #[op(header = "X-BooleanList")]
    pub header_boolean_list: Option<Vec<bool>>,
    #[op(header = "X-TimestampList")]
    pub header_timestamp_list: Option<Vec<Timestamp>>,
    #[op(header = "X-Enum")]
    pub header_enum: Option<FooEnum>,
    #[op(header = "X-EnumList")]
    pub header_enum_list: Option<Vec<FooEnum>>,
    #[op(header = "X-IntegerEnum")]
    pub header_integer_enum: Option<IntegerEnum>,
    #[op(header = "X-IntegerEnumList")]
    pub header_integer_enum_list: Option<Vec<IntegerEnum>>,
}

#[derive(Default, PartialEq)]
#[output]
pub struct InputAndOutputWithHeadersOutput {
    #[op(header = "X-String")]
    pub header_string: Option<String>,
    #[op(header = "X-Byte")]
    pub header_byte: Option<i8>,
    #[op(header = "X-Short")]
    pub header_short: Option<i16>,
    #[op(header = "X-Integer")]
    pub header_integer: Option<i32>,
    #[op(header = "X-Long")]
    pub header_long: Option<i64>,
    #[op(header = "X-Float")]
    pub header_float: Option<f32>,
    #[op(header = "X-Double")]
    pub header_double: Option<f64>,
    #[op(header = "X-Boolean1")]
    pub header_true_bool: Option<bool>,
    #[op(header = "X-Boolean2")]
    pub header_false_bool: Option<bool>,
    #[op(header = "X-StringList")]
    pub header_string_list: Option<Vec<String>>,
    #[op(header = "X-StringSet")]
    pub header_string_set: Option<BTreeSet<String>>,
    #[op(header = "X-IntegerList")]
    pub header_integer_list: Option<Vec<i32>>,
    #[op(header = "X-BooleanList")]
    pub header_boolean_list: Option<Vec<bool>>,
    #[op(header = "X-TimestampList")]
    pub header_timestamp_list: Option<Vec<Timestamp>>,
    #[op(header = "X-Enum")]
    pub header_enum: Option<FooEnum>,
    #[op(header = "X-EnumList")]
    pub header_enum_list: Option<Vec<FooEnum>>,
    #[op(header = "X-IntegerEnum")]
    pub header_integer_enum: Option<IntegerEnum>,
    #[op(header = "X-IntegerEnumList")]
    pub header_integer_enum_list: Option<Vec<IntegerEnum>>,
}

/// A string with a media type is base64 in a header.
#[operation(service = RestJson, path = "/MediaTypeHeader", output = MediaTypeHeaderOutput)]
pub struct MediaTypeHeader {
    #[op(header = "X-Json", media_type = "application/json")]
    pub json: Option<String>,
}

#[derive(PartialEq)]
#[output]
pub struct MediaTypeHeaderOutput {
    #[op(header = "X-Json", media_type = "application/json")]
    pub json: Option<String>,
}

#[operation(service = RestJson, path = "/NullAndEmptyHeadersClient")]
pub struct NullAndEmptyHeadersClient {
    #[op(header = "X-A")]
    pub a: Option<String>,
    #[op(header = "X-B")]
    pub b: Option<String>,
    #[op(header = "X-C")]
    pub c: Option<Vec<String>>,
}

#[operation(
    service = RestJson,
    method = "POST",
    path = "/TimestampFormatHeaders",
    output = TimestampFormatHeadersOutput
)]
pub struct TimestampFormatHeaders {
    #[op(header = "X-memberEpochSeconds", timestamp = "epoch-seconds")]
    pub member_epoch_seconds: Option<Timestamp>,
    #[op(header = "X-memberHttpDate", timestamp = "http-date")]
    pub member_http_date: Option<Timestamp>,
    #[op(header = "X-memberDateTime", timestamp = "date-time")]
    pub member_date_time: Option<Timestamp>,
    #[op(header = "X-defaultFormat")]
    pub default_format: Option<Timestamp>,
    #[op(header = "X-targetEpochSeconds", timestamp = "epoch-seconds")]
    pub target_epoch_seconds: Option<Timestamp>,
    #[op(header = "X-targetHttpDate", timestamp = "http-date")]
    pub target_http_date: Option<Timestamp>,
    #[op(header = "X-targetDateTime", timestamp = "date-time")]
    pub target_date_time: Option<Timestamp>,
}

#[derive(PartialEq)]
#[output]
pub struct TimestampFormatHeadersOutput {
    #[op(header = "X-memberEpochSeconds", timestamp = "epoch-seconds")]
    pub member_epoch_seconds: Option<Timestamp>,
    #[op(header = "X-memberHttpDate", timestamp = "http-date")]
    pub member_http_date: Option<Timestamp>,
    #[op(header = "X-memberDateTime", timestamp = "date-time")]
    pub member_date_time: Option<Timestamp>,
    #[op(header = "X-defaultFormat")]
    pub default_format: Option<Timestamp>,
    #[op(header = "X-targetEpochSeconds", timestamp = "epoch-seconds")]
    pub target_epoch_seconds: Option<Timestamp>,
    #[op(header = "X-targetHttpDate", timestamp = "http-date")]
    pub target_http_date: Option<Timestamp>,
    #[op(header = "X-targetDateTime", timestamp = "date-time")]
    pub target_date_time: Option<Timestamp>,
}

plain! {
    HttpPrefixHeaders { foo, foo_map }
    HttpPrefixHeadersOutput { foo, foo_map }
    HttpPrefixHeadersInResponseOutput { prefix_headers }
    InputAndOutputWithHeaders {
        header_string,
        header_byte,
        header_short,
        header_integer,
        header_long,
        header_float,
        header_double,
        header_true_bool,
        header_false_bool,
        header_string_list,
        header_string_set,
        header_integer_list,
        header_boolean_list,
        header_timestamp_list,
        header_enum,
        header_enum_list,
        header_integer_enum,
        header_integer_enum_list,
    }
    InputAndOutputWithHeadersOutput {
        header_string,
        header_byte,
        header_short,
        header_integer,
        header_long,
        header_float,
        header_double,
        header_true_bool,
        header_false_bool,
        header_string_list,
        header_string_set,
        header_integer_list,
        header_boolean_list,
        header_timestamp_list,
        header_enum,
        header_enum_list,
        header_integer_enum,
        header_integer_enum_list,
    }
    MediaTypeHeader { json }
    MediaTypeHeaderOutput { json }
    NullAndEmptyHeadersClient { a, b, c }
    TimestampFormatHeaders {
        member_epoch_seconds,
        member_http_date,
        member_date_time,
        default_format,
        target_epoch_seconds,
        target_http_date,
        target_date_time,
    }
    TimestampFormatHeadersOutput {
        member_epoch_seconds,
        member_http_date,
        member_date_time,
        default_format,
        target_epoch_seconds,
        target_http_date,
        target_date_time,
    }
}
