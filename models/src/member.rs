//! Members: `MaxResults integer query=max-results`.

use std::borrow::Cow;

use crate::Mistake;
use crate::text::{pair, split, unquoted};
use crate::types::Type;

/// A member of a structure, union, error or event stream.
#[allow(clippy::struct_excessive_bools)] // Each is one of Smithy's traits, and they can be combined freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Member<'a> {
    /// AWS's name for it.
    pub name: &'a str,
    /// Its type.
    pub ty: Type<'a>,
    /// Its location.
    pub location: Location<'a>,
    /// Its name in the body (JSON, CBOR, XML, and queries except for EC2), or the root of an XML payload.
    pub wire_name: &'a str,
    /// Whether AWS requires it.
    pub required: bool,
    /// Whether a number or boolean has no default, which botocore calls `box`.
    pub boxed: bool,
    /// Whether a token is generated if the caller does not provide one.
    pub idempotency_token: bool,
    /// Whether it is also part of the host name.
    pub host_label: bool,
    /// Whether the length of a streaming blob must be known.
    pub requires_length: bool,
    /// Whether the elements of a list or map have no enclosing element.
    pub flattened: bool,
    /// Whether it is an attribute in XML.
    pub xml_attribute: bool,
    /// The namespace of its XML element.
    pub xml_namespace: Option<&'a str>,
    /// The prefix of that namespace.
    pub xml_prefix: Option<&'a str>,
    /// The namespace of the elements of a list.
    pub item_namespace: Option<&'a str>,
    /// The namespace of the keys of a map.
    pub key_namespace: Option<&'a str>,
    /// The namespace of the values of a map.
    pub value_namespace: Option<&'a str>,
    /// Whether it is a header of an event.
    pub event_header: bool,
    /// Whether it is the whole payload of an event.
    pub event_payload: bool,
    /// The endpoint parameter that it sets (`contextParam`).
    pub context_param: Option<&'a str>,
    /// Whether AWS has deprecated it.
    pub deprecated: bool,
    /// The version of the models in which AWS no longer has it.
    pub gone: Option<&'a str>,
    ec2_name: Option<&'a str>,
    default: Option<&'a str>,
}

/// The location of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location<'a> {
    /// In the body, under [`Member::wire_name`].
    Body,
    /// In the path, replacing the label with the member's name.
    Label {
        /// Whether it may contain slashes.
        greedy: bool,
    },
    /// In the query, under this name.
    Query(&'a str),
    /// A map, each entry of which is a query parameter.
    QueryMap,
    /// In the header with this name.
    Header(&'a str),
    /// A map, each entry of which is a header whose name starts with this.
    PrefixHeaders(&'a str),
    /// The whole body.
    Payload,
    /// The status of the response.
    Status,
}

impl<'a> Member<'a> {
    pub(crate) fn parse(line: &'a str) -> Result<Member<'a>, Mistake<'a>> {
        let mut words = split(line);
        let name = words.next().unwrap_or_default();
        let type_text = words.next().ok_or(Mistake::NotAType(""))?;
        if name.contains(['"', '=']) {
            return Err(Mistake::Quotes(name));
        }
        let mut member = Member {
            name,
            ty: Type::parse(type_text).ok_or(Mistake::NotAType(type_text))?,
            location: Location::Body,
            wire_name: name,
            required: false,
            boxed: false,
            idempotency_token: false,
            host_label: false,
            requires_length: false,
            flattened: false,
            xml_attribute: false,
            xml_namespace: None,
            xml_prefix: None,
            item_namespace: None,
            key_namespace: None,
            value_namespace: None,
            event_header: false,
            event_payload: false,
            context_param: None,
            deprecated: false,
            gone: None,
            ec2_name: None,
            default: None,
        };
        for word in words {
            member.set(word)?;
        }
        Ok(member)
    }

    fn set(&mut self, word: &'a str) -> Result<(), Mistake<'a>> {
        if word == "required" {
            self.required = true;
            return Ok(());
        }
        let (key, value) = pair(word);
        if let Some(value) = value {
            if key == "default" {
                unquoted(value).ok_or(Mistake::Quotes(value))?;
            } else if value.contains('"') {
                return Err(Mistake::Quotes(value));
            } else if value.is_empty() && key != "prefix-headers" {
                return Err(Mistake::Word(word));
            }
        }
        match (key, value) {
            ("as", Some(name)) => self.wire_name = name,
            ("label", None) => self.location = Location::Label { greedy: false },
            ("label+", None) => self.location = Location::Label { greedy: true },
            ("query", name) => self.location = Location::Query(name.unwrap_or(self.name)),
            ("query-map", None) => self.location = Location::QueryMap,
            ("header", name) => self.location = Location::Header(name.unwrap_or(self.name)),
            ("prefix-headers", Some(prefix)) => self.location = Location::PrefixHeaders(prefix),
            ("payload", None) => self.location = Location::Payload,
            ("status", None) => self.location = Location::Status,
            ("box", None) => self.boxed = true,
            ("token", None) => self.idempotency_token = true,
            ("host-label", None) => self.host_label = true,
            ("length", None) => self.requires_length = true,
            ("flat", None) => self.flattened = true,
            ("attribute", None) => self.xml_attribute = true,
            ("ns", Some(uri)) => self.xml_namespace = Some(uri),
            ("ns-prefix", Some(prefix)) => self.xml_prefix = Some(prefix),
            ("item-ns", Some(uri)) => self.item_namespace = Some(uri),
            ("key-ns", Some(uri)) => self.key_namespace = Some(uri),
            ("value-ns", Some(uri)) => self.value_namespace = Some(uri),
            ("event-header", None) => self.event_header = true,
            ("event-payload", None) => self.event_payload = true,
            ("context", Some(parameter)) => self.context_param = Some(parameter),
            ("deprecated", None) => self.deprecated = true,
            ("gone", Some(version)) => self.gone = Some(version),
            ("ec2", Some(name)) => self.ec2_name = Some(name),
            ("default", Some(value)) => self.default = Some(value),
            _ => return Err(Mistake::Word(word)),
        }
        Ok(())
    }

    /// Its name in the requests of EC2: `ec2QueryName`, otherwise the XML name with an initial capital, otherwise the
    /// name with an initial capital.
    ///
    /// <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#query-key-resolution>
    #[must_use]
    pub fn ec2_name(&self) -> Cow<'a, str> {
        if let Some(name) = self.ec2_name {
            return Cow::Borrowed(name);
        }
        match self.wire_name.as_bytes().first() {
            Some(first) if first.is_ascii_lowercase() => {
                let mut name = self.wire_name.to_owned();
                name[..1].make_ascii_uppercase();
                Cow::Owned(name)
            }
            _ => Cow::Borrowed(self.wire_name),
        }
    }

    /// Its default value, as JSON.
    #[must_use]
    pub fn default(&self) -> Option<Cow<'a, str>> {
        self.default.and_then(unquoted)
    }
}
