//! Lex: JSON in headers, a stream whose bytes are not signed.

use opsmith::{ByteStream, operation};
use serde::Deserialize;

use crate::calls::{compare, json_text, stream};

compare!("lex-runtime": PostContent);

#[operation(service = "lex-runtime")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PostContent {
    pub bot_name: String,
    pub bot_alias: String,
    pub user_id: String,
    #[serde(default, deserialize_with = "json_text")]
    pub session_attributes: Option<String>,
    #[serde(default, deserialize_with = "json_text")]
    pub request_attributes: Option<String>,
    pub content_type: String,
    pub accept: Option<String>,
    #[serde(deserialize_with = "stream")]
    pub input_stream: ByteStream,
}
