//! The call with opsmith.

use std::future::ready;

use opsmith::{
    ApiError, Body, BoxFuture, Client, ClientBuilder, Credentials, ErrorBody, ErrorKind,
    RetryConfig, Timestamp, Transport, TransportError, Unmodeled, operation, output, shape,
};

use crate::answer::{ACCOUNT_ID, ROOM_ID, answer};

#[operation(service = "chime", output = GetRoomOutput, error = ChimeError)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[output(service = "chime")]
pub struct GetRoomOutput {
    pub room: Option<Room>,
}

#[shape(service = "chime")]
pub struct Room {
    pub room_id: Option<String>,
    pub name: Option<String>,
    pub account_id: Option<String>,
    pub created_by: Option<String>,
    pub created_timestamp: Option<Timestamp>,
    pub updated_timestamp: Option<Timestamp>,
}

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    NotFound(ErrorBody),
    #[op(retry = "throttling")]
    ThrottledClient(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

/// Responds at once.
#[derive(Debug)]
struct InProcess {
    /// Whether the request is first converted to a reqwest request.
    reqwest: bool,
}

impl Transport for InProcess {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        if self.reqwest {
            let request = request.map(reqwest::Body::wrap);
            let request = reqwest::Request::try_from(request).expect("a request");
            assert!(request.headers().contains_key("authorization"));
        } else {
            assert!(request.headers().contains_key("authorization"));
        }
        Box::pin(ready(Ok(answer(Body::from))))
    }
}

fn builder() -> ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
}

async fn call(client: &Client) {
    let output = GetRoom::new(ACCOUNT_ID, ROOM_ID)
        .send(client)
        .await
        .expect("a room");
    let room = output.room.expect("a room");
    assert_eq!(room.name.as_deref(), Some("chatRoom"));
    std::hint::black_box(&room);
}

pub fn calls(reqwest: bool) -> crate::Calls {
    let client = builder()
        .transport(InProcess { reqwest })
        .build()
        .expect("a client");
    let runtime = crate::runtime();
    Box::new(move |calls| {
        runtime.block_on(async {
            for _ in 0..calls {
                call(&client).await;
            }
        });
    })
}

/// Makes a client with the settings of the environment, and a first call, which sets up TLS and cannot connect.
pub fn first_call() {
    crate::runtime().block_on(async {
        let client = Client::from_env().await.expect("a client");
        let call = GetRoom::new(ACCOUNT_ID, ROOM_ID).send(&client);
        let refused = call.endpoint_url(crate::NOBODY).retry(RetryConfig::none());
        let error = refused.await.expect_err("nobody listens");
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    });
}

/// The bytes of a call's future in the task that awaits it.
pub fn size_of_call() -> usize {
    size_of::<opsmith::Call<GetRoom>>()
}

/// Calls over connections to this URL, with the default transport.
pub fn over(url: &str) -> impl AsyncFn() + 'static + use<> {
    let client = builder().endpoint_url(url).build().expect("a client");
    async move || call(&client).await
}
