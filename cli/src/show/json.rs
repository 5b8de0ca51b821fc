//! What `show --json` prints.

use opsmith_models::{Model, Operation};
use serde_json::{Value, json};

use crate::docs::Docs;
use crate::show::{notes, place, rust_type, traits};
use crate::support::protocol_name;
use crate::{names, support};

/// A service with its operations.
pub(super) fn service(model: Model<'static>) -> Value {
    let facts = model.service();
    let docs = Docs::of_operations();
    let operations: Vec<Value> = model
        .operations()
        .map(|operation| {
            json!({
                "name": operation.name,
                "description": docs.operation(facts.id, operation.name),
                "method": operation.method,
                "path": operation.path.as_str(),
                "pages": operation.paginator().is_some(),
                "waiters": operation.waiters().map(|waiter| waiter.name).collect::<Vec<_>>(),
                "unsupported": support::refusals(model, &operation),
            })
        })
        .collect();
    json!({
        "id": facts.id,
        "title": facts.title(),
        "description": docs.service(facts.id),
        "protocol": protocol_name(&facts),
        "api_version": facts.api_version,
        "signing_name": facts.signing_name,
        "endpoint_prefix": facts.endpoint_prefix,
        "operations": operations,
    })
}

/// The contract of an operation.
pub(super) fn operation(model: Model<'static>, operation: &Operation<'static>) -> Value {
    let facts = model.service();
    let docs = Docs::of_shapes(facts.id);
    let members = |root: Option<opsmith_models::Root<'static>>| -> Value {
        let Some(shape) = root.and_then(|root| model.shape(root.shape)) else {
            return Value::Null;
        };
        let members: Vec<Value> = shape
            .members()
            .map(|member| {
                json!({
                    "name": member.name,
                    "description": docs.member(shape.name, member.name),
                    "field": names::field(member.name),
                    "type": rust_type(member.ty),
                    "kind": member.ty.kind.as_str(),
                    "place": place(model, &member),
                    "required": member.required,
                    "default": member.default(),
                    "notes": notes(model, &member),
                })
            })
            .collect();
        json!({"shape": shape.name, "members": members})
    };
    let errors: Vec<Value> = operation
        .errors()
        .filter_map(|name| model.shape(name))
        .map(|error| {
            let traits = error.error().unwrap_or_default();
            json!({
                "name": error.name,
                "code": error.code(),
                "status": traits.status,
                "retryable": traits.retryable,
                "throttling": traits.throttling,
            })
        })
        .collect();
    let pages = operation.paginator().map(|pages| {
        json!({
            "input_tokens": pages.input_tokens().collect::<Vec<_>>(),
            "output_tokens": pages.output_tokens().collect::<Vec<_>>(),
            "items": pages.items().collect::<Vec<_>>(),
        })
    });
    json!({
        "service": facts.id,
        "name": operation.name,
        "description": Docs::of_operations().operation(facts.id, operation.name),
        "protocol": protocol_name(&facts),
        "method": operation.method,
        "path": operation.path.as_str(),
        "status": operation.status,
        "traits": traits(model, operation),
        "reference": facts.reference_url(operation.name),
        "input": members(operation.input),
        "output": members(operation.output),
        "errors": errors,
        "pages": pages,
        "waiters": operation.waiters().map(|waiter| waiter.name).collect::<Vec<_>>(),
        "unsupported": support::refusals(model, operation),
    })
}
