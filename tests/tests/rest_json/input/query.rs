use crate::rest_json::{
    harness::Input,
    operations::{FooEnum, IntegerEnum, query::*},
    values::{at, list_map, string_map, string_set, strings},
};
use std::collections::BTreeSet;

/// A named member takes precedence over the map, which contains the same value here.
pub(super) fn RestJsonAllQueryStringTypes(case: Input) {
    case.get(
        "/AllQueryStringTypesInput\
         ?String=Hello%20there\
         &StringList=a&StringList=b&StringList=c\
         &StringSet=a&StringSet=b&StringSet=c\
         &Byte=1&Short=2&Integer=3\
         &IntegerList=1&IntegerList=2&IntegerList=3\
         &IntegerSet=1&IntegerSet=2&IntegerSet=3\
         &Long=4&Float=1.1&Double=1.1\
         &DoubleList=1.1&DoubleList=2.1&DoubleList=3.1\
         &Boolean=true\
         &BooleanList=true&BooleanList=false&BooleanList=true\
         &Timestamp=1970-01-01T00%3A00%3A01Z\
         &TimestampList=1970-01-01T00%3A00%3A01Z\
         &TimestampList=1970-01-01T00%3A00%3A02Z\
         &TimestampList=1970-01-01T00%3A00%3A03Z\
         &Enum=Foo\
         &EnumList=Foo&EnumList=Baz&EnumList=Bar\
         &IntegerEnum=1\
         &IntegerEnumList=1&IntegerEnumList=2&IntegerEnumList=3",
    )
    .sent_by(
        AllQueryStringTypes::new()
            .query_string("Hello there")
            .query_string_list(strings(["a", "b", "c"]))
            .query_string_set(string_set(["a", "b", "c"]))
            .query_byte(1)
            .query_short(2)
            .query_integer(3)
            .query_integer_list(vec![1, 2, 3])
            .query_integer_set(BTreeSet::from([1, 2, 3]))
            .query_long(4)
            .query_float(1.1)
            .query_double(1.1)
            .query_double_list(vec![1.1, 2.1, 3.1])
            .query_boolean(true)
            .query_boolean_list(vec![true, false, true])
            .query_timestamp(at(1))
            .query_timestamp_list([at(1), at(2), at(3)])
            .query_enum(FooEnum::Foo)
            .query_enum_list([FooEnum::Foo, FooEnum::Baz, FooEnum::Bar])
            .query_integer_enum(IntegerEnum::A)
            .query_integer_enum_list([IntegerEnum::A, IntegerEnum::B, IntegerEnum::C])
            .query_params_map_of_string_list(list_map([
                ("String", &["Hello there"]),
                ("StringList", &["a", "b", "c"]),
                ("StringSet", &["a", "b", "c"]),
                ("Byte", &["1"]),
                ("Short", &["2"]),
                ("Integer", &["3"]),
                ("IntegerList", &["1", "2", "3"]),
                ("IntegerSet", &["1", "2", "3"]),
                ("Long", &["4"]),
                ("Float", &["1.1"]),
                ("Double", &["1.1"]),
                ("DoubleList", &["1.1", "2.1", "3.1"]),
                ("Boolean", &["true"]),
                ("BooleanList", &["true", "false", "true"]),
                ("Timestamp", &["1970-01-01T00:00:01Z"]),
                (
                    "TimestampList",
                    &[
                        "1970-01-01T00:00:01Z",
                        "1970-01-01T00:00:02Z",
                        "1970-01-01T00:00:03Z",
                    ],
                ),
                ("Enum", &["Foo"]),
                ("EnumList", &["Foo", "Baz", "Bar"]),
                ("IntegerEnum", &["1"]),
                ("IntegerEnumList", &["1", "2", "3"]),
            ])),
    );
}

pub(super) fn RestJsonQueryStringMap(case: Input) {
    case.get("/AllQueryStringTypesInput?QueryParamsStringKeyA=Foo&QueryParamsStringKeyB=Bar")
        .sent_by(
            AllQueryStringTypes::new().query_params_map_of_string_list(list_map([
                ("QueryParamsStringKeyA", &["Foo"]),
                ("QueryParamsStringKeyB", &["Bar"]),
            ])),
        );
}

pub(super) fn RestJsonQueryStringEscaping(case: Input) {
    let text = " %:/?#[]@!$&'()*+,;=😹";
    case.get(
        "/AllQueryStringTypesInput\
         ?String=%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9",
    )
    .sent_by(
        AllQueryStringTypes::new()
            .query_string(text)
            .query_params_map_of_string_list(list_map([("String", &[text])])),
    );
}

pub(super) fn RestJsonSupportsNaNFloatQueryValues(case: Input) {
    case.get("/AllQueryStringTypesInput?Float=NaN&Double=NaN")
        .sent_by(
            AllQueryStringTypes::new()
                .query_float(f32::NAN)
                .query_double(f64::NAN)
                .query_params_map_of_string_list(list_map([
                    ("Float", &["NaN"]),
                    ("Double", &["NaN"]),
                ])),
        );
}

pub(super) fn RestJsonSupportsInfinityFloatQueryValues(case: Input) {
    case.get("/AllQueryStringTypesInput?Float=Infinity&Double=Infinity")
        .sent_by(
            AllQueryStringTypes::new()
                .query_float(f32::INFINITY)
                .query_double(f64::INFINITY)
                .query_params_map_of_string_list(list_map([
                    ("Float", &["Infinity"]),
                    ("Double", &["Infinity"]),
                ])),
        );
}

pub(super) fn RestJsonSupportsNegativeInfinityFloatQueryValues(case: Input) {
    case.get("/AllQueryStringTypesInput?Float=-Infinity&Double=-Infinity")
        .sent_by(
            AllQueryStringTypes::new()
                .query_float(f32::NEG_INFINITY)
                .query_double(f64::NEG_INFINITY)
                .query_params_map_of_string_list(list_map([
                    ("Float", &["-Infinity"]),
                    ("Double", &["-Infinity"]),
                ])),
        );
}

pub(super) fn RestJsonZeroAndFalseQueryValues(case: Input) {
    case.get("/AllQueryStringTypesInput?Integer=0&Boolean=false")
        .sent_by(
            AllQueryStringTypes::new()
                .query_integer(0)
                .query_boolean(false)
                .query_params_map_of_string_list(list_map([
                    ("Integer", &["0"]),
                    ("Boolean", &["false"]),
                ])),
        );
}

pub(super) fn RestJsonConstantAndVariableQueryStringMissingOneValue(case: Input) {
    case.get("/ConstantAndVariableQueryString?foo=bar&baz=bam")
        .sent_by(ConstantAndVariableQueryString::new().baz("bam"));
}

pub(super) fn RestJsonConstantAndVariableQueryStringAllValues(case: Input) {
    case.get("/ConstantAndVariableQueryString?foo=bar&baz=bam&maybeSet=yes")
        .sent_by(
            ConstantAndVariableQueryString::new()
                .baz("bam")
                .maybe_set("yes"),
        );
}

pub(super) fn RestJsonConstantQueryString(case: Input) {
    case.get("/ConstantQueryString/hi?foo=bar&hello")
        .sent_by(ConstantQueryString::new("hi"));
}

pub(super) fn RestJsonOmitsNullQuery(case: Input) {
    case.get("/OmitsNullSerializesEmptyString")
        .sent_by(OmitsNullSerializesEmptyString::new());
}

pub(super) fn RestJsonSerializesEmptyQueryValue(case: Input) {
    case.get("/OmitsNullSerializesEmptyString?Empty=")
        .sent_by(OmitsNullSerializesEmptyString::new().empty_string(""));
}

pub(super) fn RestJsonOmitsEmptyListQueryValues(case: Input) {
    case.post("/OmitsSerializingEmptyLists").sent_by(
        OmitsSerializingEmptyLists::new()
            .query_string_list([])
            .query_integer_list(vec![])
            .query_double_list(vec![])
            .query_boolean_list(vec![])
            .query_timestamp_list([])
            .query_enum_list([])
            .query_integer_enum_list([]),
    );
}

pub(super) fn RestJsonQueryIdempotencyTokenAutoFill(case: Input) {
    case.post("/QueryIdempotencyTokenAutoFill?token=00000000-0000-4000-8000-000000000000")
        .sent_by(QueryIdempotencyTokenAutoFill::new());
}

pub(super) fn RestJsonQueryIdempotencyTokenAutoFillIsSet(case: Input) {
    let token = "00000000-0000-4000-8000-000000000000";
    case.post("/QueryIdempotencyTokenAutoFill?token=00000000-0000-4000-8000-000000000000")
        .sent_by(QueryIdempotencyTokenAutoFill::new().token(token));
}

pub(super) fn RestJsonQueryParamsStringListMap(case: Input) {
    case.post("/StringListMap?corge=named&baz=bar&baz=qux")
        .sent_by(
            QueryParamsAsStringListMap::new()
                .qux("named")
                .foo(list_map([("baz", &["bar", "qux"])])),
        );
}

pub(super) fn RestJsonQueryPrecedence(case: Input) {
    case.post("/Precedence?bar=named&qux=alsoFromMap").sent_by(
        QueryPrecedence::new()
            .foo("named")
            .baz(string_map([("bar", "fromMap"), ("qux", "alsoFromMap")])),
    );
}
