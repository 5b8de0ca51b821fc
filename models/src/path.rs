//! Paths and host prefixes: `/accounts/{AccountId}/rooms?mode=x`, `{AccountId}.`.

/// A path or a host prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template<'a>(pub(crate) &'a str);

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that is the same in every request.
    Text(&'a str),
    /// A member's label.
    Label {
        /// The member's name.
        name: &'a str,
        /// Whether it may contain slashes.
        greedy: bool,
    },
}

impl<'a> Template<'a> {
    /// The text as in the model, including the constant query.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.0
    }

    /// The constant query, without its `?`: `list-type=2`.
    #[must_use]
    pub fn query(&self) -> Option<&'a str> {
        self.0.split_once('?').map(|(_, query)| query)
    }

    /// Its pieces, without the query. There are never two adjacent texts.
    pub fn parts(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        Parts(self.0.split('?').next().unwrap_or_default())
    }

    /// The names of its labels.
    pub fn labels(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.parts().filter_map(|part| match part {
            Part::Label { name, .. } => Some(name),
            Part::Text(_) => None,
        })
    }
}

struct Parts<'a>(&'a str);

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let label = self
            .0
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'));
        if let Some((name, rest)) = label {
            self.0 = rest;
            let plain = name.strip_suffix('+');
            return Some(Part::Label {
                name: plain.unwrap_or(name),
                greedy: plain.is_some(),
            });
        }
        // An unclosed brace is text.
        let end = self.0[1..].find('{').map_or(self.0.len(), |at| at + 1);
        let (text, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(Part::Text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_come_apart() {
        let parts = |text| Template(text).parts().collect::<Vec<_>>();
        let label = |name, greedy| Part::Label { name, greedy };
        assert_eq!(
            parts("/a/{B}/c?d={e}"),
            [Part::Text("/a/"), label("B", false), Part::Text("/c")]
        );
        assert_eq!(
            parts("/{B}/{K+}"),
            [
                Part::Text("/"),
                label("B", false),
                Part::Text("/"),
                label("K", true)
            ]
        );
        assert_eq!(parts("{A}."), [label("A", false), Part::Text(".")]);
        assert_eq!(parts("/{a"), [Part::Text("/"), Part::Text("{a")]);
        assert_eq!(parts(""), []);
        assert_eq!(Template("/a?b=c&d").query(), Some("b=c&d"));
        assert_eq!(Template("/a").query(), None);
    }
}
