//! The provider of a client that was given none.

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};

/// Says how to give a client credentials.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoCredentials;

impl ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::not_loaded(
            "the client was built without; give it some with `Client::builder().credentials(..)`, or make it with \
             `Client::from_env()`",
        )))
    }
}
