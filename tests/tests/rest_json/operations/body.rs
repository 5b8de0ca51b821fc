//! Members of a JSON body: scalars, blobs, enumerations, lists, maps, recursive structures.

use super::{FooEnum, GreetingStruct, IntegerEnum, RestJson};
use crate::rest_json::plain::plain;
use opsmith::{Blob, Timestamp, operation, output, shape};
use std::collections::{BTreeMap, BTreeSet};

#[operation(
    service = RestJson,
    method = "PUT",
    path = "/SimpleScalarProperties",
    output = SimpleScalarPropertiesOutput
)]
pub struct SimpleScalarProperties {
    #[op(header = "X-Foo")]
    pub foo: Option<String>,
    pub string_value: Option<String>,
    pub true_boolean_value: Option<bool>,
    pub false_boolean_value: Option<bool>,
    pub byte_value: Option<i8>,
    pub short_value: Option<i16>,
    pub integer_value: Option<i32>,
    pub long_value: Option<i64>,
    pub float_value: Option<f32>,
    #[op(rename = "DoubleDribble")]
    pub double_value: Option<f64>,
}

#[derive(Default, PartialEq)]
#[output(rename_all = "camelCase")]
pub struct SimpleScalarPropertiesOutput {
    #[op(header = "X-Foo")]
    pub foo: Option<String>,
    pub string_value: Option<String>,
    pub true_boolean_value: Option<bool>,
    pub false_boolean_value: Option<bool>,
    pub byte_value: Option<i8>,
    pub short_value: Option<i16>,
    pub integer_value: Option<i32>,
    pub long_value: Option<i64>,
    pub float_value: Option<f32>,
    #[op(rename = "DoubleDribble")]
    pub double_value: Option<f64>,
}

#[operation(service = RestJson, path = "/JsonBlobs", output = JsonBlobsOutput)]
pub struct JsonBlobs {
    pub data: Option<Blob>,
}

#[derive(PartialEq)]
#[output]
pub struct JsonBlobsOutput {
    pub data: Option<Blob>,
}

#[operation(service = RestJson, method = "PUT", path = "/JsonEnums", output = JsonEnumsOutput)]
pub struct JsonEnums {
    pub foo_enum1: Option<FooEnum>,
    pub foo_enum2: Option<FooEnum>,
    pub foo_enum3: Option<FooEnum>,
    pub foo_enum_list: Option<Vec<FooEnum>>,
    pub foo_enum_set: Option<BTreeSet<FooEnum>>,
    pub foo_enum_map: Option<BTreeMap<String, FooEnum>>,
}

#[derive(PartialEq)]
#[output(rename_all = "camelCase")]
pub struct JsonEnumsOutput {
    pub foo_enum1: Option<FooEnum>,
    pub foo_enum2: Option<FooEnum>,
    pub foo_enum3: Option<FooEnum>,
    pub foo_enum_list: Option<Vec<FooEnum>>,
    pub foo_enum_set: Option<BTreeSet<FooEnum>>,
    pub foo_enum_map: Option<BTreeMap<String, FooEnum>>,
}

#[operation(service = RestJson, method = "PUT", path = "/JsonIntEnums", output = JsonIntEnumsOutput)]
pub struct JsonIntEnums {
    pub integer_enum1: Option<IntegerEnum>,
    pub integer_enum2: Option<IntegerEnum>,
    pub integer_enum3: Option<IntegerEnum>,
    pub integer_enum_list: Option<Vec<IntegerEnum>>,
    pub integer_enum_set: Option<BTreeSet<IntegerEnum>>,
    pub integer_enum_map: Option<BTreeMap<String, IntegerEnum>>,
}

#[derive(PartialEq)]
#[output(rename_all = "camelCase")]
pub struct JsonIntEnumsOutput {
    pub integer_enum1: Option<IntegerEnum>,
    pub integer_enum2: Option<IntegerEnum>,
    pub integer_enum3: Option<IntegerEnum>,
    pub integer_enum_list: Option<Vec<IntegerEnum>>,
    pub integer_enum_set: Option<BTreeSet<IntegerEnum>>,
    pub integer_enum_map: Option<BTreeMap<String, IntegerEnum>>,
}

#[operation(service = RestJson, method = "PUT", path = "/JsonLists", output = JsonListsOutput)]
pub struct JsonLists {
    pub string_list: Option<Vec<String>>,
    /// A `BTreeSet` would sort it; the case's order is the one on the wire.
    pub string_set: Option<Vec<String>>,
    pub integer_list: Option<Vec<i32>>,
    pub boolean_list: Option<Vec<bool>>,
    pub timestamp_list: Option<Vec<Timestamp>>,
    pub enum_list: Option<Vec<FooEnum>>,
    pub int_enum_list: Option<Vec<IntegerEnum>>,
    pub nested_string_list: Option<Vec<Vec<String>>>,
    #[op(rename = "myStructureList")]
    pub structure_list: Option<Vec<StructureListMember>>,
}

#[derive(Default, PartialEq)]
#[output(rename_all = "camelCase")]
pub struct JsonListsOutput {
    pub string_list: Option<Vec<String>>,
    /// A `BTreeSet` would sort it; the case's order is the one on the wire.
    pub string_set: Option<Vec<String>>,
    pub integer_list: Option<Vec<i32>>,
    pub boolean_list: Option<Vec<bool>>,
    pub timestamp_list: Option<Vec<Timestamp>>,
    pub enum_list: Option<Vec<FooEnum>>,
    pub int_enum_list: Option<Vec<IntegerEnum>>,
    pub nested_string_list: Option<Vec<Vec<String>>>,
    #[op(rename = "myStructureList")]
    pub structure_list: Option<Vec<StructureListMember>>,
}

#[derive(PartialEq)]
#[shape]
pub struct StructureListMember {
    #[op(rename = "value")]
    pub a: Option<String>,
    #[op(rename = "other")]
    pub b: Option<String>,
}

#[operation(service = RestJson, path = "/JsonMaps", output = JsonMapsOutput)]
pub struct JsonMaps {
    pub dense_struct_map: Option<BTreeMap<String, GreetingStruct>>,
    pub dense_number_map: Option<BTreeMap<String, i32>>,
    pub dense_boolean_map: Option<BTreeMap<String, bool>>,
    pub dense_string_map: Option<BTreeMap<String, String>>,
    pub dense_set_map: Option<BTreeMap<String, BTreeSet<String>>>,
}

#[derive(Default, PartialEq)]
#[output(rename_all = "camelCase")]
pub struct JsonMapsOutput {
    pub dense_struct_map: Option<BTreeMap<String, GreetingStruct>>,
    pub dense_number_map: Option<BTreeMap<String, i32>>,
    pub dense_boolean_map: Option<BTreeMap<String, bool>>,
    pub dense_string_map: Option<BTreeMap<String, String>>,
    pub dense_set_map: Option<BTreeMap<String, BTreeSet<String>>>,
}

#[operation(service = RestJson, method = "PUT", path = "/RecursiveShapes", output = RecursiveShapesOutput)]
pub struct RecursiveShapes {
    pub nested: Option<Nested1>,
}

#[derive(PartialEq)]
#[output]
pub struct RecursiveShapesOutput {
    pub nested: Option<Nested1>,
}

#[derive(PartialEq)]
#[shape]
pub struct Nested1 {
    pub foo: Option<String>,
    pub nested: Option<Box<Nested2>>,
}

#[derive(PartialEq)]
#[shape(rename_all = "camelCase")]
pub struct Nested2 {
    pub bar: Option<String>,
    pub recursive_member: Option<Box<Nested1>>,
}

/// A body of which nothing is set is still a JSON object.
#[operation(service = RestJson, path = "/body")]
pub struct TestBodyStructure {
    #[op(header = "x-amz-test-id")]
    pub test_id: Option<String>,
    pub test_config: Option<TestConfig>,
}

#[shape]
pub struct TestConfig {
    pub timeout: Option<i32>,
}

plain! {
    SimpleScalarProperties {
        foo,
        string_value,
        true_boolean_value,
        false_boolean_value,
        byte_value,
        short_value,
        integer_value,
        long_value,
        float_value,
        double_value,
    }
    SimpleScalarPropertiesOutput {
        foo,
        string_value,
        true_boolean_value,
        false_boolean_value,
        byte_value,
        short_value,
        integer_value,
        long_value,
        float_value,
        double_value,
    }
    JsonBlobs { data }
    JsonBlobsOutput { data }
    JsonEnums { foo_enum1, foo_enum2, foo_enum3, foo_enum_list, foo_enum_set, foo_enum_map }
    JsonEnumsOutput { foo_enum1, foo_enum2, foo_enum3, foo_enum_list, foo_enum_set, foo_enum_map }
    JsonIntEnums {
        integer_enum1,
        integer_enum2,
        integer_enum3,
        integer_enum_list,
        integer_enum_set,
        integer_enum_map,
    }
    JsonIntEnumsOutput {
        integer_enum1,
        integer_enum2,
        integer_enum3,
        integer_enum_list,
        integer_enum_set,
        integer_enum_map,
    }
    JsonLists {
        string_list,
        string_set,
        integer_list,
        boolean_list,
        timestamp_list,
        enum_list,
        int_enum_list,
        nested_string_list,
        structure_list,
    }
    JsonListsOutput {
        string_list,
        string_set,
        integer_list,
        boolean_list,
        timestamp_list,
        enum_list,
        int_enum_list,
        nested_string_list,
        structure_list,
    }
    StructureListMember { a, b }
    JsonMaps { dense_struct_map, dense_number_map, dense_boolean_map, dense_string_map, dense_set_map }
    JsonMapsOutput {
        dense_struct_map,
        dense_number_map,
        dense_boolean_map,
        dense_string_map,
        dense_set_map,
    }
    RecursiveShapes { nested }
    RecursiveShapesOutput { nested }
    Nested1 { foo, nested }
    Nested2 { bar, recursive_member }
    TestBodyStructure { test_id, test_config }
    TestConfig { timeout }
}
