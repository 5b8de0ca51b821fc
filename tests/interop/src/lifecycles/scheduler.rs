//! EventBridge Scheduler.

use opsmith::{
    ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, service, shape,
};

use super::Failure;

#[service(id = "scheduler", error = SchedulerError)]
pub struct Scheduler;

#[derive(Debug, ApiError)]
#[op(service = "scheduler")]
pub enum SchedulerError {
    ResourceNotFound(ErrorBody),
    Conflict(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "scheduler", client = Scheduler, output = CreatedGroup)]
pub struct CreateScheduleGroup {
    pub name: String,
    pub tags: Option<Vec<Tag>>,
    pub client_token: Option<String>,
}

#[output(service = "scheduler", operation = "CreateScheduleGroup")]
pub struct CreatedGroup {
    pub schedule_group_arn: String,
}

#[operation(service = "scheduler", client = Scheduler)]
pub struct DeleteScheduleGroup {
    pub name: String,
    pub client_token: Option<String>,
}

#[operation(service = "scheduler", client = Scheduler, output = Tags)]
pub struct ListTagsForResource {
    pub resource_arn: String,
}

#[output(service = "scheduler", operation = "ListTagsForResource")]
pub struct Tags {
    pub tags: Vec<Tag>,
}

#[operation(service = "scheduler", client = Scheduler, output = CreatedSchedule)]
pub struct CreateSchedule {
    pub name: String,
    pub group_name: Option<String>,
    pub schedule_expression: String,
    pub start_date: Option<Timestamp>,
    pub description: Option<String>,
    pub target: Target,
    pub flexible_time_window: FlexibleTimeWindow,
    pub client_token: Option<String>,
}

#[output(service = "scheduler", operation = "CreateSchedule")]
pub struct CreatedSchedule {
    pub schedule_arn: String,
}

#[operation(service = "scheduler", client = Scheduler)]
pub struct UpdateSchedule {
    pub name: String,
    pub group_name: Option<String>,
    pub schedule_expression: String,
    pub target: Target,
    pub flexible_time_window: FlexibleTimeWindow,
    pub state: Option<State>,
    pub client_token: Option<String>,
}

#[operation(service = "scheduler", client = Scheduler, output = Schedule)]
pub struct GetSchedule {
    pub name: String,
    pub group_name: Option<String>,
}

#[output(service = "scheduler", operation = "GetSchedule")]
pub struct Schedule {
    pub name: String,
    pub group_name: String,
    pub description: Option<String>,
    pub schedule_expression: String,
    pub start_date: Option<Timestamp>,
    pub state: State,
    pub target: Target,
    pub flexible_time_window: FlexibleTimeWindow,
    pub creation_date: Timestamp,
}

#[operation(
    service = "scheduler", client = Scheduler,
    output = Schedules,
)]
pub struct ListSchedules {
    pub group_name: Option<String>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

#[output(service = "scheduler", operation = "ListSchedules")]
pub struct Schedules {
    pub schedules: Vec<ScheduleSummary>,
    pub next_token: Option<String>,
}

#[shape(service = "scheduler")]
pub struct ScheduleSummary {
    pub name: String,
    pub state: State,
}

#[operation(service = "scheduler", client = Scheduler)]
pub struct DeleteSchedule {
    pub name: String,
    pub group_name: Option<String>,
    pub client_token: Option<String>,
}

#[shape(service = "scheduler")]
#[derive(Clone, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

#[shape(service = "scheduler")]
#[derive(Clone, PartialEq)]
pub struct Target {
    pub arn: String,
    pub role_arn: String,
    pub input: Option<String>,
    pub retry_policy: Option<RetryPolicy>,
}

#[shape(service = "scheduler")]
#[derive(Clone, PartialEq)]
pub struct RetryPolicy {
    pub maximum_event_age_in_seconds: Option<i32>,
    pub maximum_retry_attempts: Option<i32>,
}

#[shape(service = "scheduler")]
#[derive(Clone, PartialEq)]
pub struct FlexibleTimeWindow {
    pub mode: Mode,
    pub maximum_window_in_minutes: Option<i32>,
}

#[shape(service = "scheduler", name = "FlexibleTimeWindowMode")]
#[derive(Clone, PartialEq)]
pub enum Mode {
    Off,
    Flexible,
    #[op(other)]
    Other(String),
}

#[shape(service = "scheduler", name = "ScheduleState")]
#[derive(Clone, PartialEq)]
pub enum State {
    Enabled,
    Disabled,
    #[op(other)]
    Other(String),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let scheduler = Scheduler::new(client);
    let tag = Tag {
        key: "team".to_owned(),
        value: "Räume & co".to_owned(),
    };
    let group = scheduler
        .create_schedule_group("ops")
        .tags([tag.clone()])
        .await?;
    let tags = scheduler
        .list_tags_for_resource(&group.schedule_group_arn)
        .await?;
    assert_eq!(tags.tags, [tag]);

    let target = Target {
        arn: "arn:aws:sqs:eu-west-1:123456789012:queue".to_owned(),
        role_arn: "arn:aws:iam::123456789012:role/scheduler".to_owned(),
        input: Some(r#"{"text": "grüezi"}"#.to_owned()),
        retry_policy: Some(RetryPolicy {
            maximum_event_age_in_seconds: Some(60),
            maximum_retry_attempts: Some(0),
        }),
    };
    let window = FlexibleTimeWindow {
        mode: Mode::Flexible,
        maximum_window_in_minutes: Some(15),
    };
    let start: Timestamp = "2126-01-02T03:04:05Z".parse()?;
    let created = scheduler
        .create_schedule("s.1", "rate(5 minutes)", target.clone(), window.clone())
        .group_name("ops")
        .description("日本")
        .start_date(start)
        .await?;
    assert!(created.schedule_arn.ends_with(":schedule/ops/s.1"));
    let again = scheduler
        .create_schedule("s.1", "rate(5 minutes)", target.clone(), window.clone())
        .group_name("ops")
        .await
        .err();
    assert!(matches!(
        again.as_ref().and_then(opsmith::Error::service_error),
        Some(SchedulerError::Conflict(_))
    ));

    let read = scheduler.get_schedule("s.1").group_name("ops").await?;
    assert_eq!(read.name, "s.1");
    assert_eq!(read.group_name, "ops");
    assert_eq!(read.description.as_deref(), Some("日本"));
    assert_eq!(read.schedule_expression, "rate(5 minutes)");
    assert_eq!(read.start_date, Some(start));
    assert_eq!(read.target, target);
    assert_eq!(read.flexible_time_window, window);
    assert_eq!(read.state, State::Enabled);
    assert!(read.creation_date.secs() > 1_700_000_000);

    scheduler
        .update_schedule("s.1", "rate(1 hour)", target, window)
        .group_name("ops")
        .state(State::Disabled)
        .await?;
    let mut listed = scheduler.list_schedules().group_name("ops").items();
    let summary = listed.try_next().await?.ok_or("no schedule is listed")?;
    assert_eq!(summary.name, "s.1");
    assert_eq!(summary.state, State::Disabled);
    assert!(listed.try_next().await?.is_none());

    scheduler.delete_schedule("s.1").group_name("ops").await?;
    let gone = scheduler.get_schedule("s.1").group_name("ops").await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(SchedulerError::ResourceNotFound(_))
    ));
    scheduler.delete_schedule_group("ops").await?;
    Ok(())
}
