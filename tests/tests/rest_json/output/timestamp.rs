use crate::rest_json::{harness::Output, operations::timestamp::*, values::at};
use opsmith::Timestamp;

/// 2014-04-29 18:30:38 UTC.
fn time() -> Timestamp {
    at(1_398_796_238)
}

pub(super) fn RestJsonJsonTimestamps(case: Output) {
    case.json(r#"{"normal": 1398796238}"#).returned_by(
        JsonTimestamps::new(),
        JsonTimestampsOutput {
            normal: Some(time()),
            ..Default::default()
        },
    );
}

pub(super) fn RestJsonJsonTimestampsWithDateTimeFormat(case: Output) {
    case.json(r#"{"dateTime": "2014-04-29T18:30:38Z"}"#)
        .returned_by(
            JsonTimestamps::new(),
            JsonTimestampsOutput {
                date_time: Some(time()),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonJsonTimestampsWithDateTimeOnTargetFormat(case: Output) {
    case.json(r#"{"dateTimeOnTarget": "2014-04-29T18:30:38Z"}"#)
        .returned_by(
            JsonTimestamps::new(),
            JsonTimestampsOutput {
                date_time_on_target: Some(time()),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonJsonTimestampsWithEpochSecondsFormat(case: Output) {
    case.json(r#"{"epochSeconds": 1398796238}"#).returned_by(
        JsonTimestamps::new(),
        JsonTimestampsOutput {
            epoch_seconds: Some(time()),
            ..Default::default()
        },
    );
}

pub(super) fn RestJsonJsonTimestampsWithEpochSecondsOnTargetFormat(case: Output) {
    case.json(r#"{"epochSecondsOnTarget": 1398796238}"#)
        .returned_by(
            JsonTimestamps::new(),
            JsonTimestampsOutput {
                epoch_seconds_on_target: Some(time()),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonJsonTimestampsWithHttpDateFormat(case: Output) {
    case.json(r#"{"httpDate": "Tue, 29 Apr 2014 18:30:38 GMT"}"#)
        .returned_by(
            JsonTimestamps::new(),
            JsonTimestampsOutput {
                http_date: Some(time()),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonJsonTimestampsWithHttpDateOnTargetFormat(case: Output) {
    case.json(r#"{"httpDateOnTarget": "Tue, 29 Apr 2014 18:30:38 GMT"}"#)
        .returned_by(
            JsonTimestamps::new(),
            JsonTimestampsOutput {
                http_date_on_target: Some(time()),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonDateTimeWithNegativeOffset(case: Output) {
    case.body(r#"{"datetime": "2019-12-16T22:48:18-01:00"}"#)
        .returned_by(
            DatetimeOffsets::new(),
            DatetimeOffsetsOutput {
                datetime: Some(at(1_576_540_098)),
            },
        );
}

pub(super) fn RestJsonDateTimeWithPositiveOffset(case: Output) {
    case.body(r#"{"datetime": "2019-12-17T00:48:18+01:00"}"#)
        .returned_by(
            DatetimeOffsets::new(),
            DatetimeOffsetsOutput {
                datetime: Some(at(1_576_540_098)),
            },
        );
}

pub(super) fn RestJsonDateTimeWithFractionalSeconds(case: Output) {
    let time = Timestamp::new(946_845_296, 123_000_000).expect("a time within the range");
    case.body(r#"{"datetime": "2000-01-02T20:34:56.123Z"}"#)
        .returned_by(
            FractionalSeconds::new(),
            FractionalSecondsOutput {
                datetime: Some(time),
            },
        );
}
