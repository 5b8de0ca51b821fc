//! Declared operations, called over a real socket.

mod pages;
mod retries;
mod rooms;
mod routes;
mod streams;
