//! EC2: the same declarations, in forms of its own and XML.

mod conformance;

use bytes::Bytes;
use futures_util::TryStreamExt;
use http::{Response, StatusCode};
use opsmith::testing::FakeService;
use opsmith::{ApiError, Unmodeled, operation, output, shape};

use crate::wire;

#[operation(service = "ec2", output = DescribeInstancesOutput, error = Ec2Error)]
pub struct DescribeInstances {
    pub instance_ids: Option<Vec<String>>,
    pub filters: Option<Vec<Filter>>,
    pub dry_run: Option<bool>,
    pub next_token: Option<String>,
}

#[shape(service = "ec2")]
#[derive(Clone)]
pub struct Filter {
    pub name: Option<String>,
    pub values: Option<Vec<String>>,
}

#[output(service = "ec2")]
#[derive(Clone)]
pub struct DescribeInstancesOutput {
    #[op(default)]
    pub reservations: Vec<Reservation>,
    pub next_token: Option<String>,
}

#[shape(service = "ec2")]
#[derive(Clone)]
pub struct Reservation {
    pub reservation_id: Option<String>,
    pub instances: Option<Vec<Instance>>,
}

#[shape(service = "ec2")]
#[derive(Clone)]
pub struct Instance {
    pub instance_id: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[shape(service = "ec2")]
#[derive(Clone, PartialEq)]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

#[operation(service = "ec2")]
pub struct CreateTags {
    pub resources: Vec<String>,
    pub tags: Vec<Tag>,
}

/// The model of EC2 has no errors.
#[derive(Debug, ApiError)]
pub enum Ec2Error {
    #[op(code = "InvalidInstanceID.NotFound", status = 400)]
    NotFound(opsmith::ErrorBody),
    #[op(code = "DryRunOperation", status = 412)]
    DryRun(opsmith::ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[tokio::test]
async fn a_tag_has_one_declaration_for_requests_and_responses() {
    let ec2 = FakeService::start().await.unwrap();
    let tag = Tag::new().key("a").value("b c");
    let expected = tag.clone();
    ec2.on(move |create: CreateTags| {
        assert_eq!(create.resources, ["i-1"]);
        assert!(create.tags == [expected.clone()]);
        async { Ok(()) }
    });
    let found = tag.clone();
    ec2.on(move |_: DescribeInstances| {
        let instance = Instance::new().instance_id("i-1").tags([found.clone()]);
        let reservation = Reservation::new().reservation_id("r").instances([instance]);
        async {
            Ok(DescribeInstancesOutput {
                reservations: vec![reservation],
                next_token: None,
            })
        }
    });
    let client = ec2.client();
    let create = CreateTags::new(["i-1".to_owned()], [tag.clone()]);
    create.send(&client).await.unwrap();
    let filter = Filter::new().name("tag:a").values(["b c".to_owned()]);
    let described = DescribeInstances::new()
        .instance_ids(["i-1".to_owned(), "i-2".to_owned()])
        .filters([filter])
        .dry_run(false);
    let output = described.send(&client).await.unwrap();
    let instances = output.reservations[0].instances.as_ref().unwrap();
    assert_eq!(instances[0].tags.as_deref(), Some(&[tag][..]));

    let requests = ec2.requests();
    assert_eq!(
        requests[0].body(),
        "Action=CreateTags&Version=2016-11-15&ResourceId.1=i-1&Tag.1.Key=a&Tag.1.Value=b%20c"
    );
    assert_eq!(
        requests[1].body(),
        "Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-1&InstanceId.2=i-2&Filter.1.Name=tag%3Aa\
         &Filter.1.Value.1=b%20c&DryRun=false"
    );
}

#[tokio::test]
async fn pages_follow_the_model() {
    let ec2 = FakeService::start().await.unwrap();
    ec2.on_raw::<DescribeInstances>(|request| {
        let last = request.body().windows(11).any(|part| part == b"NextToken=t");
        let (id, token) = if last { ("b", "") } else { ("a", "<nextToken>t</nextToken>") };
        Response::new(Bytes::from(format!(
            "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>\
             <reservationSet><item><reservationId>{id}</reservationId></item></reservationSet>{token}\
             </DescribeInstancesResponse>"
        )))
    });
    let client = ec2.client();
    let found: Vec<Reservation> = DescribeInstances::new()
        .items(&client)
        .try_collect()
        .await
        .unwrap();
    let ids: Vec<_> = found
        .iter()
        .map(|found| found.reservation_id.as_deref().unwrap())
        .collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn an_error_of_ec2_has_its_code_message_and_request_id() {
    let mut response = Response::new(Bytes::from_static(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>DryRunOperation</Code>\
          <Message>Request would have succeeded, but DryRun flag is set.</Message></Error></Errors>\
          <RequestID>ea966190-f9aa-478e-9ede-example</RequestID></Response>",
    ));
    *response.status_mut() = StatusCode::PRECONDITION_FAILED;
    let call = DescribeInstances::new().dry_run(true);
    let error = wire::call(call, None, response).1.err().unwrap();
    assert_eq!(error.request_id(), Some("ea966190-f9aa-478e-9ede-example"));
    assert_eq!(error.code(), Some("DryRunOperation"));
    let message = error.message().unwrap();
    assert!(message.starts_with("Request would have"), "{message}");
    let error = error.into_service_error();
    assert!(matches!(error, Some(Ec2Error::DryRun(_))));
}

#[tokio::test]
async fn a_handler_answers_with_an_error_of_the_declaration() {
    let ec2 = FakeService::start().await.unwrap();
    ec2.on(|_: DescribeInstances| async {
        Err(Ec2Error::NotFound(opsmith::ErrorBody::new("no i-1")))
    });
    let call = DescribeInstances::new();
    let error = call.send(&ec2.client()).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidInstanceID.NotFound"));
    assert_eq!(error.message(), Some("no i-1"));
}
