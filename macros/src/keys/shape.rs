//! The keys of outputs, shapes and their variants.

use super::{Advice, Attribute, Key, keys};
use crate::case::Case;

keys! {
    /// `#[output(..)]` and `#[shape(..)]`
    TypeKey {
        Crate = "crate",
        Methods = "methods",
        Name = "name",
        Operation = "operation",
        RenameAll = "rename_all",
        Service = "service",
        Unlisted = "unlisted",
    }
}

/// `"PascalCase"`, or otherwise the ID of a service
fn type_value(value: &str) -> Option<&'static str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    Some(match Case::parse(text) {
        Some(_) => "rename_all",
        None => "service",
    })
}

const TYPE_ADVICE: Advice = &[
    ("path", "is a key of `#[operation]`; remove it"),
    ("error", "is a key of `#[operation]`; remove it"),
    (
        "rename",
        "is not a key here; for the shape of an AWS service write `name = \"..\"`",
    ),
    (
        "new",
        "is not a key here; `methods = \"none\"` leaves out `new` and the setters",
    ),
];

pub(crate) const OUTPUT: Attribute<TypeKey> = Attribute {
    subject: "`#[output(..)]`",
    legal: TypeKey::ALL,
    bare: type_value,
    advice: &[TYPE_ADVICE],
};

pub(crate) const SHAPE: Attribute<TypeKey> = Attribute {
    subject: "`#[shape(..)]`",
    legal: &[
        TypeKey::Crate,
        TypeKey::Methods,
        TypeKey::Name,
        TypeKey::RenameAll,
        TypeKey::Service,
        TypeKey::Unlisted,
    ],
    bare: type_value,
    advice: &[TYPE_ADVICE],
};

keys! {
    /// `#[op(..)]` on a variant of a shape
    VariantKey {
        Other = "other",
        Rename = "rename",
        Sensitive = "sensitive",
        Timestamp = "timestamp",
        Unlisted = "unlisted",
        Value = "value",
    }
}

pub(crate) const VARIANT: Attribute<VariantKey> = Attribute {
    subject: "`#[op(..)]` on a variant of a shape",
    legal: VariantKey::ALL,
    bare: |value| match value {
        _ if value.starts_with('"') => Some("rename"),
        _ => value.parse::<i64>().is_ok().then_some("value"),
    },
    advice: &[&[
        (
            "alias",
            "is not a key here: a variant has one value; use `rename = \"..\"`",
        ),
        ("serde", "is not a key here; remove it"),
        (
            "code",
            "is for variants of an enum with `#[derive(ApiError)]`; use `rename = \"..\"` for the wire value",
        ),
        (
            "status",
            "is for variants of an enum with `#[derive(ApiError)]`; remove it",
        ),
        ("name", "is called `rename` here"),
        (
            "default",
            "is for fields; derive `Default` and mark the variant with `#[default]`",
        ),
        (
            "skip",
            "is not a key here: every variant is a value; remove the variant",
        ),
    ]],
};
