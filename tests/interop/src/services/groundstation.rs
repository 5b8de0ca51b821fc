//! Ground Station: seconds since 1970 in the query.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("groundstation": ListGroundStationReservations);

#[operation(
    service = "groundstation",
    path = "/groundstation/<groundStationId>/reservation"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListGroundStationReservations {
    pub ground_station_id: String,
    #[op(query = "startTime", timestamp = "epoch-seconds")]
    #[serde(deserialize_with = "member")]
    pub start_time: Timestamp,
    #[op(query = "endTime", timestamp = "epoch-seconds")]
    #[serde(deserialize_with = "member")]
    pub end_time: Timestamp,
    #[op(query = "reservationTypes")]
    pub reservation_types: Option<Vec<ReservationType>>,
    #[op(query = "maxResults")]
    pub max_results: Option<i32>,
}

#[shape(rename_all = "UPPERCASE")]
pub enum ReservationType {
    Contact,
    #[op(other)]
    Other(String),
}
