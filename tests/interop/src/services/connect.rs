//! Connect: a timestamp in a header.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("connect": UpdateTestCase);

#[operation(
    service = "connect",
    path = "/test-cases/<InstanceId>/<TestCaseId>",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateTestCase {
    pub instance_id: String,
    pub test_case_id: String,
    pub content: Option<String>,
    pub entry_point: Option<TestCaseEntryPoint>,
    pub name: Option<String>,
    #[op(header = "x-amz-last-modified-time")]
    #[serde(default, deserialize_with = "member")]
    pub last_modified_time: Option<Timestamp>,
    #[op(header = "x-amz-last-modified-region")]
    pub last_modified_region: Option<String>,
}

#[shape(rename_all = "PascalCase")]
pub struct TestCaseEntryPoint {
    pub r#type: Option<TestCaseEntryPointType>,
    pub chat_entry_point_parameters: Option<ChatEntryPointParameters>,
}

#[shape(rename_all = "UPPERCASE")]
pub enum TestCaseEntryPointType {
    Chat,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "PascalCase")]
pub struct ChatEntryPointParameters {
    pub flow_id: Option<String>,
}
