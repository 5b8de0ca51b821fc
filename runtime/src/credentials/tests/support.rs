//! A controlled clock, a scripted server, and a transport that reaches it.

use std::fmt::{self, Write as _};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials as _;
use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::clock::{Clock, Rng};
use crate::config::tests::MapSources;
use crate::credentials::{Context, DefaultChain, Instance};
use crate::endpoint::EndpointOptions;
use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError, TransportErrorKind};

/// 2026-01-01T00:00:00Z
pub(super) const START: u64 = 1_767_225_600;

#[derive(Debug)]
pub(super) struct TestClock {
    now: Mutex<SystemTime>,
    /// How many times faster than real time sleeping is.
    speed: u32,
}

impl TestClock {
    pub(super) fn new(speed: u32) -> Arc<Self> {
        Self::at(START, speed)
    }

    /// A clock at this Unix time, in seconds.
    pub(super) fn at(seconds: u64, speed: u32) -> Arc<Self> {
        Arc::new(Self {
            now: Mutex::new(UNIX_EPOCH + Duration::from_secs(seconds)),
            speed,
        })
    }

    pub(super) fn advance(&self, by: Duration) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn elapsed(&self) -> Duration {
        self.now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time / self.speed))
    }
}

/// A source of random numbers that always returns this one.
#[derive(Debug)]
pub(super) struct Chance(pub(super) u64);

impl Rng for Chance {
    fn next(&self) -> u64 {
        self.0
    }
}

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// `GET /path?query`
    pub(super) line: String,
    /// `host: localhost`, with names in lowercase.
    pub(super) headers: Vec<String>,
    pub(super) body: String,
}

impl Seen {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find_map(|header| header.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// The server's response; a status of 0 means silence.
pub(super) type Reply = (u16, String);

pub(super) struct Server {
    pub(super) address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    pub(super) async fn start(reply: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let (log, reply) = (Arc::clone(&seen), Arc::new(reply));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&log), Arc::clone(&reply)));
            }
        });
        Self { address, seen }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The first line of every request, without the protocol.
    pub(super) fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }
}

async fn serve(
    mut stream: TcpStream,
    log: Arc<Mutex<Vec<Seen>>>,
    reply: Arc<impl Fn(&Seen) -> Reply + Send + Sync + 'static>,
) {
    let request = read_message(&mut stream).await;
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let line = lines
        .next()
        .unwrap()
        .trim_end_matches(" HTTP/1.1")
        .to_owned();
    let seen = Seen {
        line,
        headers: lines.map(ToOwned::to_owned).collect(),
        body: body.to_owned(),
    };
    let (status, body) = reply(&seen);
    log.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(seen);
    if status == 0 {
        std::future::pending::<()>().await;
    }
    let answer = format!(
        "HTTP/1.1 {status} X\r\ncontent-length: {}\r\ndate: Thu, 01 Jan 2026 02:00:00 GMT\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// A head and the body with the length in its `content-length`.
async fn read_message(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&chunk[..read]),
            _ => return text,
        }
    }
}

/// Connects to the host of the request, or to the server for the addresses that only exist on AWS.
#[derive(Debug, Clone)]
pub(super) struct Direct {
    pub(super) link_local: Option<SocketAddr>,
}

impl Transport for Direct {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let link_local = self.link_local;
        Box::pin(async move {
            let exchanged = exchange(request, link_local).await;
            exchanged.map_err(|error| TransportError::new(TransportErrorKind::Connect, error))
        })
    }
}

async fn exchange(
    request: http::Request<Body>,
    link_local: Option<SocketAddr>,
) -> Result<http::Response<Body>, Box<dyn std::error::Error + Send + Sync>> {
    let (parts, body) = request.into_parts();
    let authority = parts.uri.authority().unwrap().clone();
    let is_link_local =
        authority.as_str().starts_with("169.254.") || authority.as_str().starts_with("[fd00:ec2:");
    // Nothing listens on this machine's port 80, so that is the server too.
    let is_this_machine = authority.port().is_none() && link_local.is_some();
    let mut stream = match (is_link_local || is_this_machine, link_local) {
        (true, Some(address)) => TcpStream::connect(address).await?,
        (true, None) => return std::future::pending().await,
        (false, _) => TcpStream::connect(authority.as_str()).await?,
    };
    let body = body.collect(usize::MAX).await?;
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut head = format!("{} {path} HTTP/1.1\r\nhost: {authority}\r\n", parts.method);
    if !parts.headers.contains_key("content-length") {
        write!(head, "content-length: {}\r\n", body.len())?;
    }
    for (name, value) in &parts.headers {
        write!(head, "{name}: {}\r\n", value.to_str()?)?;
    }
    head += "\r\n";
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    let answer = read_message(&mut stream).await;
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .ok_or("the connection was closed")?;
    let status: u16 = head.split(' ').nth(1).unwrap_or_default().parse()?;
    let mut response = http::Response::builder().status(status);
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        response = response.header(name, value);
    }
    Ok(response.body(Body::from(Bytes::from(body.to_owned())))?)
}

/// Everything that a chain needs, and the chain.
pub(super) struct Rig {
    pub(super) sources: Arc<MapSources>,
    pub(super) context: Context,
}

impl Rig {
    pub(super) fn new(sources: MapSources) -> Self {
        Self::with(sources, None, 1)
    }

    /// `link_local` answers for the addresses of ECS, EKS and EC2.
    pub(super) fn with(sources: MapSources, link_local: Option<&Server>, speed: u32) -> Self {
        let sources = Arc::new(sources);
        let transport = Direct {
            link_local: link_local.map(|server| server.address),
        };
        let context = Context {
            sources: sources.clone(),
            transport: Arc::new(transport),
            clock: TestClock::new(speed),
            endpoint_options: EndpointOptions::default(),
            instance: Arc::new(Instance::new(Arc::new(Chance(0)))),
        };
        Self { sources, context }
    }

    pub(super) fn chain(&self) -> DefaultChain {
        DefaultChain::with(self.context.clone())
    }

    pub(super) async fn found(&self) -> Credentials {
        self.chain()
            .provide_credentials()
            .await
            .unwrap_or_else(|error| panic!("{}", deepest(&error)))
    }

    /// The text of the error's source, which is the chain's own.
    pub(super) async fn error(&self) -> String {
        match self.chain().provide_credentials().await {
            Ok(found) => panic!("found {found:?}"),
            Err(error) => deepest(&error),
        }
    }
}

pub(super) fn deepest(error: &(dyn std::error::Error + 'static)) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

/// Access key, secret, token.
pub(super) fn parts(credentials: &Credentials) -> (&str, &str, Option<&str>) {
    (
        credentials.access_key_id(),
        credentials.secret_access_key(),
        credentials.session_token(),
    )
}

pub(super) fn expiry(credentials: &Credentials) -> u64 {
    credentials
        .expiry()
        .unwrap()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
        - START
}

/// A response of STS with credentials that expire one hour after the start.
pub(super) fn sts_answer(operation: &str, key: &str) -> String {
    format!(
        r#"<{operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{operation}Result>
<AssumedRoleUser><AssumedRoleId>ARO:s</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>secret&#x2F;of&amp;{key}</SecretAccessKey>
<SessionToken>token-of-{key}</SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration></Credentials>
</{operation}Result></{operation}Response>"#
    )
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({})", self.address)
    }
}
