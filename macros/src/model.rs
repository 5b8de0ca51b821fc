//! What models say of the names in a declaration: AWS's, and those of your own services. Nothing here reports: the rules
//! are in `check/aws/`.

mod describe;
pub(crate) mod file;

use std::fmt;

use opsmith_models::{Auth, ContextValue, Kind, Model, Operation, Protocol, Service, Shape, Type};

use crate::ast;
pub(crate) use describe::{described, field_name, location, rust_type};

/// A service with its model: one of AWS, or your own.
#[derive(Clone, Copy)]
pub(crate) struct Aws<'m> {
    pub(crate) id: &'m str,
    pub(crate) model: Model<'m>,
    /// The file of your own model.
    pub(crate) path: Option<&'m str>,
    // Asked at each member: the header has more lines than a few blocks.
    binds_to_http: bool,
    needs_traits: bool,
}

/// `chime's CreateRoom`
#[derive(Clone, Copy)]
pub(crate) struct Owner<'m> {
    pub(crate) service: &'m str,
    pub(crate) name: &'m str,
    /// The service is your own.
    pub(crate) own: bool,
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}'s {}", self.service, self.name)
    }
}

impl<'m> Aws<'m> {
    /// The service of AWS with this id.
    pub(crate) fn find(id: &str) -> Option<Aws<'static>> {
        opsmith_models::service(id).map(|model| Aws::new(model, None))
    }

    /// Your own service, whose model is in this file.
    pub(crate) fn load(path: &str) -> Result<Aws<'static>, String> {
        file::load(path).map(|(model, path)| Aws::new(model, Some(path)))
    }

    pub(crate) fn new(model: Model<'m>, path: Option<&'m str>) -> Self {
        use ast::Protocol::{AwsJson, RestJson1, RestXml, RpcV2Cbor};
        let mut aws = Aws {
            id: model.service().id,
            model,
            path,
            binds_to_http: false,
            needs_traits: true,
        };
        let protocol = aws.protocol();
        aws.binds_to_http = matches!(protocol, Ok(RestJson1 | RestXml));
        aws.needs_traits = !matches!(protocol, Ok(RestJson1 | AwsJson { .. } | RpcV2Cbor { .. }));
        aws
    }

    /// What the model says about the service as a whole.
    pub(crate) fn service(&self) -> Service<'m> {
        self.model.service()
    }

    /// What a declaration calls it: `service = ".."`.
    pub(crate) fn written(&self) -> &'m str {
        self.path.unwrap_or(self.id)
    }

    /// Tells the service from all others. Your own is never one of AWS, and its versions are different services.
    pub(crate) fn key(&self) -> String {
        if self.path.is_some() {
            format!("{} {}", self.id, self.service().api_version)
        } else {
            self.id.to_owned()
        }
    }

    pub(crate) fn owner(&self, name: &'m str) -> Owner<'m> {
        Owner {
            service: self.id,
            name,
            own: self.path.is_some(),
        }
    }

    /// The protocol to speak with the service, or why opsmith does not speak it.
    pub(crate) fn protocol(&self) -> Result<ast::Protocol, &'static str> {
        let service = self.service();
        let offered = |protocol| service.protocols().any(|other| other == protocol);
        // Of several, the first in botocore's order (`PRIORITY_ORDERED_SUPPORTED_PROTOCOLS`).
        if offered(Protocol::AwsJson) {
            return Ok(ast::Protocol::AwsJson {
                v1_1: service.json_version == Some("1.1"),
                target: service.target_prefix.unwrap_or(service.id).to_owned(),
                query_compatible: service.query_compatible,
            });
        }
        if offered(Protocol::RestJson1) {
            return Ok(ast::Protocol::RestJson1);
        }
        if offered(Protocol::RestXml) {
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html,
            // https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html
            return match self.id {
                "s3" if self.path.is_none() => {
                    Err("restXml with its own rules for hosts, keys and checksums")
                }
                "s3control" if self.path.is_none() => {
                    Err("restXml with its own rules for hosts and ARNs")
                }
                _ => Ok(ast::Protocol::RestXml),
            };
        }
        if offered(Protocol::RpcV2Cbor) {
            return Ok(ast::Protocol::RpcV2Cbor {
                target: service.target_prefix.unwrap_or(service.id).to_owned(),
                query_compatible: service.query_compatible,
            });
        }
        let version = service.api_version.to_owned();
        if offered(Protocol::AwsQuery) {
            return Ok(ast::Protocol::AwsQuery { version });
        }
        if offered(Protocol::Ec2Query) {
            return Ok(ast::Protocol::Ec2Query { version });
        }
        Err("none of AWS's protocols")
    }

    /// Whether members go to other places than the body.
    pub(crate) fn binds_to_http(&self) -> bool {
        self.binds_to_http
    }

    /// Whether members have traits that only XML and queries need.
    pub(crate) fn needs_traits(&self) -> bool {
        self.needs_traits
    }

    /// How the operation's requests are authenticated; `None` if opsmith cannot.
    pub(crate) fn auth(&self, operation: &Operation<'m>) -> Option<ast::Auth> {
        let mut schemes = self
            .model_auth(Some(operation))
            .filter(|auth| *auth != Auth::SigV4a);
        match schemes.next()? {
            Auth::SigV4 if schemes.any(|other| other == Auth::Bearer) => {
                Some(ast::Auth::SigV4OrBearer)
            }
            Auth::SigV4 => Some(ast::Auth::SigV4),
            Auth::Bearer => Some(ast::Auth::Bearer),
            Auth::None => Some(ast::Auth::None),
            _ => None,
        }
    }

    /// The authentication schemes of the operation, or else of its service.
    fn model_auth(
        &self,
        operation: Option<&Operation<'m>>,
    ) -> impl Iterator<Item = Auth> + use<'m> {
        let own: Option<Vec<Auth>> = operation.and_then(Operation::auth).map(Iterator::collect);
        own.unwrap_or_else(|| self.service().auth().collect())
            .into_iter()
    }

    /// The authentication that the operation, or else its service, requires, if opsmith does not support it.
    pub(crate) fn foreign_auth(&self, operation: Option<&Operation<'m>>) -> Option<&'static str> {
        // SigV4a comes in addition to another kind of authentication.
        let first = self
            .model_auth(operation)
            .find(|auth| *auth != Auth::SigV4a);
        Some(match first {
            Some(Auth::SigV4 | Auth::None | Auth::Bearer) => return None,
            Some(Auth::ApiKey) => "an API key",
            Some(Auth::Basic) => "HTTP Basic authentication",
            Some(Auth::Digest) => "HTTP Digest authentication",
            Some(Auth::SigV2) => "SigV2",
            Some(Auth::SigV4a) | None => "SigV4a",
        })
    }

    /// The endpoint parameter that an operation sets and that moves its host, which opsmith does not resolve.
    pub(crate) fn foreign_endpoint(&self, operation: &Operation<'m>) -> Option<&'m str> {
        let mut constant = operation.static_context();
        let moved = constant.find(|(name, value)| {
            self.moves_host(name) && !is_usual(name, value) && self.row(name, value).is_none()
        });
        moved.map(|(name, _)| name).or_else(|| {
            let mut names = operation.member_context().map(|(name, _)| name);
            names.find(|name| self.moves_host(name))
        })
    }

    /// The row of the endpoint table for an operation that has other hosts than its service: `acm__ACM-ACME`.
    pub(crate) fn endpoint(&self, operation: &Operation<'m>) -> Option<String> {
        let mut constant = operation.static_context();
        let word = constant.find_map(|(name, value)| self.row(name, &value));
        word.map(|word| format!("{}__{word}", self.id))
    }

    /// What tells the operations that set an endpoint parameter from the others in the endpoint table, which has rules for
    /// these parameters (`moved` in `tools/endpoints/model.py`).
    fn row(&self, name: &'m str, value: &ContextValue<'m>) -> Option<String> {
        let known = match self.id {
            "acm" => name == "ServiceType",
            "arc-region-switch" => name == "UseControlPlaneEndpoint",
            "dynamodb" => name == "IsSearchOperation",
            "kinesis" => name == "ResourceType",
            "neptune-graph" => name == "ApiType",
            "signin" => name == "IsOAuthEndpoint",
            "wellarchitected" => name == "SubServiceType",
            _ => false,
        };
        match value {
            _ if !known || self.path.is_some() || is_usual(name, value) => None,
            ContextValue::Boolean(value) => value.then(|| name.to_owned()),
            ContextValue::String(value) => Some(value.clone().into_owned()),
            ContextValue::Strings(_) => None,
        }
    }

    /// Whether an endpoint parameter leads away from the regional host. In these services, an ARN leads to the host of its
    /// account, which is a second name of the regional one: botocore sends the same request there if it is told the
    /// table's or stream's name instead.
    pub(crate) fn moves_host(&self, parameter: &str) -> bool {
        let beside: &[&str] = match self.id {
            "dynamodb" => &["ResourceArn", "ResourceArnList"],
            "dynamodbstreams" => &["StreamArn", "ShardIterator"],
            "kinesis" => &["StreamARN", "ConsumerARN", "ResourceARN", "OperationType"],
            _ => &[],
        };
        !beside.contains(&parameter)
    }

    /// Whether a value of the type must not be logged.
    pub(crate) fn is_sensitive(&self, ty: Type<'m>) -> bool {
        let named = || {
            let shape = innermost(ty).kind.shape();
            shape.and_then(|name| self.model.shape(name))
        };
        ty.has_sensitive() || named().is_some_and(|shape| shape.sensitive)
    }

    /// The operation that a type is the output of: `ListRooms` of `ListRoomsOutput`.
    pub(crate) fn operation_of_output(&self, name: &str) -> Option<Operation<'m>> {
        ["Output", "Response", "Result", "Reply"]
            .iter()
            .filter_map(|suffix| name.strip_suffix(suffix))
            .find_map(|stem| self.model.operation(stem))
    }

    /// The output of an operation.
    pub(crate) fn output_shape(&self, operation: &Operation<'m>) -> Option<Shape<'m>> {
        self.model.shape(operation.output?.shape)
    }
}

/// Whether a constant endpoint parameter does not change the host.
fn is_usual(name: &str, value: &ContextValue<'_>) -> bool {
    match value {
        ContextValue::String(value) => matches!(
            (name, &**value),
            ("ApiType", "ControlPlane") | ("ServiceType", "ACM")
        ),
        ContextValue::Boolean(value) => name == "IsControlPlane" && !value,
        ContextValue::Strings(_) => false,
    }
}

/// The innermost type of lists, sets and maps.
pub(crate) fn innermost(ty: Type<'_>) -> Type<'_> {
    match ty.kind {
        Kind::List(element) | Kind::Set(element) => innermost(element.ty()),
        Kind::Map { value, .. } => innermost(value.ty()),
        _ => ty,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Aws;

    /// `tools/models/counts.py` has a list of the protocols that are spoken.
    #[test]
    fn the_readme_counts_the_services_that_are_spoken() {
        let services: Vec<_> = opsmith_models::services()
            .iter()
            .filter_map(|id| Aws::find(id))
            .filter(|aws| aws.service().gone.is_none())
            .collect();
        let spoken = services.iter().filter(|aws| aws.protocol().is_ok());
        let here = format!("of {} of AWS's {} services", spoken.count(), services.len());
        let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
        let readme = std::fs::read_to_string(readme).unwrap();
        let words: Vec<&str> = readme.split_whitespace().collect();
        assert!(words.join(" ").contains(&here), "{here}");
    }

    /// Every operation that has other hosts than its service has a row in the endpoint table, and every such row has one.
    #[test]
    fn operations_with_other_hosts_have_a_row_in_the_endpoint_table() {
        let table = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../runtime/src/endpoint/table.rs"
        );
        let table = std::fs::read_to_string(table).unwrap();
        let rows = table
            .lines()
            .filter_map(|line| line.split_once(" \"")?.0.into());
        let rows: BTreeSet<&str> = rows.filter(|name: &&str| name.contains("__")).collect();
        let mut named = BTreeSet::new();
        for aws in opsmith_models::services()
            .iter()
            .filter_map(|id| Aws::find(id))
        {
            let with_row = aws
                .model
                .operations()
                .filter_map(|operation| aws.endpoint(&operation));
            named.extend(with_row.map(|row| crate::expand::service_constant(&row).to_string()));
        }
        assert_eq!(
            rows.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(),
            named
        );
        assert_eq!(named.len(), 7);
    }
}
