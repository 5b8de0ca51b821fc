//! Tests without AWS: a fake service on a real socket, a scripted transport, and a clock that does not wait.
//!
//! Feature `testing`. The fake service checks every signature by computing it again, so a test that passes has sent
//! exactly what it signed.
//!
//! ```
//! use opsmith::{testing::FakeService, operation, output};
//!
//! #[operation(service = "ivschat", output = GetRoomOutput)]
//! struct GetRoom { identifier: String }
//!
//! #[output(service = "ivschat")]
//! struct GetRoomOutput { name: Option<String> }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = FakeService::start().await?;
//! fake.on::<GetRoom>(|_| Ok(GetRoomOutput::new().name("Ops")));
//! let room = GetRoom::new("arn").send(&fake.client()).await?;
//! assert_eq!(room.name.as_deref(), Some("Ops"));
//! # Ok(())
//! # }
//! ```

mod clock;
mod fake;
mod read;
mod received;
mod scripted;
mod signature;

pub use clock::{FixedRng, TestClock};
pub use fake::FakeService;
pub use read::read;
pub use received::Received;
pub use scripted::ScriptedTransport;
