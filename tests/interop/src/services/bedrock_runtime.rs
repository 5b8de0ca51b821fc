//! Bedrock runtime: ARNs as labels, documents, unions within unions, blobs in JSON and as the payload.

use std::collections::BTreeMap;

use opsmith::{Blob, Document, Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("bedrock-runtime": InvokeModel, Converse, ListAsyncInvokes);

#[operation(service = "bedrock-runtime", path = "/model/<modelId>/invoke")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvokeModel {
    pub model_id: String,
    #[op(payload)]
    #[serde(default, deserialize_with = "member")]
    pub body: Option<Blob>,
    #[op(header = "Content-Type")]
    pub content_type: Option<String>,
    #[op(header = "Accept")]
    pub accept: Option<String>,
    #[op(header = "X-Amzn-Bedrock-Trace")]
    pub trace: Option<Trace>,
    #[op(header = "X-Amzn-Bedrock-GuardrailIdentifier")]
    pub guardrail_identifier: Option<String>,
    #[op(header = "X-Amzn-Bedrock-GuardrailVersion")]
    pub guardrail_version: Option<String>,
    #[op(header = "X-Amzn-Bedrock-PerformanceConfig-Latency")]
    pub performance_config_latency: Option<PerformanceConfigLatency>,
}

#[operation(
    service = "bedrock-runtime",
    path = "/model/<modelId>/converse",
    rename_all = "camelCase"
)]
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

#[operation(service = "bedrock-runtime", path = "/async-invoke")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListAsyncInvokes {
    #[op(query = "submitTimeAfter")]
    #[serde(default, deserialize_with = "member")]
    pub submit_time_after: Option<Timestamp>,
    #[op(query = "submitTimeBefore")]
    #[serde(default, deserialize_with = "member")]
    pub submit_time_before: Option<Timestamp>,
    #[op(query = "statusEquals")]
    pub status_equals: Option<AsyncInvokeStatus>,
    #[op(query = "maxResults")]
    pub max_results: Option<i32>,
    #[op(query = "nextToken")]
    pub next_token: Option<String>,
    #[op(query = "sortBy")]
    pub sort_by: Option<SortAsyncInvocationBy>,
    #[op(query = "sortOrder")]
    pub sort_order: Option<SortOrder>,
}

#[shape(rename_all = "UPPERCASE")]
pub enum Trace {
    Enabled,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "lowercase")]
pub enum PerformanceConfigLatency {
    Optimized,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub struct Message {
    pub role: ConversationRole,
    pub content: Vec<ContentBlock>,
}

#[shape(rename_all = "lowercase")]
pub enum ConversationRole {
    User,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub enum ContentBlock {
    Text(String),
    Image(ImageBlock),
    ToolResult(ToolResultBlock),
}

#[shape(rename_all = "camelCase")]
pub struct ImageBlock {
    pub format: ImageFormat,
    pub source: ImageSource,
}

#[shape(rename_all = "lowercase")]
pub enum ImageFormat {
    Png,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub enum ImageSource {
    Bytes(Blob),
}

#[shape(rename_all = "camelCase")]
pub struct ToolResultBlock {
    pub tool_use_id: String,
    pub content: Vec<ToolResultContentBlock>,
    pub status: Option<ToolResultStatus>,
}

#[shape(rename_all = "camelCase")]
pub enum ToolResultContentBlock {
    Json(Document),
}

#[shape(rename_all = "lowercase")]
pub enum ToolResultStatus {
    Success,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub enum SystemContentBlock {
    Text(String),
}

#[shape(rename_all = "camelCase")]
pub struct InferenceConfiguration {
    pub max_tokens: Option<i32>,
    pub temperature: Option<f32>,
    pub top_p: Option<f32>,
    pub stop_sequences: Option<Vec<String>>,
}

#[shape(rename_all = "camelCase")]
pub struct ToolConfiguration {
    pub tools: Vec<Tool>,
    pub tool_choice: Option<ToolChoice>,
}

#[shape(rename_all = "camelCase")]
pub enum Tool {
    ToolSpec(ToolSpecification),
}

#[shape(rename_all = "camelCase")]
pub struct ToolSpecification {
    pub name: String,
    pub description: Option<String>,
    pub input_schema: ToolInputSchema,
}

#[shape(rename_all = "camelCase")]
pub enum ToolInputSchema {
    Json(Document),
}

#[shape(rename_all = "camelCase")]
pub enum ToolChoice {
    Any(AnyToolChoice),
}

#[shape]
pub struct AnyToolChoice {}

#[shape(rename_all = "camelCase")]
pub enum PromptVariableValues {
    Text(String),
}

#[shape]
pub enum AsyncInvokeStatus {
    InProgress,
    #[op(other)]
    Other(String),
}

#[shape]
pub enum SortAsyncInvocationBy {
    SubmissionTime,
    #[op(other)]
    Other(String),
}

#[shape]
pub enum SortOrder {
    Descending,
    #[op(other)]
    Other(String),
}
