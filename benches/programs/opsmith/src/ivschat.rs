//! One operation of Amazon IVS Chat.

use std::collections::HashMap;

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

#[operation(
    service = "ivschat",
    path = "/GetRoom",
    rename_all = "camelCase",
    output = GetRoomOutput,
    error = IvsChatError,
)]
pub struct GetRoom {
    pub identifier: String,
}

#[output(rename_all = "camelCase")]
pub struct GetRoomOutput {
    pub arn: Option<String>,
    pub id: Option<String>,
    pub name: Option<String>,
    #[op(timestamp = "date-time")]
    pub create_time: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    pub update_time: Option<Timestamp>,
    pub maximum_message_rate_per_second: Option<i32>,
    pub maximum_message_length: Option<i32>,
    pub message_review_handler: Option<MessageReviewHandler>,
    #[op(default)]
    pub tags: HashMap<String, String>,
    #[op(default)]
    pub logging_configuration_identifiers: Vec<String>,
}

#[shape(rename_all = "camelCase")]
pub struct MessageReviewHandler {
    pub uri: Option<String>,
    pub fallback_result: Option<FallbackResult>,
}

#[shape]
pub enum FallbackResult {
    #[op(rename = "ALLOW")]
    Allow,
    #[op(rename = "DENY")]
    Deny,
    #[op(other)]
    Other(String),
}

#[derive(Debug, ApiError)]
pub enum IvsChatError {
    #[op(code = "ResourceNotFoundException", status = 404)]
    NotFound(ErrorBody),
    #[op(code = "ValidationException", status = 400)]
    Validation(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}
