//! `EventBridge`.

use opsmith::{ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "events", output = PutRuleResponse, error = RuleError)]
pub struct PutRule {
    pub name: String,
    pub event_pattern: Option<String>,
    pub state: Option<RuleState>,
}

#[output(service = "events")]
pub struct PutRuleResponse {
    pub rule_arn: String,
}

#[shape(service = "events")]
#[derive(Clone, PartialEq)]
pub enum RuleState {
    Enabled,
    Disabled,
    #[op(other)]
    Other(String),
}

#[operation(service = "events", output = DescribeRuleResponse, error = RuleError)]
pub struct DescribeRule {
    pub name: String,
}

#[output(service = "events")]
pub struct DescribeRuleResponse {
    pub event_pattern: Option<String>,
    pub state: Option<RuleState>,
}

#[operation(service = "events", output = ListRulesResponse, error = RuleError)]
pub struct ListRules {
    pub limit: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "events")]
pub struct ListRulesResponse {
    #[op(default)]
    pub rules: Vec<Rule>,
    pub next_token: Option<String>,
}

#[shape(service = "events")]
pub struct Rule {
    pub name: Option<String>,
}

#[operation(service = "events", output = PutEventsResponse, error = RuleError)]
pub struct PutEvents {
    pub entries: Vec<PutEventsRequestEntry>,
}

#[shape(service = "events")]
pub struct PutEventsRequestEntry {
    pub time: Option<Timestamp>,
    pub source: Option<String>,
    pub detail_type: Option<String>,
    pub detail: Option<String>,
}

#[output(service = "events")]
pub struct PutEventsResponse {
    pub failed_entry_count: Option<i32>,
    #[op(default)]
    pub entries: Vec<PutEventsResultEntry>,
}

#[shape(service = "events")]
pub struct PutEventsResultEntry {
    pub event_id: Option<String>,
    pub error_code: Option<String>,
}

#[operation(service = "events", error = RuleError)]
pub struct DeleteRule {
    pub name: String,
}

#[derive(Debug, ApiError)]
#[op(service = "events")]
pub enum RuleError {
    ResourceNotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let pattern = r#"{"source": ["ops.ü"]}"#;
    let names = ["r-1", "r-2", "r-3"];
    for name in names {
        let put = PutRule::new(name)
            .event_pattern(pattern)
            .state(RuleState::Disabled);
        assert!(put.send(client).await?.rule_arn.ends_with(name));
    }
    let described = DescribeRule::new("r-2").send(client).await?;
    assert_eq!(described.event_pattern.as_deref(), Some(pattern));
    assert_eq!(described.state, Some(RuleState::Disabled));
    let mut listed = Vec::new();
    let mut rules = ListRules::new().limit(2).items(client);
    while let Some(rule) = rules.try_next().await? {
        listed.extend(rule.name);
    }
    assert_eq!(listed, names);

    let entry = PutEventsRequestEntry::new()
        .source("ops.ü")
        .detail_type("started")
        .detail("{}");
    let wrong = PutEventsRequestEntry::new()
        .source("ops.ü")
        .detail_type("started")
        .detail("{");
    let time: Timestamp = "2026-02-03T04:05:06Z".parse()?;
    let put = PutEvents::new([entry.time(time), wrong])
        .send(client)
        .await?;
    assert_eq!(put.failed_entry_count, Some(1));
    assert!(put.entries[0].event_id.is_some());
    assert_eq!(
        put.entries[1].error_code.as_deref(),
        Some("MalformedDetail")
    );

    for name in names {
        DeleteRule::new(name).send(client).await?;
    }
    let gone = DescribeRule::new("r-2").send(client).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(RuleError::ResourceNotFound(_))
    ));
    Ok(())
}
