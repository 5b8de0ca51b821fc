//! Chime: the operations that everything starts from, and a constant in the query.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("chime": CreateRoom, GetRoom, ListRooms, BatchDeletePhoneNumber);

#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
    #[op(idempotency_token)]
    pub client_request_token: Option<String>,
}

#[operation(service = "chime", path = "/accounts/<AccountId>/rooms/<RoomId>")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = "chime", path = "/accounts/<AccountId>/rooms")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListRooms {
    pub account_id: String,
    #[op(query = "member-id")]
    pub member_id: Option<String>,
    #[op(query = "max-results")]
    pub max_results: Option<i32>,
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

#[operation(
    service = "chime",
    path = "/phone-numbers?operation=batch-delete",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchDeletePhoneNumber {
    pub phone_number_ids: Vec<String>,
}
