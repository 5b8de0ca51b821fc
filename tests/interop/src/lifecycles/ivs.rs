//! Interactive Video Service.

use std::collections::BTreeMap;

use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, service, shape};

use super::Failure;

#[service(id = "ivs", error = IvsError)]
pub struct Ivs;

#[derive(Debug, ApiError)]
#[op(service = "ivs")]
pub enum IvsError {
    ResourceNotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "ivs", client = Ivs, output = CreatedChannel)]
pub struct CreateChannel {
    pub name: Option<String>,
    pub latency_mode: Option<LatencyMode>,
    pub authorized: Option<bool>,
    pub tags: Option<BTreeMap<String, String>>,
}

#[output(service = "ivs", operation = "CreateChannel")]
pub struct CreatedChannel {
    pub channel: Channel,
    pub stream_key: StreamKey,
}

#[operation(service = "ivs", client = Ivs, output = GetChannelResponse)]
pub struct GetChannel {
    pub arn: String,
}

#[operation(service = "ivs", client = Ivs, output = UpdateChannelResponse)]
pub struct UpdateChannel {
    pub arn: String,
    pub latency_mode: Option<LatencyMode>,
}

#[output(service = "ivs")]
pub struct GetChannelResponse {
    pub channel: Channel,
}

#[output(service = "ivs")]
pub struct UpdateChannelResponse {
    pub channel: Channel,
}

#[operation(service = "ivs", client = Ivs, output = SeveralChannels)]
pub struct BatchGetChannel {
    pub arns: Vec<String>,
}

#[output(service = "ivs", operation = "BatchGetChannel")]
pub struct SeveralChannels {
    pub channels: Vec<Channel>,
}

#[operation(
    service = "ivs", client = Ivs,
    output = ListedChannels,
)]
pub struct ListChannels {
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[output(service = "ivs", operation = "ListChannels")]
pub struct ListedChannels {
    pub channels: Vec<ChannelSummary>,
    pub next_token: Option<String>,
}

#[operation(service = "ivs", client = Ivs)]
pub struct DeleteChannel {
    pub arn: String,
}

#[shape(service = "ivs")]
pub struct ChannelSummary {
    pub arn: String,
}

#[shape(service = "ivs")]
pub struct Channel {
    pub arn: String,
    pub name: Option<String>,
    pub latency_mode: Option<LatencyMode>,
    pub authorized: Option<bool>,
    #[op(default)]
    pub tags: BTreeMap<String, String>,
}

#[shape(service = "ivs")]
pub struct StreamKey {
    pub channel_arn: String,
    pub value: String,
}

#[shape(service = "ivs", name = "ChannelLatencyMode")]
#[derive(Clone, PartialEq)]
pub enum LatencyMode {
    Normal,
    Low,
    #[op(other)]
    Other(String),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let ivs = Ivs::new(client);
    let mut arns = Vec::new();
    for name in ["erster", "zweiter", "dritter ü"] {
        let created = ivs
            .create_channel()
            .name(name)
            .latency_mode(LatencyMode::Normal)
            .authorized(true)
            .tags([("name".to_owned(), name.to_owned())])
            .await?;
        assert_eq!(created.stream_key.channel_arn, created.channel.arn);
        assert!(!format!("{created:?}").contains(&created.stream_key.value));
        arns.push(created.channel.arn);
    }

    let channel = ivs.get_channel(&arns[2]).await?.channel;
    assert_eq!(channel.name.as_deref(), Some("dritter ü"));
    assert_eq!(channel.tags["name"], "dritter ü");
    assert_eq!(channel.authorized, Some(true));
    let batch = ivs
        .batch_get_channel([arns[0].clone(), arns[1].clone()])
        .await?;
    assert_eq!(batch.channels.len(), 2);

    let mut listed = Vec::new();
    let mut channels = ivs.list_channels().max_results(2).items();
    while let Some(channel) = channels.try_next().await? {
        listed.push(channel.arn);
    }
    listed.sort();
    arns.sort();
    assert_eq!(listed, arns);

    let updated = ivs
        .update_channel(&arns[0])
        .latency_mode(LatencyMode::Low)
        .await?;
    assert_eq!(updated.channel.latency_mode, Some(LatencyMode::Low));
    for arn in &arns {
        ivs.delete_channel(arn).await?;
    }
    let gone = ivs.get_channel(&arns[0]).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(IvsError::ResourceNotFound(_))
    ));
    Ok(())
}
