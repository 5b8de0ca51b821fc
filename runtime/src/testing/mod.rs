//! Tests without AWS: a fake service on a real socket, a scripted transport, and a clock that does not wait.
//!
//! Feature `testing`. The fake service checks every signature by computing it again, so a test that passes has sent
//! exactly what it signed.
//!
//! ```
//! use opsmith::{testing::FakeService, operation, output};
//!
//! #[operation(service = "chime", path = "/accounts/<AccountId>/ping", method = "GET", output = Pong)]
//! struct Ping { account_id: String }
//!
//! #[output]
//! struct Pong { answer: String }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = FakeService::start().await?;
//! fake.on::<Ping>(|request| Ok(Pong { answer: format!("hello {}", request.label(0)) }));
//! let pong = Ping::new("acct").send(&fake.client()).await?;
//! assert_eq!(pong.answer, "hello acct");
//! # Ok(())
//! # }
//! ```

mod clock;
mod fake;
mod received;
mod scripted;
mod signature;

pub use clock::{FixedRng, TestClock};
pub use fake::FakeService;
pub use received::Received;
pub use scripted::ScriptedTransport;
