//! Simple Queue Service, whose error codes are those of its former protocol.

use std::collections::BTreeMap;

use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "sqs", output = CreateQueueResult, error = QueueError)]
pub struct CreateQueue {
    pub queue_name: String,
    pub attributes: Option<BTreeMap<String, String>>,
}

#[output(service = "sqs")]
pub struct CreateQueueResult {
    pub queue_url: String,
}

#[operation(service = "sqs", output = GetQueueUrlResult, error = QueueError)]
pub struct GetQueueUrl {
    pub queue_name: String,
}

#[output(service = "sqs")]
pub struct GetQueueUrlResult {
    pub queue_url: String,
}

#[operation(service = "sqs", output = SendMessageResult, error = QueueError)]
pub struct SendMessage {
    pub queue_url: String,
    pub message_body: String,
    pub message_attributes: Option<BTreeMap<String, MessageAttributeValue>>,
}

#[output(service = "sqs")]
pub struct SendMessageResult {
    pub md5_of_message_body: String,
}

#[operation(service = "sqs", output = SendMessageBatchResult, error = QueueError)]
pub struct SendMessageBatch {
    pub queue_url: String,
    pub entries: Vec<SendMessageBatchRequestEntry>,
}

#[shape(service = "sqs")]
pub struct SendMessageBatchRequestEntry {
    pub id: String,
    pub message_body: String,
}

#[output(service = "sqs")]
pub struct SendMessageBatchResult {
    pub successful: Vec<SendMessageBatchResultEntry>,
    #[op(default)]
    pub failed: Vec<BatchResultErrorEntry>,
}

#[shape(service = "sqs")]
pub struct SendMessageBatchResultEntry {
    pub id: String,
}

#[shape(service = "sqs")]
pub struct BatchResultErrorEntry {
    pub id: String,
    pub code: String,
}

#[operation(service = "sqs", output = ReceiveMessageResult, error = QueueError)]
pub struct ReceiveMessage {
    pub queue_url: String,
    pub max_number_of_messages: Option<i32>,
    pub message_attribute_names: Option<Vec<String>>,
}

#[output(service = "sqs")]
pub struct ReceiveMessageResult {
    #[op(default)]
    pub messages: Vec<Message>,
}

#[shape(service = "sqs")]
pub struct Message {
    pub body: Option<String>,
    pub receipt_handle: Option<String>,
    #[op(default)]
    pub message_attributes: BTreeMap<String, MessageAttributeValue>,
}

#[shape(service = "sqs")]
pub struct MessageAttributeValue {
    pub data_type: String,
    pub string_value: Option<String>,
}

#[operation(service = "sqs", error = QueueError)]
pub struct DeleteMessage {
    pub queue_url: String,
    pub receipt_handle: String,
}

#[operation(service = "sqs", error = QueueError)]
pub struct DeleteQueue {
    pub queue_url: String,
}

#[derive(Debug, ApiError)]
#[op(service = "sqs")]
pub enum QueueError {
    QueueDoesNotExist(ErrorBody),
    EmptyBatchRequest(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let attributes = [("VisibilityTimeout".to_owned(), "60".to_owned())];
    let url = CreateQueue::new("jobs")
        .attributes(attributes)
        .send(client)
        .await?
        .queue_url;
    let found = GetQueueUrl::new("jobs").send(client).await?;
    assert_eq!(found.queue_url, url);

    let attribute = MessageAttributeValue::new("String").string_value("hoch");
    let sent = SendMessage::new(&url, "größer\n<b>")
        .message_attributes([("priority".to_owned(), attribute)])
        .send(client)
        .await?;
    assert_eq!(sent.md5_of_message_body, "046874ab14f2fee66e15d53e21adbbea");
    let entries = ["one", "two"].map(|id| SendMessageBatchRequestEntry::new(id, id));
    let batch = SendMessageBatch::new(&url, entries).send(client).await?;
    let ids: Vec<_> = batch.successful.iter().map(|entry| &*entry.id).collect();
    assert_eq!(ids, ["one", "two"]);
    assert!(batch.failed.is_empty());

    let received = ReceiveMessage::new(&url)
        .max_number_of_messages(10)
        .message_attribute_names(["All".to_owned()])
        .send(client)
        .await?
        .messages;
    let mut bodies: Vec<_> = received
        .iter()
        .filter_map(|one| one.body.as_deref())
        .collect();
    bodies.sort_unstable();
    assert_eq!(bodies, ["größer\n<b>", "one", "two"]);
    let first = received
        .iter()
        .find(|one| !one.message_attributes.is_empty());
    let priority = first.map(|one| &one.message_attributes["priority"]);
    assert_eq!(
        priority.and_then(|value| value.string_value.as_deref()),
        Some("hoch")
    );
    for message in received {
        let handle = message.receipt_handle.ok_or("no receipt")?;
        DeleteMessage::new(&url, handle).send(client).await?;
    }
    assert!(
        ReceiveMessage::new(&url)
            .send(client)
            .await?
            .messages
            .is_empty()
    );

    let empty = SendMessageBatch::new(&url, []).send(client).await.err();
    let empty = empty.ok_or("an empty batch was taken")?;
    assert!(
        matches!(
            empty.service_error(),
            Some(QueueError::EmptyBatchRequest(_))
        ),
        "{empty}"
    );
    assert_eq!(
        empty.code(),
        Some("AWS.SimpleQueueService.EmptyBatchRequest")
    );
    DeleteQueue::new(&url).send(client).await?;
    let gone = GetQueueUrl::new("jobs").send(client).await.err();
    let gone = gone.ok_or("the queue is still there")?;
    assert!(
        matches!(gone.service_error(), Some(QueueError::QueueDoesNotExist(_))),
        "{gone}"
    );
    assert_eq!(gone.code(), Some("AWS.SimpleQueueService.NonExistentQueue"));
    Ok(())
}
