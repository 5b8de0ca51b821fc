use crate::rest_json::{harness::Input, operations::document::*, values::map};
use serde_json::json;

pub(super) fn DocumentTypeInputWithObject(case: Input) {
    case.put("/DocumentType")
        .json(r#"{"stringValue": "string", "documentValue": {"foo": "bar"}}"#)
        .sent_by(
            DocumentType::new()
                .string_value("string")
                .document_value(json!({"foo": "bar"})),
        );
}

pub(super) fn DocumentInputWithString(case: Input) {
    case.put("/DocumentType")
        .json(r#"{"stringValue": "string", "documentValue": "hello"}"#)
        .sent_by(
            DocumentType::new()
                .string_value("string")
                .document_value("hello"),
        );
}

pub(super) fn DocumentInputWithNumber(case: Input) {
    case.put("/DocumentType")
        .json(r#"{"stringValue": "string", "documentValue": 10}"#)
        .sent_by(
            DocumentType::new()
                .string_value("string")
                .document_value(10),
        );
}

pub(super) fn DocumentInputWithBoolean(case: Input) {
    case.put("/DocumentType")
        .json(r#"{"stringValue": "string", "documentValue": true}"#)
        .sent_by(
            DocumentType::new()
                .string_value("string")
                .document_value(true),
        );
}

pub(super) fn DocumentInputWithList(case: Input) {
    case.put("/DocumentType")
        .json(
            r#"{
                "stringValue": "string",
                "documentValue": [true, "hi", [1, 2], {"foo": {"baz": [3, 4]}}]
            }"#,
        )
        .sent_by(
            DocumentType::new()
                .string_value("string")
                .document_value(json!([true, "hi", [1, 2], {"foo": {"baz": [3, 4]}}])),
        );
}

pub(super) fn DocumentTypeAsMapValueInput(case: Input) {
    case.put("/DocumentTypeAsMapValue")
        .json(
            r#"{"docValuedMap": {"foo": {"f": 1, "o": 2}, "bar": ["b", "a", "r"], "baz": "BAZ"}}"#,
        )
        .sent_by(DocumentTypeAsMapValue::new().doc_valued_map(map([
            ("foo", json!({"f": 1, "o": 2}).into()),
            ("bar", json!(["b", "a", "r"]).into()),
            ("baz", "BAZ".into()),
        ])));
}

pub(super) fn DocumentTypeAsPayloadInput(case: Input) {
    case.put("/DocumentTypeAsPayload")
        .json(r#"{"foo": "bar"}"#)
        .sent_by(DocumentTypeAsPayload::new().document_value(json!({"foo": "bar"})));
}

pub(super) fn DocumentTypeAsPayloadInputString(case: Input) {
    case.put("/DocumentTypeAsPayload")
        .json(r#""hello""#)
        .sent_by(DocumentTypeAsPayload::new().document_value("hello"));
}
