//! Your own API: what its requests are signed for, the name in its errors, and which response is which error.

use std::time::Duration;

use opsmith::{
    ApiError, Client, Credentials, EndpointError, EndpointErrorKind, Error, ErrorBody, ErrorKind,
    Operation, Unmodeled, operation, service, testing::FakeService,
};

use crate::{
    chime::GetRoom,
    faults::server::{Server, json, quick_retries},
};

#[service(
    signing_name = "execute-api",
    endpoint = "https://abc.execute-api.eu-west-1.amazonaws.com/prod",
    error = OrdersError,
)]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>")]
pub struct GetOrder {
    pub id: String,
}

#[derive(Debug, ApiError)]
pub enum OrdersError {
    #[op(code = "Sold", status = 404)]
    Sold(ErrorBody),
    #[op(status = 404)]
    NotFound(ErrorBody),
    #[op(status = 425, retry = "transient")]
    TooEarly(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

/// An API whose host does not contain its region.
#[service(
    signing_name = "execute-api",
    endpoint = "https://orders.example.com",
    region = "ap-south-1"
)]
pub struct Stock;

#[operation(service = Stock, path = "/stock/<Id>")]
pub struct GetStock {
    pub id: String,
}

/// An API that does not specify its region anywhere.
#[service(signing_name = "execute-api", endpoint = "https://bills.example.com")]
pub struct Bills;

#[operation(service = Bills, path = "/bills/<Id>")]
pub struct GetBill {
    pub id: String,
}

fn client(region: Option<&str>) -> Client {
    let builder = Client::builder().credentials(Credentials::from_keys("AKID", "secret", None));
    let builder = match region {
        Some(region) => builder.region(region),
        None => builder,
    };
    builder.build().unwrap()
}

#[tokio::test]
async fn a_request_is_signed_for_the_region_of_its_host() {
    let client = client(Some("us-east-1"));
    let signed = |request: http::Request<bytes::Bytes>| {
        let authorization = request.headers()["authorization"]
            .to_str()
            .unwrap()
            .to_owned();
        authorization.split('/').nth(2).unwrap().to_owned()
    };
    let orders = Orders::new(&client);
    let request = orders.get_order("o").to_http().await.unwrap();
    assert_eq!(signed(request), "eu-west-1");
    let moved = "https://xyz.execute-api.us-west-2.amazonaws.com/prod";
    let request = orders.get_order("o").endpoint_url(moved).to_http().await;
    assert_eq!(signed(request.unwrap()), "us-west-2");
    let request = Stock::new(&client).get_stock("s").to_http().await.unwrap();
    assert_eq!(signed(request), "ap-south-1");
    let request = Bills::new(&client).get_bill("b").to_http().await.unwrap();
    assert_eq!(signed(request), "us-east-1");
    let url = orders
        .get_order("o")
        .presign(Duration::from_mins(1))
        .await
        .unwrap();
    assert!(
        url.url().contains("%2Feu-west-1%2Fexecute-api%2F"),
        "{}",
        url.url()
    );
}

#[tokio::test]
async fn a_call_for_a_different_region_than_its_hosts_is_an_error_that_names_the_service() {
    let client = client(Some("eu-west-1"));
    let error = Orders::new(&client)
        .get_order("o")
        .region("us-east-1")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Endpoint);
    let text = error.to_string();
    assert!(
        text.starts_with(
            "Orders GetOrder: Orders in us-east-1: the host `abc.execute-api.eu-west-1.amazonaws.com` is in eu-west-1"
        ),
        "{text}"
    );
}

#[tokio::test]
async fn an_error_names_the_region_that_the_request_was_signed_for() {
    let server = Server::saying(json(500, "{}")).await;
    let client = server
        .client_builder()
        .region("us-east-1")
        .retry(quick_retries().with_max_attempts(1))
        .build()
        .unwrap();
    let error = Orders::new(&client).get_order("o").await.unwrap_err();
    assert_eq!(error.region(), Some("eu-west-1"));
    let authorization = server.requests()[0]
        .header("authorization")
        .unwrap()
        .to_owned();
    assert!(
        authorization.contains("/eu-west-1/execute-api/"),
        "{authorization}"
    );
}

#[tokio::test]
async fn a_missing_region_is_the_same_kind_of_error_everywhere() {
    fn check<E: ApiError, T>(result: Result<T, Error<E>>) {
        let error = result.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Endpoint, "{error}");
        let cause = error
            .cause()
            .and_then(|cause| cause.downcast_ref::<EndpointError>());
        assert!(
            matches!(
                cause.map(EndpointError::kind),
                Some(EndpointErrorKind::MissingRegion(_))
            ),
            "{error}"
        );
        assert!(
            error
                .to_string()
                .contains("set one in code, with `AWS_REGION`"),
            "{error}"
        );
        assert!(!error.may_have_been_sent());
    }
    let client = client(None);
    let bills = Bills::new(&client);
    check(bills.get_bill("b").await);
    check(bills.get_bill("b").to_http().await);
    check(bills.get_bill("b").presign(Duration::from_mins(1)).await);
    check(GetRoom::new("a", "r").send(&client).await);
    check(GetRoom::new("a", "r").to_http(&client).await);
    check(client.warm_up([GetRoom::META.service]).await);
}

#[tokio::test]
async fn an_error_without_a_code_is_matched_by_its_status() {
    for (status, body, expected, text) in [
        (
            404,
            r#"{"message":"no such order"}"#,
            "NotFound",
            "no such order",
        ),
        (404, "", "NotFound", "HTTP 404"),
        (
            404,
            r#"{"code":"Unheard","message":"m"}"#,
            "NotFound",
            "Unheard: m",
        ),
        (
            404,
            r#"{"code":"Sold","message":"gone"}"#,
            "Sold",
            "Sold: gone",
        ),
        (410, r#"{"message":"gone"}"#, "Other", "gone"),
    ] {
        let server = Server::saying(json(status, body)).await;
        let error = Orders::new(&server.client())
            .get_order("o")
            .await
            .unwrap_err();
        let service_error = format!("{:?}", error.service_error());
        assert!(
            service_error.starts_with(&format!("Some({expected}(")),
            "{status} {body}: {service_error}"
        );
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[tokio::test]
async fn an_error_matched_by_its_status_is_retried_as_declared() {
    let server = Server::saying(json(425, r#"{"message":"early"}"#)).await;
    let client = server
        .client_builder()
        .retry(quick_retries())
        .build()
        .unwrap();
    let error = Orders::new(&client).get_order("o").await.unwrap_err();
    assert!(matches!(
        error.service_error(),
        Some(OrdersError::TooEarly(_))
    ));
    assert!(error.is_retryable());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_fake_service_sends_an_error_with_a_status_but_no_code() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetOrder| async { Err(OrdersError::NotFound(ErrorBody::new("no such order"))) });
    let error = Orders::new(&fake.client())
        .get_order("o")
        .await
        .unwrap_err();
    assert!(matches!(
        error.service_error(),
        Some(OrdersError::NotFound(_))
    ));
    assert_eq!((error.status(), error.code()), (Some(404), None));
    assert_eq!(error.message(), Some("no such order"));
    let made = Error::from_service_error(OrdersError::NotFound(ErrorBody::new("m")));
    assert_eq!((made.status(), made.code()), (Some(404), None));
}
