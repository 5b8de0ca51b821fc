//! Finds the operations that a crate declares.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::Visit;

use crate::declared::{self, Declared, Imports, Macro, Value};
use crate::failure::Failure;

/// What the sources declare.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub(crate) operations: Vec<Found>,
    /// The types with `#[service]`, by their names.
    pub(crate) services: BTreeMap<String, Declared>,
    pub(crate) files: usize,
}

/// An operation and where it is declared.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) operation: Declared,
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
}

/// Reads files, and the Rust files in folders.
pub(crate) fn scan(paths: &[PathBuf]) -> Result<Sources, Failure> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    files.sort();
    files.dedup();
    let (mut sources, mut wrong) = (Sources::default(), Vec::new());
    for file in &files {
        let shown = file.display();
        let text = fs::read_to_string(file)
            .map_err(|error| Failure::other(format!("{shown} could not be read: {error}")))?;
        match syn::parse_file(&text) {
            Ok(parsed) => {
                let mut visitor = Visitor {
                    imports: declared::imports(&parsed.items),
                    file,
                    sources: &mut sources,
                };
                visitor.visit_file(&parsed);
            }
            Err(error) => {
                let at = error.span().start();
                wrong.push(format!(
                    "{shown}:{}:{} does not parse: {error}",
                    at.line,
                    at.column + 1
                ));
            }
        }
    }
    sources.files = files.len();
    if wrong.is_empty() {
        Ok(sources)
    } else {
        // A policy that lacks the operations of a file would be wrong.
        Err(Failure::other(wrong.join("\n")))
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure::other(format!("{} could not be read: {error}", path.display()));
    if !path.exists() {
        return Err(Failure::usage(format!(
            "there is no file or folder {}",
            path.display()
        )));
    }
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        // A link may lead back to a folder above.
        let kind = entry.file_type().map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if kind.is_dir() && !name.starts_with('.') && name != "target" {
            collect(&entry.path(), files)?;
        } else if !kind.is_dir() && name.ends_with(".rs") {
            files.push(entry.path());
        }
    }
    Ok(())
}

struct Visitor<'s> {
    imports: Imports,
    file: &'s Path,
    sources: &'s mut Sources,
}

impl<'ast> Visit<'ast> for Visitor<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        for one in declared::declared(&item.ident, &item.attrs, &self.imports) {
            match one.of {
                // Other crates have attributes with these names, too.
                Macro::Operation if one.value("service").is_some() => {
                    self.sources.operations.push(Found {
                        operation: one,
                        file: self.file.to_owned(),
                        line: item.ident.span().start().line,
                    });
                }
                Macro::Service => {
                    self.sources.services.insert(one.ident.clone(), one);
                }
                _ => {}
            }
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let before = self.imports.clone();
        if let Some((_, items)) = &module.content {
            self.imports.extend(declared::imports(items));
        }
        syn::visit::visit_item_mod(self, module);
        self.imports = before;
    }
}

/// What an operation is called on the wire, and what its service is.
impl Found {
    pub(crate) fn name(&self) -> &str {
        self.operation
            .text("name")
            .unwrap_or(self.operation.ident.trim_start_matches("r#"))
    }

    pub(crate) fn service(&self) -> Option<&Value> {
        self.operation.value("service")
    }
}
