//! Services that speak awsQuery: the same declarations, in forms and XML.

mod conformance;

use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode};
use opsmith::testing::{FakeService, Received, TestClock};
use opsmith::{
    ApiError, Client, Credentials, ErrorBody, Operation, Timestamp, Unmodeled, operation, output,
    shape,
};

use crate::wire;

#[operation(service = "sts", output = GetCallerIdentityOutput)]
pub struct GetCallerIdentity {}

#[output(service = "sts")]
#[derive(Clone, PartialEq)]
pub struct GetCallerIdentityOutput {
    pub user_id: Option<String>,
    pub account: Option<String>,
    pub arn: Option<String>,
}

#[operation(service = "sts", output = AssumeRoleOutput, error = StsError)]
pub struct AssumeRole {
    pub role_arn: String,
    pub role_session_name: String,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub transitive_tag_keys: Option<Vec<String>>,
    pub duration_seconds: Option<i32>,
    #[op(sensitive)]
    pub token_code: Option<String>,
}

#[shape(service = "sts")]
pub struct PolicyDescriptorType {
    pub arn: Option<String>,
}

#[output(service = "sts")]
#[derive(Clone)]
pub struct AssumeRoleOutput {
    pub credentials: Option<StsCredentials>,
    pub packed_policy_size: Option<i32>,
}

#[shape(service = "sts", name = "Credentials")]
#[derive(Clone, PartialEq)]
pub struct StsCredentials {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: String,
    pub expiration: Timestamp,
}

#[derive(Debug, ApiError)]
#[op(service = "sts")]
pub enum StsError {
    ExpiredTokenException(ErrorBody),
    PackedPolicyTooLarge(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn role() -> AssumeRole {
    AssumeRole::new("arn:aws:iam::123456789012:role/a b", "me")
        .policy_arns([PolicyDescriptorType::new().arn("arn:x")])
        .transitive_tag_keys(["a&b".to_owned(), "c".to_owned()])
        .duration_seconds(900)
}

fn answers(status: u16, body: &'static str) -> impl Fn(&Received) -> Response<Bytes> {
    move |_| {
        let mut response = Response::new(Bytes::from_static(body.as_bytes()));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response
    }
}

#[tokio::test]
async fn a_call_sends_a_form_and_reads_the_result() {
    let sts = FakeService::start().await.unwrap();
    let credentials = StsCredentials {
        access_key_id: "AKID".to_owned(),
        secret_access_key: "<secret>".to_owned(),
        session_token: "token&".to_owned(),
        expiration: Timestamp::parse("2026-01-02T03:04:05Z").unwrap(),
    };
    let returned = credentials.clone();
    sts.on(move |role: AssumeRole| {
        assert_eq!(role.role_arn, "arn:aws:iam::123456789012:role/a b");
        assert_eq!(role.policy_arns.unwrap()[0].arn.as_deref(), Some("arn:x"));
        assert_eq!(role.transitive_tag_keys.unwrap(), ["a&b", "c"]);
        let credentials = Some(returned.clone());
        async move {
            Ok(AssumeRoleOutput {
                credentials,
                packed_policy_size: Some(6),
            })
        }
    });
    sts.on(|_: GetCallerIdentity| async {
        Ok(GetCallerIdentityOutput {
            user_id: None,
            account: Some("123456789012".to_owned()),
            arn: Some(String::new()),
        })
    });
    let client = sts.client();
    let output = role().send(&client).await.unwrap();
    assert!(output.credentials == Some(credentials));
    assert_eq!(output.packed_policy_size, Some(6));
    let identity = GetCallerIdentity::new().send(&client).await.unwrap();
    assert_eq!(identity.account.as_deref(), Some("123456789012"));
    assert_eq!(identity.arn.as_deref(), Some(""));
    assert_eq!(identity.user_id, None);

    let requests = sts.requests();
    let (assumed, asked) = (&requests[0], &requests[1]);
    assert_eq!((assumed.method().as_str(), assumed.path()), ("POST", "/"));
    assert_eq!(
        assumed.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        assumed.body(),
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa%20b\
         &RoleSessionName=me&PolicyArns.member.1.arn=arn%3Ax&TransitiveTagKeys.member.1=a%26b\
         &TransitiveTagKeys.member.2=c&DurationSeconds=900"
    );
    assert_eq!(asked.body(), "Action=GetCallerIdentity&Version=2011-06-15");
}

#[test]
fn an_error_has_its_type_its_message_and_its_request_id() {
    let body = "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <Error>\n    <Type>Sender</Type>\n\
         <Code>PackedPolicyTooLarge</Code>\n    <Message>Packed &lt;size&gt; is 101 %</Message>\n  </Error>\n  \
         <RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>\n</ErrorResponse>";
    let mut response = Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    let error = wire::call(role(), None, response).1.err().unwrap();
    assert_eq!(error.code(), Some("PackedPolicyTooLarge"));
    assert_eq!(error.message(), Some("Packed <size> is 101 %"));
    assert_eq!(
        error.request_id(),
        Some("c6104cbe-af31-11e0-8154-cbc7ccf896c7")
    );
    let error = error.into_service_error();
    assert!(matches!(error, Some(StsError::PackedPolicyTooLarge(_))));
}

#[tokio::test]
async fn a_handler_answers_with_an_error_of_the_declaration() {
    let sts = FakeService::start().await.unwrap();
    sts.on(|_: AssumeRole| async {
        let body = ErrorBody::new("it is <old>");
        Err(StsError::PackedPolicyTooLarge(body))
    });
    let error = role().send(&sts.client()).await.unwrap_err();
    assert_eq!(error.code(), Some("PackedPolicyTooLarge"));
    assert_eq!(error.message(), Some("it is <old>"));
    assert_eq!(error.status(), Some(400));
}

#[tokio::test]
async fn throttling_is_retried_and_a_wrong_request_is_not() {
    let throttled = "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>";
    let wrong = "<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>";
    for (body, attempts) in [(throttled, 3), (wrong, 1)] {
        let sts = FakeService::start().await.unwrap();
        sts.on_raw::<AssumeRole>(answers(400, body));
        let error = role().send(&sts.client()).await.unwrap_err();
        assert_eq!(error.attempts(), attempts, "{error}");
        assert_eq!(sts.requests().len(), attempts as usize);
    }
}

#[tokio::test]
async fn a_response_that_is_not_the_services_says_what_it_is() {
    let sts = FakeService::start().await.unwrap();
    let client = sts
        .client_builder()
        .retry(opsmith::RetryConfig::none())
        .build()
        .unwrap();
    for (status, body, text) in [
        (503, "<html><body>busy</body></html>", "busy"),
        (500, "", "an empty body"),
        (200, "<html><body>welcome</body></html>", "HTML"),
        (200, "{\"a\":1}", "not XML"),
        (200, "<AssumeRoleResponse><AssumeRoleResult>", "not XML"),
        (
            200,
            "<!DOCTYPE a [<!ENTITY b \"c\">]><AssumeRoleResponse>&b;</AssumeRoleResponse>",
            "XML",
        ),
        (
            200,
            "<AssumeRoleResponse><AssumeRoleResult><PackedPolicySize>x</PackedPolicySize></AssumeRoleResult>\
             </AssumeRoleResponse>",
            "`PackedPolicySize`",
        ),
    ] {
        sts.on_raw::<AssumeRole>(answers(status, body));
        let error = role().send(&client).await.unwrap_err().to_string();
        assert!(error.contains(text), "{body}: {error}");
    }
}

#[tokio::test]
async fn a_response_without_a_result_has_no_members() {
    let sts = FakeService::start().await.unwrap();
    for body in [
        "",
        "<AssumeRoleResponse/>",
        "<AssumeRoleResponse><ResponseMetadata><RequestId>a</RequestId></ResponseMetadata></AssumeRoleResponse>",
        "<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>",
    ] {
        sts.on_raw::<AssumeRole>(answers(200, body));
        let output = role().send(&sts.client()).await.unwrap();
        assert!(output.credentials.is_none(), "{body}");
    }
}

#[tokio::test]
async fn a_sensitive_parameter_that_the_service_quotes_is_not_shown() {
    let sts = FakeService::start().await.unwrap();
    sts.on_raw::<AssumeRole>(answers(
        400,
        "<ErrorResponse><Error><Code>Refused</Code><Message>TokenCode=12%2034 and 12 34 are wrong</Message></Error></ErrorResponse>",
    ));
    let error = role()
        .token_code("12 34")
        .send(&sts.client())
        .await
        .unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("Refused"), "{text}");
    assert!(
        !text.contains("12 34") && !text.contains("12%2034"),
        "{text}"
    );
}

fn client_at(seconds: u64) -> Client {
    let credentials = Credentials::from_keys("AKIDEXAMPLE", "secret", Some("token/+=".to_owned()));
    Client::builder()
        .region("eu-west-1")
        .credentials(credentials)
        .clock(TestClock::at(seconds))
        .build()
        .unwrap()
}

/// 2026-01-02T03:04:05Z
const START: u64 = 1_767_323_045;

/// The URL is the one of botocore 1.44.5, with `HttpMethod='GET'` and the header added before signing.
#[tokio::test]
async fn a_presigned_identity_is_a_get_with_the_form_in_its_url() {
    let call = GetCallerIdentity::new().presign(&client_at(START), Duration::from_mins(1));
    let request = call
        .header(
            http::HeaderName::from_static("x-k8s-aws-id"),
            http::HeaderValue::from_static("my-cluster"),
        )
        .await
        .unwrap();
    assert_eq!(request.method(), "GET");
    assert!(request.body().is_empty());
    let (path, query) = request.url().split_once('?').unwrap();
    assert_eq!(path, "https://sts.eu-west-1.amazonaws.com/");
    let mut parameters: Vec<_> = query.split('&').collect();
    assert_eq!(
        parameters[..2],
        ["Action=GetCallerIdentity", "Version=2011-06-15"]
    );
    parameters.sort_unstable();
    assert_eq!(
        parameters,
        [
            "Action=GetCallerIdentity",
            "Version=2011-06-15",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256",
            "X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Feu-west-1%2Fsts%2Faws4_request",
            "X-Amz-Date=20260102T030405Z",
            "X-Amz-Expires=60",
            "X-Amz-Security-Token=token%2F%2B%3D",
            "X-Amz-Signature=efa505edccb75ed1c6210c1015a526adf5ffeb331f244c7a045b539c4a45d443",
            "X-Amz-SignedHeaders=host%3Bx-k8s-aws-id",
        ]
    );
    let headers: Vec<_> = request
        .headers()
        .keys()
        .map(http::HeaderName::as_str)
        .collect();
    assert_eq!(headers, ["x-k8s-aws-id"]);
}

#[tokio::test]
async fn a_presigned_form_has_its_parameters_before_the_signature() {
    let request = role()
        .presign(&client_at(START), Duration::from_mins(1))
        .await
        .unwrap();
    let start = "https://sts.eu-west-1.amazonaws.com/?Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A\
                 123456789012%3Arole%2Fa%20b&RoleSessionName=me&PolicyArns.member.1.arn=arn%3Ax&";
    assert!(request.url().starts_with(start), "{}", request.url());
    assert!(!format!("{request:?}").contains("RoleArn"));
    // What is sent with a signature in its headers is still a form in the body.
    let sent = role().to_http(&client_at(START)).await.unwrap();
    assert_eq!(
        (sent.method(), sent.uri().query()),
        (&http::Method::POST, None)
    );
    assert_eq!(AssumeRole::META.method, "POST");
}
