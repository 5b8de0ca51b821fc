//! MediaLive: names that are capitalized in the model only.

use std::collections::BTreeMap;

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("medialive": BatchUpdateSchedule, DescribeSchedule, CreateTags);

#[operation(service = "medialive")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BatchUpdateSchedule {
    pub channel_id: String,
    pub creates: Option<BatchScheduleActionCreateRequest>,
    pub deletes: Option<BatchScheduleActionDeleteRequest>,
}

#[operation(service = "medialive")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeSchedule {
    pub channel_id: String,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[operation(service = "medialive")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateTags {
    pub resource_arn: String,
    pub tags: Option<BTreeMap<String, String>>,
}

#[shape(service = "medialive")]
pub struct BatchScheduleActionCreateRequest {
    pub schedule_actions: Vec<ScheduleAction>,
}

#[shape(service = "medialive")]
pub struct ScheduleAction {
    pub action_name: String,
    pub schedule_action_settings: ScheduleActionSettings,
    pub schedule_action_start_settings: ScheduleActionStartSettings,
}

#[shape(service = "medialive")]
pub struct ScheduleActionSettings {
    pub scte35_splice_insert_settings: Option<Scte35SpliceInsertScheduleActionSettings>,
}

#[shape(service = "medialive")]
pub struct Scte35SpliceInsertScheduleActionSettings {
    pub splice_event_id: i64,
    pub duration: Option<i64>,
}

#[shape(service = "medialive")]
pub struct ScheduleActionStartSettings {
    pub fixed_mode_schedule_action_start_settings: Option<FixedModeScheduleActionStartSettings>,
}

#[shape(service = "medialive")]
pub struct FixedModeScheduleActionStartSettings {
    pub time: String,
}

#[shape(service = "medialive")]
pub struct BatchScheduleActionDeleteRequest {
    pub action_names: Vec<String>,
}
