//! The types of members and elements: `string`, `[enum/State]`, `{string:Room}`, `timestamp/date-time!`.

/// The maximum nesting depth of lists and maps in one type.
pub(crate) const DEPTH: usize = 8;

/// The type of a member or an element, as in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Type<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Whether it must not be logged. [`Type::has_sensitive`] also checks the elements.
    pub sensitive: bool,
    /// The format of a timestamp, if it is not the default for its protocol and location.
    pub timestamp_format: Option<TimestampFormat>,
    /// The media type of a string or blob. With `application/json` in a header, it is sent as base64.
    pub media_type: Option<&'a str>,
}

/// What a member or an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are Smithy's.
pub enum Kind<'a> {
    String,
    Blob,
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    BigInteger,
    Float,
    Double,
    BigDecimal,
    Timestamp,
    Document,
    List(Element<'a>),
    /// A list of unique items.
    Set(Element<'a>),
    Map {
        key: Element<'a>,
        value: Element<'a>,
    },
    /// The name of a structure or error.
    Structure(&'a str),
    /// The name of a union.
    Union(&'a str),
    /// The name of an enum of strings.
    Enum(&'a str),
    /// The name of an enum of integers.
    IntEnum(&'a str),
    /// The name of an event stream.
    EventStream(&'a str),
    /// A blob that is a stream of bytes.
    StreamingBlob,
}

/// The element of a list, or the key or value of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Element<'a> {
    /// The element's name in XML and queries, if it is not the default (`member`, `key`, `value`).
    pub xml_name: Option<&'a str>,
    /// Whether null values are allowed.
    pub sparse: bool,
    text: &'a str,
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// RFC 3339, in UTC.
    DateTime,
    /// RFC 9110's date.
    HttpDate,
    /// Seconds since 1970, with a fraction.
    EpochSeconds,
}

impl TimestampFormat {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "date-time" => Some(TimestampFormat::DateTime),
            "http-date" => Some(TimestampFormat::HttpDate),
            "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
            _ => None,
        }
    }

    /// Smithy's name of the format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            TimestampFormat::DateTime => "date-time",
            TimestampFormat::HttpDate => "http-date",
            TimestampFormat::EpochSeconds => "epoch-seconds",
        }
    }
}

impl<'a> Type<'a> {
    const UNKNOWN: Type<'static> = Type {
        kind: Kind::Document,
        sensitive: false,
        timestamp_format: None,
        media_type: None,
    };

    pub(crate) fn parse(text: &'a str) -> Option<Type<'a>> {
        let (text, sensitive) = match text.strip_suffix('!') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut found = Type {
            sensitive,
            ..Type::UNKNOWN
        };
        found.kind = match text.as_bytes().first()? {
            b'[' => Kind::List(Element::parse(text[1..].strip_suffix(']')?)?),
            b'<' => Kind::Set(Element::parse(text[1..].strip_suffix('>')?)?),
            b'{' => {
                // A key is a string or an enum, neither of which contains a colon.
                let (key, value) = text[1..].strip_suffix('}')?.split_once(':')?;
                Kind::Map {
                    key: Element::parse(key)?,
                    value: Element::parse(value)?,
                }
            }
            _ => match text.find('/') {
                None => simple(text).unwrap_or(Kind::Structure(text)),
                Some(at) => found.qualified(&text[..at], &text[at + 1..])?,
            },
        };
        Some(found)
    }

    /// `enum/State`, `timestamp/date-time`, `string/application/json`
    fn qualified(&mut self, word: &str, rest: &'a str) -> Option<Kind<'a>> {
        Some(match word {
            "enum" => Kind::Enum(rest),
            "union" => Kind::Union(rest),
            "int-enum" => Kind::IntEnum(rest),
            "events" => Kind::EventStream(rest),
            "timestamp" => {
                self.timestamp_format = Some(TimestampFormat::parse(rest)?);
                Kind::Timestamp
            }
            "string" | "blob" if !rest.is_empty() => {
                self.media_type = Some(rest);
                if word == "blob" {
                    Kind::Blob
                } else {
                    Kind::String
                }
            }
            _ => return None,
        })
    }

    /// Whether it or one of its elements must not be logged. Structures have their own setting.
    #[must_use]
    pub fn has_sensitive(&self) -> bool {
        self.sensitive
            || match self.kind {
                Kind::List(element) | Kind::Set(element) => element.ty().has_sensitive(),
                Kind::Map { key, value } => key.ty().has_sensitive() || value.ty().has_sensitive(),
                _ => false,
            }
    }

    /// Calls `visit` with the type and all types in it. Stops and returns false if it is nested too deeply or is not a
    /// type.
    pub(crate) fn walk(text: &'a str, depth: usize, visit: &mut impl FnMut(Kind<'a>)) -> bool {
        let Some(found) = Type::parse(text).filter(|_| depth > 0) else {
            return false;
        };
        if found.kind.shape().is_some_and(|called| !legal(called)) {
            return false;
        }
        visit(found.kind);
        match found.kind {
            Kind::List(element) | Kind::Set(element) => Type::walk(element.text, depth - 1, visit),
            Kind::Map { key, value } => {
                matches!(key.ty().kind, Kind::String | Kind::Enum(_))
                    && Type::walk(key.text, depth - 1, visit)
                    && Type::walk(value.text, depth - 1, visit)
            }
            _ => true,
        }
    }
}

impl<'a> Element<'a> {
    /// `item=T?`
    fn parse(text: &'a str) -> Option<Element<'a>> {
        let (text, sparse) = match text.strip_suffix('?') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let named = text
            .find('=')
            .filter(|at| !text[..*at].contains(['[', '{', '<', '/']));
        let (xml_name, text) = match named {
            Some(at) => (Some(&text[..at]), &text[at + 1..]),
            None => (None, text),
        };
        (!text.is_empty() && xml_name != Some("")).then_some(Element {
            xml_name,
            sparse,
            text,
        })
    }

    /// The type of the element. (A model is either checked or AWS's, so there always is one.)
    #[must_use]
    pub fn ty(&self) -> Type<'a> {
        Type::parse(self.text).unwrap_or(Type::UNKNOWN)
    }
}

impl<'a> Kind<'a> {
    /// Smithy's name for it, for messages: `list`, `structure`, `timestamp`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Kind::String => "string",
            Kind::Blob => "blob",
            Kind::Boolean => "boolean",
            Kind::Byte => "byte",
            Kind::Short => "short",
            Kind::Integer => "integer",
            Kind::Long => "long",
            Kind::BigInteger => "bigInteger",
            Kind::Float => "float",
            Kind::Double => "double",
            Kind::BigDecimal => "bigDecimal",
            Kind::Timestamp => "timestamp",
            Kind::Document => "document",
            Kind::List(_) => "list",
            Kind::Set(_) => "set",
            Kind::Map { .. } => "map",
            Kind::Structure(_) => "structure",
            Kind::Union(_) => "union",
            Kind::Enum(_) => "enum",
            Kind::IntEnum(_) => "intEnum",
            Kind::EventStream(_) => "event stream",
            Kind::StreamingBlob => "streaming blob",
        }
    }

    /// The name of the shape that it refers to.
    #[must_use]
    pub fn shape(&self) -> Option<&'a str> {
        match self {
            Kind::Structure(name)
            | Kind::Union(name)
            | Kind::Enum(name)
            | Kind::IntEnum(name)
            | Kind::EventStream(name) => Some(name),
            _ => None,
        }
    }
}

fn simple(word: &str) -> Option<Kind<'static>> {
    Some(match word {
        "string" => Kind::String,
        "blob" => Kind::Blob,
        "boolean" => Kind::Boolean,
        "byte" => Kind::Byte,
        "short" => Kind::Short,
        "integer" => Kind::Integer,
        "long" => Kind::Long,
        "bigInteger" => Kind::BigInteger,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "bigDecimal" => Kind::BigDecimal,
        "timestamp" => Kind::Timestamp,
        "document" => Kind::Document,
        "streaming" => Kind::StreamingBlob,
        _ => return None,
    })
}

/// A name consists of letters, digits, `_`, and the other characters that AWS uses (`.`, `-`).
fn legal(name: &str) -> bool {
    let legal = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    !name.is_empty() && name.as_bytes().iter().all(legal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read() {
        let kind = |text| Type::parse(text).map(|found| found.kind);
        assert_eq!(kind("string"), Some(Kind::String));
        assert_eq!(kind("Room"), Some(Kind::Structure("Room")));
        assert_eq!(kind("enum/State!"), Some(Kind::Enum("State")));
        let Some(Kind::Map { key, value }) =
            kind("{Name=enum/Color:Value=[item=timestamp/http-date!?]}")
        else {
            panic!("a map");
        };
        assert_eq!(
            (key.xml_name, key.ty().kind),
            (Some("Name"), Kind::Enum("Color"))
        );
        let Kind::List(item) = value.ty().kind else {
            panic!("a list");
        };
        assert_eq!((item.xml_name, item.sparse), (Some("item"), true));
        assert_eq!(item.ty().timestamp_format, Some(TimestampFormat::HttpDate));
        assert!(item.ty().sensitive && value.ty().has_sensitive() && !value.ty().sensitive);
        let media = Type::parse("blob/image/png").and_then(|found| found.media_type);
        assert_eq!(media, Some("image/png"));
    }

    #[test]
    fn what_is_not_a_type_is_refused() {
        for bad in [
            "",
            "!",
            "[",
            "[]",
            "[string",
            "string]",
            "{string}",
            "{:}",
            "{string:}",
            "<>",
            "enum/",
            "timestamp/x",
            "string/",
            "[=string]",
            "a b",
            "[string]]",
            "integer/x",
        ] {
            assert!(!Type::walk(bad, DEPTH, &mut |_| ()), "{bad}");
        }
        let deep = format!("{}string{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(!Type::walk(&deep, DEPTH, &mut |_| ()));
        assert!(
            !Type::walk("{[string]:string}", DEPTH, &mut |_| ()),
            "keys are strings"
        );
    }
}
