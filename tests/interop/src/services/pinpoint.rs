//! Pinpoint: names with hyphens, a structure as the payload.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("pinpoint": GetApplicationDateRangeKpi, PhoneNumberValidate);

#[operation(
    service = "pinpoint",
    path = "/v1/apps/<ApplicationId>/kpis/daterange/<KpiName>"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetApplicationDateRangeKpi {
    pub application_id: String,
    #[op(query = "end-time")]
    #[serde(default, deserialize_with = "member")]
    pub end_time: Option<Timestamp>,
    pub kpi_name: String,
    #[op(query = "next-token")]
    pub next_token: Option<String>,
    #[op(query = "page-size")]
    pub page_size: Option<String>,
    #[op(query = "start-time")]
    #[serde(default, deserialize_with = "member")]
    pub start_time: Option<Timestamp>,
}

#[operation(service = "pinpoint", path = "/v1/phone/number/validate")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PhoneNumberValidate {
    #[op(payload)]
    pub number_validate_request: NumberValidateRequest,
}

#[shape(rename_all = "PascalCase")]
pub struct NumberValidateRequest {
    pub iso_country_code: Option<String>,
    pub phone_number: Option<String>,
}
