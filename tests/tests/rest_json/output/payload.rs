use crate::rest_json::{harness::Output, operations::payload::*};

pub(super) fn RestJsonEnumPayloadResponse(case: Output) {
    case.header("Content-Type", "text/plain")
        .body("enumvalue")
        .returned_by(
            HttpEnumPayload::new(),
            HttpEnumPayloadOutput {
                payload: Some(StringEnum::V),
            },
        );
}

pub(super) fn RestJsonStringPayloadResponse(case: Output) {
    case.header("Content-Type", "text/plain")
        .body("rawstring")
        .returned_by(
            HttpStringPayload::new(),
            HttpStringPayloadOutput {
                payload: Some("rawstring".into()),
            },
        );
}

pub(super) fn RestJsonHttpPayloadTraitsWithBlob(case: Output) {
    case.header("X-Foo", "Foo")
        .body("blobby blob blob")
        .returned_by(
            HttpPayloadTraits::new(),
            HttpPayloadTraitsOutput {
                foo: Some("Foo".into()),
                blob: Some("blobby blob blob".into()),
            },
        );
}

pub(super) fn RestJsonHttpPayloadTraitsWithNoBlobBody(case: Output) {
    case.header("X-Foo", "Foo").returned_by(
        HttpPayloadTraits::new(),
        HttpPayloadTraitsOutput {
            foo: Some("Foo".into()),
            blob: None,
        },
    );
}

pub(super) fn RestJsonHttpPayloadWithStructure(case: Output) {
    case.json(r#"{"greeting": "hello", "name": "Phreddy"}"#)
        .returned_by(
            HttpPayloadWithStructure::new(),
            HttpPayloadWithStructureOutput {
                nested: Some(NestedPayload {
                    greeting: Some("hello".into()),
                    name: Some("Phreddy".into()),
                }),
            },
        );
}

pub(super) fn RestJsonHttpPayloadWithUnion(case: Output) {
    case.json(r#"{"greeting": "hello"}"#).returned_by(
        HttpPayloadWithUnion::new(),
        HttpPayloadWithUnionOutput {
            nested: Some(UnionPayload::Greeting("hello".into())),
        },
    );
}

pub(super) fn RestJsonHttpPayloadWithUnsetUnion(case: Output) {
    case.header("Content-Length", "0").returned_by(
        HttpPayloadWithUnion::new(),
        HttpPayloadWithUnionOutput { nested: None },
    );
}
