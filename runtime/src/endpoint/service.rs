//! A service, as endpoint resolution sees it.

use super::own::Own;
use super::rules::{Auth, EndpointRules, FIXED};
use crate::protocol::Protocol;
use crate::protocol::rest_json::RestJson1;

/// The protocol of a service in the table.
macro_rules! protocol {
    (json "1.0" $target:literal) => {
        &$crate::protocol::aws_json::AwsJson::v1_0($target)
    };
    (json "1.0" $target:literal query_compatible) => {
        &$crate::protocol::aws_json::AwsJson::v1_0($target).query_compatible()
    };
    (json "1.1" $target:literal) => {
        &$crate::protocol::aws_json::AwsJson::v1_1($target)
    };
    (rest_xml) => {
        &$crate::protocol::rest_xml::RestXml
    };
    (rest_json) => {
        &$crate::protocol::rest_json::RestJson1
    };
    (smithy_rpc_v2_cbor) => {
        &$crate::protocol::rpc_v2_cbor::RpcV2Cbor::NEW
    };
    (query $version:literal) => {
        &$crate::protocol::aws_query::AwsQuery::new($version)
    };
    (ec2 $version:literal) => {
        &$crate::protocol::ec2_query::Ec2Query::new($version)
    };
    // Not spoken yet: the macros reject declarations for these services.
    ($other:ident $($facts:tt)*) => {
        &$crate::protocol::rest_json::RestJson1
    };
}
pub(super) use protocol;

/// The names, the protocol and the endpoint rules of a service.
///
/// ```
/// use opsmith::{Operation, ServiceMeta, operation};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// let service: &ServiceMeta = DeleteRoom::META.service;
/// assert_eq!((service.id, service.signing_name), ("ivschat", "ivschat"));
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ServiceMeta {
    /// The ID in `service = ".."`, which is the name of botocore's data directory (`chime`, `ivschat`). Empty for your
    /// own service.
    pub id: &'static str,
    /// The SDKs' name for the service (`serviceId` in `service-2.json`), used in `AWS_ENDPOINT_URL_<SERVICE>`. Empty if
    /// there is none.
    pub sdk_id: &'static str,
    /// The service that requests are signed for, unless the endpoint specifies another one.
    pub signing_name: &'static str,
    pub(crate) auth: Auth,
    /// What the service speaks.
    pub(crate) protocol: &'static dyn Protocol,
    pub(crate) endpoint: EndpointRules,
    pub(crate) own: Own,
}

impl ServiceMeta {
    /// Your own service (an API behind API Gateway, a Lambda function URL, an S3-compatible store): requests go to
    /// `endpoint` and are signed for `signing_name`.
    ///
    /// `endpoint` is an `https` or `http` URL without a query. It is checked when it is used. A client that requests
    /// FIPS or dual-stack gets an error, as with every custom endpoint.
    #[must_use]
    pub const fn own(signing_name: &'static str, endpoint: &'static str) -> Self {
        Self {
            id: "",
            sdk_id: "",
            signing_name,
            auth: Auth::SigV4,
            protocol: &RestJson1,
            endpoint: EndpointRules {
                prefix: endpoint,
                own: &[],
                shared: FIXED,
            },
            own: Own::NONE,
        }
    }

    /// Sets the name of your own service in messages and traces: that of its type.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.own.name = name;
        self
    }

    /// Signs requests to your own service for this region, regardless of the client's. A host in a different region is
    /// then an error.
    #[must_use]
    pub const fn in_region(mut self, region: &'static str) -> Self {
        self.own.region = region;
        self
    }

    /// Gives your own service the protocol of its model.
    #[doc(hidden)]
    #[must_use]
    pub const fn speaking(mut self, protocol: &'static dyn Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// Sets the name by which `AWS_ENDPOINT_URL_<SERVICE>` and the `services` section of a profile can move your own
    /// service.
    #[must_use]
    pub const fn with_sdk_id(mut self, sdk_id: &'static str) -> Self {
        self.sdk_id = sdk_id;
        self
    }

    /// The service's name in messages.
    pub(crate) const fn label(&self) -> &'static str {
        let names = [self.id, self.own.name, self.sdk_id];
        let mut index = 0;
        while index < names.len() {
            if !names[index].is_empty() {
                return names[index];
            }
            index += 1;
        }
        self.signing_name
    }
}
