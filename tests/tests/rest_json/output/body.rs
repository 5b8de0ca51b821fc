use crate::rest_json::{
    harness::Output,
    operations::{
        FooEnum, GreetingStruct, IntegerEnum,
        body::*,
        query::{IgnoreQueryParamsInResponse, IgnoreQueryParamsInResponseOutput},
    },
    values::{at, map, nested, string_set, strings},
};
use std::collections::BTreeSet;

pub(super) fn RestJsonSimpleScalarProperties(case: Output) {
    case.header("X-Foo", "Foo")
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
        .returned_by(
            SimpleScalarProperties::new(),
            SimpleScalarPropertiesOutput {
                foo: Some("Foo".into()),
                string_value: Some("string".into()),
                true_boolean_value: Some(true),
                false_boolean_value: Some(false),
                byte_value: Some(1),
                short_value: Some(2),
                integer_value: Some(3),
                long_value: Some(4),
                float_value: Some(5.5),
                double_value: Some(6.5),
            },
        );
}

pub(super) fn RestJsonDoesntDeserializeNullStructureValues(case: Output) {
    case.json(r#"{"stringValue": null}"#).returned_by(
        SimpleScalarProperties::new(),
        SimpleScalarPropertiesOutput::default(),
    );
}

pub(super) fn RestJsonSupportsNaNFloatInputs(case: Output) {
    case.json(r#"{"floatValue": "NaN", "DoubleDribble": "NaN"}"#)
        .returned_by(
            SimpleScalarProperties::new(),
            SimpleScalarPropertiesOutput {
                float_value: Some(f32::NAN),
                double_value: Some(f64::NAN),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonSupportsInfinityFloatInputs(case: Output) {
    case.json(r#"{"floatValue": "Infinity", "DoubleDribble": "Infinity"}"#)
        .returned_by(
            SimpleScalarProperties::new(),
            SimpleScalarPropertiesOutput {
                float_value: Some(f32::INFINITY),
                double_value: Some(f64::INFINITY),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonSupportsNegativeInfinityFloatInputs(case: Output) {
    case.json(r#"{"floatValue": "-Infinity", "DoubleDribble": "-Infinity"}"#)
        .returned_by(
            SimpleScalarProperties::new(),
            SimpleScalarPropertiesOutput {
                float_value: Some(f32::NEG_INFINITY),
                double_value: Some(f64::NEG_INFINITY),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonJsonBlobs(case: Output) {
    case.json(r#"{"data": "dmFsdWU="}"#).returned_by(
        JsonBlobs::new(),
        JsonBlobsOutput {
            data: Some("value".into()),
        },
    );
}

pub(super) fn RestJsonJsonEnums(case: Output) {
    case.json(
        r#"{
            "fooEnum1": "Foo",
            "fooEnum2": "0",
            "fooEnum3": "1",
            "fooEnumList": ["Foo", "0"],
            "fooEnumSet": ["Foo", "0"],
            "fooEnumMap": {"hi": "Foo", "zero": "0"}
        }"#,
    )
    .returned_by(
        JsonEnums::new(),
        JsonEnumsOutput {
            foo_enum1: Some(FooEnum::Foo),
            foo_enum2: Some(FooEnum::Zero),
            foo_enum3: Some(FooEnum::One),
            foo_enum_list: Some(vec![FooEnum::Foo, FooEnum::Zero]),
            foo_enum_set: Some(BTreeSet::from([FooEnum::Foo, FooEnum::Zero])),
            foo_enum_map: Some(map([("hi", FooEnum::Foo), ("zero", FooEnum::Zero)])),
        },
    );
}

pub(super) fn RestJsonJsonIntEnums(case: Output) {
    case.json(
        r#"{
            "integerEnum1": 1,
            "integerEnum2": 2,
            "integerEnum3": 3,
            "integerEnumList": [1, 2, 3],
            "integerEnumSet": [1, 2],
            "integerEnumMap": {"abc": 1, "def": 2}
        }"#,
    )
    .returned_by(
        JsonIntEnums::new(),
        JsonIntEnumsOutput {
            integer_enum1: Some(IntegerEnum::A),
            integer_enum2: Some(IntegerEnum::B),
            integer_enum3: Some(IntegerEnum::C),
            integer_enum_list: Some(vec![IntegerEnum::A, IntegerEnum::B, IntegerEnum::C]),
            integer_enum_set: Some(BTreeSet::from([IntegerEnum::A, IntegerEnum::B])),
            integer_enum_map: Some(map([("abc", IntegerEnum::A), ("def", IntegerEnum::B)])),
        },
    );
}

pub(super) fn RestJsonLists(case: Output) {
    let time = at(1_398_796_238);
    case.json(
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
    .returned_by(
        JsonLists::new(),
        JsonListsOutput {
            string_list: Some(strings(["foo", "bar"])),
            string_set: Some(strings(["foo", "bar"])),
            integer_list: Some(vec![1, 2]),
            boolean_list: Some(vec![true, false]),
            timestamp_list: Some(vec![time, time]),
            enum_list: Some(vec![FooEnum::Foo, FooEnum::Zero]),
            int_enum_list: Some(vec![IntegerEnum::A, IntegerEnum::B]),
            nested_string_list: Some(vec![strings(["foo", "bar"]), strings(["baz", "qux"])]),
            structure_list: Some(vec![
                StructureListMember {
                    a: Some("1".into()),
                    b: Some("2".into()),
                },
                StructureListMember {
                    a: Some("3".into()),
                    b: Some("4".into()),
                },
            ]),
        },
    );
}

pub(super) fn RestJsonListsEmpty(case: Output) {
    case.json(r#"{"stringList": []}"#).returned_by(
        JsonLists::new(),
        JsonListsOutput {
            string_list: Some(vec![]),
            ..Default::default()
        },
    );
}

pub(super) fn RestJsonJsonMaps(case: Output) {
    case.json(r#"{"denseStructMap": {"foo": {"hi": "there"}, "baz": {"hi": "bye"}}}"#)
        .returned_by(
            JsonMaps::new(),
            JsonMapsOutput {
                dense_struct_map: Some(map([
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
                ])),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonDeserializesZeroValuesInMaps(case: Output) {
    case.json(r#"{"denseNumberMap": {"x": 0}, "denseBooleanMap": {"x": false}}"#)
        .returned_by(
            JsonMaps::new(),
            JsonMapsOutput {
                dense_number_map: Some(map([("x", 0)])),
                dense_boolean_map: Some(map([("x", false)])),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonDeserializesDenseSetMap(case: Output) {
    case.json(r#"{"denseSetMap": {"x": [], "y": ["a", "b"]}}"#)
        .returned_by(JsonMaps::new(), dense_set_map());
}

pub(super) fn RestJsonDeserializesDenseSetMapAndSkipsNull(case: Output) {
    case.json(r#"{"denseSetMap": {"x": [], "y": ["a", "b"], "z": null}}"#)
        .returned_by(JsonMaps::new(), dense_set_map());
}

fn dense_set_map() -> JsonMapsOutput {
    JsonMapsOutput {
        dense_set_map: Some(map([("x", string_set([])), ("y", string_set(["a", "b"]))])),
        ..Default::default()
    }
}

pub(super) fn RestJsonRecursiveShapes(case: Output) {
    case.json(
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
    .returned_by(
        RecursiveShapes::new(),
        RecursiveShapesOutput {
            nested: Some(nested()),
        },
    );
}

pub(super) fn RestJsonIgnoreQueryParamsInResponse(case: Output) {
    case.json("{}").returned_by(
        IgnoreQueryParamsInResponse::new(),
        IgnoreQueryParamsInResponseOutput { baz: None },
    );
}

pub(super) fn RestJsonIgnoreQueryParamsInResponseNoPayload(case: Output) {
    case.returned_by(
        IgnoreQueryParamsInResponse::new(),
        IgnoreQueryParamsInResponseOutput { baz: None },
    );
}
