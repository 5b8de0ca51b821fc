//! Shared by the examples: declarations and terminal output.

pub mod chime;
pub mod dynamodb;
pub mod ivschat;
pub mod show;
