//! Why there are no credentials.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use aws_credential_types::provider::error::CredentialsError;

/// Why one provider returned no credentials. The text never contains a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ProviderError {
    /// It is not configured here: the next provider is tried.
    Absent(String),
    /// It is configured in a way that cannot work: the chain ends.
    Invalid(String),
    /// It is configured but did not return credentials: the chain ends, so that a program does not continue under an
    /// identity that nobody chose.
    Failed(String),
}

impl ProviderError {
    pub(crate) fn reason(&self) -> &str {
        let (Self::Absent(reason) | Self::Invalid(reason) | Self::Failed(reason)) = self;
        reason
    }

    /// The same failure for a source that was named explicitly: then being absent is a mistake.
    pub(crate) fn within(self, what: &str) -> Self {
        match self {
            Self::Absent(reason) | Self::Invalid(reason) => {
                Self::Invalid(format!("{what}: {reason}"))
            }
            Self::Failed(reason) => Self::Failed(format!("{what}: {reason}")),
        }
    }
}

impl From<crate::config::ConfigError> for ProviderError {
    fn from(error: crate::config::ConfigError) -> Self {
        Self::Invalid(error.to_string())
    }
}

/// The default chain found no credentials.
///
/// Its text names every provider that was tried and why it returned nothing: `no credentials: environment:
/// AWS_ACCESS_KEY_ID is not set; profile: there is no profile ..; ..`.
///
/// This is the source of the [`CredentialsError`] that the chain returns. The request was not sent.
///
/// To fix it, configure one of the providers named. The last one in the list ended the search: if it was configured but
/// failed, those after it were not tried.
///
/// ```
/// use std::error::Error;
///
/// use opsmith::{ProvideCredentials, credentials::{ChainError, DefaultChain}};
///
/// # async fn example() {
/// if let Err(error) = DefaultChain::new().provide_credentials().await {
///     let chain = error.source().and_then(|source| source.downcast_ref::<ChainError>());
///     for (provider, reason) in chain.into_iter().flat_map(ChainError::tried) {
///         eprintln!("{provider}: {reason}");
///     }
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct ChainError {
    pub(crate) tried: Vec<(&'static str, ProviderError)>,
}

impl ChainError {
    /// Each provider that was tried and its reason, in order.
    pub fn tried(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.tried
            .iter()
            .map(|(provider, failure)| (*provider, failure.reason()))
    }
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credentials")?;
        for (position, (provider, reason)) in self.tried().enumerate() {
            let lead = if position == 0 { ": " } else { "; " };
            write!(f, "{lead}{provider}: {reason}")?;
        }
        Ok(())
    }
}

/// The same line as `Display`.
impl fmt::Debug for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for ChainError {}

impl From<ChainError> for CredentialsError {
    fn from(error: ChainError) -> Self {
        match error.tried.last() {
            Some((_, ProviderError::Failed(_))) => Self::provider_error(error),
            Some((_, ProviderError::Invalid(_))) => Self::invalid_configuration(error),
            _ => Self::not_loaded(error),
        }
    }
}

/// One provider's failure as a separate error.
#[derive(Debug)]
pub(crate) struct SingleProviderError(pub(crate) &'static str, pub(crate) ProviderError);

impl fmt::Display for SingleProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0, self.1.reason())
    }
}

impl Error for SingleProviderError {}

impl From<SingleProviderError> for CredentialsError {
    fn from(error: SingleProviderError) -> Self {
        match error.1 {
            ProviderError::Absent(_) => Self::not_loaded(error),
            ProviderError::Invalid(_) => Self::invalid_configuration(error),
            ProviderError::Failed(_) => Self::provider_error(error),
        }
    }
}

/// A provider's error, shared by all callers that waited for the same refresh.
///
/// Its text is the provider's full explanation on one line. The generic text of [`CredentialsError`] is left out if its
/// source says more.
#[derive(Debug, Clone)]
pub(crate) struct SharedError(pub(crate) Arc<CredentialsError>);

impl SharedError {
    /// For a provider that makes a call with the very client that waits for it.
    pub(crate) fn reentrant() -> Self {
        Self(Arc::new(CredentialsError::invalid_configuration(
            "the credentials provider makes a call with the client that it provides credentials for, so it would wait for itself; build a separate client for the provider",
        )))
    }
}

impl fmt::Display for SharedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(mut source) = self.0.source() else {
            return write!(f, "{}", self.0);
        };
        write!(f, "{source}")?;
        while let Some(deeper) = source.source() {
            write!(f, ": {deeper}")?;
            source = deeper;
        }
        Ok(())
    }
}

impl Error for SharedError {}

impl From<SharedError> for CredentialsError {
    /// The source is the chain's own error, if there is one, so that callers can inspect it.
    fn from(error: SharedError) -> Self {
        let chain = error
            .0
            .source()
            .and_then(<dyn Error>::downcast_ref::<ChainError>);
        let source: Box<dyn Error + Send + Sync> = match chain {
            Some(chain) => Box::new(chain.clone()),
            None => Box::new(error.clone()),
        };
        match &*error.0 {
            Self::CredentialsNotLoaded(_) => Self::not_loaded(source),
            Self::InvalidConfiguration(_) => Self::invalid_configuration(source),
            Self::ProviderTimedOut(timeout) => Self::provider_timed_out(timeout.timeout_duration()),
            Self::ProviderError(_) => Self::provider_error(source),
            _ => Self::unhandled(source),
        }
    }
}
