//! The keys of operations, of their pagination and of services.

use super::{Attribute, Key, keys};

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
