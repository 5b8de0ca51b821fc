//! Ground Station: seconds since 1970 in the query.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("groundstation": ListGroundStationReservations);

#[operation(service = "groundstation")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListGroundStationReservations {
    pub ground_station_id: String,
    #[serde(deserialize_with = "member")]
    pub start_time: Timestamp,
    #[serde(deserialize_with = "member")]
    pub end_time: Timestamp,
    pub reservation_types: Option<Vec<ReservationType>>,
    pub max_results: Option<i32>,
}

#[shape(service = "groundstation")]
pub enum ReservationType {
    Contact,
    #[op(other)]
    Other(String),
}
