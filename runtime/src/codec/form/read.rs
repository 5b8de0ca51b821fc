//! A form to members, for whoever answers requests.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::percent_decode;
use serde_json::Value;

use super::{Dialect, name_or};
use crate::codec::decode::{
    DecodeError, Kind, ListReader, MapReader, Outcome, Reader, Visit, WithReader,
};
use crate::codec::json;
use crate::codec::traits::Traits;
use crate::codec::xml;

/// The maximum number of words in a name, as many as JSON has levels.
const DEPTH: usize = 128;

/// The values whose names start with the same words.
#[derive(Default)]
struct Node {
    value: Option<String>,
    children: BTreeMap<String, Node>,
}

/// Calls `with` with the reader of a form's members.
pub(crate) fn read(dialect: Dialect, form: &[u8], with: WithReader<'_>) -> Outcome {
    let mut root = Node::default();
    for parameter in form.split(|byte| *byte == b'&') {
        let mut halves = parameter.splitn(2, |byte| *byte == b'=');
        let name = decoded(halves.next().unwrap_or_default())?;
        let value = decoded(halves.next().unwrap_or_default())?;
        let mut node = &mut root;
        for (depth, word) in name.split('.').enumerate() {
            if depth == DEPTH {
                return Err(DecodeError::syntax("a form", "a name has too many words"));
            }
            node = node.children.entry(word.to_owned()).or_default();
        }
        node.value = Some(value);
    }
    with(&mut FormReader {
        dialect,
        node: &root,
        traits: &Traits::DEFAULT,
    })
}

/// Some clients write a space as `+`.
fn decoded(text: &[u8]) -> Result<String, DecodeError> {
    let text: Cow<'_, [u8]> = if text.contains(&b'+') {
        text.iter()
            .map(|byte| if *byte == b'+' { b' ' } else { *byte })
            .collect()
    } else {
        text.into()
    };
    String::from_utf8(percent_decode(&text).collect())
        .map_err(|_| DecodeError::syntax("a form", "it is not UTF-8"))
}

impl Node {
    fn text(&self, expected: &'static str) -> Result<&str, DecodeError> {
        match &self.value {
            Some(value) => Ok(value),
            None => Err(DecodeError::mismatch(expected, "members")),
        }
    }

    /// What is numbered, in order.
    fn numbered(&self) -> Result<Vec<&Node>, DecodeError> {
        let mut found = Vec::with_capacity(self.children.len());
        for (name, node) in &self.children {
            let number: u32 = name
                .parse()
                .map_err(|_| DecodeError::mismatch("a list", "members"))?;
            found.push((number, node));
        }
        found.sort_unstable_by_key(|(number, _)| *number);
        Ok(found.into_iter().map(|(_, node)| node).collect())
    }

    /// A value of which nothing is known.
    fn any(&self) -> Value {
        let members = self.children.iter();
        match &self.value {
            Some(text) if self.children.is_empty() => Value::String(text.clone()),
            _ => Value::Object(
                members
                    .map(|(name, node)| (name.clone(), node.any()))
                    .collect(),
            ),
        }
    }
}

struct FormReader<'n> {
    dialect: Dialect,
    node: &'n Node,
    traits: &'static Traits,
}

impl<'n> FormReader<'n> {
    fn inside(&self, node: &'n Node) -> FormReader<'n> {
        FormReader {
            node,
            traits: self.traits.inner.unwrap_or(&Traits::DEFAULT),
            ..*self
        }
    }

    /// The items of a list or the entries of a map, which may be below a name.
    fn numbered(&self, below: Option<&str>) -> Result<std::vec::IntoIter<&'n Node>, DecodeError> {
        let node = match below {
            Some(name) => self.node.children.get(name),
            None => Some(self.node),
        };
        Ok(node
            .map_or_else(|| Ok(Vec::new()), Node::numbered)?
            .into_iter())
    }
}

impl Reader for FormReader<'_> {
    fn read(&mut self, visit: &mut dyn Visit) -> Outcome {
        match visit.kind() {
            Kind::Boolean => xml::boolean(self.node.text(visit.expected())?, visit),
            Kind::Number => xml::number(self.node.text(visit.expected())?, visit),
            Kind::Text => visit.string(self.node.text(visit.expected())?),
            Kind::Structure => visit.map(&mut Members {
                reader: self,
                names: self.node.children.iter(),
                current: None,
            }),
            Kind::List => {
                let nested = self.dialect == Dialect::AwsQuery && !self.traits.flattened;
                let items = self.numbered(nested.then(|| name_or(self.traits.item, "member")))?;
                visit.list(&mut Items {
                    reader: self,
                    items,
                })
            }
            Kind::Map => {
                let rest = self.numbered((!self.traits.flattened).then_some("entry"))?;
                visit.map(&mut Entries {
                    reader: self,
                    rest,
                    current: None,
                })
            }
            Kind::Any => {
                let json = self.node.any().to_string();
                json::read(json.as_bytes(), &mut |reader| reader.read(visit))
            }
        }
    }

    fn nullable(&mut self, with: WithReader<'_>) -> Outcome {
        with(self)
    }

    fn described(&mut self, traits: &'static Traits, with: WithReader<'_>) -> Outcome {
        self.traits = traits;
        with(self)
    }
}

/// The members of a structure.
struct Members<'r, 'n> {
    reader: &'r FormReader<'n>,
    names: std::collections::btree_map::Iter<'n, String, Node>,
    current: Option<&'n Node>,
}

impl MapReader for Members<'_, '_> {
    fn key(&mut self, with: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        let Some((name, node)) = self.names.next() else {
            return Ok(false);
        };
        self.current = Some(node);
        if self.reader.dialect == Dialect::Ec2Query
            && let Some(first) = name.get(..1)
        {
            // Requests have `InstanceId` for a member that is `instanceId` in responses.
            with(&(first.to_ascii_lowercase() + &name[1..]));
        }
        with(name);
        Ok(true)
    }

    fn value(&mut self, with: WithReader<'_>) -> Outcome {
        match self.current.take() {
            Some(node) => with(&mut FormReader {
                traits: &Traits::DEFAULT,
                node,
                ..*self.reader
            }),
            None => Ok(()),
        }
    }
}

/// The items of a list.
struct Items<'r, 'n> {
    reader: &'r FormReader<'n>,
    items: std::vec::IntoIter<&'n Node>,
}

impl ListReader for Items<'_, '_> {
    fn next(&mut self, with: WithReader<'_>) -> Result<bool, DecodeError> {
        match self.items.next() {
            Some(node) => with(&mut self.reader.inside(node)).map(|()| true),
            None => Ok(false),
        }
    }
}

/// The entries of a map.
struct Entries<'r, 'n> {
    reader: &'r FormReader<'n>,
    rest: std::vec::IntoIter<&'n Node>,
    current: Option<&'n Node>,
}

impl MapReader for Entries<'_, '_> {
    fn key(&mut self, with: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        let Some(entry) = self.rest.next() else {
            return Ok(false);
        };
        let traits = self.reader.traits;
        let half = |name| entry.children.get(name);
        let key = half(name_or(traits.key, "key"));
        self.current = half(name_or(traits.value, "value"));
        match key.map(|key| key.text("a string")) {
            Some(key) => with(key?),
            None => return Err(DecodeError::missing("key")),
        }
        Ok(true)
    }

    fn value(&mut self, with: WithReader<'_>) -> Outcome {
        match self.current.take() {
            Some(node) => with(&mut self.reader.inside(node)),
            None => Err(DecodeError::missing("value")),
        }
    }
}
