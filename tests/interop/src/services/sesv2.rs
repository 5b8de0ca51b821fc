//! SES v2: addresses as labels, a list that has another name in the query.

use opsmith::{Blob, Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("sesv2": SendEmail, DeleteSuppressedDestination, ListSuppressedDestinations, ListDomainDeliverabilityCampaigns);

#[operation(service = "sesv2")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendEmail {
    pub from_email_address: Option<String>,
    pub destination: Option<Destination>,
    pub content: EmailContent,
    pub email_tags: Option<Vec<MessageTag>>,
    pub list_management_options: Option<ListManagementOptions>,
}

#[operation(service = "sesv2")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteSuppressedDestination {
    pub email_address: String,
    pub tenant_name: Option<String>,
}

#[operation(service = "sesv2")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListSuppressedDestinations {
    pub reasons: Option<Vec<SuppressionListReason>>,
    #[serde(default, deserialize_with = "member")]
    pub start_date: Option<Timestamp>,
    #[serde(default, deserialize_with = "member")]
    pub end_date: Option<Timestamp>,
    pub page_size: Option<i32>,
    pub next_token: Option<String>,
}

#[operation(service = "sesv2")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListDomainDeliverabilityCampaigns {
    #[serde(deserialize_with = "member")]
    pub start_date: Timestamp,
    #[serde(deserialize_with = "member")]
    pub end_date: Timestamp,
    pub subscribed_domain: String,
    pub next_token: Option<String>,
    pub page_size: Option<i32>,
}

#[shape(service = "sesv2")]
pub struct Destination {
    pub to_addresses: Option<Vec<String>>,
    pub cc_addresses: Option<Vec<String>>,
}

#[shape(service = "sesv2")]
pub struct EmailContent {
    pub simple: Option<Message>,
    pub raw: Option<RawMessage>,
}

#[shape(service = "sesv2")]
pub struct Message {
    pub subject: Content,
    pub body: Body,
    pub headers: Option<Vec<MessageHeader>>,
}

#[shape(service = "sesv2")]
pub struct Content {
    pub data: String,
    pub charset: Option<String>,
}

#[shape(service = "sesv2")]
pub struct Body {
    pub html: Option<Content>,
}

#[shape(service = "sesv2")]
pub struct MessageHeader {
    pub name: String,
    pub value: String,
}

#[shape(service = "sesv2")]
pub struct MessageTag {
    pub name: String,
    pub value: String,
}

#[shape(service = "sesv2")]
pub struct RawMessage {
    pub data: Blob,
}

#[shape(service = "sesv2")]
pub struct ListManagementOptions {
    pub contact_list_name: String,
}

#[shape(service = "sesv2")]
pub enum SuppressionListReason {
    Bounce,
    Complaint,
    #[op(other)]
    Other(String),
}
