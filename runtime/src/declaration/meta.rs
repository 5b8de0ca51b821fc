//! What is known about an operation and its errors at compile time.

use http::{Method, StatusCode};

use crate::codec::traits::Tag;
use crate::endpoint::ServiceMeta;
use crate::protocol::Message;
use crate::retry::RetryKind;

/// What is known about an operation at compile time.
///
/// The macros build it from a hidden `DEFAULT`, so that fields may be added in any version. Read it, but do not build
/// it.
///
/// ```
/// use opsmith::{Operation, operation};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// let meta = DeleteRoom::META;
/// assert_eq!((meta.name, meta.service.id), ("DeleteRoom", "ivschat"));
/// assert_eq!(meta.method, "POST");
/// ```
#[allow(clippy::struct_excessive_bools)] // Smithy's traits, each there or not
#[derive(Debug)]
pub struct OperationMeta {
    /// The operation's name in the service's API.
    pub name: &'static str,
    /// The service.
    pub service: &'static ServiceMeta,
    /// The HTTP method.
    pub method: Method,
    /// The path's literal pieces around its labels, percent-encoded.
    pub path: &'static [&'static str],
    /// The query's constant parameters, percent-encoded.
    pub query: &'static str,
    /// The host prefix's literal pieces around its labels; empty without one.
    pub host_prefix: &'static [&'static str],
    /// The codes of the errors that the service documents.
    pub errors: &'static [ErrorCode],
    /// Whether the body's MD5 is sent (Smithy's `httpChecksumRequired`).
    pub md5: bool,
    /// Whether the body is compressed with gzip (Smithy's `requestCompression`).
    pub compression: bool,
    /// How requests are authenticated.
    pub auth: Auth,
    /// Whether the signature leaves out the payload (`aws.auth#unsignedPayload`).
    pub unsigned_payload: bool,
    /// Whether the URL shows a `sensitive` member.
    pub sensitive_url: bool,
    /// The root element of the body in XML.
    #[doc(hidden)]
    pub root: Tag,
}

impl OperationMeta {
    /// The values of most operations.
    #[doc(hidden)]
    pub const DEFAULT: Self = Self {
        name: "",
        service: &ServiceMeta::own("", ""),
        method: Method::GET,
        path: &["/"],
        query: "",
        host_prefix: &[],
        errors: &[],
        md5: false,
        compression: false,
        auth: Auth::SigV4,
        unsigned_payload: false,
        sensitive_url: false,
        root: Tag::DEFAULT,
    };

    /// What the body of a request is.
    pub(crate) const fn input(&self) -> Message {
        Message::Input {
            operation: self.name,
            root: self.root,
        }
    }

    /// What messages call the service: its id, or the type's name of your own service.
    #[must_use]
    pub const fn service_name(&self) -> &'static str {
        self.service.label()
    }
}

/// How an operation's requests are authenticated: Smithy's
/// [auth traits](https://smithy.io/2.0/spec/authentication-traits.html), in the model's order.
///
/// ```
/// use opsmith::{Auth, Operation, operation};
///
/// #[operation(service = "codecatalyst")]
/// pub struct ListSpaces {
///     pub next_token: Option<String>,
/// }
///
/// assert_eq!(ListSpaces::META.auth, Auth::Bearer);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// With a signature (`aws.auth#sigv4`).
    #[default]
    SigV4,
    /// With a bearer token (`httpBearerAuth`).
    Bearer,
    /// With a signature, or with a bearer token if the client has one and no credentials of its own.
    SigV4OrBearer,
    /// Not at all (`noAuth`).
    None,
}

/// One documented error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// Its code, such as `NotFoundException`. Empty if every response with the status is this error, unless the code is
    /// that of another one.
    pub code: &'static str,
    /// Its HTTP status.
    pub status: u16,
    /// Whether a call that fails with it is retried.
    pub retry: Option<RetryKind>,
}

impl ErrorCode {
    /// The index of the error that a response is: the one with its code, or otherwise the one matched by its status.
    pub(crate) fn position(
        known: &[Self],
        answered: [Option<&str>; 2],
        status: StatusCode,
    ) -> Option<usize> {
        let by_code = known
            .iter()
            .position(|known| known.code().is_some() && answered.contains(&known.code()));
        by_code.or_else(|| {
            known
                .iter()
                .position(|known| known.code().is_none() && known.status == status.as_u16())
        })
    }

    /// The code, if the error has one.
    pub(crate) fn code(&self) -> Option<&'static str> {
        (!self.code.is_empty()).then_some(self.code)
    }
}
