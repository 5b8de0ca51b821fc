//! Operations.

use std::borrow::Cow;

use crate::Mistake;
use crate::header::Auth;
use crate::pages::{Paginator, Waiter, waiters};
use crate::path::Template;
use crate::text::{self, Lines, pair, split, unquoted};

/// An operation.
#[allow(clippy::struct_excessive_bools)] // Each is one of Smithy's traits, and they can be combined freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation<'a> {
    /// AWS's name for it.
    pub name: &'a str,
    /// Smithy's name for it, if different: those of `CloudFront` end in a version.
    pub smithy_name: Option<&'a str>,
    /// The HTTP method.
    pub method: &'a str,
    /// The path, with its constant query.
    pub path: Template<'a>,
    /// The status of a success.
    pub status: u16,
    /// The input structure; a few operations have none.
    pub input: Option<Root<'a>>,
    /// The output structure; many operations have none.
    pub output: Option<Root<'a>>,
    /// The prefix of the host name.
    pub host_prefix: Option<Template<'a>>,
    /// Whether the payload is not part of the signature.
    pub unsigned_payload: bool,
    /// Whether the operation uses endpoint discovery (`clientEndpointDiscovery`).
    pub discovery: Discovery,
    /// Whether it is the operation that returns endpoints.
    pub discovery_operation: bool,
    /// Whether sending it twice has the same effect as sending it once.
    pub idempotent: bool,
    /// Whether it is read-only.
    pub readonly: bool,
    /// Whether AWS has deprecated it.
    pub deprecated: bool,
    /// The version of the models in which AWS no longer has it.
    pub gone: Option<&'a str>,
    auth: Option<&'a str>,
    checksum: Option<&'a str>,
    compression: Option<&'a str>,
    lines: &'a str,
}

/// The input or the output of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Root<'a> {
    /// The name of the structure.
    pub shape: &'a str,
    /// Whether one of its members is a stream.
    pub stream: Stream,
    /// The root element of an XML body.
    pub xml_name: Option<&'a str>,
    /// The namespace of that element.
    pub xml_namespace: Option<&'a str>,
    /// The prefix of that namespace.
    pub xml_prefix: Option<&'a str>,
    /// The element around an awsQuery result, if it is not the operation's name followed by `Result`.
    pub wrapper: Option<&'a str>,
}

/// What is streamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Nothing.
    None,
    /// Bytes.
    Blob,
    /// Events.
    Events,
}

/// Whether an operation uses endpoint discovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discovery {
    /// It does not.
    None,
    /// It may.
    Optional,
    /// It must: there is no other way to find the service's endpoint.
    Required,
}

/// The checksums of an operation (`httpChecksum` and `httpChecksumRequired`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checksum<'a> {
    /// Whether the request needs one.
    pub required: bool,
    /// The member that selects the algorithm.
    pub algorithm_member: Option<&'a str>,
    /// The member that requests a checksum in the response.
    pub mode_member: Option<&'a str>,
    words: &'a str,
}

/// The value of an endpoint parameter that an operation sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextValue<'a> {
    /// `true` or `false`
    Boolean(bool),
    /// One text.
    String(Cow<'a, str>),
    /// Several texts.
    Strings(Vec<Cow<'a, str>>),
}

impl<'a> Operation<'a> {
    pub(crate) fn parse(block: &'a str) -> Result<Operation<'a>, Mistake<'a>> {
        let line = text::first_line(block);
        let mut words = split(line);
        let key = words.next().unwrap_or_default();
        let mut operation = Operation {
            name: key.strip_suffix("()").unwrap_or(key),
            smithy_name: None,
            method: words.next().ok_or(Mistake::Word(line))?,
            path: Template(words.next().ok_or(Mistake::Word(line))?),
            status: 200,
            input: None,
            output: None,
            host_prefix: None,
            unsigned_payload: false,
            discovery: Discovery::None,
            discovery_operation: false,
            idempotent: false,
            readonly: false,
            deprecated: false,
            gone: None,
            auth: None,
            checksum: None,
            compression: None,
            lines: text::body(block).0,
        };
        if !operation.path.as_str().starts_with('/') {
            return Err(Mistake::Word(operation.path.as_str()));
        }
        for word in words {
            match (pair(word), word.parse()) {
                (("gone", Some(version)), _) => operation.gone = Some(version),
                (_, Ok(status @ 100..=599)) => operation.status = status,
                _ => return Err(Mistake::Word(word)),
            }
        }
        for line in Lines(operation.lines) {
            // These come last, and are parsed on demand.
            if ["error ", "pages ", "waiter "]
                .iter()
                .any(|key| line.starts_with(key))
            {
                break;
            }
            operation.set(line)?;
        }
        Ok(operation)
    }

    fn set(&mut self, line: &'a str) -> Result<(), Mistake<'a>> {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        let flag = match key {
            "unsigned-payload" => &mut self.unsigned_payload,
            "discovery-operation" => &mut self.discovery_operation,
            "idempotent" => &mut self.idempotent,
            "readonly" => &mut self.readonly,
            "deprecated" => &mut self.deprecated,
            _ => return self.set_value(line, key, rest),
        };
        *flag = true;
        if rest.is_empty() {
            Ok(())
        } else {
            Err(Mistake::Word(rest))
        }
    }

    fn set_value(&mut self, line: &'a str, key: &'a str, rest: &'a str) -> Result<(), Mistake<'a>> {
        if rest.is_empty() && key != "discovery" {
            return Err(Mistake::Word(line));
        }
        match key {
            "name" => self.smithy_name = Some(rest),
            "in" => self.input = Some(Root::parse(rest)?),
            "out" => self.output = Some(Root::parse(rest)?),
            "host" => self.host_prefix = Some(Template(rest)),
            "auth" => self.auth = Some(rest),
            "checksum" => self.checksum = Some(rest),
            "compression" => self.compression = Some(rest),
            "discovery" => {
                self.discovery = match rest {
                    "" => Discovery::Optional,
                    "required" => Discovery::Required,
                    _ => return Err(Mistake::Word(rest)),
                }
            }
            "static" | "member-context" => {}
            _ => return Err(Mistake::Word(key)),
        }
        Ok(())
    }

    /// The lines that [`Operation::parse`] leaves for later.
    pub(crate) fn check(&self) -> Result<(), Mistake<'a>> {
        if let Some(words) = self.auth {
            Auth::check(words)?;
        }
        if let Some(words) = self.checksum {
            Checksum::parse(words)?;
        }
        let (mut waiter, mut last) = (false, false);
        for line in Lines(self.lines) {
            let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
            match key {
                "static" => drop(static_context(rest)?),
                "member-context" => drop(member_context(rest)?),
                "pages" => drop(Paginator::parse(rest)?),
                "waiter" => Waiter::check(rest)?,
                "" if waiter => Waiter::check_acceptor(line)?,
                "" => return Err(Mistake::Word(line)),
                "error" => {
                    let mut words = split(rest).skip(1);
                    if let Some(word) = words.find(|word| pair(word).0 != "gone") {
                        return Err(Mistake::Word(word));
                    }
                }
                _ => {}
            }
            waiter = matches!(key, "waiter" | "");
            let late = waiter || matches!(key, "error" | "pages");
            if last && !late {
                return Err(Mistake::Word(line));
            }
            last = late;
        }
        Ok(())
    }

    fn values(&self, key: &'static str) -> impl Iterator<Item = &'a str> + use<'a> {
        Lines(self.lines).filter_map(move |line| line.strip_prefix(key)?.strip_prefix(' '))
    }

    /// The names of its errors, without the withdrawn ones.
    pub fn errors(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.values("error").filter(|line| !line.contains(" gone="))
    }

    /// The names of the errors that AWS no longer lists.
    pub fn gone_errors(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.values("error")
            .filter_map(|line| line.split_once(" gone=").map(|(name, _)| name))
    }

    /// The authentication schemes, if different from the service's. Only [`Auth::None`] for operations without a
    /// signature.
    #[must_use]
    pub fn auth(&self) -> Option<impl Iterator<Item = Auth> + use<'a>> {
        self.auth.map(|words| split(words).filter_map(Auth::parse))
    }

    /// Whether it is sent without a signature.
    #[must_use]
    pub fn no_auth(&self) -> bool {
        self.auth == Some("none")
    }

    /// The checksums that it supports or requires.
    #[must_use]
    pub fn checksum(&self) -> Option<Checksum<'a>> {
        self.checksum.and_then(|words| Checksum::parse(words).ok())
    }

    /// How its body may be compressed: `gzip`.
    pub fn compression(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        split(self.compression.unwrap_or_default())
    }

    /// The endpoint parameters set to a constant (`staticContextParams`).
    pub fn static_context(&self) -> impl Iterator<Item = (&'a str, ContextValue<'a>)> + use<'a> {
        self.values("static")
            .filter_map(|rest| static_context(rest).ok())
    }

    /// The endpoint parameters taken from its members by `JMESPath` (`operationContextParams`). For those set by a
    /// single member, see [`Member::context_param`](crate::Member::context_param).
    pub fn member_context(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        self.values("member-context")
            .filter_map(|rest| member_context(rest).ok())
    }

    /// Its pagination.
    #[must_use]
    pub fn paginator(&self) -> Option<Paginator<'a>> {
        self.values("pages")
            .next()
            .and_then(|rest| Paginator::parse(rest).ok())
    }

    /// The waiters that poll this operation.
    pub fn waiters(&self) -> impl Iterator<Item = Waiter<'a>> + use<'a> {
        waiters(self.lines)
    }
}

fn static_context(rest: &str) -> Result<(&str, ContextValue<'_>), Mistake<'_>> {
    let mut words = split(rest);
    let parameter = words.next().ok_or(Mistake::Word(rest))?;
    let kind = words.next().ok_or(Mistake::Word(rest))?;
    let mut texts = Vec::new();
    for word in words {
        texts.push(unquoted(word).ok_or(Mistake::Quotes(word))?);
    }
    let value = match (kind, texts.as_slice()) {
        ("boolean", [value]) if value == "true" => ContextValue::Boolean(true),
        ("boolean", [value]) if value == "false" => ContextValue::Boolean(false),
        ("string", [value]) => ContextValue::String(value.clone()),
        ("strings", _) => ContextValue::Strings(texts),
        _ => return Err(Mistake::Word(rest)),
    };
    Ok((parameter, value))
}

fn member_context(rest: &str) -> Result<(&str, Cow<'_, str>), Mistake<'_>> {
    let mut words = split(rest);
    match (words.next(), words.next(), words.next()) {
        (Some(parameter), Some(path), None) => {
            Ok((parameter, unquoted(path).ok_or(Mistake::Quotes(path))?))
        }
        _ => Err(Mistake::Word(rest)),
    }
}

impl<'a> Root<'a> {
    fn parse(rest: &'a str) -> Result<Root<'a>, Mistake<'a>> {
        let mut words = split(rest);
        let mut root = Root {
            shape: words.next().ok_or(Mistake::Word(rest))?,
            stream: Stream::None,
            xml_name: None,
            xml_namespace: None,
            xml_prefix: None,
            wrapper: None,
        };
        for word in words {
            match pair(word) {
                ("streaming", None) => root.stream = Stream::Blob,
                ("events", None) => root.stream = Stream::Events,
                ("as", Some(name)) => root.xml_name = Some(name),
                ("ns", Some(uri)) => root.xml_namespace = Some(uri),
                ("ns-prefix", Some(prefix)) => root.xml_prefix = Some(prefix),
                ("wrapper", Some(name)) => root.wrapper = Some(name),
                _ => return Err(Mistake::Word(word)),
            }
        }
        Ok(root)
    }
}

impl<'a> Checksum<'a> {
    fn parse(words: &'a str) -> Result<Checksum<'a>, Mistake<'a>> {
        let mut checksum = Checksum {
            words,
            ..Checksum::default()
        };
        for word in split(words) {
            match pair(word) {
                ("required", None) => checksum.required = true,
                ("algorithm", Some(member)) => checksum.algorithm_member = Some(member),
                ("mode", Some(member)) => checksum.mode_member = Some(member),
                ("response", Some(_)) => {}
                _ => return Err(Mistake::Word(word)),
            }
        }
        Ok(checksum)
    }

    /// The algorithms of the response's checksum, in AWS's order.
    pub fn response_algorithms(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        split(self.words).filter_map(|word| word.strip_prefix("response="))
    }
}
