use crate::rest_json::{
    harness::Input,
    operations::{FooEnum, IntegerEnum, header::*},
    values::{at, string_map, string_set, strings},
};

pub(super) fn RestJsonHttpPrefixHeadersArePresent(case: Input) {
    case.get("/HttpPrefixHeaders")
        .header("x-foo", "Foo")
        .header("x-foo-abc", "Abc value")
        .header("x-foo-def", "Def value")
        .sent_by(
            HttpPrefixHeaders::new()
                .foo("Foo")
                .foo_map(string_map([("abc", "Abc value"), ("def", "Def value")])),
        );
}

pub(super) fn RestJsonHttpPrefixHeadersAreNotPresent(case: Input) {
    case.get("/HttpPrefixHeaders")
        .header("x-foo", "Foo")
        .sent_by(HttpPrefixHeaders::new().foo("Foo").foo_map(string_map([])));
}

pub(super) fn RestJsonHttpPrefixEmptyHeaders(case: Input) {
    case.get("/HttpPrefixHeaders")
        .header("x-foo-abc", "")
        .sent_by(HttpPrefixHeaders::new().foo_map(string_map([("abc", "")])));
}

pub(super) fn RestJsonInputAndOutputWithStringHeaders(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-String", "Hello")
        .header("X-StringList", "a, b, c")
        .header("X-StringSet", "a, b, c")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_string("Hello")
                .header_string_list(strings(["a", "b", "c"]))
                .header_string_set(string_set(["a", "b", "c"])),
        );
}

pub(super) fn RestJsonInputAndOutputWithQuotedStringHeaders(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-StringList", r#""b,c", "\"def\"", a"#)
        .sent_by(
            InputAndOutputWithHeaders::new().header_string_list(strings(["b,c", r#""def""#, "a"])),
        );
}

pub(super) fn RestJsonInputAndOutputWithNumericHeaders(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-Byte", "1")
        .header("X-Short", "123")
        .header("X-Integer", "123")
        .header("X-Long", "123")
        .header("X-Float", "1.1")
        .header("X-Double", "1.1")
        .header("X-IntegerList", "1, 2, 3")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_byte(1)
                .header_short(123)
                .header_integer(123)
                .header_long(123)
                .header_float(1.1)
                .header_double(1.1)
                .header_integer_list(vec![1, 2, 3]),
        );
}

pub(super) fn RestJsonInputAndOutputWithBooleanHeaders(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-Boolean1", "true")
        .header("X-Boolean2", "false")
        .header("X-BooleanList", "true, false, true")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_true_bool(true)
                .header_false_bool(false)
                .header_boolean_list(vec![true, false, true]),
        );
}

pub(super) fn RestJsonInputAndOutputWithTimestampHeaders(case: Input) {
    let time = at(1_576_540_098);
    case.post("/InputAndOutputWithHeaders")
        .header(
            "X-TimestampList",
            "Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT",
        )
        .sent_by(InputAndOutputWithHeaders::new().header_timestamp_list([time, time]));
}

pub(super) fn RestJsonInputAndOutputWithEnumHeaders(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-Enum", "Foo")
        .header("X-EnumList", "Foo, Bar, Baz")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_enum(FooEnum::Foo)
                .header_enum_list([FooEnum::Foo, FooEnum::Bar, FooEnum::Baz]),
        );
}

pub(super) fn RestJsonInputAndOutputWithIntEnumHeaders(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-IntegerEnum", "1")
        .header("X-IntegerEnumList", "1, 2, 3")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_integer_enum(IntegerEnum::A)
                .header_integer_enum_list([IntegerEnum::A, IntegerEnum::B, IntegerEnum::C]),
        );
}

pub(super) fn RestJsonSupportsNaNFloatHeaderInputs(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-Float", "NaN")
        .header("X-Double", "NaN")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_float(f32::NAN)
                .header_double(f64::NAN),
        );
}

pub(super) fn RestJsonSupportsInfinityFloatHeaderInputs(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-Float", "Infinity")
        .header("X-Double", "Infinity")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_float(f32::INFINITY)
                .header_double(f64::INFINITY),
        );
}

pub(super) fn RestJsonSupportsNegativeInfinityFloatHeaderInputs(case: Input) {
    case.post("/InputAndOutputWithHeaders")
        .header("X-Float", "-Infinity")
        .header("X-Double", "-Infinity")
        .sent_by(
            InputAndOutputWithHeaders::new()
                .header_float(f32::NEG_INFINITY)
                .header_double(f64::NEG_INFINITY),
        );
}

pub(super) fn MediaTypeHeaderInputBase64(case: Input) {
    case.get("/MediaTypeHeader")
        .header("X-Json", "dHJ1ZQ==")
        .sent_by(MediaTypeHeader::new().json("true"));
}

pub(super) fn RestJsonNullAndEmptyHeaders(case: Input) {
    case.get("/NullAndEmptyHeadersClient")
        .header("X-B", "")
        .header("X-C", "")
        .forbid("X-A")
        .sent_by(NullAndEmptyHeadersClient::new().b("").c([]));
}

pub(super) fn RestJsonTimestampFormatHeaders(case: Input) {
    let time = at(1_576_540_098);
    case.post("/TimestampFormatHeaders")
        .header("X-memberEpochSeconds", "1576540098")
        .header("X-memberHttpDate", "Mon, 16 Dec 2019 23:48:18 GMT")
        .header("X-memberDateTime", "2019-12-16T23:48:18Z")
        .header("X-defaultFormat", "Mon, 16 Dec 2019 23:48:18 GMT")
        .header("X-targetEpochSeconds", "1576540098")
        .header("X-targetHttpDate", "Mon, 16 Dec 2019 23:48:18 GMT")
        .header("X-targetDateTime", "2019-12-16T23:48:18Z")
        .sent_by(
            TimestampFormatHeaders::new()
                .member_epoch_seconds(time)
                .member_http_date(time)
                .member_date_time(time)
                .default_format(time)
                .target_epoch_seconds(time)
                .target_http_date(time)
                .target_date_time(time),
        );
}
