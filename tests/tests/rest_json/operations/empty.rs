//! No input, no output, nothing for the body.

use super::RestJson;
use crate::rest_json::plain::plain;
use opsmith::{operation, output};

#[operation(
    service = RestJson,
    method = "POST",
    path = "/EmptyInputAndEmptyOutput",
    output = EmptyInputAndEmptyOutputOutput
)]
pub struct EmptyInputAndEmptyOutput {}

#[derive(PartialEq)]
#[output]
pub struct EmptyInputAndEmptyOutputOutput {}

#[operation(service = RestJson, method = "POST", path = "/NoInputAndNoOutput")]
pub struct NoInputAndNoOutput;

#[operation(
    service = RestJson,
    method = "POST",
    path = "/NoInputAndOutputOutput",
    output = NoInputAndOutputOutput
)]
pub struct NoInputAndOutput;

#[derive(PartialEq)]
#[output]
pub struct NoInputAndOutputOutput {}

/// Smithy's explicit `Unit`, as input and as output.
#[operation(service = RestJson, method = "POST", path = "/UnitInputAndOutput", output = ())]
pub struct UnitInputAndOutput;

#[operation(service = RestJson, path = "/no_input_no_payload")]
pub struct TestGetNoInputNoPayload;

#[operation(service = RestJson, method = "POST", path = "/no_input_no_payload")]
pub struct TestPostNoInputNoPayload;

#[operation(service = RestJson, path = "/no_payload")]
pub struct TestGetNoPayload {
    #[op(header = "X-Amz-Test-Id")]
    pub test_id: Option<String>,
}

#[operation(service = RestJson, method = "POST", path = "/no_payload")]
pub struct TestPostNoPayload {
    #[op(header = "X-Amz-Test-Id")]
    pub test_id: Option<String>,
}

plain! {
    EmptyInputAndEmptyOutput {}
    EmptyInputAndEmptyOutputOutput {}
    NoInputAndNoOutput {}
    NoInputAndOutput {}
    NoInputAndOutputOutput {}
    UnitInputAndOutput {}
    TestGetNoInputNoPayload {}
    TestPostNoInputNoPayload {}
    TestGetNoPayload { test_id }
    TestPostNoPayload { test_id }
}
