//! Chime: the operations that everything starts from, and a constant in the query.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("chime": CreateRoom, GetRoom, ListRooms, BatchDeletePhoneNumber);

#[operation(service = "chime")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
    pub client_request_token: Option<String>,
}

#[operation(service = "chime")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = "chime")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRooms {
    pub account_id: String,
    pub member_id: Option<String>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[operation(service = "chime")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchDeletePhoneNumber {
    pub phone_number_ids: Vec<String>,
}
