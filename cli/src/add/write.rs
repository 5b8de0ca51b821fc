//! Writes a file in one step: beside it, then renamed, so that an interruption leaves the old one or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The text of a file, or `None` if there is none yet.
pub(crate) fn read(path: &Path) -> Result<Option<String>, Failure> {
    let shown = path.display();
    match fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(error) => Err(Failure::other(format!(
                "{shown} is not UTF-8, as Rust sources are (at byte {}); nothing was changed",
                error.utf8_error().valid_up_to()
            ))),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::other(format!(
            "{shown} could not be read: {error}"
        ))),
    }
}

/// Writes `text`, if the file is still what it was when `before` was read from it.
pub(crate) fn write(path: &Path, before: Option<&str>, text: &str) -> Result<(), Failure> {
    let shown = path.display();
    let failed = |error: std::io::Error| {
        Failure::other(format!(
            "{shown} could not be written: {error}; nothing was changed"
        ))
    };
    // What a link points to is replaced, not the link.
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let permissions = match fs::metadata(&target) {
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(Failure::other(format!(
                "{shown} is read-only; make it writable, or name another file with `--to`"
            )));
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    let (beside, mut file) = create_beside(&target).map_err(failed)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| permissions.map_or(Ok(()), |permissions| file.set_permissions(permissions)))
        .and_then(|()| file.sync_all());
    drop(file);
    // An editor may have saved it in the meantime.
    let replaced = written.map_err(failed).and_then(|()| {
        if read(path)?.as_deref() == before {
            fs::rename(&beside, &target).map_err(failed)
        } else {
            Err(Failure::other(format!(
                "{shown} was changed in the meantime; run the command again"
            )))
        }
    });
    if replaced.is_err() {
        // The failure itself is what matters.
        let _ = fs::remove_file(&beside);
    }
    replaced
}

/// A new file in the same folder: a rename across file systems is not one step.
fn create_beside(target: &Path) -> std::io::Result<(PathBuf, File)> {
    let name = target
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut number = 0;
    loop {
        let beside = target.with_file_name(format!(".{name}.{}-{number}.new", std::process::id()));
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
        }
    }
}
