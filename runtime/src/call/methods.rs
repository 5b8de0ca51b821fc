//! What a typed client's call can do, and what can be sent or turned into a call.

use std::future::Future;

use crate::call::{Call, CallWithMetadata, ResponseMetadata};
use crate::client::Client;
use crate::declaration::operation::Operation;
use crate::error::Error;

/// What a call of a service's typed client can do: everything a [`Call`] can. `#[service]` generates this once for all
/// operations of the service; each operation adds the setters of its members.
#[doc(hidden)]
#[macro_export]
macro_rules! __service_call_methods {
    ($vis:vis, $operation:ident) => {
        $crate::__service_call_methods! { @same $vis, $operation:
            /// Sends this call to another region.
            region(region: impl ::core::convert::Into<$crate::__private::String>)
            /// Sends this call to another endpoint.
            endpoint_url(url: impl ::core::convert::Into<$crate::__private::String>)
            /// Adds a header. It is signed with the others.
            header(name: $crate::__private::http::HeaderName, value: $crate::__private::http::HeaderValue)
            /// The retry settings of this call.
            retry(retry: $crate::RetryConfig)
            /// The time limits of this call. The client's `connect` limit still applies.
            timeouts(timeouts: $crate::Timeouts)
            /// The time limit for this call as a whole, including retries.
            timeout(operation: $crate::__private::Duration)
        }
        $crate::__service_call_methods! { @into $vis, $operation:
            /// Returns the output together with the response's status, headers, request ID and the number of attempts.
            with_metadata() -> CallWithMetadata
            /// Signs a URL that anyone can use to call the operation, without credentials, until it expires.
            presign(expires_in: $crate::__private::Duration) -> Presign
            /// Returns the signed request without sending it.
            to_http() -> ToHttp
            /// Returns the signed request as a `curl` command line, without sending it.
            to_curl(secrets: $crate::Secrets) -> ToCurl
        }

        /// Sends the operation when awaited. You can also await the call itself.
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

/// What a blocking client sends: an operation, a call with its own options, or such a call with metadata.
///
/// ```
/// # #[cfg(feature = "blocking")]
/// # mod example {
/// use opsmith::{Error, Operation, Sendable, blocking};
///
/// /// Sends anything that can be sent.
/// fn send<S: Sendable>(
///     client: &blocking::Client,
///     call: S,
/// ) -> Result<S::Output, Error<<S::Operation as Operation>::Error>> {
///     client.send(call)
/// }
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent",
    label = "not an operation, and not a call of one",
    note = "put `#[operation(service = \"..\", path = \"..\")]` on its declaration"
)]
pub trait Sendable: Sized {
    /// The operation to send.
    type Operation: Operation;
    /// What is returned.
    type Output;

    /// Sends it, with `client` if it has no client yet.
    #[doc(hidden)]
    fn into_sent(
        self,
        client: &Client,
    ) -> impl Future<Output = Result<Self::Output, Error<<Self::Operation as Operation>::Error>>>;
}

/// What can become a [`Call`]: an operation, together with the client that sends it, or a call.
///
/// ```
/// use std::time::Duration;
///
/// use opsmith::{Client, Error, IntoCall, Operation};
///
/// /// Sends an operation, or a call with its own options, and returns the number of attempts.
/// async fn attempts<C: IntoCall>(
///     call: C,
///     client: &Client,
/// ) -> Result<u32, Error<<C::Operation as Operation>::Error>> {
///     let call = call.into_call(client).timeout(Duration::from_secs(2));
///     let (_, metadata) = call.with_metadata().await?;
///     Ok(metadata.attempts)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a call",
    label = "not an operation, and not a call of one"
)]
pub trait IntoCall: Sendable {
    /// The call, with `client` if it has no client yet.
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

/// The result of a call of an operation.
pub type Answered<O, T> = Result<T, Error<<O as Operation>::Error>>;

/// A call of a service's typed client, with the members of its operation modified.
#[doc(hidden)]
pub fn set_member<O: Operation, C>(call: C, change: impl FnOnce(O) -> O) -> C
where
    C: IntoFuture<IntoFuture = Call<O>, Output = <Call<O> as Future>::Output> + From<Call<O>>,
{
    C::from(call.into_future().map_operation(change))
}
