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
        Ok(bytes) => Model::from_bytes(bytes.leak()).map_err(|error| format!("`{path}`, {error}")),
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
            "`{path}` is an absolute path, which is another one on every machine; write the path from the folder of `Cargo.toml`"
        ));
    }
    Ok(())
}

// service = "models/ordres.model"
fn missing(path: &str, folder: &Path) -> String {
    let there = models_in(folder, Path::new(path).parent().unwrap_or(Path::new("")));
    let advice = match suggest::nearest(path, there.iter().map(String::as_str)) {
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
mod tests {
    use super::*;

    const SOUND: &str = "opsmith-model 1\nservice a 1\nprotocols rest-json\nsigning a\nendpoint a\nauth sigv4\n\n# A structure\n# ~\n";

    fn error(path: &str) -> String {
        load(path).map(|_| ()).unwrap_err()
    }

    #[test]
    fn ids_are_not_paths() {
        let mut ids = opsmith_models::services().iter();
        assert!(ids.all(|id| !is_path(id)));
        assert!(is_path("orders.model") && is_path("models/orders"));
    }

    #[test]
    fn a_file_that_is_not_there_is_named_with_its_folder() {
        assert_eq!(
            error("models/nothing.model"),
            "no such file: `models/nothing.model`; the path starts in the folder of `Cargo.toml`"
        );
        let near = error("../models/data/chim.model");
        assert!(
            near.ends_with("did you mean `../models/data/chime.model`?"),
            "{near}"
        );
        assert_eq!(
            error("src/."),
            "`src/.` is not a file; write the path of a model"
        );
    }

    #[test]
    fn a_path_is_one_on_every_machine() {
        assert!(error("/a/orders.model").starts_with("`/a/orders.model` is an absolute path"));
        assert!(error(r"models\orders.model").ends_with("write `models/orders.model`"));
    }

    #[test]
    fn a_file_is_read_again_after_it_changed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/models");
        fs::create_dir_all(&folder).unwrap();
        let name = format!("../target/models/{}.model", std::process::id());
        let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        fs::write(&whole, SOUND).unwrap();
        let first = load(&name);
        let again = load(&name);
        fs::write(&whole, SOUND.replace("# A s", "# Longer s")).unwrap();
        let changed = load(&name);
        fs::write(&whole, [0xff; 99]).unwrap();
        let broken = load(&name);
        fs::remove_file(&whole).unwrap();
        let gone = load(&name);
        assert!(first.clone().unwrap().0.shape("A").is_some());
        assert_eq!(first, again);
        assert!(changed.unwrap().0.shape("Longer").is_some());
        assert!(
            broken
                .unwrap_err()
                .ends_with("line 1: the text is not UTF-8; save it as ASCII")
        );
        assert!(gone.unwrap_err().starts_with("no such file"));
    }
}
