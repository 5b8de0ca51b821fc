//! Where credentials come from.
//!
//! Every provider is a [`ProvideCredentials`](aws_credential_types::provider::ProvideCredentials), the trait that all
//! crates of the AWS ecosystem share, so a provider of another crate serves as well. [`future`] and [`CredentialsError`]
//! are what a provider of your own needs besides.
//!
//! [`DefaultChain`] looks where the AWS SDKs look, in their order; a client uses it unless it is given another one. It
//! keeps the credentials until five minutes before they expire, then renews them in the background: see
//! [`DefaultChain`] for the order and [`ChainError`] for what an unsuccessful search tells.

mod cache;
mod chain;
mod container;
mod environment;
mod error;
mod http;
mod imds;
mod incomplete;
mod none;
mod parse;
mod plan;
mod process;
mod profile;
mod sso;
mod sso_token;
mod sts;
mod target;
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
pub(crate) use none::NoCredentials;
