//! SES v2: addresses as labels, a list that has another name in the query.

use opsmith::{Blob, Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("sesv2": SendEmail, DeleteSuppressedDestination, ListSuppressedDestinations, ListDomainDeliverabilityCampaigns);

#[operation(
    service = "sesv2",
    path = "/v2/email/outbound-emails",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendEmail {
    pub from_email_address: Option<String>,
    pub destination: Option<Destination>,
    pub content: EmailContent,
    pub email_tags: Option<Vec<MessageTag>>,
    pub list_management_options: Option<ListManagementOptions>,
}

#[operation(
    service = "sesv2",
    path = "/v2/email/suppression/addresses/<EmailAddress>",
    method = "DELETE"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteSuppressedDestination {
    pub email_address: String,
    #[op(query = "TenantName")]
    pub tenant_name: Option<String>,
}

#[operation(service = "sesv2", path = "/v2/email/suppression/addresses")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListSuppressedDestinations {
    #[op(query = "Reason")]
    pub reasons: Option<Vec<SuppressionListReason>>,
    #[op(query = "StartDate")]
    #[serde(default, deserialize_with = "member")]
    pub start_date: Option<Timestamp>,
    #[op(query = "EndDate")]
    #[serde(default, deserialize_with = "member")]
    pub end_date: Option<Timestamp>,
    #[op(query = "PageSize")]
    pub page_size: Option<i32>,
    #[op(query = "NextToken")]
    pub next_token: Option<String>,
}

#[operation(
    service = "sesv2",
    path = "/v2/email/deliverability-dashboard/domains/<SubscribedDomain>/campaigns"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListDomainDeliverabilityCampaigns {
    #[op(query = "StartDate")]
    #[serde(deserialize_with = "member")]
    pub start_date: Timestamp,
    #[op(query = "EndDate")]
    #[serde(deserialize_with = "member")]
    pub end_date: Timestamp,
    pub subscribed_domain: String,
    #[op(query = "NextToken")]
    pub next_token: Option<String>,
    #[op(query = "PageSize")]
    pub page_size: Option<i32>,
}

#[shape(rename_all = "PascalCase")]
pub struct Destination {
    pub to_addresses: Option<Vec<String>>,
    pub cc_addresses: Option<Vec<String>>,
}

#[shape(rename_all = "PascalCase")]
pub struct EmailContent {
    pub simple: Option<Message>,
    pub raw: Option<RawMessage>,
}

#[shape(rename_all = "PascalCase")]
pub struct Message {
    pub subject: Content,
    pub body: Body,
    pub headers: Option<Vec<MessageHeader>>,
}

#[shape(rename_all = "PascalCase")]
pub struct Content {
    pub data: String,
    pub charset: Option<String>,
}

#[shape(rename_all = "PascalCase")]
pub struct Body {
    pub html: Option<Content>,
}

#[shape(rename_all = "PascalCase")]
pub struct MessageHeader {
    pub name: String,
    pub value: String,
}

#[shape(rename_all = "PascalCase")]
pub struct MessageTag {
    pub name: String,
    pub value: String,
}

#[shape(rename_all = "PascalCase")]
pub struct RawMessage {
    pub data: Blob,
}

#[shape(rename_all = "PascalCase")]
pub struct ListManagementOptions {
    pub contact_list_name: String,
}

#[shape(rename_all = "UPPERCASE")]
pub enum SuppressionListReason {
    Bounce,
    Complaint,
    #[op(other)]
    Other(String),
}
