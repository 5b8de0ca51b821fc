//! A file as a payload. Nothing here blocks the executor.

use std::{
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::Frame;
use tokio::io::{AsyncRead, ReadBuf};

use crate::future::BoxFuture;
use crate::transport::body::{Body, BoxError};

/// How much of a file is read at a time.
const CHUNK: usize = 64 * 1024;

/// The length of a file in bytes. The file must be readable.
pub(super) async fn length(path: PathBuf) -> Result<u64, BoxError> {
    let (_, length) = open_file(path).await?;
    Ok(length)
}

/// The file's contents, as a body that opens the file when it is read.
pub(super) fn opening(path: PathBuf) -> Body {
    let opening = async { open_file(path).await.map(|(file, _)| file) };
    body(State::Opening(Box::pin(opening)))
}

/// The contents of the open file.
pub(super) async fn open(path: PathBuf) -> Result<Body, BoxError> {
    let (file, _) = open_file(path).await?;
    Ok(body(State::Open(tokio::fs::File::from_std(file))))
}

/// Opens a file and says how long it is. That may block (a network file system, a pipe), so it runs on one of the
/// runtime's blocking threads.
async fn open_file(path: PathBuf) -> Result<(std::fs::File, u64), BoxError> {
    let open = move || {
        let length = regular_length(&path)?;
        match std::fs::File::open(&path) {
            Ok(file) => Ok((file, length)),
            Err(error) => Err(format!("cannot open {}: {error}", path.display()).into()),
        }
    };
    tokio::task::spawn_blocking(open).await?
}

fn body(state: State) -> Body {
    Body::new(FileBody {
        state,
        buffer: vec![0; CHUNK],
    })
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
struct FileBody {
    state: State,
    buffer: Vec<u8>,
}

enum State {
    Opening(BoxFuture<'static, Result<std::fs::File, BoxError>>),
    Open(tokio::fs::File),
    Failed,
}

impl http_body::Body for FileBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        if let State::Opening(opening) = &mut this.state {
            match ready!(opening.as_mut().poll(cx)) {
                Ok(file) => this.state = State::Open(tokio::fs::File::from_std(file)),
                Err(error) => {
                    this.state = State::Failed;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        let State::Open(file) = &mut this.state else {
            return Poll::Ready(None);
        };
        let mut buffer = ReadBuf::new(&mut this.buffer);
        ready!(Pin::new(file).poll_read(cx, &mut buffer))?;
        let read = buffer.filled();
        Poll::Ready((!read.is_empty()).then(|| Ok(Frame::data(Bytes::copy_from_slice(read)))))
    }
}
