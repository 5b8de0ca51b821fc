//! Services that speak restXml: the same declarations, in XML.

mod conformance;

use bytes::Bytes;
use http::{Response, StatusCode};
use opsmith::testing::FakeService;
use opsmith::{ApiError, Unmodeled, operation, output, shape};

use crate::wire;

#[operation(service = "route53", output = GetHostedZoneOutput, error = ZoneError)]
pub struct GetHostedZone {
    pub id: String,
}

#[output(service = "route53")]
#[derive(Clone, PartialEq)]
pub struct GetHostedZoneOutput {
    pub hosted_zone: HostedZone,
    pub vpcs: Option<Vec<Vpc>>,
}

#[shape(service = "route53")]
#[derive(Clone, PartialEq)]
pub struct HostedZone {
    pub id: String,
    pub name: String,
    pub caller_reference: String,
}

#[shape(service = "route53", name = "VPC")]
#[derive(Clone, PartialEq)]
pub struct Vpc {
    pub vpc_id: Option<String>,
}

#[derive(Debug, ApiError)]
#[op(service = "route53")]
pub enum ZoneError {
    NoSuchHostedZone(NoSuchHostedZone),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "route53")]
#[derive(Clone, PartialEq)]
pub struct NoSuchHostedZone {
    #[op(rename = "message")]
    pub text: Option<String>,
}

#[operation(service = "route53")]
pub struct CreateQueryLoggingConfig {
    pub hosted_zone_id: String,
    pub cloud_watch_logs_log_group_arn: String,
}

#[operation(service = "route53")]
pub struct ListQueryLoggingConfigs {
    pub hosted_zone_id: Option<String>,
}

#[operation(service = "route53")]
pub struct GetTrafficPolicy {
    pub id: String,
    pub version: i32,
}

fn answer() -> GetHostedZoneOutput {
    GetHostedZoneOutput {
        hosted_zone: HostedZone {
            id: "/hostedzone/Z1".to_owned(),
            name: "a & b".to_owned(),
            caller_reference: " <1> ".to_owned(),
        },
        vpcs: Some(vec![
            Vpc {
                vpc_id: Some("vpc-1".to_owned()),
            },
            Vpc { vpc_id: None },
        ]),
    }
}

#[tokio::test]
async fn a_fake_service_answers_in_xml() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|request: GetHostedZone| async move {
        assert_eq!(request.id, "Z1");
        Ok(answer())
    });
    let client = fake.client();
    let found = GetHostedZone::new("/hostedzone/Z1").send(&client).await;
    assert_eq!(found.unwrap(), answer());
}

#[tokio::test]
async fn an_error_has_its_code_its_members_and_the_id_of_the_request() {
    let fake = FakeService::start().await.unwrap();
    let gone = NoSuchHostedZone {
        text: Some("It is <gone>.".to_owned()),
    };
    let declared = gone.clone();
    fake.on(move |_: GetHostedZone| {
        let gone = gone.clone();
        async { Err(ZoneError::NoSuchHostedZone(gone)) }
    });
    let client = fake.client();
    let error = GetHostedZone::new("Z1").send(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("NoSuchHostedZone"));
    assert_eq!(error.message(), Some("It is <gone>."));
    match error.into_service_error() {
        Some(ZoneError::NoSuchHostedZone(found)) => assert_eq!(found, declared),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_id_of_a_request_may_be_in_the_body_of_an_error() {
    let body = "<ErrorResponse><Error><Code>X</Code></Error><RequestId>in the body</RequestId></ErrorResponse>";
    for (header, id) in [(None, "in the body"), (Some("in a header"), "in a header")] {
        let mut response = Response::builder().status(StatusCode::NOT_FOUND);
        if let Some(header) = header {
            response = response.header("x-amzn-requestid", header);
        }
        let response = response.body(Bytes::from(body)).unwrap();
        let (_, got) = wire::call(GetHostedZone::new("Z1"), None, response);
        assert_eq!(got.unwrap_err().request_id(), Some(id));
    }
}

#[test]
fn an_id_of_route_53_is_sent_without_the_path_in_front_of_it() {
    let ok = || Response::new(Bytes::new());
    let (sent, _) = wire::call(GetHostedZone::new("/hostedzone/Z1"), None, ok());
    assert_eq!(sent.unwrap().uri().path(), "/2013-04-01/hostedzone/Z1");
    let operation = CreateQueryLoggingConfig::new("/hostedzone/Z1", "arn:a/b");
    let (sent, _) = wire::call(operation, None, ok());
    let body = String::from_utf8(sent.unwrap().body().to_vec()).unwrap();
    assert!(body.contains("<HostedZoneId>Z1</HostedZoneId>"), "{body}");
    assert!(body.contains(">arn:a/b</"), "{body}");
    let operation = ListQueryLoggingConfigs::new().hosted_zone_id("/hostedzone/Z1");
    let (sent, _) = wire::call(operation, None, ok());
    assert_eq!(sent.unwrap().uri().query(), Some("hostedzoneid=Z1"));
    // Not an ID that Route 53 returns behind a path.
    let (sent, _) = wire::call(GetTrafficPolicy::new("a/b", 1), None, ok());
    let sent = sent.unwrap();
    assert_eq!(sent.uri().path(), "/2013-04-01/trafficpolicy/a%2Fb/1");
}

#[test]
fn what_is_not_xml_is_a_clear_error() {
    for (body, problem) in [
        ("", "`HostedZone`: missing from the response"),
        ("{}", "not XML: it does not start with an element; it is"),
        (
            "<html><body>Bad Gateway</body></html>",
            "not XML: it is HTML; it is",
        ),
        (
            "<!DOCTYPE x><x/>",
            "not XML: it has a document type, which is not accepted",
        ),
        ("<R><HostedZone><Id>", "not XML: it ends in an element"),
        (
            "<R><HostedZone><Id><b/></Id></HostedZone></R>",
            "`HostedZone.Id`: expected a string, found elements",
        ),
    ] {
        let response = Response::new(Bytes::from(body));
        let (_, got) = wire::call(GetHostedZone::new("Z1"), None, response);
        let error = got.unwrap_err().to_string();
        assert!(error.contains(problem), "{body}: {error}");
    }
}
