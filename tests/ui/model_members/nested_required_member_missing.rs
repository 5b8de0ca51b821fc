use opsmith::{Client, operation, shape};

#[operation(service = "scheduler")]
pub struct CreateSchedule {
    pub name: String,
    pub schedule_expression: String,
    pub target: Target,
    pub flexible_time_window: FlexibleTimeWindow,
}

#[shape(service = "scheduler")]
pub struct Target {
    pub arn: String,
    pub role_arn: String,
    pub sqs_parameters: Option<SqsParameters>,
    pub kinesis_parameters: Option<KinesisParameters>,
}

#[shape(service = "scheduler")]
pub struct KinesisParameters {}

/// What is declared may be left to the caller.
#[shape(service = "scheduler")]
pub struct SqsParameters {
    pub message_group_id: Option<String>,
}

#[shape(service = "scheduler")]
pub struct FlexibleTimeWindow {
    pub maximum_window_in_minutes: Option<i32>,
}

#[operation(service = "scheduler")]
pub struct TagResource {
    pub resource_arn: String,
    pub tags: Vec<Tag>,
}

/// It lacks nothing in the request that does not send it.
#[operation(service = "scheduler")]
pub struct DeleteSchedule {
    pub name: String,
}

#[shape(service = "scheduler")]
pub struct Tag {
    pub value: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        let target = Target::new("arn", "role")
            .sqs_parameters(SqsParameters::new().message_group_id("g"))
            .kinesis_parameters(KinesisParameters::new());
        let window = FlexibleTimeWindow::new().maximum_window_in_minutes(5);
        CreateSchedule::new("n", "rate(1 days)", target, window)
            .send(client)
            .await?;
        TagResource::new("arn", vec![Tag::new().value("v")])
            .send(client)
            .await?;
        DeleteSchedule::new("n").send(client).await
    };
}
