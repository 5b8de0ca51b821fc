//! Calls from synchronous code. Feature `blocking`.
//!
//! ```no_run
//! use opsmith::{blocking::Client, operation};
//!
//! #[operation(service = "chime")]
//! struct GetRoom { account_id: String, room_id: String }
//!
//! let client = Client::from_env()?;
//! client.send(GetRoom::new("acct", "room"))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::{fmt, future::Future, io, sync::Arc, time::Duration};

use bytes::Bytes;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::call::methods::{IntoCall, Sendable};
use crate::call::paginate::{ItemOf, Paginated, PaginatedItems};
use crate::call::presign::{PresignedRequest, Secrets};
use crate::config::ConfigError;
use crate::declaration::operation::Operation;
use crate::error::{Cause, Error};

/// A client whose calls block until the response arrives. Clones share connections, credentials and the retry budget.
///
/// It has its own small Tokio runtime, with one thread that manages idle connections and renews credentials between
/// calls. It cannot be used from asynchronous code, which it would block: a call from there returns an error. Threads
/// of Tokio's `spawn_blocking` look the same and are also rejected; use a thread from `std::thread::spawn` instead.
///
/// ```
/// # use opsmith::operation;
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use opsmith::blocking;
///
/// let client = blocking::Client::from_env()?;
/// client.send(DeleteRoom::new("arn:aws:ivschat:us-west-2:123456789012:room/AbCdEf123456"))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: crate::client::Client,
    runtime: Arc<OwnRuntime>,
}

/// A runtime that can be dropped anywhere; Tokio's own panics in asynchronous code.
struct OwnRuntime(Option<Runtime>);

impl OwnRuntime {
    fn new() -> Result<Self, ClientError> {
        if Handle::try_current().is_ok() {
            return Err(ClientError::Async);
        }
        // Not `new_current_thread`: it does nothing between calls, so a connection that the server has closed would be
        // detected only by sending a request on it, and a payload that can only be read once would be lost.
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("opsmith-blocking")
            .enable_all()
            .build()
            .map_err(ClientError::Runtime)?;
        Ok(Self(Some(runtime)))
    }

    /// Blocks on the future; `None` in asynchronous code.
    fn block_on<F: Future>(&self, future: F) -> Option<F::Output> {
        if Handle::try_current().is_ok() {
            return None;
        }
        Some(self.0.as_ref()?.block_on(future))
    }
}

impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Why a blocking client could not be created.
///
/// ```
/// use opsmith::blocking::{Client, ClientError};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// // In asynchronous code:
/// assert!(matches!(Client::from_env(), Err(ClientError::Async)));
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ClientError {
    /// A setting is invalid.
    Config(ConfigError),
    /// The operating system could not provide what the runtime needs.
    Runtime(io::Error),
    /// The caller is asynchronous code.
    Async,
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Runtime(error) => {
                write!(f, "cannot start a runtime for the blocking client: {error}")
            }
            Self::Async => f.write_str(IN_ASYNC),
        }
    }
}

impl std::error::Error for ClientError {}

const IN_ASYNC: &str = "a blocking client cannot be used in asynchronous code because it would block the thread; use `opsmith::Client` instead";

impl Client {
    /// [`opsmith::Client::from_env`](crate::Client::from_env).
    ///
    /// # Errors
    /// Returns an error if a setting is invalid, or if the caller is asynchronous code.
    pub fn from_env() -> Result<Self, ClientError> {
        let runtime = OwnRuntime::new()?;
        let inner = runtime
            .block_on(crate::client::Client::from_env())
            .ok_or(ClientError::Async)?
            .map_err(ClientError::Config)?;
        Ok(Self {
            inner,
            runtime: Arc::new(runtime),
        })
    }

    /// Creates a blocking client with the settings of `client`.
    ///
    /// # Errors
    /// Returns an error if the operating system cannot provide what the runtime needs, or if the caller is asynchronous
    /// code.
    pub fn new(client: crate::client::Client) -> Result<Self, ClientError> {
        Ok(Self {
            inner: client,
            runtime: Arc::new(OwnRuntime::new()?),
        })
    }

    /// Sends an operation, or a call with its own options, and waits for the response.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use opsmith::{blocking::Client, operation};
    /// # #[operation(service = "chime")]
    /// # struct GetRoom { account_id: String, room_id: String }
    /// # let client = Client::from_env()?;
    /// client.send(GetRoom::new("acct", "room"))?;
    /// let call = GetRoom::new("acct", "room").send(client.client()).timeout(Duration::from_secs(2));
    /// let (_, metadata) = client.send(call.with_metadata())?;
    /// println!("{:?}", metadata.request_id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as for the operation's `send`.
    pub fn send<S: Sendable>(&self, request: S) -> Result<S::Output, ErrorOf<S>> {
        self.wait::<S, _>(request.into_sent(&self.inner))
    }

    /// Signs a URL that anyone can use to call the operation, without credentials, until it expires.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use opsmith::{blocking::Client, operation};
    /// # #[operation(service = "chime")]
    /// # struct GetRoom { account_id: String, room_id: String }
    /// # let client = Client::from_env()?;
    /// let get = client.presign(GetRoom::new("acct", "room"), Duration::from_secs(60))?;
    /// println!("{}", get.url());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as for the operation's `presign`.
    pub fn presign<S: IntoCall>(
        &self,
        request: S,
        expires_in: Duration,
    ) -> Result<PresignedRequest, ErrorOf<S>> {
        self.wait::<S, _>(request.into_call(&self.inner).presign(expires_in))
    }

    /// Returns the signed request without sending it.
    ///
    /// # Errors
    /// The same as for the operation's `to_http`.
    pub fn to_http<S: IntoCall>(&self, request: S) -> Result<http::Request<Bytes>, ErrorOf<S>> {
        self.wait::<S, _>(request.into_call(&self.inner).to_http())
    }

    /// Returns the signed request as a `curl` command line, without sending it.
    ///
    /// # Errors
    /// The same as for the operation's `to_curl`.
    pub fn to_curl<S: IntoCall>(&self, request: S, secrets: Secrets) -> Result<String, ErrorOf<S>> {
        self.wait::<S, _>(request.into_call(&self.inner).to_curl(secrets))
    }

    fn wait<S: Sendable, T>(
        &self,
        request: impl Future<Output = Result<T, ErrorOf<S>>>,
    ) -> Result<T, ErrorOf<S>> {
        self.runtime
            .block_on(request)
            .unwrap_or_else(|| Err(in_async::<S::Operation>()))
    }

    /// The pages of an operation, or of a call. Each page is requested when the iterator reaches it.
    pub fn pages<S>(
        &self,
        request: S,
    ) -> impl Iterator<Item = Result<OutputOf<S>, ErrorOf<S>>> + use<S>
    where
        S: IntoCall<Operation: Paginated>,
    {
        let client = self.clone();
        let mut pages = Some(request.into_call(&client.inner).pages());
        std::iter::from_fn(move || {
            let next = client.runtime.block_on(pages.as_mut()?.next());
            next.unwrap_or_else(|| {
                pages = None;
                Some(Err(in_async::<S::Operation>()))
            })
        })
    }

    /// The items of all pages of an operation, or of a call. A page is requested when the items before it are used up.
    pub fn items<S>(
        &self,
        request: S,
    ) -> impl Iterator<Item = Result<ItemOf<S::Operation>, ErrorOf<S>>> + use<S>
    where
        S: IntoCall<Operation: PaginatedItems>,
    {
        let client = self.clone();
        let mut items = Some(request.into_call(&client.inner).items());
        std::iter::from_fn(move || {
            let next = client.runtime.block_on(items.as_mut()?.next());
            next.unwrap_or_else(|| {
                items = None;
                Some(Err(in_async::<S::Operation>()))
            })
        })
    }

    /// The asynchronous client underneath.
    #[must_use]
    pub const fn client(&self) -> &crate::client::Client {
        &self.inner
    }
}

type ErrorOf<S> = Error<<<S as Sendable>::Operation as Operation>::Error>;
type OutputOf<S> = <<S as Sendable>::Operation as Operation>::Output;

fn in_async<O: Operation>() -> Error<O::Error> {
    Error::of::<O>(Cause::Config(ConfigError::code(
        "the blocking client",
        IN_ASYNC,
    )))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
