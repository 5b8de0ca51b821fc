//! The official SDK's own cases, where `CONFORMANCE_DIR` names the folder that has them.

mod folders;
#[cfg(any(feature = "ring", feature = "aws-lc"))]
mod login;
mod replay;
mod tables;

use crate::credentials::error::ProviderError;

/// The failure's reason, and whether the search for credentials goes on after it.
fn told(failure: &ProviderError) -> String {
    let outcome = match failure {
        ProviderError::Absent(_) => "passed over",
        ProviderError::Invalid(_) | ProviderError::Failed(_) => "the end",
    };
    format!("{outcome}: {}", failure.reason())
}
