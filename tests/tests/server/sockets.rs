//! A server under hyper, on a socket.

use bytes::Bytes;
use http::Request;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use opsmith::Client;
use opsmith::server::Server;
use tokio::net::TcpListener;
use tower_service::Service;

use super::{AddNote, builder, keys, note};

/// The URL of a server on a free port.
pub(super) async fn serve<S: Send + Sync + 'static>(server: Server<S>) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let server = server.clone();
            let service = service_fn(move |request: Request<hyper::body::Incoming>| {
                server.clone().call(request)
            });
            tokio::spawn(async move {
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    url
}

#[tokio::test]
async fn a_server_runs_under_hyper() {
    let server = builder()
        .on(|request: AddNote, _| async move { Ok(note(&request.text)) })
        .build();
    let client = Client::builder()
        .region("eu-west-1")
        .credentials(keys())
        .endpoint_url(serve(server).await)
        .build()
        .unwrap();
    let calls = (0..20).map(|n| AddNote::new("b", n.to_string()).send(&client));
    let notes = futures_util::future::try_join_all(calls).await.unwrap();
    let ids: Vec<String> = notes.into_iter().map(|note| note.id).collect();
    assert_eq!(ids, (0..20).map(|n| n.to_string()).collect::<Vec<_>>());
}

/// Whatever arrives is answered, and the server goes on.
#[tokio::test]
async fn random_and_mutated_requests_are_refused() {
    let server = builder()
        .on(|_: AddNote, _| async { Ok(note("n")) })
        .build();
    let client = Client::builder()
        .region("eu-west-1")
        .credentials(keys())
        .endpoint_url("http://localhost")
        .build()
        .unwrap();
    let request = AddNote::new("b", "one")
        .token("t")
        .to_http(&client)
        .await
        .unwrap();
    let mut rng = fastrand::Rng::with_seed(5);
    for _ in 0..2_000 {
        let mut mutated = Request::new(request.body().clone());
        *mutated.method_mut() = request.method().clone();
        *mutated.uri_mut() = request.uri().clone();
        let mut body = request.body().to_vec();
        let changed_body = rng.bool();
        if changed_body {
            let at = rng.usize(..body.len());
            body[at] ^= 1 << rng.u8(..8);
        }
        *mutated.body_mut() = Bytes::from(body);
        let victim = rng.usize(..request.headers().len());
        for (index, (name, value)) in request.headers().iter().enumerate() {
            let mut value = value.as_bytes().to_vec();
            if index == victim && !changed_body {
                let at = rng.usize(..value.len());
                value[at] = rng.u8(b' '..=b'~');
            }
            let value = http::HeaderValue::from_bytes(&value).unwrap();
            mutated.headers_mut().append(name, value);
        }
        let is_same = mutated.body() == request.body() && mutated.headers() == request.headers();
        let (status, code, _) = super::answer(&server, mutated).await;
        if is_same {
            assert_eq!(status, 200);
        } else {
            // Some headers are not signed, and some changes do not matter.
            assert!(
                status == 200 && !changed_body || (400..500).contains(&status),
                "{status} {code}"
            );
        }
    }
}
