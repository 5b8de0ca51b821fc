//! `cargo opsmith policy`: the IAM policy that the declarations of a crate need.

mod actions;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use opsmith_models::Model;
use serde_json::json;

use crate::declared::{Declared, Value};
use crate::failure::Failure;
use crate::names;
use crate::policy::actions::{Needed, needed};
use crate::policy::scan::{Found, Sources, scan};
use crate::suggest::did_you_mean;
use crate::text::count;

/// The arguments of the command.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) terraform: bool,
}

/// The actions, by the service's prefix.
type Actions = BTreeMap<String, BTreeSet<String>>;

/// Runs the command: the policy goes to `out`, and what must be known of it to `log`.
pub(crate) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<(), Failure> {
    let paths = if arguments.paths.is_empty() {
        // Tests and examples run with other permissions.
        let source = Path::new("src");
        vec![if source.is_dir() {
            source.to_owned()
        } else {
            PathBuf::from(".")
        }]
    } else {
        arguments.paths.clone()
    };
    let sources = scan(&paths)?;
    if sources.operations.is_empty() {
        return Err(Failure::other(format!(
            "no operation is declared in {}",
            count(sources.files, "file")
        )));
    }
    let (mut actions, mut notes) = (Actions::new(), Vec::new());
    for found in &sources.operations {
        if let Some(note) = add(found, &sources, &mut actions) {
            notes.push(format!("{}:{}: {note}", found.file.display(), found.line));
        }
    }
    for note in &notes {
        writeln!(log, "note: {note}")?;
    }
    if actions.is_empty() {
        return Err(Failure::other(
            "none of the operations needs an action that is known",
        ));
    }
    let text = if arguments.terraform {
        terraform(&actions)
    } else {
        policy(&actions)
    };
    write!(out, "{text}")?;
    Ok(())
}

/// Adds the actions of an operation. Returns what the user should know of it.
fn add(found: &Found, sources: &Sources, actions: &mut Actions) -> Option<String> {
    let name = found.name();
    let mut insert = |action: &str| {
        let prefix = action.split(':').next().unwrap_or_default();
        actions
            .entry(prefix.to_owned())
            .or_default()
            .insert(action.to_owned());
    };
    match found.operation.text("auth") {
        Some("none") => return None,
        Some("bearer") => {
            return Some(format!(
                "{name} takes a bearer token, which no IAM policy is about"
            ));
        }
        _ => {}
    }
    let service = match found.service() {
        Some(Value::Text(id)) => Of::model(id, &found.file),
        Some(Value::Path(ty)) => match sources.services.get(ty) {
            Some(service) => Of::service(service, &found.file),
            None => {
                return Some(format!(
                    "{name} is left out: `{ty}` is not declared in these files"
                ));
            }
        },
        _ => {
            return Some(format!(
                "{name} is left out: its `service` was not understood"
            ));
        }
    };
    match service {
        Ok(Of::Aws(model)) => match needed(model, name) {
            Needed::Actions(needed) => needed.iter().for_each(|action| insert(action)),
            Needed::Nothing => {}
            Needed::Guess(action) => {
                insert(&action);
                return Some(format!(
                    "`{action}` is a guess: AWS's Service Authorization Reference lists no action for {name}"
                ));
            }
        },
        Ok(Of::Own(signing_name)) => match signing_name.as_str() {
            // What IAM calls the calls to an API of your own
            "execute-api" | "vpc-lattice-svcs" => insert(&format!("{signing_name}:Invoke")),
            "lambda" => insert("lambda:InvokeFunctionUrl"),
            other => {
                let action = format!("{other}:{name}");
                insert(&action);
                return Some(format!(
                    "`{action}` is a guess: it is the name of an operation of your own service"
                ));
            }
        },
        Err(reason) => return Some(format!("{name} is left out: {reason}")),
    }
    None
}

/// The service of an operation.
enum Of {
    Aws(Model<'static>),
    /// Your own, with the name that requests to it are signed with.
    Own(String),
}

impl Of {
    /// `service = "chime"` or `service = "models/orders.model"`
    fn model(id: &str, file: &Path) -> Result<Of, String> {
        if let Some(model) = opsmith_models::service(id) {
            return Ok(Of::Aws(model));
        }
        if !id.contains(['/', '\\']) && Path::new(id).extension().is_none() {
            let near = did_you_mean(id, opsmith_models::services().iter().copied());
            return Err(format!("there is no service `{id}`{near}"));
        }
        // The path is relative to the folder of `Cargo.toml`.
        let mut folders = file.ancestors().skip(1);
        let read = folders.find_map(|folder| std::fs::read_to_string(folder.join(id)).ok());
        let text = read.ok_or_else(|| format!("the model {id} could not be read"))?;
        let model = Model::parse(&text).map_err(|error| format!("{id}: {error}"))?;
        Ok(Of::Own(model.service().signing_name.to_owned()))
    }

    /// `#[service(id = "chime")]` or `#[service(signing_name = "execute-api")]`
    fn service(service: &Declared, file: &Path) -> Result<Of, String> {
        match (service.text("id"), service.text("signing_name")) {
            (Some(id), _) => Of::model(id, file),
            (None, Some(name)) => Ok(Of::Own(name.to_owned())),
            (None, None) => Err(format!(
                "`{}` has neither `id` nor `signing_name`",
                service.ident
            )),
        }
    }
}

/// What statements are named: `execute-api` -> `ExecuteApi`. IAM allows letters and digits.
fn sid(prefix: &str) -> String {
    names::variant(prefix)
}

/// The policy as IAM takes it.
fn policy(actions: &Actions) -> String {
    let statements: Vec<serde_json::Value> = actions
        .iter()
        .map(|(prefix, actions)| {
            json!({"Sid": sid(prefix), "Effect": "Allow", "Action": actions, "Resource": "*"})
        })
        .collect();
    format!(
        "{:#}\n",
        json!({"Version": "2012-10-17", "Statement": statements})
    )
}

/// The policy for Terraform, as `terraform fmt` writes it.
fn terraform(actions: &Actions) -> String {
    let mut text = "data \"aws_iam_policy_document\" \"opsmith\" {\n".to_owned();
    for (n, (prefix, actions)) in actions.iter().enumerate() {
        let blank = if n == 0 { "" } else { "\n" };
        let _ = write!(
            text,
            "{blank}  statement {{\n    sid    = \"{}\"\n    effect = \"Allow\"\n\n    actions = [\n",
            sid(prefix)
        );
        for action in actions {
            let _ = writeln!(text, "      \"{action}\",");
        }
        text += "    ]\n\n    resources = [\"*\"]\n  }\n";
    }
    text + "}\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actions(names: &[&str]) -> Actions {
        let mut actions = Actions::new();
        for name in names {
            let prefix = name.split(':').next().unwrap();
            actions
                .entry(prefix.to_owned())
                .or_default()
                .insert((*name).to_owned());
        }
        actions
    }

    #[test]
    fn terraform_gets_a_document() {
        assert_eq!(
            terraform(&actions(&[
                "ivschat:GetRoom",
                "ivschat:CreateRoom",
                "execute-api:Invoke"
            ])),
            "data \"aws_iam_policy_document\" \"opsmith\" {\n  statement {\n    sid    = \"ExecuteApi\"\n    effect = \"Allow\"\n\n    \
             actions = [\n      \"execute-api:Invoke\",\n    ]\n\n    resources = [\"*\"]\n  }\n\n  statement {\n    \
             sid    = \"Ivschat\"\n    effect = \"Allow\"\n\n    actions = [\n      \"ivschat:CreateRoom\",\n      \
             \"ivschat:GetRoom\",\n    ]\n\n    resources = [\"*\"]\n  }\n}\n"
        );
    }

    #[test]
    fn iam_gets_json() {
        let text = policy(&actions(&["s3:GetObject"]));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value,
            json!({"Version": "2012-10-17", "Statement": [
                {"Sid": "S3", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}
            ]})
        );
    }
}
