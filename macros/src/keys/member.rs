//! The keys of fields.

use super::{Advice, Attribute, Key, NO_KEY, keys};

keys! {
    /// `#[op(..)]` on a field
    MemberKey {
        Default = "default",
        Header = "header",
        IdempotencyToken = "idempotency_token",
        Label = "label",
        MediaType = "media_type",
        Payload = "payload",
        PrefixHeaders = "prefix_headers",
        Query = "query",
        QueryMap = "query_map",
        Rename = "rename",
        Sensitive = "sensitive",
        Status = "status",
        Timestamp = "timestamp",
        Unlisted = "unlisted",
    }
}

/// What a field is a member of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    Operation,
    Output,
    Structure,
}

/// The keys of a field, which depend on what the struct is.
pub(crate) const fn member(container: Container) -> Attribute<MemberKey> {
    match container {
        Container::Operation => OPERATION_MEMBER,
        Container::Output => OUTPUT_MEMBER,
        Container::Structure => STRUCTURE_MEMBER,
    }
}

/// The advice for a field of any struct.
const ANY_MEMBER: Advice = &[
    ("as", "is called `rename` here"),
    ("secret", "is called `sensitive` here"),
    ("redact", "is called `sensitive` here"),
    ("redacted", "is called `sensitive` here"),
    ("format", "is called `timestamp` here"),
    (
        "json",
        "is not a key here: the body is JSON anyway; remove it",
    ),
    (
        "optional",
        "is not a key here: a member whose type is an `Option` is optional; remove it",
    ),
    (
        "alias",
        "is not a key here: a member has one name; use `rename = \"..\"`",
    ),
    (
        "flatten",
        "is not a key here: write the members themselves; remove it",
    ),
    (
        "skip_serializing_if",
        "is not a key here: a member that is `None` is never written; remove it",
    ),
    (
        "serialize_with",
        "is not a key here; for a timestamp write `timestamp = \"date-time\"`, otherwise remove it",
    ),
    (
        "with",
        "is not a key here; for a timestamp write `timestamp = \"date-time\"`, otherwise remove it",
    ),
    (
        "sparse",
        "is not a key here: `Vec<Option<T>>` and maps of `Option<T>` are sparse by their type; remove it",
    ),
];

const OPERATION_MEMBER: Attribute<MemberKey> = Attribute {
    subject: "`#[op(..)]` on a field of an operation",
    legal: &[
        MemberKey::Default,
        MemberKey::Header,
        MemberKey::IdempotencyToken,
        MemberKey::Label,
        MemberKey::MediaType,
        MemberKey::Payload,
        MemberKey::PrefixHeaders,
        MemberKey::Query,
        MemberKey::QueryMap,
        MemberKey::Rename,
        MemberKey::Sensitive,
        MemberKey::Timestamp,
        MemberKey::Unlisted,
    ],
    bare: NO_KEY,
    advice: &[
        ANY_MEMBER,
        &[
            ("timestamp_format", "is called `timestamp` here"),
            ("serde", "is not a key here; remove it"),
            ("http_payload", "is called `payload` here"),
            (
                "locationName",
                "is called `rename` here for a body member, otherwise it is the value of `query` or `header`",
            ),
            (
                "location_name",
                "is called `rename` here for a body member, otherwise it is the value of `query` or `header`",
            ),
            (
                "location",
                "is not a key here; write `label`, `query`, `header = \"..\"` or `payload`",
            ),
            ("uri", "is called `label` here"),
            ("path", "is called `label` here"),
            ("querystring", "is called `query` here"),
            ("http_query", "is called `query` here"),
            ("http_header", "is called `header` here"),
            ("http_label", "is called `label` here"),
            (
                "status",
                "is for members of `#[output]`: a request has no status; remove it",
            ),
            (
                "skip",
                "is not a key here: every field is a member; remove the field or send it somewhere",
            ),
            (
                "body",
                "is not a key here: a member without a location goes in the body; remove `body`",
            ),
            (
                "required",
                "is not a key here: every member that is not an `Option` is required; remove it",
            ),
            (
                "name",
                "is not a key here; use `rename = \"..\"` for a body member, `query = \"..\"` or `header = \"..\"`",
            ),
            ("greedy", "is not a key here: write `<Name+>` in the path"),
            (
                "host_label",
                "is not a key here: write `<Name>` in `host_prefix`",
            ),
        ],
    ],
};

const OUTPUT_MEMBER: Attribute<MemberKey> = Attribute {
    subject: "`#[op(..)]` on a field of an output",
    legal: &[
        MemberKey::Default,
        MemberKey::Header,
        MemberKey::MediaType,
        MemberKey::Payload,
        MemberKey::PrefixHeaders,
        MemberKey::Rename,
        MemberKey::Sensitive,
        MemberKey::Status,
        MemberKey::Timestamp,
        MemberKey::Unlisted,
    ],
    bare: NO_KEY,
    advice: &[
        ANY_MEMBER,
        &[
            ("timestamp_format", "is called `timestamp` here"),
            ("serde", "is not a key here; remove it"),
            ("http_payload", "is called `payload` here"),
            (
                "locationName",
                "is called `rename` here for a body member, otherwise it is the value of `header`",
            ),
            (
                "location_name",
                "is called `rename` here for a body member, otherwise it is the value of `header`",
            ),
            (
                "location",
                "is not a key here; write `header = \"..\"`, `status` or `payload`",
            ),
            ("http_header", "is called `header` here"),
            ("status_code", "is called `status` here"),
            ("http_response_code", "is called `status` here"),
            (
                "label",
                "is for members of `#[operation]`: a response has no path; remove it",
            ),
            (
                "query",
                "is for members of `#[operation]`: a response has no query; remove it",
            ),
            (
                "query_map",
                "is for members of `#[operation]`: a response has no query; remove it",
            ),
            (
                "idempotency_token",
                "is for members of `#[operation]`; remove it",
            ),
            (
                "body",
                "is not a key here: a member without a location is read from the body; remove `body`",
            ),
            ("name", "is not a key here; use `rename = \"..\"`"),
        ],
    ],
};

const STRUCTURE_MEMBER: Attribute<MemberKey> = Attribute {
    subject: "`#[op(..)]` on a field of a shape",
    legal: &[
        MemberKey::Default,
        MemberKey::Rename,
        MemberKey::Sensitive,
        MemberKey::Timestamp,
        MemberKey::Unlisted,
    ],
    bare: NO_KEY,
    advice: &[
        ANY_MEMBER,
        &[
            ("timestamp_format", "is called `timestamp` here"),
            ("serde", "is not a key here; remove it"),
            ("locationName", "is called `rename` here"),
            ("location_name", "is called `rename` here"),
            (
                "label",
                "is for members of `#[operation]`: all of a structure is in the body; remove it",
            ),
            (
                "query",
                "is for members of `#[operation]`: all of a structure is in the body; remove it",
            ),
            (
                "query_map",
                "is for members of `#[operation]`: all of a structure is in the body; remove it",
            ),
            (
                "idempotency_token",
                "is for members of `#[operation]`; remove it",
            ),
            (
                "header",
                "is for members of `#[operation]` and `#[output]`: all of a structure is in the body; remove it",
            ),
            (
                "prefix_headers",
                "is for members of `#[operation]` and `#[output]`: all of a structure is in the body; remove it",
            ),
            (
                "payload",
                "is for members of `#[operation]` and `#[output]`: all of a structure is in the body; remove it",
            ),
            (
                "media_type",
                "is for headers and payloads of `#[operation]` and `#[output]`; remove it",
            ),
            (
                "status",
                "is for members of `#[output]`: all of a structure is in the body; remove it",
            ),
            ("name", "is not a key here; use `rename = \"..\"`"),
        ],
    ],
};
