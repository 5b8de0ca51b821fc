//! Why a command ends without having done its work, and the exit code for it.

use std::fmt;
use std::io;

/// Why a command ended.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments name something that does not exist: exit code 2, as for arguments that clap rejects.
    Usage(String),
    /// The arguments are right, but the work could not be done: exit code 1.
    Other(String),
    /// Nobody reads the output anymore, as in `cargo opsmith search room | head -1`. This is not an error.
    Closed,
}

impl Failure {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Failure::Usage(message.into())
    }

    pub(crate) fn other(message: impl Into<String>) -> Self {
        Failure::Other(message.into())
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Failure::Usage(_) => 2,
            Failure::Other(_) => 1,
            Failure::Closed => 0,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) | Failure::Other(message) => f.write_str(message),
            Failure::Closed => f.write_str("the output was closed"),
        }
    }
}

/// For writing to the terminal or a pipe. Errors of files say which file, so they are not converted here.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::Closed
        } else {
            Failure::Other(format!("the output could not be written: {error}"))
        }
    }
}
