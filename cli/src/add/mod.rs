//! `cargo opsmith add`: writes declarations, into a new file or among those that a file has.

mod declare;
mod diff;
mod existing;
mod facts;
mod format;
mod item;
mod members;
mod prose;
mod scope;
mod variants;
mod write;

use std::io::Write;
use std::path::{Path, PathBuf};

use opsmith_models::{Model, Operation};

pub(crate) use facts::reached;

use crate::add::declare::{Choice, Declarer};
use crate::add::existing::{Existing, Insertion, apply};
use crate::add::facts::Facts;
use crate::add::format::Formatted;
use crate::add::item::{Attribute, Item};
use crate::failure::Failure;
use crate::suggest::list;
use crate::{names, service, support};

/// The arguments of the command.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) service: String,
    pub(crate) operations: Vec<String>,
    pub(crate) to: Option<PathBuf>,
    pub(crate) members: Vec<String>,
    pub(crate) plain_errors: bool,
    pub(crate) no_docs: bool,
    pub(crate) dry_run: bool,
}

/// What is to be added to a text.
#[derive(Debug)]
struct Addition {
    insertions: Vec<Insertion>,
    /// The names of the new items.
    added: Vec<String>,
    /// The operations that were there.
    present: Vec<String>,
    /// What the user should know.
    notes: Vec<String>,
}

/// Runs the command. Declarations and diffs go to `out`, everything else to `log`.
pub(crate) fn run(
    arguments: &Arguments,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<(), Failure> {
    let model = service::service(&arguments.service)?;
    let operations = find(model, &arguments.operations)?;
    let target = target(arguments, model)?;
    let before = match &target {
        Some(path) => write::read(path)?,
        None => None,
    };
    let addition = plan(
        model,
        &operations,
        arguments,
        target.as_deref(),
        before.as_deref(),
    )?;
    for note in &addition.notes {
        writeln!(log, "note: {note}")?;
    }
    let Some(path) = target else {
        write!(out, "{}", apply("", &addition.insertions))?;
        return Ok(());
    };
    let shown = path.display();
    if !addition.present.is_empty() {
        let verb = if addition.present.len() == 1 {
            "is"
        } else {
            "are"
        };
        writeln!(log, "{} {verb} already in {shown}", list(&addition.present))?;
    }
    if addition.added.is_empty() {
        return Ok(());
    }
    if arguments.dry_run {
        let name = path.to_string_lossy();
        write!(
            out,
            "{}",
            diff::diff(&name, before.as_deref(), &addition.insertions)
        )?;
        return Ok(());
    }
    let after = apply(before.as_deref().unwrap_or_default(), &addition.insertions);
    // What cannot be parsed is not written, whatever the reason.
    if let Err(error) = Existing::parse(&after) {
        return Err(Failure::other(format!(
            "the result would not parse (line {}: {}); nothing was changed. This is a mistake in cargo-opsmith",
            error.line, error.reason
        )));
    }
    write::write(&path, before.as_deref(), &after)?;
    writeln!(log, "added {} to {shown}", list(&addition.added))?;
    if before.is_none() && path.starts_with("src") && path.parent() == Some(Path::new("src")) {
        let module = path.file_stem().unwrap_or_default().to_string_lossy();
        if !matches!(&*module, "main" | "lib") {
            let root = if Path::new("src/lib.rs").exists() {
                "src/lib.rs"
            } else {
                "src/main.rs"
            };
            writeln!(log, "help: add `mod {};` to {root}", names::module(&module))?;
        }
    }
    Ok(())
}

/// The operations, without repetitions. All that cannot be declared are told at once.
fn find(model: Model<'static>, wanted: &[String]) -> Result<Vec<Operation<'static>>, Failure> {
    let mut found: Vec<Operation<'static>> = Vec::new();
    let mut unknown = Vec::new();
    for name in wanted {
        match service::operation(model, name) {
            Ok(operation) if found.iter().any(|other| other.name == operation.name) => {}
            Ok(operation) => found.push(operation),
            Err(error) => unknown.push(error.to_string()),
        }
    }
    if !unknown.is_empty() {
        return Err(Failure::usage(unknown.join("\n")));
    }
    let refused: Vec<String> = found
        .iter()
        .filter_map(|operation| {
            let reasons = support::refusals(model, operation);
            (!reasons.is_empty()).then(|| {
                format!(
                    "{} cannot be declared: {}",
                    operation.name,
                    reasons.join(", and ")
                )
            })
        })
        .collect();
    if refused.is_empty() {
        Ok(found)
    } else {
        Err(Failure::other(format!(
            "{}\nnothing was written",
            refused.join("\n")
        )))
    }
}

/// The file; `None` for the standard output.
fn target(arguments: &Arguments, model: Model<'_>) -> Result<Option<PathBuf>, Failure> {
    if let Some(path) = &arguments.to {
        if path.as_os_str() == "-" {
            return Ok(None);
        }
        if path.is_dir() {
            return Err(Failure::usage(format!(
                "{} is a folder; name a file in it",
                path.display()
            )));
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            return Err(Failure::usage(format!(
                "{} is not a Rust file; its name must end in `.rs`",
                path.display()
            )));
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Failure::usage(format!(
                "there is no folder {}",
                folder.display()
            )));
        }
        return Ok(Some(path.clone()));
    }
    if !Path::new("src").is_dir() {
        return Err(Failure::usage(
            "there is no folder `src` here; name the file with `--to src/NAME.rs`, or print with `--to -`",
        ));
    }
    let module = names::module(model.service().id);
    Ok(Some(
        Path::new("src").join(format!("{}.rs", module.trim_start_matches("r#"))),
    ))
}

/// What is missing in a text.
fn plan(
    model: Model<'static>,
    operations: &[Operation<'static>],
    arguments: &Arguments,
    path: Option<&Path>,
    before: Option<&str>,
) -> Result<Addition, Failure> {
    let existing = Existing::parse(before.unwrap_or_default()).map_err(|error| {
        let shown = path
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        Failure::other(format!(
            "{shown}:{}:{} does not parse: {}; nothing was changed",
            error.line, error.column, error.reason
        ))
    })?;
    let mut scope = existing.scope();
    let written = service::written(&arguments.service, model);
    // What AWS says is not about your own services.
    let docs = !arguments.no_docs && !service::is_file(&arguments.service);
    let mut declarer = Declarer::new(Facts::new(model), &written, &mut scope, docs);
    let choice = Choice {
        members: &arguments.members,
        plain_errors: arguments.plain_errors,
    };
    let (mut present, mut notes) = (Vec::new(), Vec::new());
    for operation in operations {
        if !declarer.operation(operation, choice)? {
            present.push(operation.name.to_owned());
        }
        notes.extend(left_out(model, operation));
    }
    let mut items = declarer.finish();
    let added = items.iter().map(|item| item.name.clone()).collect();
    let lints = allow_lints(&mut items, &existing, before.is_none());
    let folder = path
        .and_then(Path::parent)
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let edition = format::edition(&folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
    let mut formatted = |text: String| match format::format(&text, folder, &edition) {
        // rustfmt makes a line of nothing.
        _ if text.is_empty() => text,
        Formatted::Done(text) => text,
        Formatted::Missing => text,
        Formatted::Failed(reason) => {
            notes.push(format!(
                "rustfmt failed, so the new declarations have the default style: {reason}"
            ));
            text
        }
    };
    let sources: Vec<String> = items.iter().map(Item::source).collect();
    let insertions = if items.is_empty() {
        Vec::new()
    } else {
        let uses = formatted(scope.uses());
        let uses = if lints.is_empty() {
            uses
        } else {
            format!("{lints}\n{uses}")
        };
        existing.insertions(&uses, &formatted(sources.join("\n")))
    };
    Ok(Addition {
        insertions,
        added,
        present,
        notes,
    })
}

/// Members that no declaration can have.
fn left_out(model: Model<'_>, operation: &Operation<'_>) -> Option<String> {
    let service = model.service();
    let shape = operation.input.and_then(|root| model.shape(root.shape))?;
    let moved: Vec<String> = shape
        .members()
        .filter(|member| support::moves_operation(&service, member))
        .map(|member| format!("`{}`", member.name))
        .collect();
    (!moved.is_empty()).then(|| {
        format!(
            "{} is declared without {}, which moves it to a different host that opsmith cannot determine yet",
            operation.name,
            list(&moved)
        )
    })
}

/// Allows the lints that AWS's names trigger: for a new file at its top, otherwise on each item. Returns the former.
fn allow_lints(items: &mut [Item], existing: &Existing<'_>, new: bool) -> String {
    let mut all: Vec<&str> = Vec::new();
    for item in items {
        let lints: Vec<&str> = item
            .lints()
            .into_iter()
            .filter(|lint| !existing.allows(lint))
            .collect();
        if lints.is_empty() {
            continue;
        }
        if new {
            all.extend(lints);
        } else {
            let lints = lints.into_iter().map(str::to_owned).collect();
            item.attributes.push(Attribute::new("allow", lints));
        }
    }
    all.sort_unstable();
    all.dedup();
    if all.is_empty() {
        String::new()
    } else {
        format!("#![allow({})] // The names are AWS's.\n", all.join(", "))
    }
}
