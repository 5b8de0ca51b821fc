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
    pub kinesis_parameters: Option<KinesisParameters>,
}

#[shape(service = "scheduler")]
pub struct KinesisParameters {}

#[shape(service = "scheduler")]
pub struct FlexibleTimeWindow {
    pub mode: Option<String>,
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
        let target = Target::new("arn", "role").kinesis_parameters(KinesisParameters::new());
        let window = FlexibleTimeWindow::new().mode("OFF");
        CreateSchedule::new("n", "rate(1 days)", target, window)
            .send(client)
            .await?;
        TagResource::new("arn", vec![Tag::new().value("v")])
            .send(client)
            .await?;
        DeleteSchedule::new("n").send(client).await
    };
}
