//! Documents: a body member, the values of a map, the whole payload.

use super::RestJson;
use crate::rest_json::plain::plain;
use opsmith::{Document, operation, output};
use std::collections::BTreeMap;

#[operation(service = RestJson, method = "PUT", path = "/DocumentType", output = DocumentTypeOutput)]
pub struct DocumentType {
    pub string_value: Option<String>,
    pub document_value: Option<Document>,
}

#[derive(PartialEq)]
#[output(rename_all = "camelCase")]
pub struct DocumentTypeOutput {
    pub string_value: Option<String>,
    pub document_value: Option<Document>,
}

#[operation(
    service = RestJson,
    method = "PUT",
    path = "/DocumentTypeAsMapValue",
    output = DocumentTypeAsMapValueOutput
)]
pub struct DocumentTypeAsMapValue {
    pub doc_valued_map: Option<BTreeMap<String, Document>>,
}

#[derive(PartialEq)]
#[output(rename_all = "camelCase")]
pub struct DocumentTypeAsMapValueOutput {
    pub doc_valued_map: Option<BTreeMap<String, Document>>,
}

#[operation(
    service = RestJson,
    method = "PUT",
    path = "/DocumentTypeAsPayload",
    output = DocumentTypeAsPayloadOutput
)]
pub struct DocumentTypeAsPayload {
    #[op(payload)]
    pub document_value: Option<Document>,
}

#[derive(PartialEq)]
#[output]
pub struct DocumentTypeAsPayloadOutput {
    #[op(payload)]
    pub document_value: Option<Document>,
}

plain! {
    DocumentType { string_value, document_value }
    DocumentTypeOutput { string_value, document_value }
    DocumentTypeAsMapValue { doc_valued_map }
    DocumentTypeAsMapValueOutput { doc_valued_map }
    DocumentTypeAsPayload { document_value }
    DocumentTypeAsPayloadOutput { document_value }
}
