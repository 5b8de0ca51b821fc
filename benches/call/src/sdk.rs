//! The same call with aws-sdk-chime.

use aws_credential_types::Credentials;
use aws_sdk_chime::{
    Client, Config,
    config::{self, BehaviorVersion, Region},
};
use aws_smithy_runtime_api::client::{
    http::{
        HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
        http_client_fn,
    },
    orchestrator::{HttpRequest, HttpResponse},
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::body::SdkBody;

use crate::answer::{ACCOUNT_ID, ROOM_ID, answer};

/// Responds at once.
#[derive(Debug)]
struct InProcess;

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        assert!(request.headers().contains_key("authorization"));
        let response = HttpResponse::try_from(answer(SdkBody::from)).expect("a response");
        HttpConnectorFuture::ready(Ok(response))
    }
}

fn config() -> config::Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
}

async fn call(client: &Client) {
    let output = client
        .get_room()
        .account_id(ACCOUNT_ID)
        .room_id(ROOM_ID)
        .send()
        .await
        .expect("a room");
    let room = output.room.expect("a room");
    assert_eq!(room.name(), Some("chatRoom"));
    std::hint::black_box(&room);
}

pub fn calls() -> crate::Calls {
    let connector = SharedHttpConnector::new(InProcess);
    let config = config()
        .http_client(http_client_fn(
            move |_: &HttpConnectorSettings, _: &RuntimeComponents| connector.clone(),
        ))
        .build();
    let client = Client::from_conf(config);
    let runtime = crate::runtime();
    Box::new(move |calls| {
        runtime.block_on(async {
            for _ in 0..calls {
                call(&client).await;
            }
        });
    })
}

/// Calls over connections to this URL, with the SDK's own client for plain http.
pub fn over(url: &str) -> impl AsyncFn() + 'static + use<> {
    let http = aws_smithy_http_client::Builder::new().build_http();
    let client = Client::from_conf(config().endpoint_url(url).http_client(http).build());
    async move || call(&client).await
}
