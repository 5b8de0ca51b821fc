//! Host prefixes and endpoints with a path.

use super::RestJson;
use crate::rest_json::plain::plain;
use opsmith::operation;

#[operation(service = RestJson, method = "POST", path = "/EndpointOperation", host_prefix = "foo.")]
pub struct EndpointOperation;

/// A host label keeps its own place too: here it is in the host and in the body.
#[operation(
    service = RestJson,
    path = "/EndpointWithHostLabelOperation",
    host_prefix = "foo.<label>."
)]
pub struct EndpointWithHostLabelOperation {
    pub label: String,
}

#[operation(service = RestJson, path = "/HostWithPathOperation")]
pub struct HostWithPathOperation;

plain! {
    EndpointOperation {}
    EndpointWithHostLabelOperation { label }
    HostWithPathOperation {}
}
