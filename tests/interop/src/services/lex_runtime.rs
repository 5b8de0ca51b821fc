//! Lex: JSON in headers, a stream whose bytes are not signed.

use opsmith::{ByteStream, operation};
use serde::Deserialize;

use crate::calls::{compare, json_text, stream};

compare!("lex-runtime": PostContent);

#[operation(
    service = "lex-runtime",
    path = "/bot/<botName>/alias/<botAlias>/user/<userId>/content",
    unsigned_payload
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PostContent {
    pub bot_name: String,
    pub bot_alias: String,
    pub user_id: String,
    #[op(
        header = "x-amz-lex-session-attributes",
        media_type = "application/json"
    )]
    #[serde(default, deserialize_with = "json_text")]
    pub session_attributes: Option<String>,
    #[op(
        header = "x-amz-lex-request-attributes",
        media_type = "application/json"
    )]
    #[serde(default, deserialize_with = "json_text")]
    pub request_attributes: Option<String>,
    #[op(header = "Content-Type")]
    pub content_type: String,
    #[op(header = "Accept")]
    pub accept: Option<String>,
    #[op(payload)]
    #[serde(deserialize_with = "stream")]
    pub input_stream: ByteStream,
}
