//! Where credentials come from.
//!
//! Every provider is a [`ProvideCredentials`](aws_credential_types::provider::ProvideCredentials), the trait that all
//! crates of the AWS ecosystem share, so a provider of another crate serves as well. [`future`] and [`CredentialsError`]
//! are what a provider of your own needs besides.
//!
//! [`DefaultChain`] looks where the AWS SDKs look, in their order; a client uses it unless it is given another one. See
//! [`DefaultChain`] for the order and [`ChainError`] for what an unsuccessful search tells.
//!
//! A client keeps what its provider gives until five to four minutes before it expires, then renews it in the
//! background, while calls go on with the old credentials. When there are none, all calls wait for one refresh, which
//! has a [time limit](crate::ClientBuilder::credentials_timeout). Once a second at most is a provider asked that gives
//! nothing; in between its last error is the answer. In a Tokio runtime a refresh is a task of its own, so that a call
//! that is dropped does not end it.

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
mod web_identity;

#[cfg(test)]
mod tests;

pub use aws_credential_types::provider::{error::CredentialsError, future};
pub use chain::DefaultChain;
pub use environment::EnvironmentProvider;
pub use error::ChainError;

pub(crate) use cache::CachedCredentials;
pub(crate) use chain::instance_region;
pub(crate) use http::Context;
pub(crate) use instance::Instance;
pub(crate) use none::NoCredentials;
