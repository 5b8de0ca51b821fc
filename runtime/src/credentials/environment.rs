//! Keys in environment variables.

use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};

use super::error::{ProviderError, SingleProviderError};
use super::parse::FoundKeys;
use crate::config::{ProcessSources, Sources};

pub(crate) const NAME: &str = "environment";

/// Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if set, `AWS_SESSION_TOKEN` (or its former name,
/// `AWS_SECURITY_TOKEN`) and `AWS_ACCOUNT_ID`.
///
/// If neither key is set, there are no credentials here; one without the other is an error. An empty variable counts as
/// not set. These credentials do not expire.
///
/// Source: [AWS access keys](https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html).
///
/// ```
/// use opsmith::{Client, credentials::EnvironmentProvider};
///
/// let builder = Client::builder().region("eu-west-1");
/// let client = builder.credentials(EnvironmentProvider::new()).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
#[derive(Debug, Clone)]
pub struct EnvironmentProvider {
    sources: Arc<dyn Sources>,
}

impl EnvironmentProvider {
    /// Reads this process's variables every time it is asked.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Arc::new(ProcessSources))
    }

    pub(crate) fn with(sources: Arc<dyn Sources>) -> Self {
        Self { sources }
    }
}

impl Default for EnvironmentProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for EnvironmentProvider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(
            load(&*self.sources).map_err(|failure| SingleProviderError(NAME, failure).into()),
        )
    }
}

pub(crate) fn load(sources: &dyn Sources) -> Result<Credentials, ProviderError> {
    let (access, secret) = (
        sources.set_var("AWS_ACCESS_KEY_ID"),
        sources.set_var("AWS_SECRET_ACCESS_KEY"),
    );
    match (access, secret) {
        (Some(access), Some(secret)) => {
            let (token, account) = (
                // The older name takes precedence, as in botocore.
                sources
                    .set_var("AWS_SECURITY_TOKEN")
                    .or_else(|| sources.set_var("AWS_SESSION_TOKEN")),
                sources.set_var("AWS_ACCOUNT_ID"),
            );
            let found = FoundKeys {
                access_key_id: &access,
                secret_access_key: &secret,
                session_token: token.as_deref(),
                expiry: None,
                account_id: account.as_deref(),
            };
            found.into_credentials(NAME)
        }
        (None, None) => Err(ProviderError::Absent(
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set".to_owned(),
        )),
        (Some(_), None) => Err(ProviderError::Invalid(
            "AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not".to_owned(),
        )),
        (None, Some(_)) => Err(ProviderError::Invalid(
            "AWS_SECRET_ACCESS_KEY is set but AWS_ACCESS_KEY_ID is not".to_owned(),
        )),
    }
}
