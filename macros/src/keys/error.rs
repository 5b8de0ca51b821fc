//! The keys of error enums and their variants.

use super::{Attribute, Key, keys};

keys! {
    /// `#[op(..)]` on an error enum
    ErrorEnumKey {
        Crate = "crate",
        Service = "service",
    }
}

pub(crate) const ERROR_ENUM: Attribute<ErrorEnumKey> = Attribute {
    subject: "`#[op(..)]` on an error enum",
    legal: ErrorEnumKey::ALL,
    bare: |value| value.starts_with('"').then_some("service"),
    advice: &[],
};

keys! {
    /// `#[op(..)]` on a variant of an error enum
    ErrorKey {
        Code = "code",
        Other = "other",
        Retry = "retry",
        Status = "status",
        Unlisted = "unlisted",
    }
}

pub(crate) const ERROR: Attribute<ErrorKey> = Attribute {
    subject: "`#[op(..)]` on a variant of an error",
    legal: ErrorKey::ALL,
    bare: |value| match value {
        _ if value.starts_with('"') => Some("code"),
        _ => value.parse::<u16>().is_ok().then_some("status"),
    },
    advice: &[&[
        ("http_status", "is called `status` here"),
        (
            "retryable",
            "is called `retry` here: `retry = \"transient\"` or `retry = \"throttling\"`",
        ),
        ("default", "is called `other` here"),
        ("transparent", "is not a key here; remove it"),
        ("rename", "is called `code` here"),
        ("name", "is called `code` here"),
        (
            "message",
            "is not a key here: the message is read from the response; remove it",
        ),
        (
            "value",
            "is for variants of an int enum with `#[shape]`; use `code = \"..\"`",
        ),
        (
            "source",
            "is not a key here: a response of the service has no source; remove it",
        ),
    ]],
};
