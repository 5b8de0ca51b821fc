//! Bedrock runtime: ARNs as labels, documents, unions within unions, blobs in JSON and as the payload.

use std::collections::BTreeMap;

use opsmith::{Blob, Document, Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("bedrock-runtime": InvokeModel, Converse, ListAsyncInvokes);

#[operation(service = "bedrock-runtime")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvokeModel {
    pub model_id: String,
    #[serde(default, deserialize_with = "member")]
    pub body: Option<Blob>,
    pub content_type: Option<String>,
    pub accept: Option<String>,
    pub trace: Option<Trace>,
    pub guardrail_identifier: Option<String>,
    pub guardrail_version: Option<String>,
    pub performance_config_latency: Option<PerformanceConfigLatency>,
}

#[operation(service = "bedrock-runtime")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Converse {
    pub model_id: String,
    pub messages: Option<Vec<Message>>,
    pub system: Option<Vec<SystemContentBlock>>,
    pub inference_config: Option<InferenceConfiguration>,
    pub tool_config: Option<ToolConfiguration>,
    #[serde(default, deserialize_with = "member")]
    pub additional_model_request_fields: Option<Document>,
    pub prompt_variables: Option<BTreeMap<String, PromptVariableValues>>,
    pub request_metadata: Option<BTreeMap<String, String>>,
}

#[operation(service = "bedrock-runtime")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListAsyncInvokes {
    #[serde(default, deserialize_with = "member")]
    pub submit_time_after: Option<Timestamp>,
    #[serde(default, deserialize_with = "member")]
    pub submit_time_before: Option<Timestamp>,
    pub status_equals: Option<AsyncInvokeStatus>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub sort_by: Option<SortAsyncInvocationBy>,
    pub sort_order: Option<SortOrder>,
}

#[shape(service = "bedrock-runtime")]
pub enum Trace {
    Enabled,
    #[op(other)]
    Other(String),
}

#[shape(service = "bedrock-runtime")]
pub enum PerformanceConfigLatency {
    Optimized,
    #[op(other)]
    Other(String),
}

#[shape(service = "bedrock-runtime")]
pub struct Message {
    pub role: ConversationRole,
    pub content: Vec<ContentBlock>,
}

#[shape(service = "bedrock-runtime")]
pub enum ConversationRole {
    User,
    #[op(other)]
    Other(String),
}

#[shape(service = "bedrock-runtime")]
pub enum ContentBlock {
    Text(String),
    Image(ImageBlock),
    ToolResult(ToolResultBlock),
}

#[shape(service = "bedrock-runtime")]
pub struct ImageBlock {
    pub format: ImageFormat,
    pub source: ImageSource,
}

#[shape(service = "bedrock-runtime")]
pub enum ImageFormat {
    Png,
    #[op(other)]
    Other(String),
}

#[shape(service = "bedrock-runtime")]
pub enum ImageSource {
    Bytes(Blob),
}

#[shape(service = "bedrock-runtime")]
pub struct ToolResultBlock {
    pub tool_use_id: String,
    pub content: Vec<ToolResultContentBlock>,
    pub status: Option<ToolResultStatus>,
}

#[shape(service = "bedrock-runtime")]
pub enum ToolResultContentBlock {
    Json(Document),
}

#[shape(service = "bedrock-runtime")]
pub enum ToolResultStatus {
    Success,
    #[op(other)]
    Other(String),
}

#[shape(service = "bedrock-runtime")]
pub enum SystemContentBlock {
    Text(String),
}

#[shape(service = "bedrock-runtime")]
pub struct InferenceConfiguration {
    pub max_tokens: Option<i32>,
    pub temperature: Option<f32>,
    pub top_p: Option<f32>,
    pub stop_sequences: Option<Vec<String>>,
}

#[shape(service = "bedrock-runtime")]
pub struct ToolConfiguration {
    pub tools: Vec<Tool>,
    pub tool_choice: Option<ToolChoice>,
}

#[shape(service = "bedrock-runtime")]
pub enum Tool {
    ToolSpec(ToolSpecification),
}

#[shape(service = "bedrock-runtime")]
pub struct ToolSpecification {
    pub name: String,
    pub description: Option<String>,
    pub input_schema: ToolInputSchema,
}

#[shape(service = "bedrock-runtime")]
pub enum ToolInputSchema {
    Json(Document),
}

#[shape(service = "bedrock-runtime")]
pub enum ToolChoice {
    Any(AnyToolChoice),
}

#[shape(service = "bedrock-runtime")]
pub struct AnyToolChoice {}

#[shape(service = "bedrock-runtime")]
pub enum PromptVariableValues {
    Text(String),
}

#[shape(service = "bedrock-runtime")]
pub enum AsyncInvokeStatus {
    InProgress,
    #[op(other)]
    Other(String),
}

#[shape(service = "bedrock-runtime")]
pub enum SortAsyncInvocationBy {
    SubmissionTime,
    #[op(other)]
    Other(String),
}

#[shape(service = "bedrock-runtime")]
pub enum SortOrder {
    Descending,
    #[op(other)]
    Other(String),
}
