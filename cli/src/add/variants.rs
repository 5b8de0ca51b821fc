//! The variants of enums, unions and errors.

use std::collections::BTreeSet;

use opsmith_models::{Member, Model, Shape, ShapeKind};

use crate::add::declare::Declarer;
use crate::add::facts::Facts;
use crate::add::item::Part;
use crate::names;
use crate::suggest::folded;

impl<'m> Declarer<'m, '_> {
    /// The variants of an enum.
    pub(super) fn values(&mut self, shape: &Shape<'m>) -> Vec<Part> {
        let all: Vec<_> = shape.values().collect();
        let name_of = |value: &opsmith_models::EnumValue<'m>| {
            value
                .name
                .map_or_else(|| value.value.to_string(), str::to_owned)
        };
        let words: Vec<String> = all.iter().map(|value| folded(&name_of(value))).collect();
        let mut used = BTreeSet::new();
        let mut parts: Vec<Part> = Vec::new();
        for (value, own) in all.iter().zip(&words) {
            if value.gone.is_some() {
                continue;
            }
            let wanted = names::variant(&name_of(value));
            let numbered = (2..).map(|n| format!("{wanted}{n}"));
            let mut names = std::iter::once(wanted.clone()).chain(numbered);
            let name = names
                .find(|name| used.insert(name.clone()))
                .unwrap_or(wanted);
            let alike = words.iter().filter(|words| *words == own).count() > 1;
            let rename = alike || folded(&name) != *own;
            parts.push(Part {
                docs: Vec::new(),
                keys: if rename {
                    vec![format!("rename = {}", literal(&value.value))]
                } else {
                    Vec::new()
                },
                name,
                ty: None,
            });
        }
        let held = match shape.kind {
            ShapeKind::IntEnum => "i32",
            _ => self.scope.prelude("String"),
        };
        parts.push(last(&parts, held.to_owned()));
        parts
    }

    /// The variants of a union.
    pub(super) fn union_members(&mut self, shape: &Shape<'m>) -> Vec<Part> {
        let members: Vec<Member<'m>> = Facts::members(shape).collect();
        let parts = members
            .iter()
            .map(|member| {
                let ty = self.ty(member.ty);
                let boxed = self.facts.is_boxed_variant(shape.name, member.ty);
                Part {
                    docs: Vec::new(),
                    keys: Vec::new(),
                    name: names::variant(member.name),
                    ty: Some(if boxed { self.boxed(&ty) } else { ty }),
                }
            })
            .collect();
        let mut parts = self.documented(shape.name, &members, parts);
        let held = self.scope.external("opsmith", "UnknownMember");
        parts.push(last(&parts, held));
        parts
    }
}

fn last(parts: &[Part], held: String) -> Part {
    Part {
        docs: Vec::new(),
        keys: vec!["other".to_owned()],
        name: other(parts.iter().map(|part| part.name.as_str())).to_owned(),
        ty: Some(held),
    }
}

/// The name of the variant for everything else.
pub(super) fn other<'n>(names: impl Iterator<Item = &'n str>) -> &'static str {
    const NAMES: [&str; 4] = ["Other", "Unknown", "NotListed", "AnythingElse"];
    let taken: Vec<String> = names.map(folded).collect();
    let mut free = NAMES.into_iter();
    let free = free.find(|name| !taken.contains(&folded(name)));
    free.unwrap_or("NotDeclared")
}

/// The variant for an error, and the key that it needs: `NotFound` of `NotFoundException`.
pub(super) fn error(model: Model<'_>, shape: &Shape<'_>) -> (String, Option<String>) {
    let stem = ["Exception", "Error", "Fault", "Failure"]
        .iter()
        .find_map(|suffix| shape.name.strip_suffix(suffix))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(shape.name);
    let finds = |name: &String| {
        model
            .error(name)
            .is_some_and(|found| found.name == shape.name)
    };
    let short = names::variant(stem);
    let long = names::variant(shape.name);
    match [short, long.clone()].into_iter().find(finds) {
        Some(name) => (name, None),
        None => (long, Some(format!("code = {}", literal(shape.code())))),
    }
}

/// A text as a Rust literal.
fn literal(text: &str) -> String {
    format!("{text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_named_without_its_suffix_if_that_is_enough() {
        let model = opsmith_models::service("ivschat").unwrap();
        let shape = model.shape("ResourceNotFoundException").unwrap();
        assert_eq!(error(model, &shape), ("ResourceNotFound".to_owned(), None));
    }

    #[test]
    fn the_last_variant_has_a_name_that_no_value_has() {
        assert_eq!(other(["Open"].into_iter()), "Other");
        assert_eq!(other(["Open", "OTHER"].into_iter()), "Unknown");
        assert_eq!(other(["Other", "Unknown"].into_iter()), "NotListed");
    }
}
