//! What a handler gets beside the operation.

use std::{fmt, sync::Arc};

use http::{Extensions, HeaderMap};

/// What a handler of a [`Server`](super::Server) gets beside the operation.
///
/// ```
/// use opsmith::server::RequestContext;
///
/// /// The number of the tenant that layers in front of the server put into the request.
/// #[derive(Clone, Copy)]
/// struct Tenant(u32);
///
/// fn tenant<S>(context: &RequestContext<S>) -> Option<u32> {
///     context.extensions().get::<Tenant>().map(|tenant| tenant.0)
/// }
/// ```
pub struct RequestContext<S = ()> {
    pub(super) state: Arc<S>,
    pub(super) extensions: Extensions,
    pub(super) headers: HeaderMap,
    pub(super) request_id: String,
    pub(super) access_key: Option<String>,
    pub(super) operation: &'static str,
}

impl<S> RequestContext<S> {
    /// The state that the server was built with.
    #[must_use]
    pub fn state(&self) -> &S {
        &self.state
    }

    /// The extensions of the HTTP request, such as what layers in front of the server know about it.
    #[must_use]
    pub const fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The headers of the request.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The ID that the response has.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// The access key that the request was signed with; `None` if its operation is not signed.
    #[must_use]
    pub fn access_key(&self) -> Option<&str> {
        self.access_key.as_deref()
    }

    /// The name of the operation.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }
}

impl<S> fmt::Debug for RequestContext<S> {
    /// Without headers, which may contain secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestContext")
            .field("operation", &self.operation)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}
