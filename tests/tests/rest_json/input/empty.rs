use crate::rest_json::{harness::Input, operations::empty::*};

pub(super) fn RestJsonEmptyInputAndEmptyOutput(case: Input) {
    case.post("/EmptyInputAndEmptyOutput")
        .sent_by(EmptyInputAndEmptyOutput::new());
}

pub(super) fn RestJsonNoInputAndNoOutput(case: Input) {
    case.post("/NoInputAndNoOutput")
        .sent_by(NoInputAndNoOutput::new());
}

pub(super) fn RestJsonNoInputAndOutput(case: Input) {
    case.post("/NoInputAndOutputOutput")
        .sent_by(NoInputAndOutput::new());
}

pub(super) fn RestJsonUnitInputAndOutput(case: Input) {
    case.post("/UnitInputAndOutput")
        .sent_by(UnitInputAndOutput::new());
}

pub(super) fn RestJsonHttpGetWithNoInput(case: Input) {
    case.get("/no_input_no_payload")
        .forbid("Content-Type")
        .forbid("Content-Length")
        .sent_by(TestGetNoInputNoPayload::new());
}

pub(super) fn RestJsonHttpPostWithNoInput(case: Input) {
    case.post("/no_input_no_payload")
        .forbid("Content-Type")
        .sent_by(TestPostNoInputNoPayload::new());
}

pub(super) fn RestJsonHttpGetWithNoModeledBody(case: Input) {
    case.get("/no_payload")
        .forbid("Content-Length")
        .forbid("Content-Type")
        .sent_by(TestGetNoPayload::new());
}

pub(super) fn RestJsonHttpGetWithHeaderMemberNoModeledBody(case: Input) {
    case.get("/no_payload")
        .header("X-Amz-Test-Id", "t-12345")
        .forbid("Content-Length")
        .forbid("Content-Type")
        .sent_by(TestGetNoPayload::new().test_id("t-12345"));
}

pub(super) fn RestJsonHttpPostWithNoModeledBody(case: Input) {
    case.post("/no_payload")
        .forbid("Content-Type")
        .sent_by(TestPostNoPayload::new());
}

pub(super) fn RestJsonHttpWithPostHeaderMemberNoModeledBody(case: Input) {
    case.post("/no_payload")
        .header("X-Amz-Test-Id", "t-12345")
        .forbid("Content-Type")
        .sent_by(TestPostNoPayload::new().test_id("t-12345"));
}
