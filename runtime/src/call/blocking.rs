//! Calls from code that is not asynchronous. Feature `blocking`.
//!
//! ```no_run
//! use opsmith::{blocking::Client, operation};
//!
//! #[operation(service = "chime", path = "/accounts/<AccountId>/ping", method = "GET")]
//! struct Ping { account_id: String }
//!
//! let client = Client::from_env()?;
//! client.send(Ping::new("acct"))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::{fmt, future::Future, io, sync::Arc, time::Duration};

use bytes::Bytes;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::call::methods::{IntoCall, Sendable};
use crate::call::paginate::{Paginated, PaginatedItems};
use crate::call::presign::{PresignedRequest, Secrets};
use crate::config::ConfigError;
use crate::declaration::operation::Operation;
use crate::error::{Cause, Error};

/// A client whose calls wait for their answers. Clones share connections, credentials and the retry budget.
///
/// It has a small tokio runtime of its own, with one thread that looks after idle connections and renews credentials
/// between calls. It cannot be used from asynchronous code, which it would stop: a call from there is an error. The
/// threads of tokio's `spawn_blocking` cannot be told from it and are refused as well; a thread of
/// `std::thread::spawn` is not.
#[derive(Clone)]
pub struct Client {
    inner: crate::client::Client,
    runtime: Arc<OwnRuntime>,
}

/// A runtime that may be dropped anywhere: tokio's own panics in asynchronous code.
struct OwnRuntime(Option<Runtime>);

impl OwnRuntime {
    fn new() -> Result<Self, ClientError> {
        if Handle::try_current().is_ok() {
            return Err(ClientError::Async);
        }
        // Not `new_current_thread`: that one does nothing between two calls, so that a connection which the server
        // closed meanwhile is found out by sending a request on it, and a payload that can be read once is lost.
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("opsmith-blocking")
            .enable_all()
            .build()
            .map_err(ClientError::Runtime)?;
        Ok(Self(Some(runtime)))
    }

    /// Waits for the future; `None` in asynchronous code.
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

/// Why a blocking client could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum ClientError {
    /// A setting cannot be used.
    Config(ConfigError),
    /// The operating system refused what the runtime needs.
    Runtime(io::Error),
    /// The caller is asynchronous code.
    Async,
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Runtime(error) => write!(f, "no runtime for a blocking client: {error}"),
            Self::Async => f.write_str(IN_ASYNC),
        }
    }
}

impl std::error::Error for ClientError {}

const IN_ASYNC: &str = "a blocking client would stop the asynchronous code that it is used from; use `opsmith::Client` there";

impl Client {
    /// [`opsmith::Client::from_env`](crate::Client::from_env).
    ///
    /// # Errors
    /// If a setting cannot be used, or the caller is asynchronous code.
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

    /// A blocking client with the settings of `client`.
    ///
    /// # Errors
    /// If the operating system refuses what the runtime needs, or the caller is asynchronous code.
    pub fn new(client: crate::client::Client) -> Result<Self, ClientError> {
        Ok(Self {
            inner: client,
            runtime: Arc::new(OwnRuntime::new()?),
        })
    }

    /// Sends an operation, or a call of one with options of its own, and waits for the answer.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use opsmith::{blocking::Client, operation};
    /// # #[operation(service = "chime", path = "/accounts/<AccountId>/ping", method = "GET")]
    /// # struct Ping { account_id: String }
    /// # let client = Client::from_env()?;
    /// client.send(Ping::new("acct"))?;
    /// let call = Ping::new("acct").send(client.client()).timeout(Duration::from_secs(2));
    /// let (_, metadata) = client.send(call.with_metadata())?;
    /// println!("{:?}", metadata.request_id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As `send` of the operation.
    pub fn send<S: Sendable>(&self, request: S) -> Result<S::Output, ErrorOf<S>> {
        self.wait::<S, _>(request.into_sent(&self.inner))
    }

    /// Signs a URL that sends the operation without credentials until it expires.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use opsmith::{blocking::Client, operation};
    /// # #[operation(service = "chime", path = "/accounts/<AccountId>/ping", method = "GET")]
    /// # struct Ping { account_id: String }
    /// # let client = Client::from_env()?;
    /// let ping = client.presign(Ping::new("acct"), Duration::from_secs(60))?;
    /// println!("{}", ping.url());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As `presign` of the operation.
    pub fn presign<S: IntoCall>(
        &self,
        request: S,
        expires_in: Duration,
    ) -> Result<PresignedRequest, ErrorOf<S>> {
        self.wait::<S, _>(request.into_call(&self.inner).presign(expires_in))
    }

    /// The signed request, without sending it.
    ///
    /// # Errors
    /// As `to_http` of the operation.
    pub fn to_http<S: IntoCall>(&self, request: S) -> Result<http::Request<Bytes>, ErrorOf<S>> {
        self.wait::<S, _>(request.into_call(&self.inner).to_http())
    }

    /// The signed request as a command line, without sending it.
    ///
    /// # Errors
    /// As `to_curl` of the operation.
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

    /// The pages of an operation, or of a call of one, each asked for when the iterator comes to it.
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

    /// The items of all pages of an operation, or of a call of one; a page is asked for when the items before it are
    /// used up.
    pub fn items<S>(
        &self,
        request: S,
    ) -> impl Iterator<Item = Result<ItemOf<S>, ErrorOf<S>>> + use<S>
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
type ItemOf<S> = <<<S as Sendable>::Operation as PaginatedItems>::Items as IntoIterator>::Item;

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
