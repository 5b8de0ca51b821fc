//! A server of declared operations, one or two of each protocol, for botocore to call: `served.py` checks what it sees.

#![allow(clippy::unused_async)] // handlers are asynchronous, and these have nothing to wait for

use std::collections::BTreeMap;
use std::io::Read;

use http::Request;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use opsmith::server::Server;
use opsmith::{
    ApiError, Blob, Credentials, ErrorBody, Timestamp, UnknownMember, Unmodeled, operation, output,
    shape,
};
use tokio::net::TcpListener;
use tower_service::Service;

/// restJson1.
#[operation(service = "ivschat", output = GetRoomResponse, error = IvsError)]
struct GetRoom {
    identifier: String,
}

#[output(service = "ivschat")]
struct GetRoomResponse {
    name: Option<String>,
    create_time: Option<Timestamp>,
    maximum_message_length: Option<i32>,
    tags: Option<BTreeMap<String, String>>,
}

#[derive(Debug, ApiError)]
#[op(service = "ivschat")]
enum IvsError {
    ResourceNotFound(ResourceNotFoundException),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "ivschat")]
struct ResourceNotFoundException {
    message: String,
    resource_id: String,
}

/// awsJson 1.0.
#[operation(service = "dynamodb", output = GetItemOutput, error = DynamoError)]
struct GetItem {
    table_name: String,
    key: BTreeMap<String, AttributeValue>,
}

#[output(service = "dynamodb")]
struct GetItemOutput {
    item: Option<BTreeMap<String, AttributeValue>>,
}

#[shape(service = "dynamodb")]
#[derive(Clone)]
enum AttributeValue {
    S(String),
    N(String),
    B(Blob),
    #[op(other)]
    Other(UnknownMember),
}

#[derive(Debug, ApiError)]
#[op(service = "dynamodb")]
enum DynamoError {
    ResourceNotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

/// rpcv2Cbor.
#[operation(service = "eventbridgev2", output = ListEventBusesResponse, error = BusError)]
struct ListEventBuses {
    name_prefix: Option<String>,
    max_results: Option<i32>,
}

#[output(service = "eventbridgev2")]
struct ListEventBusesResponse {
    #[op(default)]
    event_buses: Vec<EventBusSummary>,
    next_token: Option<String>,
}

#[shape(service = "eventbridgev2")]
struct EventBusSummary {
    name: Option<String>,
    creation_time: Option<Timestamp>,
}

#[derive(Debug, ApiError)]
#[op(service = "eventbridgev2")]
enum BusError {
    AccessDenied(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

/// awsQuery.
#[operation(service = "sns", output = PublishResponse, error = SnsError)]
struct Publish {
    topic_arn: Option<String>,
    message: String,
    message_attributes: Option<BTreeMap<String, MessageAttributeValue>>,
}

#[shape(service = "sns")]
struct MessageAttributeValue {
    data_type: String,
    string_value: Option<String>,
    binary_value: Option<Blob>,
}

#[output(service = "sns")]
struct PublishResponse {
    message_id: Option<String>,
    sequence_number: Option<String>,
}

#[derive(Debug, ApiError)]
#[op(service = "sns")]
enum SnsError {
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

/// ec2Query.
#[operation(service = "ec2", output = DescribeKeyPairsResult)]
struct DescribeKeyPairs {
    key_names: Option<Vec<String>>,
    include_public_key: Option<bool>,
    filters: Option<Vec<Filter>>,
}

#[shape(service = "ec2")]
struct Filter {
    name: Option<String>,
    values: Option<Vec<String>>,
}

#[output(service = "ec2")]
struct DescribeKeyPairsResult {
    #[op(default)]
    key_pairs: Vec<KeyPairInfo>,
}

#[shape(service = "ec2")]
struct KeyPairInfo {
    key_name: Option<String>,
    public_key: Option<String>,
    create_time: Option<Timestamp>,
}

/// restXml.
#[operation(service = "route53", output = GetHostedZoneResponse, error = ZoneError)]
struct GetHostedZone {
    id: String,
}

#[output(service = "route53")]
struct GetHostedZoneResponse {
    hosted_zone: HostedZone,
}

#[shape(service = "route53")]
struct HostedZone {
    id: String,
    name: String,
    caller_reference: String,
    config: Option<HostedZoneConfig>,
    resource_record_set_count: Option<i64>,
}

#[shape(service = "route53")]
struct HostedZoneConfig {
    comment: Option<String>,
    private_zone: Option<bool>,
}

#[derive(Debug, ApiError)]
#[op(service = "route53")]
enum ZoneError {
    NoSuchHostedZone(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

async fn get_room(request: GetRoom) -> Result<GetRoomResponse, IvsError> {
    if request.identifier.ends_with("gone") {
        return Err(IvsError::ResourceNotFound(ResourceNotFoundException {
            message: "no such room".to_owned(),
            resource_id: request.identifier,
        }));
    }
    Ok(GetRoomResponse {
        name: Some(request.identifier),
        create_time: Timestamp::parse("2026-01-02T03:04:05.678Z").ok(),
        maximum_message_length: Some(500),
        tags: Some([("a b".to_owned(), "é".to_owned())].into()),
    })
}

async fn get_item(request: GetItem) -> Result<GetItemOutput, DynamoError> {
    if request.table_name == "gone" {
        return Err(DynamoError::ResourceNotFound(ErrorBody::new(
            "no such table",
        )));
    }
    let bytes = AttributeValue::B(Blob::from(vec![0, 1, 255]));
    let mut item = request.key;
    item.insert("bytes".to_owned(), bytes);
    Ok(GetItemOutput { item: Some(item) })
}

async fn list_event_buses(request: ListEventBuses) -> Result<ListEventBusesResponse, BusError> {
    match (request.name_prefix, request.max_results) {
        (Some(name), Some(count)) => Ok(ListEventBusesResponse {
            event_buses: (0..count)
                .map(|number| EventBusSummary {
                    name: Some(format!("{name}{number}")),
                    creation_time: Timestamp::from_secs(1_767_323_045).ok(),
                })
                .collect(),
            next_token: None,
        }),
        _ => Err(BusError::AccessDenied(ErrorBody::new("not without a name"))),
    }
}

async fn publish(request: Publish) -> Result<PublishResponse, SnsError> {
    let attributes = request.message_attributes.unwrap_or_default();
    let shown: Vec<String> = attributes
        .iter()
        .map(|(name, value)| {
            let bytes = value
                .binary_value
                .as_ref()
                .map(|bytes| bytes.as_ref().len());
            let text = value.string_value.as_deref().unwrap_or_default();
            format!("{name}:{}:{text}:{}", value.data_type, bytes.unwrap_or(0))
        })
        .collect();
    match request.topic_arn {
        Some(topic) if topic == "gone" => Err(SnsError::NotFound(ErrorBody::new(
            "no <topic> & no \"queue\"",
        ))),
        topic => Ok(PublishResponse {
            message_id: Some(format!("{}|{}", request.message, shown.join(","))),
            sequence_number: topic,
        }),
    }
}

async fn describe_key_pairs(
    request: DescribeKeyPairs,
) -> Result<DescribeKeyPairsResult, Unmodeled> {
    let names = request.key_names.unwrap_or_default();
    if names.iter().any(|name| name == "gone") {
        let code = "InvalidKeyPair.NotFound";
        return Err(Unmodeled::new(400, code, "The key pair does not exist"));
    }
    let filters = request.filters.unwrap_or_default();
    let filters: Vec<String> = filters
        .into_iter()
        .map(|filter| {
            let values = filter.values.unwrap_or_default().join("+");
            format!("{}={values}", filter.name.unwrap_or_default())
        })
        .collect();
    let pair = |name| KeyPairInfo {
        key_name: Some(name),
        public_key: (request.include_public_key == Some(true)).then(|| filters.join(";")),
        create_time: Timestamp::from_secs(1_767_323_045).ok(),
    };
    Ok(DescribeKeyPairsResult {
        key_pairs: names.into_iter().map(pair).collect(),
    })
}

async fn get_hosted_zone(request: GetHostedZone) -> Result<GetHostedZoneResponse, ZoneError> {
    if request.id == "GONE" {
        return Err(ZoneError::NoSuchHostedZone(ErrorBody::new("no <zone>")));
    }
    Ok(GetHostedZoneResponse {
        hosted_zone: HostedZone {
            id: format!("/hostedzone/{}", request.id),
            name: "example.com.".to_owned(),
            caller_reference: "a & b".to_owned(),
            config: Some(HostedZoneConfig {
                comment: Some(" <spaces> ".to_owned()),
                private_zone: Some(false),
            }),
            resource_record_set_count: Some(2),
        },
    })
}

fn server(keys: Credentials) -> Server {
    Server::builder(keys)
        .on(|request, _| get_room(request))
        .on(|request, _| get_item(request))
        .on(|request, _| list_event_buses(request))
        .on(|request, _| publish(request))
        .on(|request, _| describe_key_pairs(request))
        .on(|request, _| get_hosted_zone(request))
        .build()
}

/// Prints the URL and serves until the standard input ends.
pub async fn run(keys: Credentials) -> std::io::Result<()> {
    let server = server(keys);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    let accepting = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let server = server.clone();
            let service = service_fn(move |request: Request<hyper::body::Incoming>| {
                server.clone().call(request)
            });
            tokio::spawn(async move {
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    ended.await??;
    accepting.abort();
    Ok(())
}
