use crate::rest_json::{
    harness::Input,
    operations::{FooEnum, GreetingStruct, IntegerEnum, body::*},
    values::{at, map, nested, string_set, strings},
};
use std::collections::BTreeSet;

pub(super) fn RestJsonSimpleScalarProperties(case: Input) {
    case.put("/SimpleScalarProperties")
        .header("X-Foo", "Foo")
        .json(
            r#"{
                "stringValue": "string",
                "trueBooleanValue": true,
                "falseBooleanValue": false,
                "byteValue": 1,
                "shortValue": 2,
                "integerValue": 3,
                "longValue": 4,
                "floatValue": 5.5,
                "DoubleDribble": 6.5
            }"#,
        )
        .sent_by(
            SimpleScalarProperties::new()
                .foo("Foo")
                .string_value("string")
                .true_boolean_value(true)
                .false_boolean_value(false)
                .byte_value(1)
                .short_value(2)
                .integer_value(3)
                .long_value(4)
                .float_value(5.5)
                .double_value(6.5),
        );
}

pub(super) fn RestJsonDoesntSerializeNullStructureValues(case: Input) {
    case.put("/SimpleScalarProperties")
        .json("{}")
        .sent_by(SimpleScalarProperties::new());
}

pub(super) fn RestJsonSupportsNaNFloatInputs(case: Input) {
    case.put("/SimpleScalarProperties")
        .json(r#"{"floatValue": "NaN", "DoubleDribble": "NaN"}"#)
        .sent_by(
            SimpleScalarProperties::new()
                .float_value(f32::NAN)
                .double_value(f64::NAN),
        );
}

pub(super) fn RestJsonSupportsInfinityFloatInputs(case: Input) {
    case.put("/SimpleScalarProperties")
        .json(r#"{"floatValue": "Infinity", "DoubleDribble": "Infinity"}"#)
        .sent_by(
            SimpleScalarProperties::new()
                .float_value(f32::INFINITY)
                .double_value(f64::INFINITY),
        );
}

pub(super) fn RestJsonSupportsNegativeInfinityFloatInputs(case: Input) {
    case.put("/SimpleScalarProperties")
        .json(r#"{"floatValue": "-Infinity", "DoubleDribble": "-Infinity"}"#)
        .sent_by(
            SimpleScalarProperties::new()
                .float_value(f32::NEG_INFINITY)
                .double_value(f64::NEG_INFINITY),
        );
}

pub(super) fn RestJsonJsonBlobs(case: Input) {
    case.post("/JsonBlobs")
        .json(r#"{"data": "dmFsdWU="}"#)
        .sent_by(JsonBlobs::new().data("value"));
}

pub(super) fn RestJsonJsonEnums(case: Input) {
    case.put("/JsonEnums")
        .json(
            r#"{
                "fooEnum1": "Foo",
                "fooEnum2": "0",
                "fooEnum3": "1",
                "fooEnumList": ["Foo", "0"],
                "fooEnumSet": ["Foo", "0"],
                "fooEnumMap": {"hi": "Foo", "zero": "0"}
            }"#,
        )
        .sent_by(
            JsonEnums::new()
                .foo_enum1(FooEnum::Foo)
                .foo_enum2(FooEnum::Zero)
                .foo_enum3(FooEnum::One)
                .foo_enum_list([FooEnum::Foo, FooEnum::Zero])
                .foo_enum_set(BTreeSet::from([FooEnum::Foo, FooEnum::Zero]))
                .foo_enum_map(map([("hi", FooEnum::Foo), ("zero", FooEnum::Zero)])),
        );
}

pub(super) fn RestJsonJsonIntEnums(case: Input) {
    case.put("/JsonIntEnums")
        .json(
            r#"{
                "integerEnum1": 1,
                "integerEnum2": 2,
                "integerEnum3": 3,
                "integerEnumList": [1, 2, 3],
                "integerEnumSet": [1, 2],
                "integerEnumMap": {"abc": 1, "def": 2}
            }"#,
        )
        .sent_by(
            JsonIntEnums::new()
                .integer_enum1(IntegerEnum::A)
                .integer_enum2(IntegerEnum::B)
                .integer_enum3(IntegerEnum::C)
                .integer_enum_list([IntegerEnum::A, IntegerEnum::B, IntegerEnum::C])
                .integer_enum_set(BTreeSet::from([IntegerEnum::A, IntegerEnum::B]))
                .integer_enum_map(map([("abc", IntegerEnum::A), ("def", IntegerEnum::B)])),
        );
}

pub(super) fn RestJsonLists(case: Input) {
    let time = at(1_398_796_238);
    case.put("/JsonLists")
        .json(
            r#"{
                "stringList": ["foo", "bar"],
                "stringSet": ["foo", "bar"],
                "integerList": [1, 2],
                "booleanList": [true, false],
                "timestampList": [1398796238, 1398796238],
                "enumList": ["Foo", "0"],
                "intEnumList": [1, 2],
                "nestedStringList": [["foo", "bar"], ["baz", "qux"]],
                "myStructureList": [{"value": "1", "other": "2"}, {"value": "3", "other": "4"}]
            }"#,
        )
        .sent_by(
            JsonLists::new()
                .string_list(strings(["foo", "bar"]))
                .string_set(strings(["foo", "bar"]))
                .integer_list(vec![1, 2])
                .boolean_list(vec![true, false])
                .timestamp_list([time, time])
                .enum_list([FooEnum::Foo, FooEnum::Zero])
                .int_enum_list([IntegerEnum::A, IntegerEnum::B])
                .nested_string_list([strings(["foo", "bar"]), strings(["baz", "qux"])])
                .structure_list([
                    StructureListMember {
                        a: Some("1".into()),
                        b: Some("2".into()),
                    },
                    StructureListMember {
                        a: Some("3".into()),
                        b: Some("4".into()),
                    },
                ]),
        );
}

pub(super) fn RestJsonListsEmpty(case: Input) {
    case.put("/JsonLists")
        .json(r#"{"stringList": []}"#)
        .sent_by(JsonLists::new().string_list([]));
}

pub(super) fn RestJsonJsonMaps(case: Input) {
    case.post("/JsonMaps")
        .json(r#"{"denseStructMap": {"foo": {"hi": "there"}, "baz": {"hi": "bye"}}}"#)
        .sent_by(JsonMaps::new().dense_struct_map(map([
            (
                "foo",
                GreetingStruct {
                    hi: Some("there".into()),
                },
            ),
            (
                "baz",
                GreetingStruct {
                    hi: Some("bye".into()),
                },
            ),
        ])));
}

pub(super) fn RestJsonSerializesZeroValuesInMaps(case: Input) {
    case.post("/JsonMaps")
        .json(r#"{"denseNumberMap": {"x": 0}, "denseBooleanMap": {"x": false}}"#)
        .sent_by(
            JsonMaps::new()
                .dense_number_map(map([("x", 0)]))
                .dense_boolean_map(map([("x", false)])),
        );
}

pub(super) fn RestJsonSerializesDenseSetMap(case: Input) {
    case.post("/JsonMaps")
        .json(r#"{"denseSetMap": {"x": [], "y": ["a", "b"]}}"#)
        .sent_by(
            JsonMaps::new()
                .dense_set_map(map([("x", string_set([])), ("y", string_set(["a", "b"]))])),
        );
}

pub(super) fn RestJsonRecursiveShapes(case: Input) {
    case.put("/RecursiveShapes")
        .json(
            r#"{
                "nested": {
                    "foo": "Foo1",
                    "nested": {
                        "bar": "Bar1",
                        "recursiveMember": {"foo": "Foo2", "nested": {"bar": "Bar2"}}
                    }
                }
            }"#,
        )
        .sent_by(RecursiveShapes::new().nested(nested()));
}

pub(super) fn RestJsonTestBodyStructure(case: Input) {
    case.post("/body")
        .json(r#"{"testConfig": {"timeout": 10}}"#)
        .require("Content-Length")
        .sent_by(TestBodyStructure::new().test_config(TestConfig { timeout: Some(10) }));
}

pub(super) fn RestJsonHttpWithEmptyBody(case: Input) {
    case.post("/body")
        .json("{}")
        .require("Content-Length")
        .sent_by(TestBodyStructure::new());
}
