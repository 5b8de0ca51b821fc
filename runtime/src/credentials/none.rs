//! The provider of a client that was built without one.

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};

/// Explains how to give a client credentials.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoCredentials;

impl ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::not_loaded(
            "the client was built without credentials; set them with `Client::builder().credentials(..)`, or create the client with \
             `Client::from_env()`",
        )))
    }
}
