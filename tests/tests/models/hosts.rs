//! Operations with other hosts than the rest of their service: an endpoint parameter says so in the model.

use opsmith::testing::FakeService;
use opsmith::{Client, Credentials, operation, service};

#[operation(service = "wellarchitected")]
pub struct GetAgentContext {
    pub profile_arn: String,
    pub id: String,
}

#[operation(service = "wellarchitected")]
pub struct GetWorkload {
    pub workload_id: String,
}

#[operation(service = "acm", client = Certificates)]
pub struct DescribeAcmeEndpoint {
    pub acme_endpoint_arn: String,
}

#[operation(service = "acm", client = Certificates)]
pub struct DescribeCertificate {
    pub certificate_arn: String,
}

#[service(id = "acm")]
pub struct Certificates;

#[operation(service = "arc-region-switch")]
pub struct GetPlan {
    pub arn: String,
}

#[operation(service = "neptune-graph")]
pub struct GetQuery {
    pub graph_identifier: String,
    pub query_id: String,
}

#[operation(service = "signin")]
pub struct IntrospectOAuth2TokenWithIAM {
    pub token: String,
}

fn builder() -> opsmith::ClientBuilder {
    Client::builder()
        .region("eu-west-1")
        .credentials(Credentials::from_keys("AKID", "secret", None))
}

/// What botocore 1.44.5 sends the same calls to.
#[tokio::test]
async fn an_operation_goes_to_the_host_of_its_endpoint_parameter() {
    let client = builder().build().unwrap();
    let host = |request: http::Request<_>| -> String {
        let _: &bytes::Bytes = request.body();
        request.uri().host().unwrap().to_owned()
    };
    let agent = GetAgentContext::new("a", "c").to_http(&client).await;
    assert_eq!(
        host(agent.unwrap()),
        "wellarchitected-agent.eu-west-1.amazonaws.com"
    );
    let workload = GetWorkload::new("w").to_http(&client).await;
    assert_eq!(
        host(workload.unwrap()),
        "wellarchitected.eu-west-1.amazonaws.com"
    );
    let acme = DescribeAcmeEndpoint::new("e").to_http(&client).await;
    assert_eq!(host(acme.unwrap()), "acm-acme.eu-west-1.api.aws");
    let certificate = DescribeCertificate::new("c").to_http(&client).await;
    assert_eq!(host(certificate.unwrap()), "acm.eu-west-1.amazonaws.com");
    let plan = GetPlan::new("p").to_http(&client).await;
    assert_eq!(
        host(plan.unwrap()),
        "arc-region-switch-control-plane.us-east-1.api.aws"
    );
    let query = GetQuery::new("g", "q").to_http(&client).await;
    assert_eq!(
        host(query.unwrap()),
        "g.eu-west-1.neptune-graph.amazonaws.com"
    );
    let token = IntrospectOAuth2TokenWithIAM::new("t")
        .to_http(&client)
        .await;
    assert_eq!(host(token.unwrap()), "eu-west-1.oauth.signin.aws");
}

#[tokio::test]
async fn fips_is_refused_where_the_parameter_has_no_such_host() {
    let client = builder().use_fips(true).build().unwrap();
    let error = DescribeAcmeEndpoint::new("e").to_http(&client).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("FIPS endpoints are not available"),
        "{error}"
    );
}

#[tokio::test]
async fn a_typed_client_sends_both_kinds() {
    let fake = FakeService::start().await.unwrap();
    let empty = || http::Response::new(bytes::Bytes::from_static(b"{}"));
    fake.on_raw::<DescribeAcmeEndpoint>(move |_| empty());
    fake.on_raw::<DescribeCertificate>(move |_| empty());
    let certificates = Certificates::new(&fake.client());
    certificates.describe_acme_endpoint("e").await.unwrap();
    certificates.describe_certificate("c").await.unwrap();
    assert_eq!(fake.requests().len(), 2);
}
