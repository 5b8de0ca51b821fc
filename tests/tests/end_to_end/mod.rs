//! Declared operations, called over a real socket.

mod rooms;
