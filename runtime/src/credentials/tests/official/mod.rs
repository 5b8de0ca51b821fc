//! The official SDK's own cases, where `CONFORMANCE_DIR` names the folder that has them.

mod folders;
mod replay;
mod tables;
