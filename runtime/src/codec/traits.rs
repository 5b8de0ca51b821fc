//! What XML and queries need to know of a member beyond its name and its value.
//!
//! Source: <https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>. Expansions have these constants only for
//! services that speak such a protocol, and only for members that differ from [`Traits::DEFAULT`].

/// The name of an element, with its namespace.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Empty for the default name.
    pub name: &'static str,
    /// A URI; empty without one.
    pub namespace: &'static str,
    /// The prefix that the namespace is declared for; empty if it is the default namespace.
    pub prefix: &'static str,
}

impl Tag {
    pub const DEFAULT: Self = Self {
        name: "",
        namespace: "",
        prefix: "",
    };

    /// The name, or the default one.
    pub(crate) const fn name_or(self, default: &'static str) -> &'static str {
        if self.name.is_empty() {
            default
        } else {
            self.name
        }
    }
}

/// The traits of a member of a structure or union.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Traits {
    /// Whether it is an attribute of its structure's element (`xmlAttribute`).
    pub attribute: bool,
    /// Whether the elements of its list or map have no enclosing element (`xmlFlattened`).
    pub flattened: bool,
    /// The namespace of its element (`xmlNamespace`); the name is that of the member.
    pub tag: Tag,
    /// The items of a list: `member` by default.
    pub item: Tag,
    /// The keys of a map: `key` by default.
    pub key: Tag,
    /// The values of a map: `value` by default.
    pub value: Tag,
    /// Its name in the requests of EC2 (`ec2QueryName`), if that is not the member's name with an initial capital.
    pub ec2: &'static str,
    /// Whether it is an ID of Route 53, of which the last segment is sent: `Z1` of `/hostedzone/Z1`.
    pub is_id: bool,
    /// The traits of what is in a list or map: another list or map.
    pub inner: Option<&'static Traits>,
}

impl Traits {
    pub const DEFAULT: Self = Self {
        attribute: false,
        flattened: false,
        tag: Tag::DEFAULT,
        item: Tag::DEFAULT,
        key: Tag::DEFAULT,
        value: Tag::DEFAULT,
        ec2: "",
        is_id: false,
        inner: None,
    };
}
