//! The official SDK's own cases, where `CONFORMANCE_DIR` names the folder that has them.

mod folders;
#[cfg(any(feature = "ring", feature = "aws-lc"))]
mod login;
mod replay;
mod tables;

use crate::credentials::error::Failure;

/// The failure's reason, and whether the search for credentials goes on after it.
fn told(failure: &Failure) -> String {
    let outcome = match failure {
        Failure::Absent(_) => "passed over",
        Failure::Invalid(_) | Failure::Failed(_) => "the end",
    };
    format!("{outcome}: {}", failure.reason())
}
