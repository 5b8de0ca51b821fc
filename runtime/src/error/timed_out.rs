//! A time limit that was reached.

use std::{error::Error as StdError, fmt, time::Duration};

/// Which limit was reached.
///
/// ```
/// # use opsmith::{Client, TimeoutKind, operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # async fn example(client: &Client) {
/// use std::time::Duration;
///
/// let call = DeleteRoom::new("room").send(client).timeout(Duration::from_secs(2));
/// if let Err(error) = call.await
///     && error.timeout() == Some(TimeoutKind::Operation)
/// {
///     println!("not within 2 seconds");
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// The connection was silent.
    Read,
    /// A body hardly moved.
    StalledStream,
    /// One attempt took too long.
    Attempt,
    /// The whole operation took too long, or another attempt could not have completed in time.
    Operation,
}

/// A time limit that was exceeded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimedOut {
    pub(crate) which: TimeoutKind,
    pub(crate) limit: Duration,
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.limit;
        match self.which {
            TimeoutKind::Read => {
                write!(f, "the connection was silent for {limit:?} (read timeout)")
            }
            TimeoutKind::StalledStream => write!(
                f,
                "the body was slower than the minimum throughput for {limit:?} (stalled-stream protection)"
            ),
            TimeoutKind::Attempt => {
                write!(
                    f,
                    "the attempt took longer than {limit:?} (attempt timeout)"
                )
            }
            TimeoutKind::Operation => write!(
                f,
                "the call did not complete within {limit:?} (operation timeout)"
            ),
        }
    }
}

impl StdError for TimedOut {}
