//! The doc comments of declarations: what AWS says, and where it says more.

use opsmith_models::Member;

use crate::add::declare::Declarer;
use crate::add::item::Part;
use crate::docs::{Docs, comment};

/// The width of a text behind `/// `, and behind that of a field.
const ITEM: usize = 96;
const FIELD: usize = 92;

/// The documentation that declarations of a service take theirs from.
pub(super) struct Prose {
    operations: Docs,
    shapes: Docs,
}

impl Prose {
    pub(super) fn new(service: &str) -> Self {
        Prose {
            operations: Docs::of_operations(),
            shapes: Docs::of_shapes(service),
        }
    }
}

impl<'m> Declarer<'m, '_> {
    /// What an operation does, and its page in AWS's reference.
    pub(super) fn about_operation(&self, name: &str) -> Vec<String> {
        let Some(prose) = &self.prose else {
            return Vec::new();
        };
        let service = self.facts.model.service();
        let text = prose.operations.operation(service.id, name);
        let mut lines = comment(text.unwrap_or_default(), ITEM);
        if let Some(url) = service.reference_url(name) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(format!("See [`{name}`]({url})."));
        }
        lines
    }

    /// `` The output of [`GetRoom`]. ``
    pub(super) fn about_part(&self, what: &str, operation: &str) -> Vec<String> {
        match self.prose {
            Some(_) => vec![format!("The {what} of [`{operation}`].")],
            None => Vec::new(),
        }
    }

    pub(super) fn about_shape(&self, name: &str) -> Vec<String> {
        let text = self
            .prose
            .as_ref()
            .and_then(|prose| prose.shapes.shape(name));
        comment(text.unwrap_or_default(), ITEM)
    }

    /// The fields or variants of these members, with what AWS says of each.
    pub(super) fn documented(
        &self,
        shape: &str,
        members: &[Member<'m>],
        mut parts: Vec<Part>,
    ) -> Vec<Part> {
        if let Some(prose) = &self.prose {
            for (member, part) in members.iter().zip(&mut parts) {
                let text = prose.shapes.member(shape, member.name);
                part.docs = comment(text.unwrap_or_default(), FIELD);
            }
        }
        parts
    }
}
