//! Pinpoint: names with hyphens, a structure as the payload.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("pinpoint": GetApplicationDateRangeKpi, PhoneNumberValidate);

#[operation(service = "pinpoint")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetApplicationDateRangeKpi {
    pub application_id: String,
    #[serde(default, deserialize_with = "member")]
    pub end_time: Option<Timestamp>,
    pub kpi_name: String,
    pub next_token: Option<String>,
    pub page_size: Option<String>,
    #[serde(default, deserialize_with = "member")]
    pub start_time: Option<Timestamp>,
}

#[operation(service = "pinpoint")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PhoneNumberValidate {
    pub number_validate_request: NumberValidateRequest,
}

#[shape(service = "pinpoint")]
pub struct NumberValidateRequest {
    pub iso_country_code: Option<String>,
    pub phone_number: Option<String>,
}
