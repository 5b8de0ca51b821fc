//! Timestamps in a JSON body, in each format and as servers write them.

use super::RestJson;
use crate::rest_json::plain::plain;
use opsmith::{Timestamp, operation, output};

#[operation(service = RestJson, path = "/JsonTimestamps", output = JsonTimestampsOutput)]
pub struct JsonTimestamps {
    pub normal: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    pub date_time: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    pub date_time_on_target: Option<Timestamp>,
    #[op(timestamp = "epoch-seconds")]
    pub epoch_seconds: Option<Timestamp>,
    #[op(timestamp = "epoch-seconds")]
    pub epoch_seconds_on_target: Option<Timestamp>,
    #[op(timestamp = "http-date")]
    pub http_date: Option<Timestamp>,
    #[op(timestamp = "http-date")]
    pub http_date_on_target: Option<Timestamp>,
}

#[derive(Default, PartialEq)]
#[output(rename_all = "camelCase")]
pub struct JsonTimestampsOutput {
    pub normal: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    pub date_time: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    pub date_time_on_target: Option<Timestamp>,
    #[op(timestamp = "epoch-seconds")]
    pub epoch_seconds: Option<Timestamp>,
    #[op(timestamp = "epoch-seconds")]
    pub epoch_seconds_on_target: Option<Timestamp>,
    #[op(timestamp = "http-date")]
    pub http_date: Option<Timestamp>,
    #[op(timestamp = "http-date")]
    pub http_date_on_target: Option<Timestamp>,
}

#[operation(service = RestJson, method = "POST", path = "/DatetimeOffsets", output = DatetimeOffsetsOutput)]
pub struct DatetimeOffsets;

#[derive(PartialEq)]
#[output]
pub struct DatetimeOffsetsOutput {
    #[op(timestamp = "date-time")]
    pub datetime: Option<Timestamp>,
}

#[operation(service = RestJson, method = "POST", path = "/FractionalSeconds", output = FractionalSecondsOutput)]
pub struct FractionalSeconds;

#[derive(PartialEq)]
#[output]
pub struct FractionalSecondsOutput {
    #[op(timestamp = "date-time")]
    pub datetime: Option<Timestamp>,
}

plain! {
    JsonTimestamps {
        normal,
        date_time,
        date_time_on_target,
        epoch_seconds,
        epoch_seconds_on_target,
        http_date,
        http_date_on_target,
    }
    JsonTimestampsOutput {
        normal,
        date_time,
        date_time_on_target,
        epoch_seconds,
        epoch_seconds_on_target,
        http_date,
        http_date_on_target,
    }
    DatetimeOffsetsOutput { datetime }
    FractionalSecondsOutput { datetime }
}
