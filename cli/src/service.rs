//! Finds services and operations by what was typed.

use std::path::Path;

use opsmith_models::{Model, Operation};

use crate::failure::Failure;
use crate::suggest::{did_you_mean, folded, list};

/// The service with this ID, in any case, or your own with the model in this file.
pub(crate) fn service(id: &str) -> Result<Model<'static>, Failure> {
    if is_file(id) {
        return load(id);
    }
    if let Some(model) = opsmith_models::service(id) {
        return Ok(model);
    }
    let lower = id.to_ascii_lowercase();
    if let Some(model) = opsmith_models::service(&lower) {
        return Ok(model);
    }
    let like = opsmith_models::services_like(id);
    let advice = match like.as_slice() {
        [] => did_you_mean(id, opsmith_models::services().iter().copied()),
        [one] => format!("; did you mean `{one}`?"),
        several => {
            let several: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            format!("; it is the name of {}", list(&several))
        }
    };
    Err(Failure::usage(format!(
        "there is no service `{id}`{advice}\nhelp: `cargo opsmith search {id}` finds services and operations by their words"
    )))
}

/// Whether a service is named by the file of its model, as in `service = "models/orders.model"`.
pub(crate) fn is_file(id: &str) -> bool {
    Path::new(id)
        .extension()
        .is_some_and(|extension| extension == "model")
}

/// What declarations call a service: its ID, or the path of its model as it was typed.
pub(crate) fn written(typed: &str, model: Model<'_>) -> String {
    if is_file(typed) {
        typed.trim_start_matches("./").replace('\\', "/")
    } else {
        model.service().id.to_owned()
    }
}

fn load(path: &str) -> Result<Model<'static>, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::usage(format!("the model {path} could not be read: {error}")))?;
    // It is needed until the program ends.
    let bytes: &'static [u8] = bytes.leak();
    Model::from_bytes(bytes)
        .map_err(|error| Failure::other(format!("{path} is not a model: {error}")))
}

/// The operation with this name, whatever its case: `create-room` is `CreateRoom`.
pub(crate) fn operation(model: Model<'static>, name: &str) -> Result<Operation<'static>, Failure> {
    if let Some(found) = model.operation(name) {
        return Ok(found);
    }
    let meant = folded(name);
    let mut alike = model
        .operation_names()
        .filter(|other| folded(other) == meant);
    if let Some(found) = alike.next().and_then(|name| model.operation(name)) {
        return Ok(found);
    }
    let id = model.service().id;
    Err(Failure::usage(format!(
        "{id} has no operation `{name}`{}\nhelp: `cargo opsmith show {id}` lists its operations",
        did_you_mean(name, model.operation_names())
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(found: Result<Model<'static>, Failure>) -> String {
        found.expect_err("there is no such service").to_string()
    }

    #[test]
    fn a_service_is_found_in_any_case() {
        assert_eq!(service("IVSChat").unwrap().service().id, "ivschat");
    }

    #[test]
    fn an_unknown_service_gets_a_suggestion() {
        assert!(message(service("ivschet")).contains("did you mean `ivschat`?"));
        assert!(
            message(service("email")).contains("it is the name of `pinpoint-email`, `ses` and")
        );
    }

    #[test]
    fn an_operation_is_found_by_its_words() {
        let model = service("ivschat").unwrap();
        assert_eq!(operation(model, "create-room").unwrap().name, "CreateRoom");
        let error = operation(model, "CreateRom").expect_err("misspelled");
        assert!(
            error.to_string().contains("did you mean `CreateRoom`?"),
            "{error}"
        );
        assert_eq!(error.exit_code(), 2);
    }
}
