use crate::rest_json::{
    harness::Input,
    operations::{FooEnum, GreetingStruct, union::*},
    values::{at, string_map, strings},
};

pub(super) fn RestJsonSerializeStringUnionValue(case: Input) {
    case.put("/JsonUnions")
        .json(r#"{"contents": {"stringValue": "foo"}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::StringValue("foo".into())));
}

pub(super) fn RestJsonSerializeBooleanUnionValue(case: Input) {
    case.put("/JsonUnions")
        .json(r#"{"contents": {"booleanValue": true}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::BooleanValue(true)));
}

pub(super) fn RestJsonSerializeNumberUnionValue(case: Input) {
    case.put("/JsonUnions")
        .json(r#"{"contents": {"numberValue": 1}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::NumberValue(1)));
}

pub(super) fn RestJsonSerializeBlobUnionValue(case: Input) {
    case.put("/JsonUnions")
        .json(r#"{"contents": {"blobValue": "Zm9v"}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::BlobValue("foo".into())));
}

pub(super) fn RestJsonSerializeTimestampUnionValue(case: Input) {
    case.put("/JsonUnions")
        .json(r#"{"contents": {"timestampValue": 1398796238}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::TimestampValue(at(1_398_796_238))));
}

pub(super) fn RestJsonSerializeEnumUnionValue(case: Input) {
    case.put("/JsonUnions")
        .json(r#"{"contents": {"enumValue": "Foo"}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::EnumValue(FooEnum::Foo)));
}

pub(super) fn RestJsonSerializeListUnionValue(case: Input) {
    case.put("/JsonUnions")
        .json(r#"{"contents": {"listValue": ["foo", "bar"]}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::ListValue(strings(["foo", "bar"]))));
}

pub(super) fn RestJsonSerializeMapUnionValue(case: Input) {
    let entries = string_map([("foo", "bar"), ("spam", "eggs")]);
    case.put("/JsonUnions")
        .json(r#"{"contents": {"mapValue": {"foo": "bar", "spam": "eggs"}}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::MapValue(entries)));
}

pub(super) fn RestJsonSerializeStructureUnionValue(case: Input) {
    let greeting = GreetingStruct {
        hi: Some("hello".into()),
    };
    case.put("/JsonUnions")
        .json(r#"{"contents": {"structureValue": {"hi": "hello"}}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::StructureValue(greeting)));
}

pub(super) fn RestJsonSerializeRenamedStructureUnionValue(case: Input) {
    let greeting = RenamedGreeting {
        salutation: Some("hello!".into()),
    };
    case.put("/JsonUnions")
        .json(r#"{"contents": {"renamedStructureValue": {"salutation": "hello!"}}}"#)
        .sent_by(JsonUnions::new().contents(MyUnion::RenamedStructureValue(greeting)));
}

pub(super) fn PostUnionWithJsonNameRequest1(case: Input) {
    case.post("/PostUnionWithJsonName")
        .json(r#"{"value": {"FOO": "hi"}}"#)
        .sent_by(PostUnionWithJsonName::new().value(UnionWithJsonName::Foo("hi".into())));
}

pub(super) fn PostUnionWithJsonNameRequest2(case: Input) {
    case.post("/PostUnionWithJsonName")
        .json(r#"{"value": {"_baz": "hi"}}"#)
        .sent_by(PostUnionWithJsonName::new().value(UnionWithJsonName::Baz("hi".into())));
}

pub(super) fn PostUnionWithJsonNameRequest3(case: Input) {
    case.post("/PostUnionWithJsonName")
        .json(r#"{"value": {"bar": "hi"}}"#)
        .sent_by(PostUnionWithJsonName::new().value(UnionWithJsonName::Bar("hi".into())));
}
