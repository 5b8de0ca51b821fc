//! Simple Notification Service, in awsQuery.

use std::collections::BTreeMap;

use futures_util::TryStreamExt;
use opsmith::{ApiError, Blob, Client, ErrorBody, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "sns", output = CreateTopicOutput)]
pub struct CreateTopic {
    pub name: String,
    pub attributes: Option<BTreeMap<String, String>>,
}

#[output(service = "sns")]
pub struct CreateTopicOutput {
    pub topic_arn: Option<String>,
}

#[operation(service = "sns", output = GetTopicAttributesOutput, error = SnsError)]
pub struct GetTopicAttributes {
    pub topic_arn: String,
}

#[output(service = "sns")]
pub struct GetTopicAttributesOutput {
    #[op(default)]
    pub attributes: BTreeMap<String, String>,
}

#[operation(service = "sns", output = ListTopicsOutput)]
pub struct ListTopics {
    pub next_token: Option<String>,
}

#[output(service = "sns")]
pub struct ListTopicsOutput {
    #[op(default)]
    pub topics: Vec<Topic>,
    pub next_token: Option<String>,
}

#[shape(service = "sns")]
pub struct Topic {
    pub topic_arn: Option<String>,
}

#[operation(service = "sns", output = PublishOutput, error = SnsError)]
pub struct Publish {
    pub topic_arn: Option<String>,
    pub message: String,
    pub message_attributes: Option<BTreeMap<String, MessageAttributeValue>>,
}

#[shape(service = "sns")]
pub struct MessageAttributeValue {
    pub data_type: String,
    pub string_value: Option<String>,
    pub binary_value: Option<Blob>,
}

#[output(service = "sns")]
pub struct PublishOutput {
    pub message_id: Option<String>,
}

#[operation(service = "sns")]
pub struct DeleteTopic {
    pub topic_arn: String,
}

#[derive(Debug, ApiError)]
#[op(service = "sns")]
pub enum SnsError {
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

/// More than one page of moto's, which has 100.
const TOPICS: usize = 102;

pub async fn run(client: &Client) -> Result<(), Failure> {
    let mut arns = Vec::new();
    for number in 0..TOPICS {
        let name = BTreeMap::from([("DisplayName".to_owned(), format!("the <{number}> & more"))]);
        let create = CreateTopic::new(format!("topic-{number}")).attributes(name);
        arns.push(create.send(client).await?.topic_arn.ok_or("an ARN")?);
    }
    let arn = &arns[7];
    let found = GetTopicAttributes::new(arn).send(client).await?.attributes;
    assert_eq!(found["DisplayName"], "the <7> & more");
    assert_eq!(&found["TopicArn"], arn);

    let listed: Vec<Topic> = ListTopics::new().items(client).try_collect().await?;
    let mut listed: Vec<_> = listed.into_iter().filter_map(|it| it.topic_arn).collect();
    listed.sort_unstable();
    arns.sort_unstable();
    assert_eq!(listed, arns);

    let attributes = BTreeMap::from([
        (
            "text".to_owned(),
            MessageAttributeValue::new("String").string_value("a=b"),
        ),
        (
            "bytes".to_owned(),
            MessageAttributeValue::new("Binary").binary_value(vec![0, 255]),
        ),
    ]);
    let publish = Publish::new("hello & good-bye\n").topic_arn(&arns[0]);
    let published = publish.message_attributes(attributes).send(client).await?;
    assert!(published.message_id.is_some());

    for arn in &arns {
        DeleteTopic::new(arn).send(client).await?;
    }
    let gone = GetTopicAttributes::new(&arns[0]).send(client).await;
    let error = gone.err().ok_or("a deleted topic")?;
    assert!(matches!(
        error.into_service_error(),
        Some(SnsError::NotFound(_))
    ));
    Ok(())
}
