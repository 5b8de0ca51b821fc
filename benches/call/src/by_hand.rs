//! The same call with reqwest and aws-sigv4, as you would write it by hand: no retries, no time limits, no hooks.

use std::{error::Error, sync::Arc, time::SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::{DateTime, date_time::Format};
use bytes::Bytes;
use http::{Method, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustls_platform_verifier::Verifier;
use serde::{Deserialize, Deserializer, de};
use serde_derive::Deserialize;

use crate::answer::{ACCOUNT_ID, ROOM_ID, answer};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetRoomOutput {
    pub room: Option<Room>,
}

#[expect(
    dead_code,
    reason = "the program that would read them is not part of the call"
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Room {
    pub room_id: Option<String>,
    pub name: Option<String>,
    pub account_id: Option<String>,
    pub created_by: Option<String>,
    #[serde(default, deserialize_with = "timestamp")]
    pub created_timestamp: Option<DateTime>,
    #[serde(default, deserialize_with = "timestamp")]
    pub updated_timestamp: Option<DateTime>,
}

fn timestamp<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<DateTime>, D::Error> {
    Option::<&str>::deserialize(deserializer)?
        .map(|text| DateTime::from_str(text, Format::DateTimeWithOffset).map_err(de::Error::custom))
        .transpose()
}

struct Chime {
    identity: Identity,
    region: &'static str,
    endpoint: String,
    /// None: every request is answered at once.
    http: Option<reqwest::Client>,
}

/// RFC 3986's unreserved characters are not encoded.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

impl Chime {
    async fn get_room(&self, account_id: &str, room_id: &str) -> Result<GetRoomOutput> {
        let url = format!(
            "{}/accounts/{}/rooms/{}",
            self.endpoint,
            utf8_percent_encode(account_id, SEGMENT),
            utf8_percent_encode(room_id, SEGMENT),
        );
        let request = self.signed(Method::GET, &url, Bytes::new())?;
        let (status, body) = match &self.http {
            Some(http) => {
                let response = http.execute(request).await?;
                (response.status(), response.bytes().await?)
            }
            None => {
                let response = send(request).await?;
                (response.status(), response.into_body())
            }
        };
        if !status.is_success() {
            return Err(format!("HTTP {status}").into());
        }
        Ok(serde_json::from_slice(&body)?)
    }

    fn signed(&self, method: Method, url: &str, body: Bytes) -> Result<reqwest::Request> {
        let params = v4::SigningParams::builder()
            .identity(&self.identity)
            .region(self.region)
            .name("chime")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?
            .into();
        let signable = SignableRequest::new(
            method.as_str(),
            url,
            std::iter::empty(),
            SignableBody::Bytes(&body),
        )?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        let mut request = http::Request::builder()
            .method(method)
            .uri(url)
            .header("user-agent", "by-hand/1.0")
            .body(body)?;
        instructions.apply_to_request_http1x(&mut request);
        Ok(reqwest::Request::try_from(request)?)
    }
}

/// Takes the place of `reqwest::Client::execute`.
async fn send(request: reqwest::Request) -> Result<Response<Bytes>> {
    assert!(request.headers().contains_key("authorization"));
    Ok(answer(|body| body))
}

impl Chime {
    fn new(endpoint: &str, http: Option<reqwest::Client>) -> Self {
        Self {
            identity: Credentials::from_keys("AKIDEXAMPLE", "secret", None).into(),
            region: "us-east-1",
            endpoint: endpoint.to_owned(),
            http,
        }
    }

    async fn call(&self) {
        let output = self.get_room(ACCOUNT_ID, ROOM_ID).await.expect("a room");
        let room = output.room.expect("a room");
        assert_eq!(room.name.as_deref(), Some("chatRoom"));
        std::hint::black_box(&room);
    }
}

pub fn calls() -> crate::Calls {
    let chime = Chime::new("https://service.chime.aws.amazon.com", None);
    let runtime = crate::runtime();
    Box::new(move |calls| {
        runtime.block_on(async {
            for _ in 0..calls {
                chime.call().await;
            }
        });
    })
}

/// Makes a client with the verifier of the operating system's certificates, and a first call, which cannot connect.
pub fn first_call() {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new(provider.clone()).expect("certificates");
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    let chime = Chime::new(crate::NOBODY, Some(client(tls)));
    crate::runtime().block_on(async {
        let error = chime.get_room(ACCOUNT_ID, ROOM_ID).await;
        let error = error.expect_err("nobody listens");
        assert!(
            error
                .downcast_ref::<reqwest::Error>()
                .is_some_and(reqwest::Error::is_connect)
        );
    });
}

fn client(tls: rustls::ClientConfig) -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .tls_backend_preconfigured(tls)
        .build()
        .expect("a client")
}

/// Calls over connections to this URL.
pub fn over(url: &str) -> impl AsyncFn() + 'static + use<> {
    // reqwest wants TLS to be set up even for plain http.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS 1.3")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let chime = Chime::new(url, Some(client(tls)));
    async move || chime.call().await
}
