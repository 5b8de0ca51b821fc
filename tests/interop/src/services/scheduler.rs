//! EventBridge Scheduler: idempotency tokens in the body and in the query, timestamps in the body.

use std::collections::BTreeMap;

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("scheduler": CreateSchedule, DeleteSchedule, ListSchedules, TagResource);

#[operation(service = "scheduler")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateSchedule {
    pub name: String,
    pub schedule_expression: String,
    pub target: Target,
    pub flexible_time_window: FlexibleTimeWindow,
    pub group_name: Option<String>,
    #[serde(default, deserialize_with = "member")]
    pub start_date: Option<Timestamp>,
    #[serde(default, deserialize_with = "member")]
    pub end_date: Option<Timestamp>,
    pub description: Option<String>,
    pub schedule_expression_timezone: Option<String>,
    pub state: Option<ScheduleState>,
    pub client_token: Option<String>,
    pub action_after_completion: Option<ActionAfterCompletion>,
}

#[operation(service = "scheduler")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteSchedule {
    pub name: String,
    pub group_name: Option<String>,
    pub client_token: Option<String>,
}

#[operation(service = "scheduler")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListSchedules {
    pub group_name: Option<String>,
    pub name_prefix: Option<String>,
    pub state: Option<ScheduleState>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[operation(service = "scheduler")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagResource {
    pub resource_arn: String,
    pub tags: Vec<Tag>,
}

#[shape(service = "scheduler")]
pub struct Target {
    pub arn: String,
    pub role_arn: String,
    pub dead_letter_config: Option<DeadLetterConfig>,
    pub retry_policy: Option<RetryPolicy>,
    pub input: Option<String>,
    pub ecs_parameters: Option<EcsParameters>,
    pub sqs_parameters: Option<SqsParameters>,
}

#[shape(service = "scheduler")]
pub struct FlexibleTimeWindow {
    pub mode: FlexibleTimeWindowMode,
    pub maximum_window_in_minutes: Option<i32>,
}

#[shape(service = "scheduler")]
pub enum FlexibleTimeWindowMode {
    Off,
    Flexible,
    #[op(other)]
    Other(String),
}

#[shape(service = "scheduler")]
pub enum ScheduleState {
    Disabled,
    Enabled,
    #[op(other)]
    Other(String),
}

#[shape(service = "scheduler")]
pub struct DeadLetterConfig {}

#[shape(service = "scheduler")]
pub struct RetryPolicy {
    pub maximum_event_age_in_seconds: Option<i32>,
    pub maximum_retry_attempts: Option<i32>,
}

#[shape(service = "scheduler")]
pub struct EcsParameters {
    pub task_definition_arn: String,
    pub task_count: Option<i32>,
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    pub enable_ecs_managed_tags: Option<bool>,
    pub network_configuration: Option<NetworkConfiguration>,
    pub tags: Option<Vec<BTreeMap<String, String>>>,
}

#[shape(service = "scheduler")]
pub struct CapacityProviderStrategyItem {
    pub capacity_provider: String,
    pub weight: Option<i32>,
    pub base: Option<i32>,
}

#[shape(service = "scheduler")]
pub struct NetworkConfiguration {
    pub awsvpc_configuration: Option<AwsVpcConfiguration>,
}

#[shape(service = "scheduler")]
pub struct AwsVpcConfiguration {
    pub subnets: Vec<String>,
    pub assign_public_ip: Option<AssignPublicIp>,
}

#[shape(service = "scheduler")]
pub enum AssignPublicIp {
    Disabled,
    #[op(other)]
    Other(String),
}

#[shape(service = "scheduler")]
pub struct SqsParameters {
    pub message_group_id: Option<String>,
}

#[shape(service = "scheduler")]
pub enum ActionAfterCompletion {
    Delete,
    #[op(other)]
    Other(String),
}

#[shape(service = "scheduler")]
pub struct Tag {
    pub key: String,
    pub value: String,
}
