//! A service that tracks its connections, with and without TLS, and a proxy.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

use super::{Handler, certificate};

/// A request as it was received.
#[derive(Clone, Debug)]
pub struct Request {
    /// The number of its connection, from 0.
    pub connection: usize,
    pub head: String,
}

/// A service.
pub struct Service {
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    connections: AtomicUsize,
    /// Connections that the client has closed, in that order.
    closed: Mutex<Vec<usize>>,
    requests: Mutex<Vec<Request>>,
}

impl Service {
    /// Over plain http.
    pub async fn start(handler: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::listen(Arc::new(handler), None).await
    }

    /// Over https, with the tests' certificate for `service.test` and this machine.
    pub async fn start_tls(handler: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let certificate = CertificateDer::from_pem_file(certificate("service")).unwrap();
        let key = certificate_key();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        Self::listen(Arc::new(handler), Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    async fn listen(handler: Handler, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        tokio::spawn({
            let shared = shared.clone();
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let number = shared.connections.fetch_add(1, Ordering::SeqCst);
                    let (shared, handler, tls) = (shared.clone(), handler.clone(), tls.clone());
                    tokio::spawn(async move {
                        match tls {
                            Some(tls) => {
                                if let Ok(stream) = tls.accept(stream).await {
                                    serve(stream, number, &shared, &handler).await;
                                }
                            }
                            None => serve(stream, number, &shared, &handler).await,
                        }
                        shared.closed.lock().unwrap().push(number);
                    });
                }
            }
        });
        Self { address, shared }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// The connections that the client has closed.
    pub fn closed(&self) -> Vec<usize> {
        self.shared.closed.lock().unwrap().clone()
    }

    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }
}

fn certificate_key() -> PrivateKeyDer<'static> {
    let file = certificate("service").replace(".pem", ".key");
    PrivateKeyDer::from_pem_file(file).unwrap()
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    connection: usize,
    shared: &Shared,
    handler: &Handler,
) {
    let mut stream = BufReader::new(stream);
    while let Some(head) = read_request(&mut stream).await {
        let request = Request { connection, head };
        let answer = handler(&request);
        shared.requests.lock().unwrap().push(request);
        if stream.get_mut().write_all(&answer).await.is_err() {
            break;
        }
        let _ = stream.get_mut().flush().await;
    }
}

/// The head of a request. The body is read and discarded.
async fn read_request<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let length = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find_map(|(name, value)| name.eq_ignore_ascii_case("content-length").then_some(value));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).await.ok()?;
    Some(head)
}

/// A proxy that connects every request to one service. It records the requests and whether it rejected them.
pub struct Proxy {
    pub address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// With `password`, requests without this `Proxy-Authorization` are rejected.
    pub async fn to(service: SocketAddr, password: Option<&'static str>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn({
            let heads = heads.clone();
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(lead(stream, service, password, heads.clone()));
                }
            }
        });
        Self { address, heads }
    }

    /// The requests that the proxy received.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn lead(
    stream: TcpStream,
    service: SocketAddr,
    password: Option<&'static str>,
    heads: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    heads.lock().unwrap().push(head.clone());
    if password.is_some_and(|password| {
        !head.to_ascii_lowercase().contains("proxy-authorization: ") || !head.contains(password)
    }) {
        let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";
        return stream.get_mut().write_all(refusal.as_bytes()).await.ok();
    }
    let mut service = TcpStream::connect(service).await.ok()?;
    if head.starts_with("CONNECT ") {
        let open = b"HTTP/1.1 200 Connection established\r\n\r\n";
        stream.get_mut().write_all(open).await.ok()?;
    } else {
        service.write_all(head.as_bytes()).await.ok()?;
    }
    tokio::io::copy_bidirectional(&mut stream, &mut service)
        .await
        .ok()?;
    Some(())
}
