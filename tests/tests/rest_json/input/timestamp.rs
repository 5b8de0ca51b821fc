use crate::rest_json::{harness::Input, operations::timestamp::*, values::at};
use opsmith::Timestamp;

/// 2014-04-29 18:30:38 UTC.
fn time() -> Timestamp {
    at(1_398_796_238)
}

pub(super) fn RestJsonJsonTimestamps(case: Input) {
    case.post("/JsonTimestamps")
        .json(r#"{"normal": 1398796238}"#)
        .sent_by(JsonTimestamps::new().normal(time()));
}

pub(super) fn RestJsonJsonTimestampsWithDateTimeFormat(case: Input) {
    case.post("/JsonTimestamps")
        .json(r#"{"dateTime": "2014-04-29T18:30:38Z"}"#)
        .sent_by(JsonTimestamps::new().date_time(time()));
}

pub(super) fn RestJsonJsonTimestampsWithDateTimeOnTargetFormat(case: Input) {
    case.post("/JsonTimestamps")
        .json(r#"{"dateTimeOnTarget": "2014-04-29T18:30:38Z"}"#)
        .sent_by(JsonTimestamps::new().date_time_on_target(time()));
}

pub(super) fn RestJsonJsonTimestampsWithEpochSecondsFormat(case: Input) {
    case.post("/JsonTimestamps")
        .json(r#"{"epochSeconds": 1398796238}"#)
        .sent_by(JsonTimestamps::new().epoch_seconds(time()));
}

pub(super) fn RestJsonJsonTimestampsWithEpochSecondsOnTargetFormat(case: Input) {
    case.post("/JsonTimestamps")
        .json(r#"{"epochSecondsOnTarget": 1398796238}"#)
        .sent_by(JsonTimestamps::new().epoch_seconds_on_target(time()));
}

pub(super) fn RestJsonJsonTimestampsWithHttpDateFormat(case: Input) {
    case.post("/JsonTimestamps")
        .json(r#"{"httpDate": "Tue, 29 Apr 2014 18:30:38 GMT"}"#)
        .sent_by(JsonTimestamps::new().http_date(time()));
}

pub(super) fn RestJsonJsonTimestampsWithHttpDateOnTargetFormat(case: Input) {
    case.post("/JsonTimestamps")
        .json(r#"{"httpDateOnTarget": "Tue, 29 Apr 2014 18:30:38 GMT"}"#)
        .sent_by(JsonTimestamps::new().http_date_on_target(time()));
}
