//! A file that declarations are added to: what is in it, and where new text goes.
//!
//! The text is only parsed to find places. What is added is inserted, and every byte that was there stays.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::{Attribute, Item, Meta};

use crate::add::scope::Scope;
use crate::declared::{self, Declared};

/// A parsed file.
#[derive(Debug)]
pub(crate) struct Existing<'t> {
    text: &'t str,
    items: Vec<Placed>,
    scope: (declared::Imports, BTreeSet<String>, Vec<Declared>),
    /// The end of what must stay first: a byte order mark, a shebang, inner attributes and documentation.
    start: usize,
    /// Whether the file turns these lints off.
    allowed: Vec<String>,
}

#[derive(Debug)]
struct Placed {
    range: Range<usize>,
    kind: PlacedKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlacedKind {
    Use,
    /// `mod a;` and `extern crate a;`, which often come before `use`
    Link,
    Tests,
    Other,
}

/// Text to be inserted at an offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Insertion {
    pub(crate) at: usize,
    pub(crate) text: String,
}

/// Why a file could not be parsed: the line, the column and the reason.
#[derive(Debug)]
pub(crate) struct Unparsed {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) reason: String,
}

impl<'t> Existing<'t> {
    pub(crate) fn parse(text: &'t str) -> Result<Self, Unparsed> {
        // Spans count from behind what `syn` cuts off.
        let mut before = 0;
        if text.starts_with('\u{feff}') {
            before = '\u{feff}'.len_utf8();
        }
        if text[before..].starts_with("#!") && !text[before + 2..].trim_start().starts_with('[') {
            before += text[before..].find('\n').unwrap_or(text.len() - before);
        }
        let file: syn::File = syn::parse_str(&text[before..]).map_err(|error| {
            let start = error.span().start();
            Unparsed {
                line: start.line + text[..before].matches('\n').count(),
                column: start.column + 1,
                reason: error.to_string(),
            }
        })?;
        let shift = |range: Range<usize>| before + range.start..before + range.end;
        let items = file
            .items
            .iter()
            .map(|item| Placed {
                range: shift(item.span().byte_range()),
                kind: kind(item),
            })
            .collect();
        let inner = file
            .attrs
            .iter()
            .map(|attribute| shift(attribute.span().byte_range()).end);
        let imports = declared::imports(&file.items);
        let declared = file
            .items
            .iter()
            .flat_map(|item| match item {
                Item::Struct(item) => declared::declared(&item.ident, &item.attrs, &imports),
                Item::Enum(item) => declared::declared(&item.ident, &item.attrs, &imports),
                _ => Vec::new(),
            })
            .collect();
        let names = file.items.iter().filter_map(name).collect();
        Ok(Existing {
            text,
            items,
            scope: (imports, names, declared),
            start: inner.max().unwrap_or(before),
            allowed: allowed(&file.attrs),
        })
    }

    /// The names in the file.
    pub(crate) fn scope(&self) -> Scope {
        let (imports, names, declared) = self.scope.clone();
        Scope::new(imports, names, declared)
    }

    /// Whether the file allows a lint, so that its items need not.
    pub(crate) fn allows(&self, lint: &str) -> bool {
        let group =
            |allowed: &str| matches!(allowed, "clippy::all" | "clippy::pedantic" | "warnings");
        self.allowed
            .iter()
            .any(|allowed| allowed == lint || group(allowed))
    }

    /// Where `use` declarations and items go. Both texts end in a newline.
    pub(crate) fn insertions(&self, uses: &str, items: &str) -> Vec<Insertion> {
        let newline = if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let own = |text: String| {
            if newline == "\n" {
                text
            } else {
                text.replace('\n', newline)
            }
        };
        let mut found = Vec::new();
        if self.items.is_empty() {
            // Nothing but comments and inner attributes
            let both = [uses, items].into_iter().filter(|text| !text.is_empty());
            let both = both.collect::<Vec<_>>().join("\n");
            let blank = blank_lines(self.text);
            return vec![Insertion {
                at: self.text.len(),
                text: own(format!("{blank}{both}")),
            }];
        }
        if !uses.is_empty() {
            found.push(self.place_uses(uses));
        }
        if !items.is_empty() {
            found.push(self.place_items(items));
        }
        for insertion in &mut found {
            insertion.text = own(std::mem::take(&mut insertion.text));
        }
        // The order of two insertions at one place is that of the file.
        found
    }

    /// Behind the last `use` at the top, as a group of its own; without one, before the first item.
    fn place_uses(&self, uses: &str) -> Insertion {
        let top = self
            .items
            .iter()
            .take_while(|item| matches!(item.kind, PlacedKind::Use | PlacedKind::Link));
        let last = top
            .enumerate()
            .filter(|(_, item)| item.kind == PlacedKind::Use)
            .last()
            .map(|(n, _)| n);
        match last {
            Some(last) => {
                let at = self.behind(last);
                Insertion {
                    at,
                    text: format!("{}{}", self.gap(at), uses.trim_end_matches('\n')),
                }
            }
            None => Insertion {
                at: self.before(0),
                text: format!("{uses}\n"),
            },
        }
    }

    /// Behind the last item that is not a test module.
    fn place_items(&self, items: &str) -> Insertion {
        let last = self
            .items
            .iter()
            .rposition(|item| item.kind != PlacedKind::Tests);
        let Some(last) = last else {
            return Insertion {
                at: self.before(0),
                text: format!("{items}\n"),
            };
        };
        let at = self.behind(last);
        let end = if at == self.text.len() { "\n" } else { "" };
        Insertion {
            at,
            text: format!("{}{}{end}", self.gap(at), items.trim_end_matches('\n')),
        }
    }

    /// What separates a new text from what is before it: the file goes on behind the line.
    fn gap(&self, at: usize) -> &'static str {
        if self.text[..at].ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        }
    }

    /// The end of the line on which an item ends, or of the item if something else begins on that line.
    fn behind(&self, item: usize) -> usize {
        let end = self.items[item].range.end;
        let rest = &self.text[end..];
        let line = rest.find('\n').map_or(self.text.len(), |at| end + at);
        let line = if self.text[end..line].ends_with('\r') {
            line - 1
        } else {
            line
        };
        let next = self
            .items
            .get(item + 1)
            .map_or(self.text.len(), |next| next.range.start);
        let tail = &self.text[end..line];
        if next < line || tail.contains("/*") {
            end
        } else {
            line
        }
    }

    /// The start of an item, with the comments above it.
    fn before(&self, item: usize) -> usize {
        let start = self.items[item].range.start;
        let mut at = self.text[..start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        if at < self.start || !self.text[at..start].trim().is_empty() {
            return start;
        }
        while let Some(above) = self.text[..at].strip_suffix('\n') {
            let line = above.rfind('\n').map_or(0, |newline| newline + 1);
            let text = above[line..].trim();
            if line < self.start || !text.starts_with("//") || text.starts_with("//!") {
                break;
            }
            at = line;
        }
        at
    }
}

/// What goes between a text and the next paragraph.
fn blank_lines(text: &str) -> &'static str {
    if text.trim_start_matches('\u{feff}').is_empty()
        || text.ends_with("\n\n")
        || text.ends_with("\r\n\r\n")
    {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    }
}

fn kind(item: &Item) -> PlacedKind {
    match item {
        Item::Use(_) => PlacedKind::Use,
        Item::ExternCrate(_) => PlacedKind::Link,
        Item::Mod(item) if is_test(&item.attrs) => PlacedKind::Tests,
        Item::Mod(item) if item.content.is_none() => PlacedKind::Link,
        _ => PlacedKind::Other,
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

/// `#![allow(clippy::struct_field_names)]`
fn allowed(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("allow") => Some(list.tokens.to_string()),
            _ => None,
        });
    lists
        .flat_map(|list| {
            list.split(',')
                .map(|lint| lint.replace(' ', ""))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The name that an item has in its module.
fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::ExternCrate(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// The text with everything inserted.
pub(crate) fn apply(text: &str, insertions: &[Insertion]) -> String {
    let mut sorted: Vec<&Insertion> = insertions.iter().collect();
    sorted.sort_by_key(|insertion| insertion.at);
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for insertion in sorted {
        whole += &text[from..insertion.at];
        whole += &insertion.text;
        from = insertion.at;
    }
    whole + &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    const USES: &str = "use opsmith::shape;\n";
    const ITEM: &str = "#[shape]\npub struct New;\n";

    fn added(text: &str) -> String {
        let existing = Existing::parse(text).unwrap();
        apply(text, &existing.insertions(USES, ITEM))
    }

    #[test]
    fn imports_follow_those_of_the_file_and_items_come_last() {
        assert_eq!(
            added("//! Docs.\n\nuse a::B;\nmod c;\n\nfn main() {} // the end\n"),
            "//! Docs.\n\nuse a::B;\n\nuse opsmith::shape;\nmod c;\n\nfn main() {} // the end\n\n#[shape]\npub struct New;\n"
        );
    }

    #[test]
    fn items_come_before_the_tests() {
        assert_eq!(
            added("fn f() {}\n\n// About the tests.\n#[cfg(test)]\nmod tests {}\n"),
            "use opsmith::shape;\n\nfn f() {}\n\n#[shape]\npub struct New;\n\n// About the tests.\n#[cfg(test)]\nmod tests {}\n"
        );
    }

    #[test]
    fn inner_attributes_and_comments_stay_first() {
        assert_eq!(
            added("// License.\n\n#![allow(dead_code)]\n\n// About f.\n/// Docs.\nfn f() {}"),
            "// License.\n\n#![allow(dead_code)]\n\nuse opsmith::shape;\n\n// About f.\n/// Docs.\nfn f() {}\n\n#[shape]\npub struct New;\n"
        );
        assert_eq!(
            added(""),
            "use opsmith::shape;\n\n#[shape]\npub struct New;\n"
        );
        assert_eq!(
            added("//! Docs."),
            "//! Docs.\n\nuse opsmith::shape;\n\n#[shape]\npub struct New;\n"
        );
    }

    #[test]
    fn odd_files_stay_as_they_are() {
        for text in [
            "\u{feff}fn f() {}\r\n\r\nfn g() {}\r\n",
            "#!/usr/bin/env run\nfn f() {}\n",
            "use a::B; fn f() {\n    let x = 1;\n}\n",
            "fn f() {} /* a comment\nof two lines */ fn g() {}",
            "struct A; struct B;",
            "const S: &str = \"\n\n  \\u{1F980} \u{1F980}\";\n\n\n",
            "fn \u{e4}() {}\n#[cfg(test)] mod tests {}",
            "use a::B; // why\n",
            "/* a */\n",
        ] {
            assert_only_inserted(text);
            let existing = Existing::parse(text).unwrap();
            let insertions = existing.insertions(USES, ITEM);
            if text.contains('\r') {
                assert!(
                    !apply(text, &insertions).replace("\r\n", "").contains('\n'),
                    "one kind of newline"
                );
            }
        }
    }

    /// Checks that a text with insertions parses, has one `use` and one item more, and is otherwise what it was.
    fn assert_only_inserted(text: &str) {
        let existing = Existing::parse(text).unwrap();
        let mut insertions = existing.insertions(USES, ITEM);
        let whole = apply(text, &insertions);
        let after = Existing::parse(&whole);
        assert!(after.is_ok(), "{whole}");
        assert_eq!(
            after.unwrap().items.len(),
            existing.items.len() + 2,
            "{whole}"
        );
        insertions.sort_by_key(|insertion| insertion.at);
        let mut rest = whole;
        for (n, insertion) in insertions.iter().enumerate().rev() {
            let before: usize = insertions[..n].iter().map(|other| other.text.len()).sum();
            let at = insertion.at + before;
            assert_eq!(rest[at..at + insertion.text.len()], insertion.text);
            rest.replace_range(at..at + insertion.text.len(), "");
        }
        assert_eq!(rest, text);
    }

    /// The Rust files below a folder.
    fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("target") && !path.ends_with(".git") {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn not_a_byte_of_any_source_of_this_project_changes() {
        let mut files = Vec::new();
        sources(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
            &mut files,
        );
        let mut count = 0;
        for file in &files {
            let text = std::fs::read_to_string(file).unwrap();
            // Fixtures of the macros may not parse.
            if Existing::parse(&text).is_ok() {
                assert_only_inserted(&text);
                assert_only_inserted(&text.replace('\n', "\r\n"));
                count += 1;
            }
        }
        assert!(count > 300, "{count}");
    }

    #[test]
    fn a_file_that_does_not_parse_is_told_with_its_line() {
        let error = Existing::parse("#!shebang\nfn f() {}\nstruct {\n").unwrap_err();
        assert_eq!((error.line, error.column), (3, 8));
    }
}
