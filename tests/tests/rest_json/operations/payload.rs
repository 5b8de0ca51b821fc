//! One member that is the whole body, and its absence.

use super::RestJson;
use crate::rest_json::plain::{Plain, plain};
use opsmith::{Blob, operation, output, shape};
use serde_json::Value;

#[operation(service = RestJson, path = "/EnumPayload", output = HttpEnumPayloadOutput)]
pub struct HttpEnumPayload {
    #[op(payload)]
    pub payload: Option<StringEnum>,
}

#[derive(PartialEq)]
#[output]
pub struct HttpEnumPayloadOutput {
    #[op(payload)]
    pub payload: Option<StringEnum>,
}

#[derive(PartialEq)]
#[shape]
pub enum StringEnum {
    #[op(rename = "enumvalue")]
    V,
    #[op(other)]
    Other(String),
}

impl Plain for StringEnum {
    fn plain(&self) -> Value {
        self.as_str().into()
    }
}

#[operation(service = RestJson, path = "/StringPayload", output = HttpStringPayloadOutput)]
pub struct HttpStringPayload {
    #[op(payload)]
    pub payload: Option<String>,
}

#[derive(PartialEq)]
#[output]
pub struct HttpStringPayloadOutput {
    #[op(payload)]
    pub payload: Option<String>,
}

#[operation(service = RestJson, path = "/HttpPayloadTraits", output = HttpPayloadTraitsOutput)]
pub struct HttpPayloadTraits {
    #[op(header = "X-Foo")]
    pub foo: Option<String>,
    #[op(payload)]
    pub blob: Option<Blob>,
}

#[derive(PartialEq)]
#[output]
pub struct HttpPayloadTraitsOutput {
    #[op(header = "X-Foo")]
    pub foo: Option<String>,
    #[op(payload)]
    pub blob: Option<Blob>,
}

/// The caller names the blob's media type.
#[operation(service = RestJson, path = "/blob_payload")]
pub struct TestPayloadBlob {
    #[op(header = "Content-Type")]
    pub content_type: Option<String>,
    #[op(payload)]
    pub data: Option<Blob>,
}

#[operation(
    service = RestJson,
    method = "PUT",
    path = "/HttpPayloadWithStructure",
    output = HttpPayloadWithStructureOutput
)]
pub struct HttpPayloadWithStructure {
    #[op(payload)]
    pub nested: Option<NestedPayload>,
}

#[derive(PartialEq)]
#[output]
pub struct HttpPayloadWithStructureOutput {
    #[op(payload)]
    pub nested: Option<NestedPayload>,
}

#[derive(PartialEq)]
#[shape]
pub struct NestedPayload {
    pub greeting: Option<String>,
    pub name: Option<String>,
}

#[operation(service = RestJson, path = "/payload")]
pub struct TestPayloadStructure {
    #[op(header = "x-amz-test-id")]
    pub test_id: Option<String>,
    #[op(payload)]
    pub payload_config: Option<PayloadConfig>,
}

#[shape]
pub struct PayloadConfig {
    pub data: Option<i32>,
}

#[operation(
    service = RestJson,
    method = "PUT",
    path = "/HttpPayloadWithUnion",
    output = HttpPayloadWithUnionOutput
)]
pub struct HttpPayloadWithUnion {
    #[op(payload)]
    pub nested: Option<UnionPayload>,
}

#[derive(PartialEq)]
#[output]
pub struct HttpPayloadWithUnionOutput {
    #[op(payload)]
    pub nested: Option<UnionPayload>,
}

#[derive(PartialEq)]
#[shape(rename_all = "camelCase")]
pub enum UnionPayload {
    Greeting(String),
}

plain! {
    HttpEnumPayload { payload }
    HttpEnumPayloadOutput { payload }
    HttpStringPayload { payload }
    HttpStringPayloadOutput { payload }
    HttpPayloadTraits { foo, blob }
    HttpPayloadTraitsOutput { foo, blob }
    TestPayloadBlob { content_type, data }
    HttpPayloadWithStructure { nested }
    HttpPayloadWithStructureOutput { nested }
    NestedPayload { greeting, name }
    TestPayloadStructure { test_id, payload_config }
    PayloadConfig { data }
    HttpPayloadWithUnion { nested }
    HttpPayloadWithUnionOutput { nested }
    union UnionPayload { Greeting }
}
