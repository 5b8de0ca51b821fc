//! A scripted, misbehaving server: raw HTTP/1.1 over a real socket, byte by byte.

use std::{
    fmt::Write,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use opsmith::{Client, ClientBuilder, Credentials, RetryConfig};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

pub const ACCESS_KEY: &str = "AKIDOFTHETESTS";
pub const SECRET_KEY: &str = "the-secret-key-of-the-tests";
pub const SESSION_TOKEN: &str = "the/session+token==of-the-tests";

/// What the server does with a request that it has read.
pub enum Answer {
    /// Sends these bytes; the connection stays open.
    Bytes(Vec<u8>),
    /// Sends these bytes and closes the connection.
    ThenClose(Vec<u8>),
    /// Sends these bytes and closes the connection after a while without another request.
    ThenCloseIdle(Duration, Vec<u8>),
    /// Sends these bytes and resets the connection.
    ThenReset(Vec<u8>),
    /// Sends these bytes, and nothing more for a long time.
    ThenStall(Vec<u8>),
    /// Sends these bytes after a while.
    After(Duration, Vec<u8>),
    /// Sends these pieces with a pause before each.
    Slowly(Duration, Vec<Vec<u8>>),
}

/// A request as it was received.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its number, from 0, over all connections.
    pub number: usize,
    pub head: String,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The ID that all attempts of a call share.
    pub fn invocation(&self) -> &str {
        self.header("amz-sdk-invocation-id").unwrap()
    }
}

type Behaviour = dyn Fn(&Request) -> Answer + Send + Sync;

/// The server, which stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: tokio::task::JoinHandle<()>,
}

struct Shared {
    behaviour: Box<Behaviour>,
    /// How many connections are reset before anything is read from them.
    reset_first: usize,
    connections: AtomicUsize,
    requests: AtomicUsize,
    log: Mutex<Vec<Request>>,
}

/// How many requests are kept to be looked at; a load has more, and looks at them as they come.
const KEPT: usize = 10_000;

impl Server {
    pub async fn start(behaviour: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::resetting(0, behaviour).await
    }

    /// Answers every request with the same bytes.
    pub async fn saying(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::start(move |_| Answer::Bytes(answer.clone())).await
    }

    /// Resets the first `reset_first` connections before reading from them.
    pub async fn resetting(
        reset_first: usize,
        behaviour: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            behaviour: Box::new(behaviour),
            reset_first,
            connections: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            log: Mutex::default(),
        });
        let accepting = tokio::spawn(accept(listener, shared.clone()));
        Self {
            address,
            shared,
            accepting,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn client(&self) -> Client {
        self.client_builder().build().unwrap()
    }

    /// A client of this server whose retries wait at most a millisecond.
    pub fn client_builder(&self) -> ClientBuilder {
        client_builder(&self.url())
    }

    pub fn requests(&self) -> Vec<Request> {
        self.shared.log.lock().unwrap().clone()
    }

    /// How many connections were accepted.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

pub fn client_builder(url: &str) -> ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys(
            ACCESS_KEY,
            SECRET_KEY,
            Some(SESSION_TOKEN.to_owned()),
        ))
        .endpoint_url(url)
        .retry(quick_retries())
}

pub fn quick_retries() -> RetryConfig {
    RetryConfig::default()
        .with_initial_backoff(Duration::from_millis(1))
        .with_max_backoff(Duration::from_millis(1))
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let number = shared.connections.fetch_add(1, Ordering::SeqCst);
        if number < shared.reset_first {
            reset(&stream);
            continue;
        }
        let shared = shared.clone();
        tokio::spawn(async move { serve(stream, &shared).await });
    }
}

fn reset(stream: &TcpStream) {
    // A linger time of zero makes closing the socket send a reset.
    stream.set_zero_linger().unwrap();
}

/// Serves one connection until either side closes it.
async fn serve(stream: TcpStream, shared: &Shared) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut stream = BufReader::with_capacity(64 * 1024, stream);
    loop {
        let Some((head, body)) = read_request(&mut stream).await else {
            // The client closed first. Without a reset, its port would stay taken for a minute, and a load test needs
            // more connections than there are ports.
            reset(stream.get_ref());
            return None;
        };
        let request = Request {
            number: shared.requests.fetch_add(1, Ordering::SeqCst),
            head,
            body,
        };
        let answer = (shared.behaviour)(&request);
        if request.number < KEPT {
            shared.log.lock().unwrap().push(request);
        }
        match answer {
            Answer::Bytes(bytes) => stream.get_mut().write_all(&bytes).await.ok()?,
            Answer::ThenClose(bytes) => {
                stream.get_mut().write_all(&bytes).await.ok()?;
                return None;
            }
            Answer::ThenCloseIdle(wait, bytes) => {
                stream.get_mut().write_all(&bytes).await.ok()?;
                tokio::time::sleep(wait).await;
                return None;
            }
            Answer::ThenReset(bytes) => {
                stream.get_mut().write_all(&bytes).await.ok()?;
                // The data must arrive before the reset.
                tokio::time::sleep(Duration::from_millis(20)).await;
                reset(stream.get_ref());
                return None;
            }
            Answer::ThenStall(bytes) => {
                stream.get_mut().write_all(&bytes).await.ok()?;
                // Send nothing more until the client gives up.
                tokio::time::timeout(Duration::from_mins(1), stream.fill_buf())
                    .await
                    .ok();
                reset(stream.get_ref());
                return None;
            }
            Answer::After(wait, bytes) => {
                tokio::time::sleep(wait).await;
                stream.get_mut().write_all(&bytes).await.ok()?;
            }
            Answer::Slowly(pause, pieces) => {
                for piece in pieces {
                    tokio::time::sleep(pause).await;
                    stream.get_mut().write_all(&piece).await.ok()?;
                }
            }
        }
    }
}

async fn read_request(stream: &mut BufReader<TcpStream>) -> Option<(String, Vec<u8>)> {
    let mut head = Vec::with_capacity(1024);
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_until(b'\n', &mut head).await.ok()? == 0 {
            return None;
        }
    }
    let head = String::from_utf8(head).ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse::<usize>().unwrap())
    });
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    Some((head, body))
}

/// A whole response.
pub fn response(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut response = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        write!(response, "{name}: {value}\r\n").unwrap();
    }
    response.push_str("\r\n");
    let mut response = response.into_bytes();
    response.extend_from_slice(body);
    response
}

/// A whole response with a JSON body and the request ID `r-1`.
pub fn json(status: u16, body: impl AsRef<[u8]>) -> Vec<u8> {
    let headers = [
        ("content-type", "application/json"),
        ("x-amzn-requestid", "r-1"),
    ];
    response(status, &headers, body)
}
