use crate::rest_json::{
    harness::Output,
    operations::{FooEnum, GreetingStruct, union::*},
    values::{at, string_map, strings},
};

fn contents(union: MyUnion) -> JsonUnionsOutput {
    JsonUnionsOutput {
        contents: Some(union),
    }
}

pub(super) fn RestJsonDeserializeStringUnionValue(case: Output) {
    case.json(r#"{"contents": {"stringValue": "foo"}}"#)
        .returned_by(
            JsonUnions::new(),
            contents(MyUnion::StringValue("foo".into())),
        );
}

pub(super) fn RestJsonDeserializeBooleanUnionValue(case: Output) {
    case.json(r#"{"contents": {"booleanValue": true}}"#)
        .returned_by(JsonUnions::new(), contents(MyUnion::BooleanValue(true)));
}

pub(super) fn RestJsonDeserializeNumberUnionValue(case: Output) {
    case.json(r#"{"contents": {"numberValue": 1}}"#)
        .returned_by(JsonUnions::new(), contents(MyUnion::NumberValue(1)));
}

pub(super) fn RestJsonDeserializeBlobUnionValue(case: Output) {
    case.json(r#"{"contents": {"blobValue": "Zm9v"}}"#)
        .returned_by(
            JsonUnions::new(),
            contents(MyUnion::BlobValue("foo".into())),
        );
}

pub(super) fn RestJsonDeserializeTimestampUnionValue(case: Output) {
    case.json(r#"{"contents": {"timestampValue": 1398796238}}"#)
        .returned_by(
            JsonUnions::new(),
            contents(MyUnion::TimestampValue(at(1_398_796_238))),
        );
}

pub(super) fn RestJsonDeserializeEnumUnionValue(case: Output) {
    case.json(r#"{"contents": {"enumValue": "Foo"}}"#)
        .returned_by(
            JsonUnions::new(),
            contents(MyUnion::EnumValue(FooEnum::Foo)),
        );
}

pub(super) fn RestJsonDeserializeListUnionValue(case: Output) {
    case.json(r#"{"contents": {"listValue": ["foo", "bar"]}}"#)
        .returned_by(
            JsonUnions::new(),
            contents(MyUnion::ListValue(strings(["foo", "bar"]))),
        );
}

pub(super) fn RestJsonDeserializeMapUnionValue(case: Output) {
    let entries = string_map([("foo", "bar"), ("spam", "eggs")]);
    case.json(r#"{"contents": {"mapValue": {"foo": "bar", "spam": "eggs"}}}"#)
        .returned_by(JsonUnions::new(), contents(MyUnion::MapValue(entries)));
}

pub(super) fn RestJsonDeserializeStructureUnionValue(case: Output) {
    let greeting = GreetingStruct {
        hi: Some("hello".into()),
    };
    case.json(r#"{"contents": {"structureValue": {"hi": "hello"}}}"#)
        .returned_by(
            JsonUnions::new(),
            contents(MyUnion::StructureValue(greeting)),
        );
}

/// Some servers also send the type's name, which is not a member.
pub(super) fn RestJsonDeserializeIgnoreType(case: Output) {
    let greeting = GreetingStruct {
        hi: Some("hello".into()),
    };
    case.json(
        r#"{
            "contents": {
                "__type": "aws.protocoltests.json10#MyUnion",
                "structureValue": {"hi": "hello"}
            }
        }"#,
    )
    .returned_by(
        JsonUnions::new(),
        contents(MyUnion::StructureValue(greeting)),
    );
}

pub(super) fn PostUnionWithJsonNameResponse1(case: Output) {
    let value = UnionWithJsonName::Foo("hi".into());
    case.json(r#"{"value": {"FOO": "hi"}}"#).returned_by(
        PostUnionWithJsonName::new(),
        PostUnionWithJsonNameOutput { value },
    );
}

pub(super) fn PostUnionWithJsonNameResponse2(case: Output) {
    let value = UnionWithJsonName::Baz("hi".into());
    case.json(r#"{"value": {"_baz": "hi"}}"#).returned_by(
        PostUnionWithJsonName::new(),
        PostUnionWithJsonNameOutput { value },
    );
}

pub(super) fn PostUnionWithJsonNameResponse3(case: Output) {
    let value = UnionWithJsonName::Bar("hi".into());
    case.json(r#"{"value": {"bar": "hi"}}"#).returned_by(
        PostUnionWithJsonName::new(),
        PostUnionWithJsonNameOutput { value },
    );
}
