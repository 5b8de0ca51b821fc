//! Faults of the network and the service, over real sockets, and the retry rules, with a clock that does not wait.

mod adaptive;
mod clock;
mod dropped;
mod limits;
mod load;
mod network;
mod outage;
mod retries;
pub mod server;
mod skew;
