//! The headers that some services require even though no model mentions them.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::endpoint::ServiceMeta;

/// Adds the headers that a service requires in every request but its model does not mention. botocore and the AWS SDKs
/// add the same ones.
pub(crate) fn add_headers(service: &ServiceMeta, headers: &mut HeaderMap) {
    let (name, value) = match service.id {
        // Without it, API Gateway responds in HAL (`_embedded`, `_links`), which does not match its model.
        "apigateway" => (header::ACCEPT, "application/json"),
        // Required: <https://docs.aws.amazon.com/amazonglacier/latest/dev/api-common-request-headers.html>.
        "glacier" => (
            HeaderName::from_static("x-amz-glacier-version"),
            "2012-06-01",
        ),
        _ => return,
    };
    headers
        .entry(name)
        .or_insert(HeaderValue::from_static(value));
}
