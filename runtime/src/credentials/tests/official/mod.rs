//! The official SDK's own cases, if `CONFORMANCE_DIR` names their folder.

mod folders;
#[cfg(any(feature = "ring", feature = "aws-lc"))]
mod login;
mod replay;
mod tables;

use crate::credentials::error::ProviderError;

/// The failure's reason, and whether the search for credentials continues after it.
fn told(failure: &ProviderError) -> String {
    let outcome = match failure {
        ProviderError::Absent(_) => "passed over",
        ProviderError::Invalid(_) | ProviderError::Failed(_) => "the end",
    };
    format!("{outcome}: {}", failure.reason())
}
