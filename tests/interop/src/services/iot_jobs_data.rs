//! IoT jobs data plane: a literal `$` in the path, a label that begins with one.

use std::collections::BTreeMap;

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("iot-jobs-data": StartNextPendingJobExecution, DescribeJobExecution);

#[operation(service = "iot-jobs-data")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StartNextPendingJobExecution {
    pub thing_name: String,
    pub status_details: Option<BTreeMap<String, String>>,
    pub step_timeout_in_minutes: Option<i64>,
}

#[operation(service = "iot-jobs-data")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DescribeJobExecution {
    pub job_id: String,
    pub thing_name: String,
    pub include_job_document: Option<bool>,
    pub execution_number: Option<i64>,
}
