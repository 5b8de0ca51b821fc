//! The default chain.

use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};

use super::error::{ChainError, ProviderError};
use super::http::Context;
use super::instance::Instance;
use super::{container, environment, imds, profile, web_identity};
use crate::clock::{SystemClock, SystemRng};
use crate::config::value::Lookup;
use crate::config::{ProcessSources, Settings, SharedConfig};
use crate::endpoint::EndpointOptions;
use crate::transport::http_transport::HttpTransport;

/// Credentials from the sources that the AWS SDKs use, in the same order:
///
/// 1. environment: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`;
/// 2. the profile named by `AWS_PROFILE`, or else `default`, in `~/.aws/config` and `~/.aws/credentials` (or the files
///    named by `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`): a role (`role_arn` with `source_profile` or
///    `credential_source`), web identity, IAM Identity Center (`sso_session`, or the legacy `sso_start_url`), keys in
///    the credentials file, AWS Sign-In (`login_session`, from `aws login`), `credential_process`, keys in the config
///    file, whichever comes first in this list;
/// 3. web identity: `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_ARN`, `AWS_ROLE_SESSION_NAME`;
/// 4. container: `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `AWS_CONTAINER_CREDENTIALS_FULL_URI`, with
///    `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` or `AWS_CONTAINER_AUTHORIZATION_TOKEN`;
/// 5. instance metadata, version 2 only; `AWS_EC2_METADATA_DISABLED=true` skips it. One attempt of one second, unless
///    `AWS_METADATA_SERVICE_TIMEOUT` and `AWS_METADATA_SERVICE_NUM_ATTEMPTS` say otherwise.
///
/// A profile named in code takes precedence over the environment. A provider that is not configured is skipped. A
/// provider that is configured but fails ends the search, so that no call is made under an identity that you did not
/// choose. So does a profile with an incomplete setting, such as `source_profile` without `role_arn`; the error names
/// what is missing.
///
/// `credential_process` runs in the system's shell (`sh`, `cmd.exe`) without standard input, for at most one minute and
/// with at most 256 KiB of output. On Unix it runs in its own process group, which is killed when the time is up, when
/// the client (or the search, if there is no client) is dropped, and when this program ends. It therefore cannot prompt
/// on the terminal.
///
/// The chain reads files and tokens and queries endpoints every time; a client puts a cache in front of it. The chain
/// itself keeps only an instance's last credentials. If the metadata service fails, calls continue with those, even
/// after they expire, and the service is queried again within ten to fifteen minutes.
///
/// The sign-ins of `aws sso login` and `aws login` are read from the AWS CLI's cache (set `AWS_LOGIN_CACHE_DIRECTORY`
/// to move the latter), renewed in their last five minutes and cached again. Renewing a sign-in of `aws login` requires
/// a signature, which needs the feature `ring` or `aws-lc`; with neither, `login_session` is rejected.
///
/// `mfa_serial` is not supported; the error suggests alternatives.
///
/// # Errors
///
/// The source of the [`CredentialsError`](aws_credential_types::provider::error::CredentialsError) is a [`ChainError`],
/// which names every provider that was tried and why it returned nothing.
///
/// Source: [default credential provider chain](https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html).
///
/// ```
/// use opsmith::{Client, credentials::DefaultChain};
///
/// let chain = DefaultChain::new().profile("production").region("eu-west-1");
/// let client = Client::builder().region("eu-west-1").credentials(chain).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
#[derive(Debug, Clone)]
pub struct DefaultChain {
    context: Context,
    profile: Option<String>,
    region: Option<String>,
}

impl DefaultChain {
    /// Creates a chain that reads the variables and files of this process and has its own connection pool, which does
    /// not use a proxy.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Context {
            sources: Arc::new(ProcessSources),
            transport: Arc::new(HttpTransport::default()),
            clock: Arc::new(SystemClock),
            endpoint_options: EndpointOptions::default(),
            instance: Arc::new(Instance::new(Arc::new(SystemRng))),
        })
    }

    pub(crate) fn with(context: Context) -> Self {
        Self {
            context,
            profile: None,
            region: None,
        }
    }

    /// Uses this profile instead of the one named by `AWS_PROFILE`, and tries it before the environment.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Calls STS in this region instead of the one set in the environment or the profile.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    async fn resolve(&self) -> Result<Credentials, ChainError> {
        let mut tried = Vec::new();
        self.context.instance.set_fallback(None);
        match self.search(&mut tried).await {
            Some(credentials) => Ok(credentials),
            None => Err(ChainError { tried }),
        }
    }

    /// `None` if nothing was found; `tried` says why.
    async fn search(&self, tried: &mut Vec<(&'static str, ProviderError)>) -> Option<Credentials> {
        let context = &self.context;
        let sources = &*context.sources;
        if self.profile.is_none() {
            match note(tried, environment::NAME, environment::load(sources)) {
                Step::Next => {}
                Step::End(outcome) => return outcome,
            }
        }
        let configured = SharedConfig::load(sources).and_then(|shared| {
            let mut settings = Settings::resolve(sources, &shared, self.profile.as_deref())?;
            settings.region = self.region.clone().or(settings.region);
            Ok((shared, settings))
        });
        let (shared, settings) = match configured {
            Ok(configured) => configured,
            Err(error) => {
                tried.push((profile::NAME, error.into()));
                return None;
            }
        };
        match note(
            tried,
            profile::NAME,
            profile::load(context, &shared, &settings).await,
        ) {
            Step::Next => {}
            Step::End(outcome) => return outcome,
        }
        let found = match web_identity::from_environment(sources) {
            Ok((role, token_file)) => {
                web_identity::load(context, &settings, &role, &token_file).await
            }
            Err(failure) => Err(failure),
        };
        match note(tried, web_identity::NAME, found) {
            Step::Next => {}
            Step::End(outcome) => return outcome,
        }
        match note(tried, container::NAME, container::load(context).await) {
            Step::Next => {}
            Step::End(outcome) => return outcome,
        }
        let lookup = Lookup {
            sources,
            profile: shared.profile(&settings.profile),
        };
        // Only here: if interrupted earlier, the search might have found a different identity.
        context.instance.set_fallback(imds::last(context, &lookup));
        let found = imds::load(context, &lookup).await;
        context.instance.set_fallback(None);
        match note(tried, imds::NAME, found) {
            Step::Next => None,
            Step::End(outcome) => outcome,
        }
    }
}

impl Default for DefaultChain {
    fn default() -> Self {
        Self::new()
    }
}

enum Step {
    Next,
    End(Option<Credentials>),
}

/// Records a provider's failure. The search continues only if the provider is not configured.
fn note(
    tried: &mut Vec<(&'static str, ProviderError)>,
    provider: &'static str,
    outcome: Result<Credentials, ProviderError>,
) -> Step {
    match outcome {
        Ok(credentials) => Step::End(Some(credentials)),
        Err(failure) => {
            let is_absent = matches!(failure, ProviderError::Absent(_));
            tried.push((provider, failure));
            if is_absent {
                Step::Next
            } else {
                Step::End(None)
            }
        }
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async { self.resolve().await.map_err(Into::into) })
    }

    /// An instance's last credentials, if the search was waiting for the metadata service.
    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        let context = &self.context;
        context.instance.fallback(context.clock.now())
    }
}

/// The region of the EC2 instance that the program runs on: the last resort if no region is set.
pub(crate) async fn instance_region(
    context: &Context,
    settings: &Settings,
) -> Result<String, ProviderError> {
    let sources = &*context.sources;
    let shared = SharedConfig::load(sources)?;
    imds::region(
        context,
        &Lookup {
            sources,
            profile: shared.profile(&settings.profile),
        },
    )
    .await
}
