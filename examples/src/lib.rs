//! What the examples share: declarations and a terminal's lines.

pub mod chime;
pub mod ivschat;
pub mod show;
