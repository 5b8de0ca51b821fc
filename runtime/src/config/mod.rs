//! Configuration from the environment and the shared files.
//!
//! Code takes precedence over the environment, and the environment over the profile. An invalid value is a
//! [`ConfigError`] that says where the value comes from and what is valid. Malformed settings are never ignored.
//!
//! Source: [SDKs and Tools Reference Guide, settings](https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).

pub(crate) mod error;
mod file;
mod named;
pub(crate) mod network;
pub(crate) mod settings;
pub(crate) mod shared;
pub(crate) mod sources;
pub(crate) mod value;

#[cfg(test)]
pub(crate) mod tests;

pub use error::ConfigError;
pub(crate) use settings::Settings;
pub(crate) use shared::SharedConfig;
pub(crate) use sources::{ProcessSources, Sources};
