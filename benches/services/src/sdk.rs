//! The calls with the official SDK.

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_runtime_api::client::{
    http::{
        HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
        SharedHttpConnector, http_client_fn,
    },
    orchestrator::{HttpRequest, HttpResponse},
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::body::SdkBody;

use crate::answers::{self, Answer};

/// Responds at once.
#[derive(Debug)]
struct InProcess(Answer);

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        assert!(request.headers().contains_key("authorization"));
        let response = HttpResponse::try_from(self.0.response(SdkBody::from));
        HttpConnectorFuture::ready(Ok(response.expect("a response")))
    }
}

fn http(call: &str) -> Option<SharedHttpClient> {
    let connector = SharedHttpConnector::new(InProcess(answers::of(call)?));
    Some(http_client_fn(
        move |_: &HttpConnectorSettings, _: &RuntimeComponents| connector.clone(),
    ))
}

/// The configuration of each service has a type of its own.
macro_rules! client {
    ($sdk:ident, $call:expr) => {
        $sdk::Client::from_conf(
            $sdk::Config::builder()
                .behavior_version($sdk::config::BehaviorVersion::latest())
                .region($sdk::config::Region::from_static("us-east-1"))
                .credentials_provider(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
                .http_client(http($call)?)
                .build(),
        )
    };
}

pub fn calls(call: &str) -> Option<crate::Calls> {
    Some(match call {
        "get-item" => repeat(client!(aws_sdk_dynamodb, call), async |client| {
            let output = client
                .get_item()
                .table_name("books")
                .key("author", AttributeValue::S("Iain M. Banks".to_owned()))
                .key("title", AttributeValue::S("Excession".to_owned()))
                .send()
                .await
                .expect("an item");
            assert_eq!(output.item().map(|item| item.len()), Some(10));
            std::hint::black_box(&output);
        }),
        "send-message" => repeat(client!(aws_sdk_sqs, call), async |client| {
            let output = client
                .send_message()
                .queue_url("https://sqs.us-east-1.amazonaws.com/123456789012/jobs")
                .message_body("This is a test message")
                .send()
                .await
                .expect("a result");
            assert!(output.message_id().is_some());
            std::hint::black_box(&output);
        }),
        "caller-identity" => repeat(client!(aws_sdk_sts, call), async |client| {
            let output = client
                .get_caller_identity()
                .send()
                .await
                .expect("an identity");
            assert_eq!(output.account(), Some("123456789012"));
            std::hint::black_box(&output);
        }),
        _ => return None,
    })
}

fn repeat<C: 'static>(client: C, call: impl AsyncFn(&C) + 'static) -> crate::Calls {
    let runtime = crate::runtime();
    Box::new(move |calls| {
        runtime.block_on(async {
            for _ in 0..calls {
                call(&client).await;
            }
        });
    })
}
