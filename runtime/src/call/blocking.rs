//! Calls from code that is not asynchronous. Feature `blocking`.
//!
//! ```no_run
//! use opsmith::{blocking::Client, operation};
//!
//! #[operation(service = "chime", path = "/accounts/<AccountId>/ping", method = "GET")]
//! struct Ping { account_id: String }
//!
//! let client = Client::from_env()?;
//! client.call(Ping::new("acct"))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::{fmt, future::Future, io, sync::Arc};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::{Call, ConfigError, Error, Operation, Pages, Paginated, error::Cause};

/// A client whose calls wait for their answers. Clones share connections, credentials and the retry budget.
///
/// It has a small tokio runtime of its own, with one thread that looks after idle connections and renews credentials
/// between calls. It cannot be used from asynchronous code, which it would stop: a call from there is an error.
#[derive(Clone)]
pub struct Client {
    inner: crate::Client,
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
            .block_on(crate::Client::from_env())
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
    pub fn new(client: crate::Client) -> Result<Self, ClientError> {
        Ok(Self {
            inner: client,
            runtime: Arc::new(OwnRuntime::new()?),
        })
    }

    /// Sends the operation and waits for the answer.
    ///
    /// # Errors
    /// As `send` of the operation.
    pub fn call<O: Operation>(&self, operation: O) -> Result<O::Output, Error<O::Error>> {
        self.wait(Call::new(operation, &self.inner))
    }

    /// Waits for a call that was made of [`client`](Self::client), with what was changed for it.
    ///
    /// # Errors
    /// As the call.
    pub fn wait<O: Operation>(&self, call: Call<O>) -> Result<O::Output, Error<O::Error>> {
        self.runtime
            .block_on(call)
            .unwrap_or_else(|| Err(in_async::<O>()))
    }

    /// The operation's pages, each asked for when the iterator comes to it.
    pub fn pages<O: Paginated>(
        &self,
        operation: O,
    ) -> impl Iterator<Item = Result<O::Output, Error<O::Error>>> + use<O> {
        let client = self.clone();
        let mut pages = Some(Pages::new(operation, &client.inner));
        std::iter::from_fn(move || {
            let next = client.runtime.block_on(pages.as_mut()?.next());
            next.unwrap_or_else(|| {
                pages = None;
                Some(Err(in_async::<O>()))
            })
        })
    }

    /// The asynchronous client underneath.
    #[must_use]
    pub const fn client(&self) -> &crate::Client {
        &self.inner
    }
}

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
