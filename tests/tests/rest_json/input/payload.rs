use crate::rest_json::{harness::Input, operations::payload::*};

pub(super) fn RestJsonEnumPayloadRequest(case: Input) {
    case.post("/EnumPayload")
        .header("Content-Type", "text/plain")
        .body("enumvalue")
        .sent_by(HttpEnumPayload::new().payload(StringEnum::V));
}

pub(super) fn RestJsonStringPayloadRequest(case: Input) {
    case.post("/StringPayload")
        .header("Content-Type", "text/plain")
        .require("Content-Length")
        .body("rawstring")
        .sent_by(HttpStringPayload::new().payload("rawstring"));
}

pub(super) fn RestJsonHttpPayloadTraitsWithBlob(case: Input) {
    case.post("/HttpPayloadTraits")
        .header("Content-Type", "application/octet-stream")
        .header("X-Foo", "Foo")
        .require("Content-Length")
        .body("blobby blob blob")
        .sent_by(HttpPayloadTraits::new().foo("Foo").blob("blobby blob blob"));
}

pub(super) fn RestJsonHttpPayloadTraitsWithNoBlobBody(case: Input) {
    case.post("/HttpPayloadTraits")
        .header("X-Foo", "Foo")
        .sent_by(HttpPayloadTraits::new().foo("Foo"));
}

pub(super) fn RestJsonHttpWithEmptyBlobPayload(case: Input) {
    case.post("/blob_payload").sent_by(TestPayloadBlob::new());
}

pub(super) fn RestJsonTestPayloadBlob(case: Input) {
    case.post("/blob_payload")
        .header("Content-Type", "image/jpg")
        .require("Content-Length")
        .body("1234")
        .sent_by(
            TestPayloadBlob::new()
                .content_type("image/jpg")
                .data("1234"),
        );
}

pub(super) fn RestJsonHttpPayloadWithStructure(case: Input) {
    case.put("/HttpPayloadWithStructure")
        .json(r#"{"greeting": "hello", "name": "Phreddy"}"#)
        .require("Content-Length")
        .sent_by(HttpPayloadWithStructure::new().nested(NestedPayload {
            greeting: Some("hello".into()),
            name: Some("Phreddy".into()),
        }));
}

pub(super) fn RestJsonHttpWithEmptyStructurePayload(case: Input) {
    case.post("/payload")
        .json("{}")
        .require("Content-Length")
        .sent_by(TestPayloadStructure::new());
}

pub(super) fn RestJsonTestPayloadStructure(case: Input) {
    case.post("/payload")
        .json(r#"{"data": 25}"#)
        .require("Content-Length")
        .sent_by(TestPayloadStructure::new().payload_config(PayloadConfig { data: Some(25) }));
}

pub(super) fn RestJsonHttpWithHeadersButNoPayload(case: Input) {
    case.post("/payload")
        .header("X-Amz-Test-Id", "t-12345")
        .json("{}")
        .require("Content-Length")
        .sent_by(TestPayloadStructure::new().test_id("t-12345"));
}

pub(super) fn RestJsonHttpPayloadWithUnion(case: Input) {
    case.put("/HttpPayloadWithUnion")
        .json(r#"{"greeting": "hello"}"#)
        .require("Content-Length")
        .sent_by(HttpPayloadWithUnion::new().nested(UnionPayload::Greeting("hello".into())));
}

pub(super) fn RestJsonHttpPayloadWithUnsetUnion(case: Input) {
    case.put("/HttpPayloadWithUnion")
        .sent_by(HttpPayloadWithUnion::new());
}
