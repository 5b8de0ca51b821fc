//! QuickSight: labels beside body members, a method without a body.

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("quicksight": UpdateDashboardPublishedVersion, DescribeAccountCustomization, CreateFolder);

#[operation(service = "quicksight")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdateDashboardPublishedVersion {
    pub aws_account_id: String,
    pub dashboard_id: String,
    pub version_number: i64,
}

#[operation(service = "quicksight")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeAccountCustomization {
    pub aws_account_id: String,
    pub namespace: Option<String>,
    pub resolved: Option<bool>,
}

#[operation(service = "quicksight")]
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

#[shape(service = "quicksight")]
pub enum FolderType {
    Shared,
    #[op(other)]
    Other(String),
}

#[shape(service = "quicksight")]
pub struct ResourcePermission {
    pub principal: String,
    pub actions: Vec<String>,
}

#[shape(service = "quicksight")]
pub struct Tag {
    pub key: String,
    pub value: String,
}
