use crate::rest_json::{harness::Input, operations::endpoint::*};

pub(super) fn RestJsonEndpointTrait(case: Input) {
    case.endpoint("https://example.com")
        .post("/EndpointOperation")
        .host("foo.example.com")
        .sent_by(EndpointOperation::new());
}

pub(super) fn RestJsonEndpointTraitWithHostLabel(case: Input) {
    case.endpoint("https://example.com")
        .post("/EndpointWithHostLabelOperation")
        .host("foo.bar.example.com")
        .body(r#"{"label": "bar"}"#)
        .sent_by(EndpointWithHostLabelOperation::new("bar"));
}

pub(super) fn RestJsonHostWithPath(case: Input) {
    case.endpoint("https://example.com/custom")
        .get("/custom/HostWithPathOperation")
        .host("example.com/custom")
        .sent_by(HostWithPathOperation::new());
}
