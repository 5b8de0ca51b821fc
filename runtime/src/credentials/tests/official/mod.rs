//! The official SDK's own cases, where `CONFORMANCE_DIR` names the folder that has them.

mod folders;
#[cfg(any(feature = "ring", feature = "aws-lc"))]
mod login;
mod replay;
mod tables;
