//! Tests of the configuration, with an environment and a file system that are maps.

mod client;
mod file;
mod official;
mod settings;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Sources;

/// The home directory of tests that do not set the variable `HOME`.
pub(crate) const HOME: &str = "/home/me";

/// Variables and files in memory.
#[derive(Debug, Default)]
pub(crate) struct MapSources {
    vars: Mutex<BTreeMap<String, String>>,
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
}

impl MapSources {
    pub(crate) fn new<const N: usize>(vars: [(&str, &str); N]) -> Self {
        let sources = Self::default();
        for (name, value) in vars {
            sources.set(name, value);
        }
        sources
    }

    pub(crate) fn set(&self, name: &str, value: &str) {
        self.vars
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn write(&self, path: &str, contents: impl Into<Vec<u8>>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(PathBuf::from(path), contents.into());
    }

    pub(crate) fn config(self, contents: &str) -> Self {
        self.write("/home/me/.aws/config", contents);
        self
    }

    pub(crate) fn credentials(self, contents: &str) -> Self {
        self.write("/home/me/.aws/credentials", contents);
        self
    }
}

impl Sources for MapSources {
    fn var(&self, name: &str) -> Option<String> {
        self.vars
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned()
    }

    fn vars(&self, prefix: &str) -> Vec<(String, String)> {
        let vars = self.vars.lock().unwrap_or_else(PoisonError::into_inner);
        vars.iter()
            .filter(|(name, _)| name.starts_with(prefix))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect()
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files
            .get(path)
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn replace_private_file(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), contents.to_owned());
        Ok(())
    }

    fn home(&self) -> Option<PathBuf> {
        Some(PathBuf::from(self.var("HOME").unwrap_or(HOME.to_owned())))
    }
}
