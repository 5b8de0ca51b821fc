//! What a typed client's call can do, and what can be sent or becomes a call.

use std::future::Future;

use crate::call::{Call, CallWithMetadata, ResponseMetadata};
use crate::client::Client;
use crate::declaration::operation::Operation;
use crate::error::Error;

/// What a call of a service's typed client can: everything that a [`Call`] can. `#[service]` writes this once for all
/// operations of the service; the setters of an operation's members are its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __service_call_methods {
    ($vis:vis, $operation:ident) => {
        $crate::__service_call_methods! { @same $vis, $operation:
            /// Sends this call to another region.
            region(region: impl ::core::convert::Into<$crate::__private::String>)
            /// Sends this call to another endpoint.
            endpoint_url(url: impl ::core::convert::Into<$crate::__private::String>)
            /// Adds a header, which is signed with the others.
            header(name: $crate::__private::http::HeaderName, value: $crate::__private::http::HeaderValue)
            /// How often this call is tried.
            retry(retry: $crate::RetryConfig)
            /// The time limits of this call; `connect` stays the client's.
            timeouts(timeouts: $crate::Timeouts)
            /// The time limit of this call as a whole, retries included.
            timeout(operation: $crate::__private::Duration)
        }
        $crate::__service_call_methods! { @into $vis, $operation:
            /// The output together with the response's status, headers, request id and the number of attempts.
            with_metadata() -> CallWithMetadata
            /// Signs a URL that sends the operation without credentials until it expires.
            presign(expires_in: $crate::__private::Duration) -> Presign
            /// The signed request, without sending it.
            to_http() -> ToHttp
            /// The signed request as a command line, without sending it.
            to_curl(secrets: $crate::Secrets) -> ToCurl
        }

        /// Sends the operation, when awaited. The call itself can be awaited as well.
        $vis fn send(self) -> $crate::Call<$operation> {
            self.inner
        }

        /// Streams the pages.
        $vis fn pages(self) -> $crate::Pages<$operation>
        where
            $operation: $crate::Paginated,
        {
            self.inner.pages()
        }

        /// Streams the items of all pages.
        $vis fn items(self) -> $crate::ItemStream<$operation>
        where
            $operation: $crate::PaginatedItems,
        {
            self.inner.items()
        }
    };
    (@same $vis:vis, $operation:ident:
        $($(#[$doc:meta])* $name:ident($($argument:ident: $ty:ty),*))*
    ) => {$(
        $(#[$doc])*
        #[must_use]
        $vis fn $name(self, $($argument: $ty),*) -> Self {
            Self { inner: self.inner.$name($($argument),*) }
        }
    )*};
    (@into $vis:vis, $operation:ident:
        $($(#[$doc:meta])* $name:ident($($argument:ident: $ty:ty),*) -> $returned:ident)*
    ) => {$(
        $(#[$doc])*
        $vis fn $name(self, $($argument: $ty),*) -> $crate::$returned<$operation> {
            self.inner.$name($($argument),*)
        }
    )*};
}

/// What a blocking client sends: an operation, a call of one with options of its own, or such a call with metadata.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent",
    label = "not an operation, and not a call of one",
    note = "put `#[operation(service = \"..\", path = \"..\")]` on its declaration"
)]
pub trait Sendable: Sized {
    /// The operation that is sent.
    type Operation: Operation;
    /// What comes back.
    type Output;

    /// Sends it, with `client` where it has none yet.
    #[doc(hidden)]
    fn into_sent(
        self,
        client: &Client,
    ) -> impl Future<Output = Result<Self::Output, Error<<Self::Operation as Operation>::Error>>>;
}

/// What becomes a [`Call`]: an operation, with the client that sends it, or a call.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a call",
    label = "not an operation, and not a call of one"
)]
pub trait IntoCall: Sendable {
    /// The call, of `client` where it has none yet.
    fn into_call(self, client: &Client) -> Call<Self::Operation>;
}

impl<O: Operation> Sendable for O {
    type Operation = O;
    type Output = O::Output;

    fn into_sent(self, client: &Client) -> impl Future<Output = Answered<O, O::Output>> {
        Call::new(self, client)
    }
}

impl<O: Operation> IntoCall for O {
    fn into_call(self, client: &Client) -> Call<O> {
        Call::new(self, client)
    }
}

impl<O: Operation> Sendable for Call<O> {
    type Operation = O;
    type Output = O::Output;

    fn into_sent(self, _: &Client) -> impl Future<Output = Answered<O, O::Output>> {
        self
    }
}

impl<O: Operation> IntoCall for Call<O> {
    fn into_call(self, _: &Client) -> Self {
        self
    }
}

impl<O: Operation> Sendable for CallWithMetadata<O> {
    type Operation = O;
    type Output = (O::Output, ResponseMetadata);

    fn into_sent(self, _: &Client) -> impl Future<Output = Answered<O, Self::Output>> {
        self
    }
}

/// What a call of an operation ends with.
pub type Answered<O, T> = Result<T, Error<<O as Operation>::Error>>;

/// A call of a service's typed client, with the members of its operation changed.
#[doc(hidden)]
pub fn set_member<O: Operation, C>(call: C, change: impl FnOnce(O) -> O) -> C
where
    C: IntoFuture<IntoFuture = Call<O>, Output = <Call<O> as Future>::Output> + From<Call<O>>,
{
    C::from(call.into_future().map_operation(change))
}
