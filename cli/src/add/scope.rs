//! The names in a file: which ones are taken, what they mean, and what has to be imported.

use std::collections::{BTreeMap, BTreeSet};

use crate::declared::{Declared, Imports, Macro};
use crate::names::is_taken;

/// The names of a module, and those that the new declarations add.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    imports: Imports,
    /// The names of items.
    items: BTreeSet<String>,
    declared: Vec<Declared>,
    /// The names of the new declarations.
    claimed: BTreeSet<String>,
    /// What is to be imported: `opsmith` -> `Blob`, `shape`.
    wanted: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

/// Types that are in scope everywhere, unless a file gives their name to something else.
const PRELUDE: [(&str, &str); 4] = [
    ("Box", "std::boxed::Box"),
    ("Option", "std::option::Option"),
    ("String", "std::string::String"),
    ("Vec", "std::vec::Vec"),
];

impl Scope {
    pub(crate) fn new(imports: Imports, items: BTreeSet<String>, declared: Vec<Declared>) -> Self {
        Scope {
            imports,
            items,
            declared,
            ..Scope::default()
        }
    }

    /// How the file writes a type or macro of `opsmith` or `std::collections`, which is imported if necessary.
    pub(crate) fn external(&mut self, module: &'static str, name: &'static str) -> String {
        let path = format!("{module}::{name}");
        match self.imports.get(name) {
            Some(here) if here.trim_start_matches("::") == path => return name.to_owned(),
            // Another item has the name.
            Some(_) => return path,
            None if self.items.contains(name) => return path,
            None => {}
        }
        self.wanted.entry(module).or_default().insert(name);
        name.to_owned()
    }

    /// How the file writes a type of the prelude.
    pub(crate) fn prelude(&self, name: &'static str) -> &'static str {
        if !self.names(name) {
            return name;
        }
        let path = PRELUDE.iter().find(|(short, _)| *short == name);
        path.map_or(name, |(_, path)| path)
    }

    fn names(&self, name: &str) -> bool {
        self.items.contains(name) || self.imports.contains_key(name)
    }

    /// A name for a new item: the one that is wanted, or that with the service in front if it is taken.
    pub(crate) fn claim(&mut self, wanted: &str, service: &str, reserved: bool) -> String {
        let free =
            |name: &str| !is_taken(name) && !self.names(name) && !self.claimed.contains(name);
        let name = if !reserved && free(wanted) {
            wanted.to_owned()
        } else {
            let long = format!("{service}{wanted}");
            let numbered = (2..).map(|n| format!("{long}{n}"));
            let mut names = std::iter::once(long.clone()).chain(numbered);
            names.find(|name| free(name)).unwrap_or(long)
        };
        self.claimed.insert(name.clone());
        name
    }

    /// The type that the file already has for something of a service.
    pub(crate) fn declared(
        &self,
        of: Macro,
        service: &str,
        is: impl Fn(&Declared) -> bool,
    ) -> Option<&str> {
        let mut found = self.declared.iter();
        found
            .find(|one| one.of == of && one.is_of(service) && is(one))
            .map(|one| one.ident.as_str())
    }

    /// The `use` declarations that are missing.
    pub(crate) fn uses(&self) -> String {
        let mut modules: Vec<_> = self.wanted.iter().collect();
        // The standard library first
        modules.sort_by_key(|(module, _)| **module == "opsmith");
        let uses = modules.into_iter().map(|(module, names)| {
            let mut names: Vec<&str> = names.iter().copied().collect();
            // rustfmt sorts types before functions and macros.
            names.sort_by_key(|name| (name.starts_with(|c: char| c.is_lowercase()), *name));
            match names.as_slice() {
                [one] => format!("use {module}::{one};\n"),
                several => use_of_several(module, several),
            }
        });
        uses.collect::<Vec<_>>().join("\n")
    }
}

/// `use opsmith::{Blob, shape};`, in lines of at most 100 characters, as rustfmt writes it.
fn use_of_several(module: &str, names: &[&str]) -> String {
    let line = format!("use {module}::{{{}}};", names.join(", "));
    if line.len() <= 100 {
        return line + "\n";
    }
    let mut lines = vec![String::from("   ")];
    for name in names {
        let last = lines.last().map_or(0, String::len);
        if last + 1 + name.len() + 1 > 100 {
            lines.push(String::from("   "));
        }
        if let Some(last) = lines.last_mut() {
            last.extend([" ", *name, ","]);
        }
    }
    format!("use {module}::{{\n{}\n}};\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(imports: &[(&str, &str)], items: &[&str]) -> Scope {
        let owned = |(name, path): &(&str, &str)| ((*name).to_owned(), (*path).to_owned());
        Scope::new(
            imports.iter().map(owned).collect(),
            items.iter().map(|&name| name.to_owned()).collect(),
            Vec::new(),
        )
    }

    #[test]
    fn what_is_missing_is_imported_once() {
        let mut scope = scope(&[("shape", "opsmith::shape")], &[]);
        assert_eq!(scope.external("opsmith", "shape"), "shape");
        assert_eq!(scope.external("opsmith", "operation"), "operation");
        assert_eq!(scope.external("opsmith", "Blob"), "Blob");
        assert_eq!(scope.external("std::collections", "HashMap"), "HashMap");
        assert_eq!(
            scope.uses(),
            "use std::collections::HashMap;\n\nuse opsmith::{Blob, operation};\n"
        );
    }

    #[test]
    fn a_name_with_another_meaning_is_written_as_a_path() {
        let mut scope = scope(&[("HashMap", "hashbrown::HashMap")], &["Blob", "String"]);
        assert_eq!(
            scope.external("std::collections", "HashMap"),
            "std::collections::HashMap"
        );
        assert_eq!(scope.external("opsmith", "Blob"), "opsmith::Blob");
        assert_eq!(scope.prelude("String"), "std::string::String");
        assert_eq!(scope.prelude("Vec"), "Vec");
        assert_eq!(scope.uses(), "");
    }

    #[test]
    fn a_taken_name_gets_its_service_in_front() {
        let mut scope = scope(&[("Tag", "crate::Tag")], &["Room"]);
        assert_eq!(scope.claim("Member", "Chime", false), "Member");
        assert_eq!(scope.claim("Tag", "Chime", false), "ChimeTag");
        assert_eq!(scope.claim("Room", "Chime", false), "ChimeRoom");
        assert_eq!(scope.claim("Room", "Chime", false), "ChimeRoom2");
        assert_eq!(scope.claim("Option", "Chime", false), "ChimeOption");
    }
}
