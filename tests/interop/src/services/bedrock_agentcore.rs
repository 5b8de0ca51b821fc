//! Bedrock AgentCore: the headers of distributed tracing.

use opsmith::{Blob, operation};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("bedrock-agentcore": InvokeAgentRuntime);

#[operation(service = "bedrock-agentcore")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvokeAgentRuntime {
    pub content_type: Option<String>,
    pub accept: Option<String>,
    pub runtime_session_id: Option<String>,
    pub trace_id: Option<String>,
    pub trace_parent: Option<String>,
    pub trace_state: Option<String>,
    pub baggage: Option<String>,
    pub agent_runtime_arn: String,
    pub qualifier: Option<String>,
    #[serde(deserialize_with = "member")]
    pub payload: Blob,
}
