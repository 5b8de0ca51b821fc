//! Three operations of Amazon Chime.

#![expect(dead_code, reason = "only `Debug` reads the outputs here")]

use std::fmt::Write;

use aws_smithy_types::{DateTime, date_time::Format};
use http::Method;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::aws::{Client, Result, encode};

const ENDPOINT: &str = "https://service.chime.aws.amazon.com";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RoomOutput {
    pub room: Option<Room>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRoomsOutput {
    #[serde(default)]
    pub rooms: Vec<Room>,
    pub next_token: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Room {
    pub room_id: Option<String>,
    pub name: Option<String>,
    pub account_id: Option<String>,
    pub created_by: Option<String>,
    #[serde(default, deserialize_with = "timestamp")]
    pub created_timestamp: Option<DateTime>,
    #[serde(default, deserialize_with = "timestamp")]
    pub updated_timestamp: Option<DateTime>,
}

pub fn timestamp<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<DateTime>, D::Error> {
    Option::<&str>::deserialize(deserializer)?
        .map(|text| DateTime::from_str(text, Format::DateTimeWithOffset).map_err(de::Error::custom))
        .transpose()
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CreateRoom<'a> {
    name: &'a str,
    client_request_token: &'a str,
}

pub async fn create_room(
    client: &Client,
    account_id: &str,
    name: &str,
    client_request_token: &str,
) -> Result<RoomOutput> {
    let url = format!("{ENDPOINT}/accounts/{}/rooms", encode(account_id));
    let input = CreateRoom {
        name,
        client_request_token,
    };
    let body = serde_json::to_vec(&input)?;
    let answer = client.send("chime", Method::POST, &url, body).await?;
    Ok(serde_json::from_slice(&answer)?)
}

pub async fn get_room(client: &Client, account_id: &str, room_id: &str) -> Result<RoomOutput> {
    let url = format!(
        "{ENDPOINT}/accounts/{}/rooms/{}",
        encode(account_id),
        encode(room_id)
    );
    let answer = client.send("chime", Method::GET, &url, Vec::new()).await?;
    Ok(serde_json::from_slice(&answer)?)
}

pub async fn list_rooms(
    client: &Client,
    account_id: &str,
    member_id: Option<&str>,
    max_results: Option<i32>,
    next_token: Option<&str>,
) -> Result<ListRoomsOutput> {
    let mut url = format!("{ENDPOINT}/accounts/{}/rooms", encode(account_id));
    let mut separator = '?';
    let mut query = |name: &str, value: &str| {
        let _ = write!(url, "{separator}{name}={}", encode(value));
        separator = '&';
    };
    if let Some(member_id) = member_id {
        query("member-id", member_id);
    }
    if let Some(max_results) = max_results {
        query("max-results", &max_results.to_string());
    }
    if let Some(next_token) = next_token {
        query("next-token", next_token);
    }
    let answer = client.send("chime", Method::GET, &url, Vec::new()).await?;
    Ok(serde_json::from_slice(&answer)?)
}
