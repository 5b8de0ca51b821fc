//! Where credentials come from.
//!
//! Every provider implements [`ProvideCredentials`](aws_credential_types::provider::ProvideCredentials), the trait
//! shared by all crates of the AWS ecosystem, so you can use providers from other crates. To write your own, you also
//! need [`future`] and [`CredentialsError`].
//!
//! [`DefaultChain`] looks where the AWS SDKs look, in the same order; a client uses it unless you give it another
//! provider. See [`DefaultChain`] for the order and [`ChainError`] for what a failed search reports.
//!
//! A client caches its provider's credentials. Four to five minutes before they expire, it renews them in the
//! background while calls continue with the old ones. If there are none, all calls wait for one refresh, which has a
//! [time limit](crate::ClientBuilder::credentials_timeout). A provider that returns nothing is asked at most once a
//! second; in between, calls get its last error. In a Tokio runtime a refresh is its own task, so dropping a call does
//! not cancel it.

mod address;
mod cache;
mod chain;
mod container;
mod dpop;
mod environment;
mod error;
mod http;
mod imds;
mod incomplete;
mod instance;
mod login;
mod none;
mod parse;
mod plan;
mod process;
mod profile;
mod refresh;
mod sso;
mod sso_profile;
mod sso_token;
mod sts;
mod token;
mod web_identity;

#[cfg(test)]
mod tests;

pub use aws_credential_types::Token;
pub use aws_credential_types::provider::{
    error::{CredentialsError, TokenError},
    future,
    token::ProvideToken,
};
pub use chain::DefaultChain;
pub use environment::EnvironmentProvider;
pub use error::ChainError;

pub(crate) use cache::CachedCredentials;
pub(crate) use chain::instance_region;
pub(crate) use http::Context;
pub(crate) use instance::Instance;
pub(crate) use none::NoCredentials;
pub(crate) use parse::token_header;
pub(crate) use token::{FoundTokens, Tokens};
