//! Kinesis: records in a stream.

use opsmith::{ApiError, Blob, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "kinesis", error = StreamError)]
pub struct CreateStream {
    pub stream_name: String,
    pub shard_count: Option<i32>,
}

#[operation(service = "kinesis", output = ListShardsOutput, error = StreamError)]
pub struct ListShards {
    pub stream_name: Option<String>,
    pub stream_arn: Option<String>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "kinesis")]
pub struct ListShardsOutput {
    #[op(default)]
    pub shards: Vec<Shard>,
    pub next_token: Option<String>,
}

#[shape(service = "kinesis")]
pub struct Shard {
    pub shard_id: String,
}

#[operation(service = "kinesis", output = DescribeStreamSummaryOutput, error = StreamError)]
pub struct DescribeStreamSummary {
    pub stream_name: Option<String>,
}

#[output(service = "kinesis")]
pub struct DescribeStreamSummaryOutput {
    pub stream_description_summary: StreamDescriptionSummary,
}

#[shape(service = "kinesis")]
pub struct StreamDescriptionSummary {
    pub stream_arn: String,
    pub open_shard_count: i32,
    pub stream_creation_timestamp: Timestamp,
}

#[operation(service = "kinesis", output = PutRecordOutput, error = StreamError)]
pub struct PutRecord {
    pub data: Blob,
    pub partition_key: Option<String>,
    pub stream_name: Option<String>,
    pub stream_arn: Option<String>,
}

#[output(service = "kinesis")]
pub struct PutRecordOutput {
    pub shard_id: String,
    pub sequence_number: String,
}

#[operation(service = "kinesis", output = PutRecordsOutput, error = StreamError)]
pub struct PutRecords {
    pub records: Vec<PutRecordsRequestEntry>,
    pub stream_name: Option<String>,
}

#[shape(service = "kinesis")]
pub struct PutRecordsRequestEntry {
    pub data: Blob,
    pub partition_key: Option<String>,
}

#[output(service = "kinesis")]
pub struct PutRecordsOutput {
    pub failed_record_count: Option<i32>,
    pub records: Vec<PutRecordsResultEntry>,
}

#[shape(service = "kinesis")]
pub struct PutRecordsResultEntry {
    pub error_code: Option<String>,
}

#[operation(service = "kinesis", output = GetShardIteratorOutput, error = StreamError)]
pub struct GetShardIterator {
    pub shard_id: String,
    pub shard_iterator_type: String,
    pub stream_name: Option<String>,
}

#[output(service = "kinesis")]
pub struct GetShardIteratorOutput {
    pub shard_iterator: Option<String>,
}

#[operation(service = "kinesis", output = GetRecordsOutput, error = StreamError)]
pub struct GetRecords {
    pub shard_iterator: String,
}

#[output(service = "kinesis")]
pub struct GetRecordsOutput {
    pub records: Vec<Record>,
}

#[shape(service = "kinesis")]
pub struct Record {
    pub data: Blob,
    pub partition_key: Option<String>,
}

#[operation(service = "kinesis", error = StreamError)]
pub struct DeleteStream {
    pub stream_name: Option<String>,
}

#[derive(Debug, ApiError)]
#[op(service = "kinesis")]
pub enum StreamError {
    ResourceNotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    CreateStream::new("events")
        .shard_count(3)
        .send(client)
        .await?;
    let described = DescribeStreamSummary::new().stream_name("events");
    let summary = described.send(client).await?.stream_description_summary;
    assert_eq!(summary.open_shard_count, 3);
    assert!(summary.stream_creation_timestamp.secs() > 1_700_000_000);
    let mut shards = Vec::new();
    let mut listed = ListShards::new().stream_name("events").items(client);
    while let Some(shard) = listed.try_next().await? {
        shards.push(shard.shard_id);
    }
    assert_eq!(shards.len(), 3);
    let page = ListShards::new().stream_name("events").max_results(2);
    let page = page.send(client).await?;
    assert_eq!(page.shards.len(), 2);
    assert!(page.next_token.is_some());

    // By its name, and by its ARN, which leads to the host of its account at AWS.
    let bytes = vec![0, 255, b'{'];
    let put = PutRecord::new(bytes.clone())
        .partition_key("k")
        .stream_name("events");
    let first = put.send(client).await?;
    let put = PutRecord::new("zweiter ü")
        .partition_key("k")
        .stream_arn(&summary.stream_arn);
    let second = put.send(client).await?;
    assert_eq!(first.shard_id, second.shard_id);
    assert_ne!(first.sequence_number, second.sequence_number);
    let entries = ["a", "b"].map(|text| PutRecordsRequestEntry::new(text).partition_key("k"));
    let put = PutRecords::new(entries)
        .stream_name("events")
        .send(client)
        .await?;
    assert_eq!(put.failed_record_count, Some(0));
    assert!(put.records.iter().all(|record| record.error_code.is_none()));

    let start = GetShardIterator::new(&first.shard_id, "TRIM_HORIZON").stream_name("events");
    let start = start
        .send(client)
        .await?
        .shard_iterator
        .ok_or("no iterator")?;
    let records = GetRecords::new(start).send(client).await?.records;
    let data: Vec<_> = records.iter().map(|record| record.data.to_vec()).collect();
    assert_eq!(data, [bytes, "zweiter ü".into(), "a".into(), "b".into()]);
    assert!(
        records
            .iter()
            .all(|record| record.partition_key.as_deref() == Some("k"))
    );

    DeleteStream::new()
        .stream_name("events")
        .send(client)
        .await?;
    let gone = DescribeStreamSummary::new()
        .stream_name("events")
        .send(client)
        .await
        .err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(StreamError::ResourceNotFound(_))
    ));
    Ok(())
}
