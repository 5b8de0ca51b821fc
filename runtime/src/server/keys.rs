//! The keys that requests are signed with.

use aws_credential_types::Credentials;

use crate::future::BoxFuture;
use crate::transport::body::BoxError;

/// Finds the keys that requests to a [`Server`](super::Server) are signed with.
///
/// [`Credentials`] are a look-up of one key.
///
/// ```
/// use std::collections::HashMap;
///
/// use opsmith::server::KeyLookup;
/// use opsmith::{BoxError, BoxFuture, Credentials};
///
/// /// The secret keys by access key.
/// struct Keys(HashMap<String, String>);
///
/// impl KeyLookup for Keys {
///     fn find(&self, access_key: &str) -> BoxFuture<'static, Result<Option<Credentials>, BoxError>> {
///         let secret = self.0.get(access_key);
///         let found = secret.map(|secret| Credentials::from_keys(access_key, secret, None));
///         Box::pin(std::future::ready(Ok(found)))
///     }
/// }
/// ```
pub trait KeyLookup: Send + Sync + 'static {
    /// Finds the credentials with an access key; `None` if there are none. An error is answered with status 500.
    fn find(&self, access_key: &str) -> BoxFuture<'static, Result<Option<Credentials>, BoxError>>;

    /// Whether a bearer token is valid, for operations that are authenticated with one. Default: no token is.
    fn accepts_token(&self, _token: &str) -> BoxFuture<'static, Result<bool, BoxError>> {
        Box::pin(std::future::ready(Ok(false)))
    }
}

impl KeyLookup for Credentials {
    fn find(&self, access_key: &str) -> BoxFuture<'static, Result<Option<Credentials>, BoxError>> {
        let found = (self.access_key_id() == access_key).then(|| self.clone());
        Box::pin(std::future::ready(Ok(found)))
    }
}
