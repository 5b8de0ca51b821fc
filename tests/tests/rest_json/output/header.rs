use crate::rest_json::{
    harness::Output,
    operations::{FooEnum, IntegerEnum, header::*},
    values::{at, string_map, string_set, strings},
};

pub(super) fn RestJsonHttpPrefixHeadersArePresent(case: Output) {
    case.header("x-foo", "Foo")
        .header("x-foo-abc", "Abc value")
        .header("x-foo-def", "Def value")
        .returned_by(
            HttpPrefixHeaders::new(),
            HttpPrefixHeadersOutput {
                foo: Some("Foo".into()),
                foo_map: Some(string_map([("abc", "Abc value"), ("def", "Def value")])),
            },
        );
}

pub(super) fn HttpPrefixHeadersResponse(case: Output) {
    case.header("hello", "Hello")
        .header("x-foo", "Foo")
        .returned_by(
            HttpPrefixHeadersInResponse::new(),
            HttpPrefixHeadersInResponseOutput {
                prefix_headers: Some(string_map([("x-foo", "Foo"), ("hello", "Hello")])),
            },
        );
}

pub(super) fn RestJsonInputAndOutputWithStringHeaders(case: Output) {
    case.header("X-String", "Hello")
        .header("X-StringList", "a, b, c")
        .header("X-StringSet", "a, b, c")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_string: Some("Hello".into()),
                header_string_list: Some(strings(["a", "b", "c"])),
                header_string_set: Some(string_set(["a", "b", "c"])),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonInputAndOutputWithQuotedStringHeaders(case: Output) {
    case.header("X-StringList", r#""b,c", "\"def\"", a"#)
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_string_list: Some(strings(["b,c", r#""def""#, "a"])),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonInputAndOutputWithNumericHeaders(case: Output) {
    case.header("X-Byte", "1")
        .header("X-Short", "123")
        .header("X-Integer", "123")
        .header("X-Long", "123")
        .header("X-Float", "1.1")
        .header("X-Double", "1.1")
        .header("X-IntegerList", "1, 2, 3")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_byte: Some(1),
                header_short: Some(123),
                header_integer: Some(123),
                header_long: Some(123),
                header_float: Some(1.1),
                header_double: Some(1.1),
                header_integer_list: Some(vec![1, 2, 3]),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonInputAndOutputWithBooleanHeaders(case: Output) {
    case.header("X-Boolean1", "true")
        .header("X-Boolean2", "false")
        .header("X-BooleanList", "true, false, true")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_true_bool: Some(true),
                header_false_bool: Some(false),
                header_boolean_list: Some(vec![true, false, true]),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonInputAndOutputWithTimestampHeaders(case: Output) {
    let time = at(1_576_540_098);
    case.header(
        "X-TimestampList",
        "Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT",
    )
    .returned_by(
        InputAndOutputWithHeaders::new(),
        InputAndOutputWithHeadersOutput {
            header_timestamp_list: Some(vec![time, time]),
            ..Default::default()
        },
    );
}

pub(super) fn RestJsonInputAndOutputWithEnumHeaders(case: Output) {
    case.header("X-Enum", "Foo")
        .header("X-EnumList", "Foo, Bar, Baz")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_enum: Some(FooEnum::Foo),
                header_enum_list: Some(vec![FooEnum::Foo, FooEnum::Bar, FooEnum::Baz]),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonInputAndOutputWithIntEnumHeaders(case: Output) {
    case.header("X-IntegerEnum", "1")
        .header("X-IntegerEnumList", "1, 2, 3")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_integer_enum: Some(IntegerEnum::A),
                header_integer_enum_list: Some(vec![
                    IntegerEnum::A,
                    IntegerEnum::B,
                    IntegerEnum::C,
                ]),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonSupportsNaNFloatHeaderOutputs(case: Output) {
    case.header("X-Float", "NaN")
        .header("X-Double", "NaN")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_float: Some(f32::NAN),
                header_double: Some(f64::NAN),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonSupportsInfinityFloatHeaderOutputs(case: Output) {
    case.header("X-Float", "Infinity")
        .header("X-Double", "Infinity")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_float: Some(f32::INFINITY),
                header_double: Some(f64::INFINITY),
                ..Default::default()
            },
        );
}

pub(super) fn RestJsonSupportsNegativeInfinityFloatHeaderOutputs(case: Output) {
    case.header("X-Float", "-Infinity")
        .header("X-Double", "-Infinity")
        .returned_by(
            InputAndOutputWithHeaders::new(),
            InputAndOutputWithHeadersOutput {
                header_float: Some(f32::NEG_INFINITY),
                header_double: Some(f64::NEG_INFINITY),
                ..Default::default()
            },
        );
}

pub(super) fn MediaTypeHeaderOutputBase64(case: Output) {
    case.header("X-Json", "dHJ1ZQ==").returned_by(
        MediaTypeHeader::new(),
        MediaTypeHeaderOutput {
            json: Some("true".into()),
        },
    );
}

pub(super) fn RestJsonTimestampFormatHeaders(case: Output) {
    let time = at(1_576_540_098);
    case.header("X-memberEpochSeconds", "1576540098")
        .header("X-memberHttpDate", "Mon, 16 Dec 2019 23:48:18 GMT")
        .header("X-memberDateTime", "2019-12-16T23:48:18Z")
        .header("X-defaultFormat", "Mon, 16 Dec 2019 23:48:18 GMT")
        .header("X-targetEpochSeconds", "1576540098")
        .header("X-targetHttpDate", "Mon, 16 Dec 2019 23:48:18 GMT")
        .header("X-targetDateTime", "2019-12-16T23:48:18Z")
        .returned_by(
            TimestampFormatHeaders::new(),
            TimestampFormatHeadersOutput {
                member_epoch_seconds: Some(time),
                member_http_date: Some(time),
                member_date_time: Some(time),
                default_format: Some(time),
                target_epoch_seconds: Some(time),
                target_http_date: Some(time),
                target_date_time: Some(time),
            },
        );
}
