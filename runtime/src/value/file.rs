//! A file as a payload. Nothing here blocks the executor.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::Frame;

use crate::future::BoxFuture;
use crate::transport::body::{Body, BoxError};

/// How much of a file is read at a time.
const CHUNK: usize = 64 * 1024;

/// The length of a file in bytes. The file must be readable.
pub(super) async fn length(path: PathBuf) -> Result<u64, BoxError> {
    Ok(run(Step::Open(path)).await?.length)
}

/// The file's contents, as a body that opens the file when it is read.
pub(super) fn opening(path: PathBuf) -> Body {
    Body::new(FileBody(State::Waiting(run(Step::Open(path)), false)))
}

/// The contents of the open file.
pub(super) async fn open(path: PathBuf) -> Result<Body, BoxError> {
    let file = run(Step::Open(path)).await?;
    Ok(Body::new(FileBody(State::Open(file))))
}

/// What is done with a file at once.
enum Step {
    Open(PathBuf),
    /// Reads the next chunk, which is empty at the end of the file.
    Read(OpenFile),
}

struct OpenFile {
    file: std::fs::File,
    length: u64,
    chunk: Bytes,
}

/// Takes a step. It may block (a network file system, a pipe), so it runs on one of the runtime's blocking threads.
/// There is one function for all steps, because the runtime's code is compiled again for each that it runs.
fn run(step: Step) -> BoxFuture<'static, Result<OpenFile, BoxError>> {
    Box::pin(async move { tokio::task::spawn_blocking(move || step.take()).await? })
}

impl Step {
    fn take(self) -> Result<OpenFile, BoxError> {
        match self {
            Self::Open(path) => {
                let length = regular_length(&path)?;
                let file = std::fs::File::open(&path)
                    .map_err(|error| format!("cannot open {}: {error}", path.display()))?;
                Ok(OpenFile {
                    file,
                    length,
                    chunk: Bytes::new(),
                })
            }
            Self::Read(mut open) => {
                let mut chunk = Vec::with_capacity(CHUNK);
                let mut next = (&mut open.file).take(CHUNK as u64);
                next.read_to_end(&mut chunk)?;
                open.chunk = chunk.into();
                Ok(open)
            }
        }
    }
}

/// The length of a regular file in bytes. Nothing else is opened: opening a pipe waits for its other end.
fn regular_length(path: &Path) -> Result<u64, BoxError> {
    let metadata =
        std::fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if metadata.is_file() {
        return Ok(metadata.len());
    }
    let (path, what) = (path.display(), kind_of(metadata.file_type()));
    Err(if metadata.is_dir() {
        format!("{path} is {what}, not a regular file")
    } else {
        format!(
            "{path} is {what}, which has no length and cannot be read twice; send it with `ByteStream::from_stream`, or write it to a file first"
        )
    }
    .into())
}

fn kind_of(kind: std::fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;

        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    if kind.is_dir() {
        "a directory"
    } else {
        "a device"
    }
}

/// A file's contents as a body.
struct FileBody(State);

enum State {
    /// The flag says whether a chunk is being read, not the file opened.
    Waiting(BoxFuture<'static, Result<OpenFile, BoxError>>, bool),
    Open(OpenFile),
    Ended,
}

impl http_body::Body for FileBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let state = &mut self.get_mut().0;
        loop {
            match std::mem::replace(state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Open(file) => *state = State::Waiting(run(Step::Read(file)), true),
                State::Waiting(mut step, is_read) => {
                    let Poll::Ready(taken) = step.as_mut().poll(cx) else {
                        *state = State::Waiting(step, is_read);
                        return Poll::Pending;
                    };
                    let mut file = match taken {
                        Ok(file) => file,
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    };
                    let chunk = std::mem::take(&mut file.chunk);
                    if is_read && chunk.is_empty() {
                        return Poll::Ready(None);
                    }
                    *state = State::Open(file);
                    if is_read {
                        return Poll::Ready(Some(Ok(Frame::data(chunk))));
                    }
                }
            }
        }
    }
}
