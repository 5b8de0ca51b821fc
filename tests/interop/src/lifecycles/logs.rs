//! `CloudWatch` Logs.

use std::time::{SystemTime, UNIX_EPOCH};

use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "logs", error = LogError)]
pub struct CreateLogGroup {
    pub log_group_name: String,
}

#[operation(service = "logs", error = LogError)]
pub struct CreateLogStream {
    pub log_group_name: String,
    pub log_stream_name: String,
}

#[operation(service = "logs", output = DescribeLogStreamsResponse, error = LogError)]
pub struct DescribeLogStreams {
    pub log_group_name: Option<String>,
    pub limit: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "logs")]
pub struct DescribeLogStreamsResponse {
    #[op(default)]
    pub log_streams: Vec<LogStream>,
    pub next_token: Option<String>,
}

#[shape(service = "logs")]
pub struct LogStream {
    pub log_stream_name: Option<String>,
}

#[operation(service = "logs", output = PutLogEventsResponse, error = LogError)]
pub struct PutLogEvents {
    pub log_group_name: String,
    pub log_stream_name: String,
    pub log_events: Vec<InputLogEvent>,
}

#[shape(service = "logs")]
pub struct InputLogEvent {
    pub timestamp: i64,
    pub message: String,
}

#[output(service = "logs")]
pub struct PutLogEventsResponse {
    pub next_sequence_token: Option<String>,
}

#[operation(service = "logs", output = GetLogEventsResponse, error = LogError)]
pub struct GetLogEvents {
    pub log_group_name: Option<String>,
    pub log_stream_name: String,
    pub start_from_head: Option<bool>,
}

#[output(service = "logs")]
pub struct GetLogEventsResponse {
    #[op(default)]
    pub events: Vec<OutputLogEvent>,
}

#[shape(service = "logs")]
pub struct OutputLogEvent {
    pub timestamp: Option<i64>,
    pub message: Option<String>,
}

#[operation(service = "logs", error = LogError)]
pub struct DeleteLogGroup {
    pub log_group_name: String,
}

#[derive(Debug, ApiError)]
#[op(service = "logs")]
pub enum LogError {
    ResourceNotFound(ErrorBody),
    ResourceAlreadyExists(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    CreateLogGroup::new("/app/prod").send(client).await?;
    let again = CreateLogGroup::new("/app/prod").send(client).await.err();
    assert!(matches!(
        again.as_ref().and_then(opsmith::Error::service_error),
        Some(LogError::ResourceAlreadyExists(_))
    ));
    for stream in ["a", "b", "c"] {
        CreateLogStream::new("/app/prod", stream)
            .send(client)
            .await?;
    }
    let mut streams = Vec::new();
    let describe = DescribeLogStreams::new()
        .log_group_name("/app/prod")
        .limit(2);
    let mut described = describe.items(client);
    while let Some(stream) = described.try_next().await? {
        streams.extend(stream.log_stream_name);
    }
    assert_eq!(streams, ["a", "b", "c"]);

    // Events from too long ago are refused.
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let now = i64::try_from(now)?;
    let texts = ["grüezi", "{\"level\":\"info\"}\n\ttab"];
    let events = texts.map(|text| InputLogEvent::new(now, text));
    PutLogEvents::new("/app/prod", "a", events)
        .send(client)
        .await?;
    let read = GetLogEvents::new("a")
        .log_group_name("/app/prod")
        .start_from_head(true);
    let read = read.send(client).await?.events;
    let messages: Vec<_> = read
        .iter()
        .filter_map(|event| event.message.as_deref())
        .collect();
    assert_eq!(messages, texts);
    assert_eq!(read[0].timestamp, Some(now));

    DeleteLogGroup::new("/app/prod").send(client).await?;
    let gone = DeleteLogGroup::new("/app/prod").send(client).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(LogError::ResourceNotFound(_))
    ));
    Ok(())
}
