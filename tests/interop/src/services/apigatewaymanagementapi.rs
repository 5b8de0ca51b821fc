//! API Gateway management API: a literal `@` in the path.

use opsmith::{Blob, operation};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("apigatewaymanagementapi": PostToConnection);

#[operation(service = "apigatewaymanagementapi")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PostToConnection {
    pub connection_id: String,
    #[serde(deserialize_with = "member")]
    pub data: Blob,
}
