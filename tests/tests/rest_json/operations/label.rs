//! Members in the path.

use super::RestJson;
use crate::rest_json::plain::plain;
use opsmith::{Timestamp, operation};

#[operation(service = RestJson, path = "/FloatHttpLabels/<float>/<double>")]
pub struct HttpRequestWithFloatLabels {
    pub float: f32,
    pub double: f64,
}

#[operation(
    service = RestJson,
    path = "/HttpRequestWithGreedyLabelInPath/foo/<foo>/baz/<baz+>"
)]
pub struct HttpRequestWithGreedyLabelInPath {
    pub foo: String,
    pub baz: String,
}

#[operation(
    service = RestJson,
    path = "/HttpRequestWithLabels/<string>/<short>/<integer>/<long>/<float>/<double>/<boolean>/<timestamp>"
)]
pub struct HttpRequestWithLabels {
    pub string: String,
    pub short: i16,
    pub integer: i32,
    pub long: i64,
    pub float: f32,
    pub double: f64,
    pub boolean: bool,
    pub timestamp: Timestamp,
}

#[operation(
    service = RestJson,
    path = "/HttpRequestWithLabelsAndTimestampFormat/<memberEpochSeconds>/<memberHttpDate>/<memberDateTime>\
            /<defaultFormat>/<targetEpochSeconds>/<targetHttpDate>/<targetDateTime>"
)]
pub struct HttpRequestWithLabelsAndTimestampFormat {
    #[op(timestamp = "epoch-seconds")]
    pub member_epoch_seconds: Timestamp,
    #[op(timestamp = "http-date")]
    pub member_http_date: Timestamp,
    #[op(timestamp = "date-time")]
    pub member_date_time: Timestamp,
    pub default_format: Timestamp,
    #[op(timestamp = "epoch-seconds")]
    pub target_epoch_seconds: Timestamp,
    #[op(timestamp = "http-date")]
    pub target_http_date: Timestamp,
    #[op(timestamp = "date-time")]
    pub target_date_time: Timestamp,
}

/// The `+` and the parentheses are text; only `<name+>` is a greedy label.
#[operation(service = RestJson, path = "/ReDosLiteral/<str>/(a+)+")]
pub struct HttpRequestWithRegexLiteral {
    pub str: String,
}

plain! {
    HttpRequestWithFloatLabels { float, double }
    HttpRequestWithGreedyLabelInPath { foo, baz }
    HttpRequestWithLabels { string, short, integer, long, float, double, boolean, timestamp }
    HttpRequestWithLabelsAndTimestampFormat {
        member_epoch_seconds,
        member_http_date,
        member_date_time,
        default_format,
        target_epoch_seconds,
        target_http_date,
        target_date_time,
    }
    HttpRequestWithRegexLiteral { str }
}
