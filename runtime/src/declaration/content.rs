//! What the body of a request or a response is, which its content type has to agree with.

/// What is in a body.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing, unless the protocol has a body for it.
    Nothing,
    /// The members that have no other location, in the protocol's format.
    Members,
    /// A payload with this media type.
    MediaType(&'static str),
    /// A payload whose content type is not declared, or is a member itself.
    Any,
}
