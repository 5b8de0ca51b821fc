//! What opsmith cannot call yet. The macros refuse the same (`check_spoken` in `macros/src/check/aws/operation.rs`).

use opsmith_models::{
    Auth, ContextValue, Discovery, Member, Model, Operation, Protocol, Service, Stream,
};

/// The protocol that is spoken with a service, by Smithy's name. Of several, it is the first in botocore's order
/// (`PRIORITY_ORDERED_SUPPORTED_PROTOCOLS`).
pub(crate) fn protocol(service: &Service<'_>) -> Protocol {
    const ORDER: [Protocol; 6] = [
        Protocol::AwsJson,
        Protocol::RestJson1,
        Protocol::RestXml,
        Protocol::RpcV2Cbor,
        Protocol::AwsQuery,
        Protocol::Ec2Query,
    ];
    let offered = |wanted: &Protocol| service.protocols().any(|protocol| protocol == *wanted);
    // Every service has one.
    ORDER
        .into_iter()
        .find(offered)
        .unwrap_or(Protocol::RestJson1)
}

/// Whether opsmith can call a service at all. It speaks every protocol, but Amazon S3 and its control have rules of their
/// own.
pub(crate) fn is_spoken(service: &Service<'_>) -> bool {
    !matches!(service.id, "s3" | "s3control")
}

/// The name of the protocol that is spoken with a service: `awsJson1.1`.
pub(crate) fn protocol_name(service: &Service<'_>) -> &'static str {
    match protocol(service) {
        Protocol::AwsJson if service.json_version == Some("1.1") => "awsJson1.1",
        Protocol::AwsJson => "awsJson1.0",
        Protocol::RestJson1 => "restJson1",
        Protocol::RestXml => "restXml",
        Protocol::RpcV2Cbor => "rpcv2Cbor",
        Protocol::AwsQuery => "awsQuery",
        Protocol::Ec2Query => "ec2Query",
    }
}

/// Whether members go to other places than the body.
pub(crate) fn binds_to_http(service: &Service<'_>) -> bool {
    matches!(protocol(service), Protocol::RestJson1 | Protocol::RestXml)
}

/// Why an operation cannot be declared yet.
pub(crate) fn refusals(model: Model<'_>, operation: &Operation<'_>) -> Vec<String> {
    let service = model.service();
    let mut found = Vec::new();
    if !is_spoken(&service) {
        found.push(format!(
            "{} uses {} with its own rules, which opsmith does not support yet",
            service.id,
            protocol_name(&service)
        ));
    }
    let roots = [operation.input, operation.output];
    if roots
        .iter()
        .flatten()
        .any(|root| root.stream == Stream::Events)
    {
        found.push("it is an event stream, which opsmith does not support yet".to_owned());
    }
    if let Some(auth) = foreign_auth(&service, operation) {
        found.push(format!(
            "it requires {auth}, which opsmith does not support yet"
        ));
    }
    if let Some(parameter) = foreign_endpoint(&service, operation) {
        found.push(format!(
            "it has a different host than its service (endpoint parameter `{parameter}`), which opsmith cannot determine yet"
        ));
    }
    let input = operation.input.and_then(|root| model.shape(root.shape));
    let required = input
        .iter()
        .flat_map(opsmith_models::Shape::members)
        .find(|member| {
            member.required && member.gone.is_none() && moves_operation(&service, member)
        });
    if let Some(member) = required {
        found.push(format!(
            "its required member `{}` moves it to a different host, which opsmith cannot determine yet",
            member.name
        ));
    }
    if operation.discovery == Discovery::Required {
        found.push(
            "its host is returned by another operation (endpoint discovery), which opsmith does not support yet"
                .to_owned(),
        );
    }
    if let Some(version) = operation.gone.or(service.gone) {
        found.push(format!(
            "AWS has withdrawn it: its models no longer include it as of botocore {version}"
        ));
    }
    found
}

fn foreign_auth(service: &Service<'_>, operation: &Operation<'_>) -> Option<&'static str> {
    let own: Option<Vec<Auth>> = operation.auth().map(Iterator::collect);
    let schemes = own.unwrap_or_else(|| service.auth().collect());
    // SigV4a comes in addition to another kind of authentication.
    Some(match schemes.iter().find(|auth| **auth != Auth::SigV4a) {
        Some(Auth::SigV4 | Auth::None | Auth::Bearer) => return None,
        Some(Auth::ApiKey) => "an API key",
        Some(Auth::Basic) => "HTTP Basic authentication",
        Some(Auth::Digest) => "HTTP Digest authentication",
        Some(Auth::SigV2) => "SigV2",
        Some(Auth::SigV4a) | None => "SigV4a",
    })
}

fn foreign_endpoint<'m>(service: &Service<'_>, operation: &Operation<'m>) -> Option<&'m str> {
    // These values do not change the host.
    let usual = |name: &str, value: &ContextValue<'_>| match value {
        _ if !moves_host(service, name) => true,
        ContextValue::String(value) => {
            matches!(
                (name, &**value),
                ("ApiType", "ControlPlane") | ("ServiceType", "ACM")
            )
        }
        ContextValue::Boolean(value) => name == "IsControlPlane" && !value,
        ContextValue::Strings(_) => false,
    };
    let mut constant = operation.static_context();
    let moved = constant.find(|(name, value)| !usual(name, value));
    moved.map(|(name, _)| name).or_else(|| {
        let mut names = operation.member_context().map(|(name, _)| name);
        names.find(|name| moves_host(service, name))
    })
}

/// Whether a member of an operation moves it to a host that opsmith cannot determine.
pub(crate) fn moves_operation(service: &Service<'_>, member: &Member<'_>) -> bool {
    member
        .context_param
        .is_some_and(|parameter| moves_host(service, parameter))
}

/// Whether an endpoint parameter leads away from the regional host: `Aws::moves_host` of the macros says why these do not.
fn moves_host(service: &Service<'_>, parameter: &str) -> bool {
    let beside: &[&str] = match service.id {
        "dynamodb" => &["ResourceArn", "ResourceArnList"],
        "dynamodbstreams" => &["StreamArn", "ShardIterator"],
        "kinesis" => &["StreamARN", "ConsumerARN", "ResourceARN", "OperationType"],
        _ => &[],
    };
    !beside.contains(&parameter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(service: &str, operation: &str) -> String {
        let model = opsmith_models::service(service).unwrap();
        refusals(model, &model.operation(operation).unwrap()).join("; ")
    }

    #[test]
    fn what_the_macros_refuse_is_refused_with_the_reason() {
        assert_eq!(why("ivschat", "CreateRoom"), "");
        assert_eq!(why("dynamodb", "PutItem"), "");
        assert!(why("lexv2-runtime", "StartConversation").contains("event stream"));
        assert!(why("neptune-graph", "CancelQuery").contains("different host"));
        assert!(why("s3", "GetObject").contains("restXml"));
        assert_eq!(why("cloudfront", "GetDistribution"), "");
        assert_eq!(why("ec2", "DescribeInstances"), "");
    }

    /// A protocol that the macros learn is one more here: `.ci/run` compares this number with the models.
    #[test]
    fn the_readme_counts_the_services_that_are_spoken() {
        let services: Vec<_> = opsmith_models::services()
            .iter()
            .filter_map(|id| opsmith_models::service(id))
            .filter(|model| model.service().gone.is_none())
            .collect();
        let spoken = services
            .iter()
            .filter(|model| is_spoken(&model.service()))
            .count();
        let here = format!("of {spoken} of AWS's {} services", services.len());
        let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
        let readme = std::fs::read_to_string(readme).unwrap();
        let words: Vec<&str> = readme.split_whitespace().collect();
        assert!(
            words.join(" ").contains(&here),
            "{here}: is `is_spoken` complete?"
        );
    }
}
