//! What is known of single operations, from AWS's references and from botocore.

use opsmith_models::{
    Auth, Comparator, ContextValue, Fault, Kind, Location, Matcher, Member, Model, Part, Protocol,
    Shape, Stream, TimestampFormat, WaiterState, service, services_like,
};

fn model(id: &str) -> Model<'static> {
    service(id).unwrap_or_else(|| panic!("no service {id}"))
}

fn shape(id: &str, name: &str) -> Shape<'static> {
    model(id)
        .shape(name)
        .unwrap_or_else(|| panic!("{id} has no {name}"))
}

fn member(id: &str, of: &str, name: &str) -> Member<'static> {
    shape(id, of)
        .member(name)
        .unwrap_or_else(|| panic!("{id}.{of} has no {name}"))
}

fn operation(id: &str, name: &str) -> opsmith_models::Operation<'static> {
    model(id)
        .operation(name)
        .unwrap_or_else(|| panic!("{id} has no {name}"))
}

#[test]
fn chime_lists_rooms() {
    let service = model("chime").service();
    assert_eq!(
        service.protocols().collect::<Vec<_>>(),
        [Protocol::RestJson1]
    );
    assert_eq!(
        (service.signing_name, service.endpoint_prefix),
        ("chime", "chime")
    );
    assert_eq!(service.auth().collect::<Vec<_>>(), [Auth::SigV4]);
    assert_eq!(
        (&*service.title(), &*service.sdk_id()),
        ("Amazon Chime", "Chime")
    );
    assert!(service.deprecated);
    assert_eq!(
        service.reference_url("ListRooms").as_deref(),
        Some("https://docs.aws.amazon.com/goto/WebAPI/chime-2018-05-01/ListRooms")
    );

    let list = operation("chime", "ListRooms");
    assert_eq!((list.method, list.status), ("GET", 200));
    let label = Part::Label {
        name: "AccountId",
        greedy: false,
    };
    let parts: Vec<Part<'_>> = list.path.parts().collect();
    assert_eq!(
        parts,
        [Part::Text("/accounts/"), label, Part::Text("/rooms")]
    );
    assert_eq!(list.errors().count(), 7);
    assert!(
        list.paginator().is_none(),
        "AWS's model has pages for two of Chime's operations"
    );
    let pages = operation("chime", "ListUsers")
        .paginator()
        .unwrap_or_else(|| panic!("pages"));
    assert_eq!(pages.input_tokens().collect::<Vec<_>>(), ["NextToken"]);
    assert_eq!(pages.output_tokens().collect::<Vec<_>>(), ["NextToken"]);
    assert_eq!(pages.limit().as_deref(), Some("MaxResults"));
    assert_eq!(pages.items().collect::<Vec<_>>(), ["Users"]);

    let limit = member("chime", "ListRoomsRequest", "max_results");
    assert_eq!(
        (limit.name, limit.location),
        ("MaxResults", Location::Query("max-results"))
    );
    assert_eq!((limit.ty.kind, limit.required), (Kind::Integer, false));
    let account = member("chime", "ListRoomsRequest", "account_id");
    assert_eq!(
        (account.location, account.required),
        (Location::Label { greedy: false }, true)
    );
}

#[test]
fn chime_creates_a_room() {
    let create = operation("chime", "CreateRoom");
    assert_eq!((create.method, create.status), ("POST", 201));
    assert_eq!(create.errors().count(), 8);
    let name = member("chime", "CreateRoomRequest", "name");
    assert!(name.required && name.ty.sensitive);
    assert!(member("chime", "CreateRoomRequest", "client_request_token").idempotency_token);
    let names: Vec<&str> = shape("chime", "CreateRoomRequest")
        .members()
        .map(|m| m.name)
        .collect();
    assert_eq!(names, ["AccountId", "Name", "ClientRequestToken"]);
    let created = member("chime", "Room", "created_timestamp");
    assert_eq!(created.ty.timestamp_format, Some(TimestampFormat::DateTime));
    assert!(shape("chime", "Room").member("created").is_none());
}

#[test]
fn ivschat_gets_a_room() {
    let get = operation("ivschat", "GetRoom");
    assert_eq!((get.method, get.path.as_str()), ("POST", "/GetRoom"));
    assert_eq!(get.errors().count(), 3);
    let handler = member("ivschat", "GetRoomResponse", "message_review_handler");
    assert_eq!(handler.ty.kind, Kind::Structure("MessageReviewHandler"));
    let fallback = member("ivschat", "MessageReviewHandler", "fallback_result");
    assert_eq!(fallback.ty.kind, Kind::Enum("FallbackResult"));
    let values: Vec<String> = shape("ivschat", "FallbackResult")
        .values()
        .map(|v| v.value.into_owned())
        .collect();
    assert_eq!(values, ["ALLOW", "DENY"]);
    let denied = shape("ivschat", "AccessDeniedException")
        .error()
        .unwrap_or_default();
    assert_eq!(
        (denied.status, denied.fault, denied.retryable),
        (Some(403), Some(Fault::Sender), false)
    );
}

#[test]
fn errors_are_found_by_what_they_say() {
    let chime = model("chime");
    let found = |name| chime.error(name).map(|error| error.name);
    for name in [
        "NotFound",
        "NotFoundException",
        "not_found",
        "NOT_FOUND_EXCEPTION",
    ] {
        assert_eq!(found(name), Some("NotFoundException"), "{name}");
    }
    assert_eq!(found("ThrottledClient"), Some("ThrottledClientException"));
    assert_eq!(found("ThrottledClients"), None);
    assert_eq!(found("Room"), None, "a structure is not an error");
    // An error whose code is not its name, by both.
    let iam = model("iam");
    let expired = shape("iam", "CredentialReportExpiredException");
    assert_eq!(
        (
            expired.code(),
            expired.error().and_then(|error| error.status)
        ),
        ("ReportExpired", Some(410))
    );
    assert_eq!(iam.error("ReportExpired"), Some(expired));
    assert_eq!(iam.error("CredentialReportExpired"), Some(expired));
    let throttled = shape("accessanalyzer", "ThrottlingException")
        .error()
        .unwrap_or_default();
    assert!(throttled.throttling && throttled.retryable);
    let failed = shape("accessanalyzer", "InternalServerException")
        .error()
        .unwrap_or_default();
    assert!(failed.retryable && !failed.throttling && failed.fault == Some(Fault::Server));
}

#[test]
fn ec2_has_its_own_names() {
    assert_eq!(
        member("ec2", "DescribeInstancesRequest", "dry_run").ec2_name(),
        "DryRun"
    );
    assert_eq!(
        member("ec2", "DescribeInstancesRequest", "next_token").wire_name,
        "nextToken"
    );
    let ids = member("ec2", "DescribeInstancesRequest", "instance_ids");
    assert_eq!(
        (ids.wire_name, &*ids.ec2_name()),
        ("InstanceId", "InstanceId")
    );
    // One of the two members with a `queryName`.
    let addresses = member(
        "ec2",
        "InstanceNetworkInterfaceSpecification",
        "ipv6_addresses",
    );
    assert_eq!(
        (addresses.wire_name, &*addresses.ec2_name()),
        ("ipv6AddressesSet", "Ipv6Addresses")
    );
    let Kind::List(item) = addresses.ty.kind else {
        panic!("a list");
    };
    assert_eq!(item.xml_name, Some("item"));
}

#[test]
fn s3_has_its_xml() {
    let put = operation("s3", "PutObject");
    assert_eq!(put.input.map(|input| input.stream), Some(Stream::Blob));
    let key = Part::Label {
        name: "Key",
        greedy: true,
    };
    assert_eq!(put.path.parts().last(), Some(key));
    let checksum = operation("s3", "GetObject").checksum().unwrap_or_default();
    assert_eq!(checksum.mode_member, Some("ChecksumMode"));
    assert!(
        checksum
            .response_algorithms()
            .any(|algorithm| algorithm == "CRC64NVME")
    );
    assert_eq!(
        operation("s3", "ListObjectsV2").path.query(),
        Some("list-type=2")
    );
    let contents = member("s3", "ListObjectsV2Output", "contents");
    assert!(contents.flattened);
    let metadata = member("s3", "PutObjectRequest", "metadata");
    assert_eq!(metadata.location, Location::PrefixHeaders("x-amz-meta-"));
    let kind = member("s3", "Grantee", "type");
    assert!(kind.xml_attribute && kind.wire_name == "xsi:type");
    let grantee = member("s3", "Grant", "grantee");
    assert_eq!(
        (grantee.xml_namespace, grantee.xml_prefix),
        (
            Some("http://www.w3.org/2001/XMLSchema-instance"),
            Some("xsi")
        )
    );
    let configuration = member("s3", "CreateBucketRequest", "create_bucket_configuration");
    assert_eq!(configuration.location, Location::Payload);
    assert_eq!(
        configuration.xml_namespace,
        Some("http://s3.amazonaws.com/doc/2006-03-01/")
    );
    let select = operation("s3", "SelectObjectContent");
    assert_eq!(
        select.output.map(|output| output.stream),
        Some(Stream::Events)
    );
    let payload = member("s3", "SelectObjectContentOutput", "payload");
    let Kind::EventStream(events) = payload.ty.kind else {
        panic!("an event stream");
    };
    assert!(shape("s3", events).members().count() > 3);
    assert!(shape("s3", "RecordsEvent").event);
    assert!(member("s3", "RecordsEvent", "payload").event_payload);
    let root = operation("route53", "CreateHostedZone")
        .input
        .unwrap_or_else(|| panic!("input"));
    assert_eq!(root.xml_name, Some("CreateHostedZoneRequest"));
    assert_eq!(
        root.xml_namespace,
        Some("https://route53.amazonaws.com/doc/2013-04-01/")
    );
}

#[test]
fn endpoint_parameters_are_there() {
    let context = |id, name| operation(id, name).static_context().collect::<Vec<_>>();
    let text = |text: &'static str| ContextValue::String(text.into());
    assert_eq!(
        context("neptune-graph", "ExecuteQuery"),
        [("ApiType", text("DataPlane"))]
    );
    assert_eq!(context("s3", "ListBuckets"), []);
    assert!(model("s3control").operations().any(|operation| {
        operation
            .static_context()
            .any(|found| found == ("RequiresAccountId", ContextValue::Boolean(true)))
    }));
    assert_eq!(
        member("sesv2", "SendEmailRequest", "endpoint_id").context_param,
        Some("EndpointId")
    );
    let paths: Vec<_> = operation("dynamodb", "BatchGetItem")
        .member_context()
        .collect();
    assert_eq!(paths, [("ResourceArnList", "keys(RequestItems)".into())]);
    let host = operation("neptune-graph", "ExecuteQuery")
        .host_prefix
        .unwrap_or_else(|| panic!("host"));
    assert_eq!(host.as_str(), "{graphIdentifier}.");
    assert!(member("neptune-graph", "ExecuteQueryInput", "graph_identifier").host_label);
}

#[test]
fn authentication_is_there() {
    assert!(operation("sts", "AssumeRoleWithWebIdentity").no_auth());
    assert!(!operation("sts", "AssumeRole").no_auth());
    assert!(operation("s3", "WriteGetObjectResponse").unsigned_payload);
    assert_eq!(
        model("codecatalyst").service().auth().collect::<Vec<_>>(),
        [Auth::Bearer]
    );
    assert_eq!(
        model("sdb").service().auth().collect::<Vec<_>>(),
        [Auth::SigV2]
    );
}

#[test]
fn protocols_are_in_the_order_of_preference() {
    let protocols = |id| model(id).service().protocols().collect::<Vec<_>>();
    assert_eq!(
        protocols("cloudwatch"),
        [Protocol::RpcV2Cbor, Protocol::AwsJson, Protocol::AwsQuery]
    );
    assert_eq!(protocols("dynamodb"), [Protocol::AwsJson]);
    assert_eq!(protocols("ec2"), [Protocol::Ec2Query]);
    let dynamodb = model("dynamodb").service();
    assert_eq!(
        (dynamodb.json_version, dynamodb.target_prefix),
        (Some("1.0"), Some("DynamoDB_20120810"))
    );
    assert!(model("sqs").service().query_compatible);
    assert_eq!(
        operation("cloudwatch", "PutMetricData")
            .compression()
            .collect::<Vec<_>>(),
        ["gzip"]
    );
}

#[test]
fn waiters_and_long_paths_are_there() {
    let waiters: Vec<_> = operation("s3", "HeadBucket").waiters().collect();
    let exists = waiters
        .iter()
        .find(|waiter| waiter.name == "BucketExists")
        .unwrap_or_else(|| panic!("waiter"));
    assert_eq!((exists.delay, exists.attempts), (5, Some(20)));
    let first = exists
        .acceptors()
        .next()
        .unwrap_or_else(|| panic!("acceptor"));
    assert_eq!(
        (first.state, first.matcher),
        (WaiterState::Success, Matcher::Status(200))
    );
    let running = operation("ec2", "DescribeInstances")
        .waiters()
        .find(|waiter| waiter.name == "InstanceRunning")
        .unwrap_or_else(|| panic!("waiter"));
    assert_eq!(running.acceptors().count(), 5);
    let Some(Matcher::Path {
        comparator,
        expected,
        path,
        ..
    }) = running.acceptors().next().map(|a| a.matcher)
    else {
        panic!("a path");
    };
    assert_eq!(comparator, Comparator::AllStringEquals);
    assert_eq!(
        (&*expected, &*path),
        ("running", "Reservations[].Instances[].State.Name")
    );
    let pages = operation("s3", "ListObjects")
        .paginator()
        .unwrap_or_else(|| panic!("pages"));
    assert_eq!(
        pages.output_tokens().collect::<Vec<_>>(),
        ["NextMarker || Contents[-1].Key"]
    );
    assert_eq!(
        pages.items().collect::<Vec<_>>(),
        ["Contents", "CommonPrefixes"]
    );
}

#[test]
fn services_are_suggested_by_their_other_names() {
    assert_eq!(services_like("email"), ["pinpoint-email", "ses", "sesv2"]);
    assert_eq!(services_like("Secrets Manager"), ["secretsmanager"]);
    assert_eq!(services_like("nothing such"), [""; 0]);
}
