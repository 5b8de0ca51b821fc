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

/// Checks that a request is read as an operation that sends the same request, and returns the operation.
pub fn assert_reads_back<O: Operation>(sent: &Sent, endpoint: Option<&str>) -> O {
    let request = below(sent, endpoint);
    let read = |request| opsmith::testing::read::<O>(request);
    let operation = read(&request).unwrap_or_else(|error| panic!("{}: {error}", O::META.name));
    let again = read(&request).expect("what was read once");
    let (again, got) = call(again, endpoint, http::Response::new(Bytes::new()));
    let again = again.unwrap_or_else(|| panic!("nothing was sent: {:?}", got.err()));
    assert_eq!(again.method(), sent.method());
    assert_eq!(again.uri(), sent.uri());
    assert_eq!(again.body(), sent.body());
    assert_eq!(headers(&again), headers(sent));
    operation
}

/// The request as a service sees it that is mounted at the endpoint's path.
fn below(sent: &Sent, endpoint: Option<&str>) -> Sent {
    let url: Option<http::Uri> = endpoint.map(|url| url.parse().expect("a URL"));
    let path = url
        .as_ref()
        .map_or("", |url| url.path().trim_end_matches('/'));
    let mut request = sent.clone();
    let target = sent.uri().path_and_query().expect("a path").as_str();
    *request.uri_mut() = target
        .strip_prefix(path)
        .expect("the path of the endpoint")
        .parse()
        .expect("a path");
    request
}

/// The headers without those that depend on the time.
fn headers(sent: &Sent) -> http::HeaderMap {
    let mut headers = sent.headers().clone();
    for timed in ["authorization", "x-amz-date", "content-length"] {
        headers.remove(timed);
    }
    headers
}
