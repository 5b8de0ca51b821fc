//! The keys of operations, of their pagination and of services.

use super::{Attribute, Key, NO_KEY, keys};

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
        Unlisted = "unlisted",
        UnsignedPayload = "unsigned_payload",
    }
}

pub(crate) const OPERATION: Attribute<OperationKey> = Attribute {
    subject: "`#[operation(..)]`",
    legal: OperationKey::ALL,
    bare: |value| match value {
        _ if value.starts_with("\"/") => Some("path"),
        _ if value.starts_with('"') || is_type(value) => Some("service"),
        _ => None,
    },
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
        ("returns", "is called `output` here"),
        ("result", "is called `output` here"),
        (
            "host",
            "is not a key here: the host follows from the service and the region; remove it",
        ),
        (
            "headers",
            "is not a key here: a header is a field with `#[op(header = \"..\")]`; remove it",
        ),
        (
            "content_type",
            "is not a key here: it follows from the body, and a field with `#[op(header = \"Content-Type\")]` replaces it; remove it",
        ),
        (
            "version",
            "is not a key here: a version is part of the path, if the service has one; remove it",
        ),
        (
            "api_version",
            "is not a key here: a version is part of the path, if the service has one; remove it",
        ),
        (
            "status",
            "is not a key here: every status below 300 is a success; remove it",
        ),
        (
            "code",
            "is not a key here: every status below 300 is a success; remove it",
        ),
        (
            "idempotent",
            "is not a key here: put `#[op(idempotency_token)]` on the field of the token; remove it",
        ),
        (
            "signing_name",
            "is a key of `#[service]`: an AWS service has its own; remove it",
        ),
        ("get", "is not a key here; write `method = \"GET\"`"),
        ("post", "is not a key here; write `method = \"POST\"`"),
        ("put", "is not a key here; write `method = \"PUT\"`"),
        ("delete", "is not a key here; write `method = \"DELETE\"`"),
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
            "is called `path` here; the service and the region determine the host",
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
            "is not a key here: members without a location go in the body; remove it",
        ),
        (
            "query",
            "is a key of a field; constant parameters go in the path: `path = \"/rooms?mode=x\"`",
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

/// `Chime`, the name of a type
fn is_type(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().any(|c| c.is_ascii_lowercase())
}

pub(crate) const PAGINATE: Attribute<PaginateKey> = Attribute {
    subject: "`paginate(..)`",
    legal: PaginateKey::ALL,
    bare: NO_KEY,
    advice: &[&[
        ("input_token", "is called `token` here"),
        ("result_key", "is called `items` here"),
        (
            "limit_key",
            "is not a key here: set the field before the first page; remove it",
        ),
        (
            "more_results",
            "is not a key here: a page without a token is the last one; remove it",
        ),
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
    bare: |value| match value {
        _ if value.contains("://") => Some("endpoint"),
        _ => value.starts_with('"').then_some("id"),
    },
    advice: &[&[
        ("model", "is called `id` here"),
        (
            "path",
            "is a key of `#[operation]`; for the path of a model write `id = \"..\"`",
        ),
        ("service", "is called `id` here"),
        (
            "name",
            "is called `id` here, or `signing_name` for your own service",
        ),
        ("url", "is called `endpoint` here"),
        ("output", "is a key of `#[operation]`; remove it"),
    ]],
};
