//! Tests of the providers against a local server, with files and variables in memory and a controlled clock.

mod cache;
mod cache_rig;
mod chain;
#[cfg(any(feature = "ring", feature = "aws-lc"))]
mod dpop;
mod endpoints;
mod environment;
mod instance;
mod load;
#[cfg(any(feature = "ring", feature = "aws-lc"))]
mod login;
#[cfg(not(any(feature = "ring", feature = "aws-lc")))]
mod login_refused;
mod official;
mod parse;
mod plan;
#[cfg(unix)]
mod process;
mod profile;
mod quoted;
mod refresh;
mod sso;
mod support;
mod token;
