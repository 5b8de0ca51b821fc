//! Location Service maps: floats in the query.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("geo-maps": GetStaticMap);

#[operation(service = "geo-maps")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetStaticMap {
    pub height: i32,
    pub file_name: String,
    pub width: i32,
    pub center: Option<String>,
    pub crop_labels: Option<bool>,
    pub radius: Option<i64>,
    pub zoom: Option<f32>,
}
