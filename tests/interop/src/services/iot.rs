//! IoT: timestamps in the query, labels that are integers, a structure as the payload.

use std::collections::BTreeMap;

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("iot": CreateThing, ListViolationEvents, AttachPrincipalPolicy, DetachPrincipalPolicy, DescribeProvisioningTemplateVersion, DeleteJobExecution, CreateProvisioningTemplateVersion, CreateTopicRule);

#[operation(
    service = "iot",
    path = "/things/<thingName>",
    rename_all = "camelCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateThing {
    pub thing_name: String,
    pub thing_type_name: Option<String>,
    pub attribute_payload: Option<AttributePayload>,
    pub billing_group_name: Option<String>,
}

#[operation(service = "iot", path = "/violation-events")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListViolationEvents {
    #[op(query = "startTime")]
    #[serde(deserialize_with = "member")]
    pub start_time: Timestamp,
    #[op(query = "endTime")]
    #[serde(deserialize_with = "member")]
    pub end_time: Timestamp,
    #[op(query = "thingName")]
    pub thing_name: Option<String>,
    #[op(query = "securityProfileName")]
    pub security_profile_name: Option<String>,
    #[op(query = "behaviorCriteriaType")]
    pub behavior_criteria_type: Option<BehaviorCriteriaType>,
    #[op(query = "listSuppressedAlerts")]
    pub list_suppressed_alerts: Option<bool>,
    #[op(query = "verificationState")]
    pub verification_state: Option<VerificationState>,
    #[op(query = "nextToken")]
    pub next_token: Option<String>,
    #[op(query = "maxResults")]
    pub max_results: Option<i32>,
}

#[operation(
    service = "iot",
    path = "/principal-policies/<policyName>",
    method = "PUT"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttachPrincipalPolicy {
    pub policy_name: String,
    #[op(header = "x-amzn-iot-principal")]
    pub principal: String,
}

#[operation(
    service = "iot",
    path = "/principal-policies/<policyName>",
    method = "DELETE"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DetachPrincipalPolicy {
    pub policy_name: String,
    #[op(header = "x-amzn-iot-principal")]
    pub principal: String,
}

#[operation(
    service = "iot",
    path = "/provisioning-templates/<templateName>/versions/<versionId>"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DescribeProvisioningTemplateVersion {
    pub template_name: String,
    pub version_id: i32,
}

#[operation(
    service = "iot",
    path = "/things/<thingName>/jobs/<jobId>/executionNumber/<executionNumber>",
    method = "DELETE"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteJobExecution {
    pub thing_name: String,
    pub job_id: String,
    pub execution_number: i64,
    #[op(query = "force")]
    pub force: Option<bool>,
    #[op(query = "namespaceId")]
    pub namespace_id: Option<String>,
}

#[operation(
    service = "iot",
    path = "/provisioning-templates/<templateName>/versions",
    rename_all = "camelCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateProvisioningTemplateVersion {
    pub template_name: String,
    pub template_body: String,
    #[op(query = "setAsDefault")]
    pub set_as_default: Option<bool>,
}

#[operation(service = "iot", path = "/rules/<ruleName>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateTopicRule {
    pub rule_name: String,
    #[op(payload)]
    pub topic_rule_payload: TopicRulePayload,
    #[op(header = "x-amz-tagging")]
    pub tags: Option<String>,
}

#[shape(rename_all = "camelCase")]
pub struct AttributePayload {
    pub attributes: Option<BTreeMap<String, String>>,
    pub merge: Option<bool>,
}

#[shape(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BehaviorCriteriaType {
    MachineLearning,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "UPPERCASE")]
pub enum VerificationState {
    Unknown,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub struct TopicRulePayload {
    pub sql: String,
    pub description: Option<String>,
    pub actions: Vec<Action>,
    pub rule_disabled: Option<bool>,
}

#[shape(rename_all = "camelCase")]
pub struct Action {
    pub lambda: Option<LambdaAction>,
    pub republish: Option<RepublishAction>,
}

#[shape(rename_all = "camelCase")]
pub struct LambdaAction {
    pub function_arn: String,
}

#[shape(rename_all = "camelCase")]
pub struct RepublishAction {
    pub role_arn: String,
    pub topic: String,
    pub qos: Option<i32>,
    pub headers: Option<MqttHeaders>,
}

#[shape(rename_all = "camelCase")]
pub struct MqttHeaders {
    pub user_properties: Option<Vec<UserProperty>>,
}

#[shape(rename_all = "camelCase")]
pub struct UserProperty {
    pub key: String,
    pub value: String,
}
