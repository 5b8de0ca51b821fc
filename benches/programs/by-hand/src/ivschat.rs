//! One operation of Amazon IVS Chat.

#![expect(dead_code, reason = "only `Debug` reads the outputs here")]

use std::collections::HashMap;

use aws_smithy_types::DateTime;
use http::Method;
use serde::{Deserialize, Serialize};

use crate::{
    aws::{Client, Result},
    chime::timestamp,
};

#[derive(Serialize)]
struct GetRoom<'a> {
    identifier: &'a str,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetRoomOutput {
    pub arn: Option<String>,
    pub id: Option<String>,
    pub name: Option<String>,
    #[serde(default, deserialize_with = "timestamp")]
    pub create_time: Option<DateTime>,
    #[serde(default, deserialize_with = "timestamp")]
    pub update_time: Option<DateTime>,
    pub maximum_message_rate_per_second: Option<i32>,
    pub maximum_message_length: Option<i32>,
    pub message_review_handler: Option<MessageReviewHandler>,
    #[serde(default)]
    pub tags: HashMap<String, String>,
    #[serde(default)]
    pub logging_configuration_identifiers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageReviewHandler {
    pub uri: Option<String>,
    pub fallback_result: Option<FallbackResult>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum FallbackResult {
    Allow,
    Deny,
    #[serde(untagged)]
    Other(String),
}

pub async fn get_room(client: &Client, identifier: &str) -> Result<GetRoomOutput> {
    let url = format!("https://ivschat.{}.amazonaws.com/GetRoom", client.region());
    let body = serde_json::to_vec(&GetRoom { identifier })?;
    let answer = client.send("ivschat", Method::POST, &url, body).await?;
    Ok(serde_json::from_slice(&answer)?)
}
