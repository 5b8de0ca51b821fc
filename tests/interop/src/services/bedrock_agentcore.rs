//! Bedrock AgentCore: the headers of distributed tracing.

use opsmith::{Blob, operation};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("bedrock-agentcore": InvokeAgentRuntime);

#[operation(
    service = "bedrock-agentcore",
    path = "/runtimes/<agentRuntimeArn>/invocations"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvokeAgentRuntime {
    #[op(header = "Content-Type")]
    pub content_type: Option<String>,
    #[op(header = "Accept")]
    pub accept: Option<String>,
    #[op(
        header = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id",
        idempotency_token
    )]
    pub runtime_session_id: Option<String>,
    #[op(header = "X-Amzn-Trace-Id")]
    pub trace_id: Option<String>,
    #[op(header = "traceparent")]
    pub trace_parent: Option<String>,
    #[op(header = "tracestate")]
    pub trace_state: Option<String>,
    #[op(header = "baggage")]
    pub baggage: Option<String>,
    pub agent_runtime_arn: String,
    #[op(query = "qualifier")]
    pub qualifier: Option<String>,
    #[op(payload)]
    #[serde(deserialize_with = "member")]
    pub payload: Blob,
}
