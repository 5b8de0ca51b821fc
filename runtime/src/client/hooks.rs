//! Code that runs at every attempt of every call.

use std::{fmt, sync::Arc};

use http::{HeaderMap, StatusCode};

use crate::declaration::meta::OperationMeta;

/// Runs at every attempt of a client's calls. Both methods do nothing by default.
///
/// ```
/// use opsmith::http::{HeaderMap, HeaderValue};
/// use opsmith::{Attempt, Client, Hook, OperationMeta};
///
/// /// Sends the tenant with every request and prints what became of it.
/// struct Tenant(HeaderValue);
///
/// impl Hook for Tenant {
///     fn before_signing(&self, _: &'static OperationMeta, headers: &mut HeaderMap) {
///         headers.insert("x-tenant", self.0.clone());
///     }
///
///     fn after_attempt(&self, attempt: &Attempt) {
///         println!("{} {}: {:?}", attempt.operation.name, attempt.number, attempt.status);
///     }
/// }
///
/// let client = Client::builder().hook(Tenant(HeaderValue::from_static("t-1"))).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
pub trait Hook: Send + Sync + 'static {
    /// Called before the request is signed. Headers added here are signed, too.
    fn before_signing(&self, operation: &'static OperationMeta, headers: &mut HeaderMap) {
        let _ = (operation, headers);
    }

    /// Called after the response's headers arrive, or after the attempt fails without a response.
    fn after_attempt(&self, attempt: &Attempt) {
        let _ = attempt;
    }
}

/// A finished attempt.
///
/// ```
/// use opsmith::{Attempt, Hook};
///
/// /// Warns about every attempt that does not get a response.
/// struct Warn;
///
/// impl Hook for Warn {
///     fn after_attempt(&self, attempt: &Attempt) {
///         if attempt.status.is_none() {
///             eprintln!("{}: attempt {} failed", attempt.operation.name, attempt.number);
///         }
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation.
    pub operation: &'static OperationMeta,
    /// Its number, from 1.
    pub number: u32,
    /// The response's status; `None` if there was no response.
    pub status: Option<StatusCode>,
}

#[derive(Clone, Default)]
pub(crate) struct Hooks(pub(crate) Vec<Arc<dyn Hook>>);

impl Hooks {
    pub(crate) fn before_signing(
        &self,
        operation: &'static OperationMeta,
        headers: &mut HeaderMap,
    ) {
        for hook in &self.0 {
            hook.before_signing(operation, headers);
        }
    }

    pub(crate) fn after_attempt(
        &self,
        operation: &'static OperationMeta,
        number: u32,
        status: Option<StatusCode>,
    ) {
        for hook in &self.0 {
            hook.after_attempt(&Attempt {
                operation,
                number,
                status,
            });
        }
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} hooks", self.0.len())
    }
}
