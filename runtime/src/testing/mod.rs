//! Tests without AWS: a typed fake service, faults, a scripted transport, and a clock that does not wait.
//!
//! Feature `testing`. A handler of the fake service takes the operation that your code sent, and returns its output or
//! error. The service checks every signature by computing it again, so a test that passes has sent exactly what it signed.
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
//! let fake = FakeService::new();
//! fake.on(|request: GetRoom| async move {
//!     Ok(GetRoomOutput::new().name(format!("room {}", request.identifier)))
//! });
//! let room = GetRoom::new("r1").send(&fake.client()).await?;
//! assert_eq!(room.name.as_deref(), Some("room r1"));
//! # Ok(())
//! # }
//! ```
//!
//! [`FakeService::new`] stays in the process, and [`FakeService::start`] listens on a socket. [`Fault`]s break requests and
//! responses on purpose. [`FakeService::calls`] returns what was called, typed. For single responses byte by byte, use
//! [`ScriptedTransport`].
#![doc = ""]
#![doc = include_str!("../../docs/testing.md")]

mod called;
mod clock;
mod difference;
mod fake;
mod fault;
mod in_process;
mod read;
mod received;
mod scripted;
mod shared;
mod socket;

pub use called::Called;
pub use clock::{FixedRng, TestClock};
pub use fake::FakeService;
pub use fault::Fault;
pub use read::read;
pub use received::Received;
pub use scripted::ScriptedTransport;
