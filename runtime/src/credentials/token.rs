//! Bearer tokens, for operations that take one instead of a signature.
//!
//! A token is cached and renewed as credentials are, in the place of a secret key.
//!
//! Source: [`httpBearerAuth`](https://smithy.io/2.0/spec/authentication-traits.html#smithy-api-httpbearerauth-trait).

use std::sync::Arc;

use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_credential_types::provider::token::ProvideToken;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_credential_types::{Credentials, Token};

use super::cache::CachedCredentials;
use super::error::{ProviderError, SingleProviderError};
use super::http::Context;
use super::sso_profile::SsoSession;
use super::sso_token;
use crate::config::{Settings, SharedConfig, Sources};
use crate::declaration::meta::{Auth, OperationMeta};

const NAME: &str = "bearer token";
/// The only service whose token the SDKs read from the environment, by its signing name.
const BEDROCK: &str = "bedrock";

/// A client's tokens.
#[derive(Debug)]
pub(crate) struct Tokens {
    in_code: Option<CachedCredentials>,
    /// The token in `AWS_BEARER_TOKEN_BEDROCK`.
    bedrock: Option<CachedCredentials>,
    /// Those of the profile's session.
    session: Option<CachedCredentials>,
    none: CachedCredentials,
    /// Whether the client was given credentials in code.
    has_credentials: bool,
}

impl Tokens {
    /// `cached` puts the client's cache in front of a provider.
    pub(crate) fn new(
        in_code: Option<Arc<dyn ProvideToken>>,
        found: Option<FoundTokens>,
        has_credentials: bool,
        cached: impl Fn(Arc<dyn ProvideCredentials>) -> CachedCredentials,
    ) -> Self {
        let (bedrock, session) = match found {
            Some(found) => (found.bedrock, Some(found.session)),
            None => (None, None),
        };
        Self {
            in_code: in_code.map(|provider| cached(Arc::new(TokenAsCredentials(provider)))),
            bedrock: bedrock
                .map(|token| cached(Arc::new(as_credentials(&Token::new(token, None))))),
            session: session.map(&cached),
            none: cached(Arc::new(NoTokens)),
            has_credentials,
        }
    }

    /// The tokens that the operation's requests take; `None` if they take none.
    ///
    /// An operation that takes either is signed if credentials were set in code, as the model lists the signature
    /// first. Otherwise, a token in code or in the environment takes precedence over the default credentials.
    ///
    /// Your own service gets only a token that is set in code: those of the environment are for AWS, and whoever has the
    /// session's can get credentials for all of its accounts.
    pub(crate) fn of(&self, meta: &OperationMeta) -> Option<&CachedCredentials> {
        let is_aws = !meta.service.id.is_empty();
        let is_bedrock = is_aws && meta.service.signing_name == BEDROCK;
        let bedrock = self.bedrock.as_ref().filter(|_| is_bedrock);
        let chosen = self.in_code.as_ref().or(bedrock);
        let session = self.session.as_ref().filter(|_| is_aws);
        match meta.auth {
            Auth::SigV4 | Auth::None => None,
            Auth::Bearer => Some(chosen.or(session).unwrap_or(&self.none)),
            Auth::SigV4OrBearer if self.has_credentials => None,
            Auth::SigV4OrBearer => chosen,
        }
    }
}

/// A provider of tokens behind the trait that the cache takes.
#[derive(Debug)]
struct TokenAsCredentials(Arc<dyn ProvideToken>);

impl ProvideCredentials for TokenAsCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let token = self.0.provide_token().await.map_err(not_provided)?;
            Ok(as_credentials(&token))
        })
    }
}

fn not_provided(error: TokenError) -> CredentialsError {
    match error {
        TokenError::TokenNotLoaded(_) => CredentialsError::not_loaded(error),
        TokenError::InvalidConfiguration(_) => CredentialsError::invalid_configuration(error),
        _ => CredentialsError::provider_error(error),
    }
}

fn as_credentials(token: &Token) -> Credentials {
    Credentials::new(NAME, token.token(), None, token.expiration(), NAME)
}

/// The tokens that the environment configures.
pub(crate) struct FoundTokens {
    /// The token in `AWS_BEARER_TOKEN_BEDROCK`.
    bedrock: Option<String>,
    session: Arc<dyn ProvideCredentials>,
}

impl FoundTokens {
    /// `profile` replaces the one named by `AWS_PROFILE`.
    pub(crate) fn new(context: Context, profile: Option<String>) -> Self {
        Self {
            bedrock: context.sources.set_var("AWS_BEARER_TOKEN_BEDROCK"),
            session: Arc::new(SessionTokens { context, profile }),
        }
    }
}

/// The tokens of the sign-in that a profile's `sso_session` names, from `aws sso login`.
#[derive(Debug)]
struct SessionTokens {
    context: Context,
    /// Instead of the one named by `AWS_PROFILE`.
    profile: Option<String>,
}

impl SessionTokens {
    async fn load(&self) -> Result<Credentials, ProviderError> {
        let sources: &dyn Sources = &*self.context.sources;
        let shared = SharedConfig::load(sources)?;
        let settings = Settings::resolve(sources, &shared, self.profile.as_deref())?;
        let name = &settings.profile;
        let session = match shared.profile(name) {
            Some(profile) => SsoSession::from_profile(&shared, name, profile)?,
            None => None,
        };
        let session = session.ok_or_else(|| {
            ProviderError::Absent(format!(
                "profile `{name}` has no `sso_session`; add one and sign in with `aws sso login`, or set a token with \
                 `Client::builder().bearer_token(..)`"
            ))
        })?;
        let token = sso_token::load(&self.context, &settings, &session).await?;
        Ok(as_credentials(&Token::new(token.text, Some(token.expiry))))
    }
}

impl ProvideCredentials for SessionTokens {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let loaded = self.load().await;
            loaded.map_err(|failure| SingleProviderError(NAME, failure).into())
        })
    }
}

/// Explains how to give a client a token.
#[derive(Debug)]
struct NoTokens;

impl ProvideCredentials for NoTokens {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::not_loaded(
            "the client was built without a bearer token; set one with `Client::builder().bearer_token(..)`",
        )))
    }
}
