//! QuickSight: labels beside body members, a method without a body.

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("quicksight": UpdateDashboardPublishedVersion, DescribeAccountCustomization, CreateFolder);

#[operation(
    service = "quicksight",
    path = "/accounts/<AwsAccountId>/dashboards/<DashboardId>/versions/<VersionNumber>",
    method = "PUT"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateDashboardPublishedVersion {
    pub aws_account_id: String,
    pub dashboard_id: String,
    pub version_number: i64,
}

#[operation(
    service = "quicksight",
    path = "/accounts/<AwsAccountId>/customizations"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeAccountCustomization {
    pub aws_account_id: String,
    #[op(query = "namespace")]
    pub namespace: Option<String>,
    #[op(query = "resolved")]
    pub resolved: Option<bool>,
}

#[operation(
    service = "quicksight",
    path = "/accounts/<AwsAccountId>/folders/<FolderId>",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateFolder {
    pub aws_account_id: String,
    pub folder_id: String,
    pub name: Option<String>,
    pub folder_type: Option<FolderType>,
    pub permissions: Option<Vec<ResourcePermission>>,
    pub tags: Option<Vec<Tag>>,
}

#[shape(rename_all = "UPPERCASE")]
pub enum FolderType {
    Shared,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "PascalCase")]
pub struct ResourcePermission {
    pub principal: String,
    pub actions: Vec<String>,
}

#[shape(rename_all = "PascalCase")]
pub struct Tag {
    pub key: String,
    pub value: String,
}
