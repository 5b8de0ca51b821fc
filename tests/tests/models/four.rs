//! The four basic operations in full, as the examples declare them: only names and types.

#[path = "../../../examples/src/chime.rs"]
pub mod chime;
#[path = "../../../examples/src/ivschat.rs"]
pub mod ivschat;

pub use chime::{ChimeError, CreateRoom, GetRoom, ListRooms};
