//! The keys that an attribute takes, and what is said about all others.

use crate::attr::{Entry, Value};
use crate::case::Case;
use crate::keys::{Attribute, Key};
use crate::report::Report;
use crate::suggest;

/// The keys of an attribute seen so far.
pub(crate) struct Keys<K: 'static> {
    attribute: Attribute<K>,
    seen: Vec<K>,
}

impl<K: Key> Keys<K> {
    pub(crate) fn new(attribute: Attribute<K>) -> Self {
        Keys {
            attribute,
            seen: Vec::new(),
        }
    }

    fn find(&self, entry: &Entry) -> Option<K> {
        let mut legal = self.attribute.legal.iter().copied();
        legal.find(|legal| entry.key == legal.name())
    }

    pub(crate) fn is_legal(&self, entry: &Entry) -> bool {
        self.find(entry).is_some()
    }

    /// The key that an unknown word was probably meant to be.
    pub(crate) fn meant(&self, entry: &Entry) -> Option<K> {
        let legal = self.attribute.legal;
        let near = suggest::nearest(&entry.key.to_string(), legal.iter().map(|key| key.name()))?;
        legal.iter().copied().find(|key| key.name() == near)
    }

    /// The key, if it is allowed here and not a duplicate.
    pub(crate) fn accept(&mut self, entry: &Entry, report: &Report) -> Option<K> {
        if let Some(known) = self.find(entry) {
            // After a key that is still being typed, the comma is not there yet.
            if let Some(word) = &entry.unseparated {
                report.at(word.span(), format!("missing `,` before `{word}`"));
            }
            if self.seen.contains(&known) {
                let name = known.name();
                report.at(
                    entry.key.span(),
                    format!("`{name}` is given twice; remove one of them"),
                );
                return None;
            }
            self.seen.push(known);
            return Some(known);
        }
        let Attribute {
            subject, advice, ..
        } = &self.attribute;
        let key = entry.key.to_string();
        // Smithy and the SDKs of other languages write `pageSize`.
        let snake = Case::Snake.apply(&key);
        let legal: Vec<&str> = self.attribute.legal.iter().map(|key| key.name()).collect();
        if let Some((_, advice)) = advice
            .iter()
            .copied()
            .flatten()
            .find(|(name, _)| *name == key || *name == snake)
        {
            report.at(entry.key.span(), format!("`{key}` {advice}"));
        } else if let Some((name, value)) = bare_word(&self.attribute, entry) {
            report.at(
                entry.key.span(),
                format!("`{key}` has no key; write `{name} = {value}`"),
            );
        } else if legal.is_empty() {
            report.at(
                entry.key.span(),
                format!("{subject} takes no keys; remove `{key}`"),
            );
        } else {
            report.at(
                entry.key.span(),
                format!(
                    "unknown key `{key}`{}{subject} takes {}",
                    key_hint(&key, &legal),
                    suggest::list(&legal)
                ),
            );
        }
        None
    }
}

// #[output(PascalCase)]
// #[operation(Chime, path = "/rooms")]
/// The key of a word that is a value, and the value as it has to be written.
fn bare_word<K>(attribute: &Attribute<K>, entry: &Entry) -> Option<(&'static str, String)> {
    if !matches!(entry.value, Value::None) {
        return None;
    }
    let word = entry.key.to_string();
    if let Some(name) = (attribute.bare)(&word) {
        return Some((name, word));
    }
    let quoted = format!("\"{word}\"");
    (attribute.bare)(&quoted)
        .filter(|name| *name == "rename_all")
        .map(|name| (name, quoted))
}

/// Leads from a wrong key to the legal ones. A key of a letter or two is still being typed.
fn key_hint(key: &str, legal: &[&str]) -> String {
    let started = legal.iter().find(|legal| legal.starts_with(key));
    match started.filter(|_| key.len() <= 2) {
        Some(near) => format!(", did you mean `{near}`? "),
        None if key.len() > 2 && suggest::nearest(key, legal.iter().copied()).is_none() => {
            "; remove it: ".to_owned()
        }
        None => suggest::hint(key, legal.iter().copied()),
    }
}
