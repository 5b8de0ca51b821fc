//! MediaLive: names that are capitalized in the model only.

use std::collections::BTreeMap;

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("medialive": BatchUpdateSchedule, DescribeSchedule, CreateTags);

#[operation(
    service = "medialive",
    path = "/prod/channels/<ChannelId>/schedule",
    method = "PUT",
    rename_all = "camelCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchUpdateSchedule {
    pub channel_id: String,
    pub creates: Option<BatchScheduleActionCreateRequest>,
    pub deletes: Option<BatchScheduleActionDeleteRequest>,
}

#[operation(service = "medialive", path = "/prod/channels/<ChannelId>/schedule")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeSchedule {
    pub channel_id: String,
    #[op(query = "maxResults")]
    pub max_results: Option<i32>,
    #[op(query = "nextToken")]
    pub next_token: Option<String>,
}

#[operation(
    service = "medialive",
    path = "/prod/tags/<ResourceArn>",
    rename_all = "camelCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateTags {
    pub resource_arn: String,
    pub tags: Option<BTreeMap<String, String>>,
}

#[shape(rename_all = "camelCase")]
pub struct BatchScheduleActionCreateRequest {
    pub schedule_actions: Vec<ScheduleAction>,
}

#[shape(rename_all = "camelCase")]
pub struct ScheduleAction {
    pub action_name: String,
    pub schedule_action_settings: ScheduleActionSettings,
    pub schedule_action_start_settings: ScheduleActionStartSettings,
}

#[shape(rename_all = "camelCase")]
pub struct ScheduleActionSettings {
    pub scte35_splice_insert_settings: Option<Scte35SpliceInsertScheduleActionSettings>,
}

#[shape(rename_all = "camelCase")]
pub struct Scte35SpliceInsertScheduleActionSettings {
    pub splice_event_id: i64,
    pub duration: Option<i64>,
}

#[shape(rename_all = "camelCase")]
pub struct ScheduleActionStartSettings {
    pub fixed_mode_schedule_action_start_settings: Option<FixedModeScheduleActionStartSettings>,
}

#[shape(rename_all = "camelCase")]
pub struct FixedModeScheduleActionStartSettings {
    pub time: String,
}

#[shape(rename_all = "camelCase")]
pub struct BatchScheduleActionDeleteRequest {
    pub action_names: Vec<String>,
}
