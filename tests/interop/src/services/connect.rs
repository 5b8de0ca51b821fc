//! Connect: a timestamp in a header.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("connect": UpdateTestCase);

#[operation(service = "connect")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateTestCase {
    pub instance_id: String,
    pub test_case_id: String,
    pub content: Option<String>,
    pub entry_point: Option<TestCaseEntryPoint>,
    pub name: Option<String>,
    #[serde(default, deserialize_with = "member")]
    pub last_modified_time: Option<Timestamp>,
    pub last_modified_region: Option<String>,
}

#[shape(service = "connect")]
pub struct TestCaseEntryPoint {
    pub r#type: Option<TestCaseEntryPointType>,
    pub chat_entry_point_parameters: Option<ChatEntryPointParameters>,
}

#[shape(service = "connect")]
pub enum TestCaseEntryPointType {
    Chat,
    #[op(other)]
    Other(String),
}

#[shape(service = "connect")]
pub struct ChatEntryPointParameters {
    pub flow_id: Option<String>,
}
