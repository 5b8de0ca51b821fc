//! IoT: timestamps in the query, labels that are integers, a structure as the payload.

use std::collections::BTreeMap;

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("iot": CreateThing, ListViolationEvents, AttachPrincipalPolicy, DetachPrincipalPolicy, DescribeProvisioningTemplateVersion, DeleteJobExecution, CreateProvisioningTemplateVersion, CreateTopicRule);

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateThing {
    pub thing_name: String,
    pub thing_type_name: Option<String>,
    pub attribute_payload: Option<AttributePayload>,
    pub billing_group_name: Option<String>,
}

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListViolationEvents {
    #[serde(deserialize_with = "member")]
    pub start_time: Timestamp,
    #[serde(deserialize_with = "member")]
    pub end_time: Timestamp,
    pub thing_name: Option<String>,
    pub security_profile_name: Option<String>,
    pub behavior_criteria_type: Option<BehaviorCriteriaType>,
    pub list_suppressed_alerts: Option<bool>,
    pub verification_state: Option<VerificationState>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachPrincipalPolicy {
    pub policy_name: String,
    pub principal: String,
}

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DetachPrincipalPolicy {
    pub policy_name: String,
    pub principal: String,
}

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DescribeProvisioningTemplateVersion {
    pub template_name: String,
    pub version_id: i32,
}

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteJobExecution {
    pub thing_name: String,
    pub job_id: String,
    pub execution_number: i64,
    pub force: Option<bool>,
    pub namespace_id: Option<String>,
}

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateProvisioningTemplateVersion {
    pub template_name: String,
    pub template_body: String,
    pub set_as_default: Option<bool>,
}

#[operation(service = "iot")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateTopicRule {
    pub rule_name: String,
    pub topic_rule_payload: TopicRulePayload,
    pub tags: Option<String>,
}

#[shape(service = "iot")]
pub struct AttributePayload {
    pub attributes: Option<BTreeMap<String, String>>,
    pub merge: Option<bool>,
}

#[shape(service = "iot")]
pub enum BehaviorCriteriaType {
    MachineLearning,
    #[op(other)]
    Other(String),
}

#[shape(service = "iot")]
pub enum VerificationState {
    Unknown,
    #[op(other)]
    Other(String),
}

#[shape(service = "iot")]
pub struct TopicRulePayload {
    pub sql: String,
    pub description: Option<String>,
    pub actions: Vec<Action>,
    pub rule_disabled: Option<bool>,
}

#[shape(service = "iot")]
pub struct Action {
    pub lambda: Option<LambdaAction>,
    pub republish: Option<RepublishAction>,
}

#[shape(service = "iot")]
pub struct LambdaAction {
    pub function_arn: String,
}

#[shape(service = "iot")]
pub struct RepublishAction {
    pub role_arn: String,
    pub topic: String,
    pub qos: Option<i32>,
    pub headers: Option<MqttHeaders>,
}

#[shape(service = "iot")]
pub struct MqttHeaders {
    pub user_properties: Option<Vec<UserProperty>>,
}

#[shape(service = "iot")]
pub struct UserProperty {
    pub key: String,
    pub value: String,
}
