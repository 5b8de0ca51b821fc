//! Models of your own services, in files of your crate.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use opsmith_models::Model;
use proc_macro2::TokenStream;
use quote::quote;

use crate::suggest;

/// What was read at a path, and which state of the file that was.
struct Read {
    state: State,
    /// What the declarations call it.
    path: &'static str,
    model: Result<Model<'static>, String>,
}

/// Changes with the file. An editor's macro server lives longer than a version of a model.
type State = (u64, Option<SystemTime>);

/// A crate's declarations name the same few files again and again: each is read and checked once per process.
static READ: Mutex<BTreeMap<PathBuf, Read>> = Mutex::new(BTreeMap::new());

/// Whether the value of `service` is the path of a model and not an id of AWS: those have no `/` and no `.`.
pub(crate) fn is_path(value: &str) -> bool {
    value.contains(['/', '\\', '.'])
}

/// The model in the file, with its path, or what is wrong with it.
pub(crate) fn load(path: &str) -> Result<(Model<'static>, &'static str), String> {
    check_path(path)?;
    let Some(folder) = std::env::var_os("CARGO_MANIFEST_DIR") else {
        return Err(format!(
            "`{path}` is relative to the folder of `Cargo.toml`, but `CARGO_MANIFEST_DIR`, which Cargo sets, is not; build with Cargo or set it"
        ));
    };
    let folder = Path::new(&folder);
    let whole = folder.join(path);
    let metadata = match fs::metadata(&whole) {
        Ok(metadata) if metadata.is_file() => metadata,
        Ok(_) => return Err(format!("`{path}` is not a file; write the path of a model")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(missing(path, folder));
        }
        Err(error) => return Err(unreadable(path, &error)),
    };
    let state = state(&metadata);
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let known = read.get(&whole);
    if let Some(known) = known.filter(|known| known.state == state) {
        return known.model.clone().map(|model| (model, known.path));
    }
    // A model is a reference to its text, which lives as long as the macros do.
    let path = known.map_or_else(|| &*path.to_owned().leak(), |known| known.path);
    let model = match fs::read(&whole) {
        Ok(bytes) => match foreign(path, &bytes) {
            Some(problem) => Err(problem),
            None => Model::from_bytes(bytes.leak()).map_err(|error| format!("`{path}`, {error}")),
        },
        Err(error) => Err(unreadable(path, &error)),
    };
    let found = model.clone().map(|model| (model, path));
    read.insert(whole, Read { state, path, model });
    found
}

fn state(metadata: &Metadata) -> State {
    (metadata.len(), metadata.modified().ok())
}

// service = "/home/me/orders.model"
// service = "models\\orders.model"
fn check_path(path: &str) -> Result<(), String> {
    let is_absolute = |part| matches!(part, Component::RootDir | Component::Prefix(_));
    if path.contains('\\') {
        let slashes = path.replace('\\', "/");
        return Err(format!(
            "`{}` has backslashes, which separate folders on Windows only; write `{slashes}`",
            path.escape_default()
        ));
    }
    if Path::new(path).components().any(is_absolute) {
        return Err(format!(
            "`{path}` is an absolute path, which differs from machine to machine; write the path from the folder of `Cargo.toml`"
        ));
    }
    Ok(())
}

// service = "models/ordres.model"
fn missing(path: &str, folder: &Path) -> String {
    let there = models_in(folder, Path::new(path).parent().unwrap_or(Path::new("")));
    let is_moved = |there: &&str| Path::new(there).file_name() == Path::new(path).file_name();
    let mut all = there.iter().map(String::as_str);
    let near = all
        .clone()
        .find(is_moved)
        .or_else(|| suggest::nearest(path, &mut all));
    let advice = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the path starts in the folder of `Cargo.toml`".to_owned(),
    };
    format!("no such file: `{path}`; {advice}")
}

/// The paths of the models in a folder, and in the usual one.
fn models_in(folder: &Path, inside: &Path) -> Vec<String> {
    let mut found: Vec<String> = [inside, Path::new("models")]
        .into_iter()
        .flat_map(|inside| {
            let entries = fs::read_dir(folder.join(inside)).into_iter().flatten();
            entries.filter_map(|entry| {
                let path = inside.join(entry.ok()?.file_name());
                let is_model = path
                    .extension()
                    .is_some_and(|extension| extension == "model");
                is_model.then(|| path.to_str().map(str::to_owned))?
            })
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

// service = "models/orders.json"
fn foreign(path: &str, bytes: &[u8]) -> Option<String> {
    let what = if bytes.trim_ascii_start().starts_with(b"{") {
        "JSON"
    } else if path.ends_with(".smithy") {
        "Smithy's IDL"
    } else {
        return None;
    };
    let first = if what == "JSON" {
        ""
    } else {
        "`smithy ast` and "
    };
    Some(format!(
        "`{path}` is {what}, not a model in opsmith's format; convert it with {first}`tools/models/import.py` of opsmith's repository"
    ))
}

fn unreadable(path: &str, error: &std::io::Error) -> String {
    format!("`{path}` cannot be read: {error}")
}

/// Makes the compiler build the crate again when the file changes.
///
/// The bytes are named in a function that nothing calls: so they are neither in the program nor in the crate's metadata,
/// which has every constant.
//
// const _: () = { fn tracked() { let _ = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", "models/orders.model")); } };
pub(crate) fn tracked(path: &str) -> TokenStream {
    quote! {
        const _: () = {
            fn __tracked() {
                let _ = ::core::include_bytes!(
                    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)
                );
            }
        };
    }
}

#[cfg(test)]
mod tests;
