use crate::rest_json::{harness::Output, operations::document::*, values::map};
use opsmith::Document;
use serde_json::json;

fn output(document: impl Into<Document>) -> DocumentTypeOutput {
    DocumentTypeOutput {
        string_value: Some("string".into()),
        document_value: Some(document.into()),
    }
}

pub(super) fn DocumentOutput(case: Output) {
    case.json(r#"{"stringValue": "string", "documentValue": {"foo": "bar"}}"#)
        .returned_by(DocumentType::new(), output(json!({"foo": "bar"})));
}

pub(super) fn DocumentOutputString(case: Output) {
    case.json(r#"{"stringValue": "string", "documentValue": "hello"}"#)
        .returned_by(DocumentType::new(), output("hello"));
}

pub(super) fn DocumentOutputNumber(case: Output) {
    case.json(r#"{"stringValue": "string", "documentValue": 10}"#)
        .returned_by(DocumentType::new(), output(10));
}

pub(super) fn DocumentOutputBoolean(case: Output) {
    case.json(r#"{"stringValue": "string", "documentValue": false}"#)
        .returned_by(DocumentType::new(), output(false));
}

pub(super) fn DocumentOutputArray(case: Output) {
    case.json(r#"{"stringValue": "string", "documentValue": [true, false]}"#)
        .returned_by(DocumentType::new(), output(json!([true, false])));
}

pub(super) fn DocumentTypeAsMapValueOutput(case: Output) {
    case.json(
        r#"{"docValuedMap": {"foo": {"f": 1, "o": 2}, "bar": ["b", "a", "r"], "baz": "BAZ"}}"#,
    )
    .returned_by(
        DocumentTypeAsMapValue::new(),
        DocumentTypeAsMapValueOutput {
            doc_valued_map: Some(map([
                ("foo", json!({"f": 1, "o": 2}).into()),
                ("bar", json!(["b", "a", "r"]).into()),
                ("baz", "BAZ".into()),
            ])),
        },
    );
}

fn payload(document: impl Into<Document>) -> DocumentTypeAsPayloadOutput {
    DocumentTypeAsPayloadOutput {
        document_value: Some(document.into()),
    }
}

pub(super) fn DocumentTypeAsPayloadOutput(case: Output) {
    case.json(r#"{"foo": "bar"}"#)
        .returned_by(DocumentTypeAsPayload::new(), payload(json!({"foo": "bar"})));
}

pub(super) fn DocumentTypeAsPayloadOutputString(case: Output) {
    case.json(r#""hello""#)
        .returned_by(DocumentTypeAsPayload::new(), payload("hello"));
}
