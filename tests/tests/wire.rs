//! A client whose transport records what is sent and returns a given response.

use bytes::Bytes;
use opsmith::{
    Body, BoxFuture, Call, Client, Credentials, Error, Operation, RetryConfig, Rng, Transport,
    TransportError,
};
use std::sync::{Arc, Mutex};

/// A request as it left the client.
type Sent = http::Request<Bytes>;
/// The result of a call.
type Got<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// Calls an operation. Returns the request, if one was sent, and the caller's result.
pub fn call<O: Operation>(
    operation: O,
    endpoint: Option<&str>,
    answer: http::Response<Bytes>,
) -> (Option<Sent>, Got<O>) {
    let sent = Arc::default();
    let mut client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
        .retry(RetryConfig::none())
        .rng(Zero)
        .transport(Wire {
            sent: Arc::clone(&sent),
            answer,
        });
    if let Some(url) = endpoint {
        client = client.endpoint_url(url);
    }
    let client = client.build().expect("a client");

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let result = runtime.block_on(Call::new(operation, &client));
    let sent = sent.lock().expect("no panic while sending").take();
    (sent, result)
}

#[derive(Debug)]
struct Wire {
    sent: Arc<Mutex<Option<Sent>>>,
    answer: http::Response<Bytes>,
}

impl Transport for Wire {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let request = request.map(|body| {
            Bytes::copy_from_slice(body.as_bytes().expect("no case has a streaming body"))
        });
        *self.sent.lock().expect("no panic while sending") = Some(request);
        let answer = self.answer.clone().map(Body::from);
        Box::pin(async { Ok(answer) })
    }
}

/// Not random: generates the idempotency token that the cases expect.
#[derive(Debug)]
struct Zero;

impl Rng for Zero {
    fn next(&self) -> u64 {
        0
    }
}
