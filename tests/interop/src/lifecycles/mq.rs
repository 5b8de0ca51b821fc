//! Amazon MQ.

use std::collections::BTreeMap;

use opsmith::{
    ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, service, shape,
};

use super::Failure;

#[service(id = "mq", error = MqError)]
pub struct Mq;

#[derive(Debug, ApiError)]
#[op(service = "mq")]
pub enum MqError {
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "mq", client = Mq, output = CreatedBroker)]
pub struct CreateBroker {
    pub broker_name: String,
    pub deployment_mode: String,
    pub engine_type: String,
    pub host_instance_type: String,
    pub publicly_accessible: bool,
    pub engine_version: Option<String>,
    pub auto_minor_version_upgrade: Option<bool>,
    pub users: Option<Vec<User>>,
    pub tags: Option<BTreeMap<String, String>>,
    pub creator_request_id: Option<String>,
}

#[output(service = "mq", operation = "CreateBroker")]
pub struct CreatedBroker {
    pub broker_arn: String,
    pub broker_id: String,
}

#[shape(service = "mq")]
pub struct User {
    pub username: String,
    pub password: String,
}

#[operation(service = "mq", client = Mq, output = Broker)]
pub struct DescribeBroker {
    pub broker_id: String,
}

#[output(service = "mq", operation = "DescribeBroker")]
pub struct Broker {
    pub broker_arn: String,
    pub broker_name: String,
    pub auto_minor_version_upgrade: bool,
    pub created: Timestamp,
    pub users: Vec<UserSummary>,
    pub tags: BTreeMap<String, String>,
}

#[operation(
    service = "mq", client = Mq,
    output = Brokers,
)]
pub struct ListBrokers {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "mq", operation = "ListBrokers")]
pub struct Brokers {
    #[op(default)]
    pub broker_summaries: Vec<BrokerSummary>,
    pub next_token: Option<String>,
}

#[shape(service = "mq")]
pub struct UserSummary {
    pub username: String,
}

#[shape(service = "mq")]
pub struct BrokerSummary {
    pub broker_id: String,
}

#[operation(service = "mq", client = Mq)]
pub struct DeleteBroker {
    pub broker_id: String,
}

#[operation(service = "mq", client = Mq)]
pub struct CreateTags {
    pub resource_arn: String,
    pub tags: BTreeMap<String, String>,
}

#[operation(service = "mq", client = Mq, output = Tags)]
pub struct ListTags {
    pub resource_arn: String,
}

#[output(service = "mq", operation = "ListTags")]
pub struct Tags {
    pub tags: BTreeMap<String, String>,
}

#[operation(service = "mq", client = Mq)]
pub struct DeleteTags {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let mq = Mq::new(client);
    let tags = BTreeMap::from([("team".to_owned(), "ops".to_owned())]);
    let created = mq
        .create_broker(
            "broker",
            "SINGLE_INSTANCE",
            "ACTIVEMQ",
            "mq.t3.micro",
            false,
        )
        .engine_version("5.18")
        .auto_minor_version_upgrade(true)
        .users([User {
            username: "admin".to_owned(),
            password: "adminpassword123".to_owned(),
        }])
        .tags(tags.clone())
        .await?;
    let broker = mq.describe_broker(&created.broker_id).await?;
    assert_eq!(broker.broker_arn, created.broker_arn);
    assert_eq!(broker.broker_name, "broker");
    assert!(broker.auto_minor_version_upgrade);
    assert!(broker.created.secs() > 1_700_000_000);
    assert_eq!(broker.users[0].username, "admin");
    assert_eq!(broker.tags, tags);

    mq.create_tags(
        &created.broker_arn,
        BTreeMap::from([("a b".to_owned(), "ü".to_owned())]),
    )
    .await?;
    assert_eq!(mq.list_tags(&created.broker_arn).await?.tags["a b"], "ü");
    mq.delete_tags(&created.broker_arn, ["a b".to_owned(), "other".to_owned()])
        .await?;
    assert_eq!(mq.list_tags(&created.broker_arn).await?.tags, tags);

    let mut brokers = mq.list_brokers().max_results(5).items();
    let listed = brokers.try_next().await?.ok_or("no broker is listed")?;
    assert_eq!(listed.broker_id, created.broker_id);
    mq.delete_broker(&created.broker_id).await?;
    let gone = mq.describe_broker(&created.broker_id).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(MqError::NotFound(_))
    ));
    Ok(())
}
