//! Location Service maps: floats in the query.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("geo-maps": GetStaticMap);

#[operation(service = "geo-maps", path = "/v2/static/<FileName>")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetStaticMap {
    #[op(query = "height")]
    pub height: i32,
    pub file_name: String,
    #[op(query = "width")]
    pub width: i32,
    #[op(query = "center")]
    pub center: Option<String>,
    #[op(query = "crop-labels")]
    pub crop_labels: Option<bool>,
    #[op(query = "radius")]
    pub radius: Option<i64>,
    #[op(query = "zoom")]
    pub zoom: Option<f32>,
}
