//! Every key of every attribute: its name, where it is legal, and what to do where it is not.
//!
//! Each attribute has an enum of its keys. Whoever reads an attribute matches on it without a `_` arm, so that a key
//! that is listed and not read does not compile.

/// The keys that an attribute takes.
pub(crate) trait Key: Copy + Eq + 'static {
    /// All of them, sorted by name.
    const ALL: &'static [Self];

    /// The key as it is written.
    fn name(self) -> &'static str;
}

/// Words that people write where they are not keys, and what to do instead: `` `word` advice ``.
pub(crate) type Advice = &'static [(&'static str, &'static str)];

/// An attribute: how messages call it, its keys and its advice.
pub(crate) struct Attribute<K: 'static> {
    pub(crate) subject: &'static str,
    pub(crate) legal: &'static [K],
    pub(crate) advice: &'static [Advice],
}

macro_rules! keys {
    ($(#[$doc:meta])* $Keys:ident { $($Key:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $Keys {
            $($Key,)*
        }

        impl Key for $Keys {
            const ALL: &'static [Self] = &[$(Self::$Key,)*];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$Key => $name,)*
                }
            }
        }
    };
}

keys! {
    /// `#[operation(..)]`
    OperationKey {
        Auth = "auth",
        Checksum = "checksum",
        Client = "client",
        Compression = "compression",
        Crate = "crate",
        Error = "error",
        HostPrefix = "host_prefix",
        Method = "method",
        Name = "name",
        Output = "output",
        Paginate = "paginate",
        Path = "path",
        RenameAll = "rename_all",
        Service = "service",
        UnsignedPayload = "unsigned_payload",
    }
}

pub(crate) const OPERATION: Attribute<OperationKey> = Attribute {
    subject: "`#[operation(..)]`",
    legal: OperationKey::ALL,
    advice: &[&[
        (
            "timeout",
            "is set on the client or the call: `.timeout(..)`; remove it",
        ),
        ("retry", "is set on the client or the call; remove it"),
        ("timeouts", "is set on the client or the call; remove it"),
        ("uri_template", "is called `path` here"),
        (
            "http",
            "is not a key here; write `method = \"..\", path = \"/..\"`",
        ),
        ("verb", "is called `method` here"),
        ("request", "is the struct itself; remove it"),
        ("response", "is called `output` here"),
        ("request_uri", "is called `path` here"),
        (
            "id",
            "is a key of `#[service]`; here write `service = \"..\"`",
        ),
        ("uri", "is called `path` here"),
        (
            "url",
            "is called `path` here; the host follows from the service and the region",
        ),
        (
            "endpoint",
            "is a key of `#[service]` and of the client; remove it",
        ),
        ("region", "is set on the client; remove it"),
        ("input", "is the struct itself; remove it"),
        (
            "errors",
            "is called `error` here: one enum with `#[derive(ApiError)]`",
        ),
        ("rename", "is called `name` here"),
        (
            "body",
            "is not a key here: members without a location go into the body; remove it",
        ),
        (
            "query",
            "is a key of a field; constant parameters go into the path: `path = \"/rooms?mode=x\"`",
        ),
        ("header", "is a key of a field: `#[op(header = \"..\")]`"),
        ("protocol", "is a key of `#[service]`; remove it"),
    ]],
};

keys! {
    /// `paginate(..)` of an operation
    PaginateKey {
        Items = "items",
        OutputToken = "output_token",
        Token = "token",
    }
}

pub(crate) const PAGINATE: Attribute<PaginateKey> = Attribute {
    subject: "`paginate(..)`",
    legal: PaginateKey::ALL,
    advice: &[&[
        ("input_token", "is called `token` here"),
        (
            "next_token",
            "is not a key here; write `token = next_token`",
        ),
        (
            "page_size",
            "is not a key here: set the field before the first page; remove it",
        ),
        (
            "limit",
            "is not a key here: set the field before the first page; remove it",
        ),
    ]],
};

keys! {
    /// `#[output(..)]` and `#[shape(..)]`
    TypeKey {
        Crate = "crate",
        Methods = "methods",
        Name = "name",
        Operation = "operation",
        RenameAll = "rename_all",
        Service = "service",
    }
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
    ],
    advice: &[TYPE_ADVICE],
};

keys! {
    /// `#[service(..)]`
    ServiceKey {
        Crate = "crate",
        Endpoint = "endpoint",
        Error = "error",
        Id = "id",
        Protocol = "protocol",
        Region = "region",
        RenameAll = "rename_all",
        SigningName = "signing_name",
    }
}

pub(crate) const SERVICE: Attribute<ServiceKey> = Attribute {
    subject: "`#[service(..)]`",
    legal: ServiceKey::ALL,
    advice: &[&[
        ("service", "is called `id` here"),
        (
            "name",
            "is called `id` here, or `signing_name` for your own service",
        ),
        ("url", "is called `endpoint` here"),
        ("path", "is a key of `#[operation]`; remove it"),
        ("output", "is a key of `#[operation]`; remove it"),
    ]],
};

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

/// What holds for a field of any struct.
const ANY_MEMBER: Advice = &[
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
    ],
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
                "is not a key here: a member without a location goes into the body; remove `body`",
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
    ],
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
    ],
    advice: &[
        ANY_MEMBER,
        &[
            ("timestamp_format", "is called `timestamp` here"),
            ("serde", "is not a key here; remove it"),
            ("locationName", "is called `rename` here"),
            ("location_name", "is called `rename` here"),
            (
                "label",
                "is for members of `#[operation]`: a structure is all body; remove it",
            ),
            (
                "query",
                "is for members of `#[operation]`: a structure is all body; remove it",
            ),
            (
                "query_map",
                "is for members of `#[operation]`: a structure is all body; remove it",
            ),
            (
                "idempotency_token",
                "is for members of `#[operation]`; remove it",
            ),
            (
                "header",
                "is for members of `#[operation]` and `#[output]`: a structure is all body; remove it",
            ),
            (
                "prefix_headers",
                "is for members of `#[operation]` and `#[output]`: a structure is all body; remove it",
            ),
            (
                "payload",
                "is for members of `#[operation]` and `#[output]`: a structure is all body; remove it",
            ),
            (
                "media_type",
                "is for headers and payloads of `#[operation]` and `#[output]`; remove it",
            ),
            (
                "status",
                "is for members of `#[output]`: a structure is all body; remove it",
            ),
            ("name", "is not a key here; use `rename = \"..\"`"),
        ],
    ],
};

keys! {
    /// `#[op(..)]` on a variant of a shape
    VariantKey {
        Other = "other",
        Rename = "rename",
        Sensitive = "sensitive",
        Timestamp = "timestamp",
        Value = "value",
    }
}

pub(crate) const VARIANT: Attribute<VariantKey> = Attribute {
    subject: "`#[op(..)]` on a variant of a shape",
    legal: VariantKey::ALL,
    advice: &[&[
        (
            "alias",
            "is not a key here: a variant has one value; use `rename = \"..\"`",
        ),
        ("serde", "is not a key here; remove it"),
        (
            "code",
            "is for variants of an enum with `#[derive(ApiError)]`; use `rename = \"..\"` for the value on the wire",
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
    advice: &[],
};

keys! {
    /// `#[op(..)]` on a variant of an error enum
    ErrorKey {
        Code = "code",
        Other = "other",
        Retry = "retry",
        Status = "status",
    }
}

pub(crate) const ERROR: Attribute<ErrorKey> = Attribute {
    subject: "`#[op(..)]` on a variant of an error",
    legal: ErrorKey::ALL,
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
            "is not a key here: an answer of the service has no cause; remove it",
        ),
    ]],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn is_sorted<K: Key>(attribute: &Attribute<K>) {
        let names: Vec<&str> = attribute.legal.iter().map(|key| key.name()).collect();
        assert!(names.is_sorted(), "{names:?}");
        for (word, _) in attribute.advice.iter().copied().flatten() {
            assert!(
                !names.contains(word),
                "`{word}` is a key of {}",
                attribute.subject
            );
        }
    }

    #[test]
    fn keys_are_sorted_and_have_no_advice_against_them() {
        is_sorted(&OPERATION);
        is_sorted(&PAGINATE);
        is_sorted(&OUTPUT);
        is_sorted(&SHAPE);
        is_sorted(&SERVICE);
        is_sorted(&member(Container::Operation));
        is_sorted(&member(Container::Output));
        is_sorted(&member(Container::Structure));
        is_sorted(&VARIANT);
        is_sorted(&ERROR_ENUM);
        is_sorted(&ERROR);
    }
}
