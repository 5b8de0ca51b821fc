//! Step Functions.

use opsmith::{ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "stepfunctions", output = CreateStateMachineOutput, error = MachineError)]
pub struct CreateStateMachine {
    pub name: String,
    pub definition: String,
    pub role_arn: String,
}

#[output(service = "stepfunctions")]
pub struct CreateStateMachineOutput {
    pub state_machine_arn: String,
    pub creation_date: Timestamp,
}

#[operation(service = "stepfunctions", output = DescribeStateMachineOutput, error = MachineError)]
pub struct DescribeStateMachine {
    pub state_machine_arn: String,
}

#[output(service = "stepfunctions")]
pub struct DescribeStateMachineOutput {
    pub name: String,
    pub definition: String,
    pub creation_date: Timestamp,
}

#[operation(service = "stepfunctions", output = ListStateMachinesOutput, error = MachineError)]
pub struct ListStateMachines {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "stepfunctions")]
pub struct ListStateMachinesOutput {
    pub state_machines: Vec<StateMachineListItem>,
    pub next_token: Option<String>,
}

#[shape(service = "stepfunctions")]
pub struct StateMachineListItem {
    pub name: String,
}

#[operation(service = "stepfunctions", output = StartExecutionOutput, error = MachineError)]
pub struct StartExecution {
    pub state_machine_arn: String,
    pub name: Option<String>,
    pub input: Option<String>,
}

#[output(service = "stepfunctions")]
pub struct StartExecutionOutput {
    pub execution_arn: String,
}

#[operation(service = "stepfunctions", error = MachineError)]
pub struct StopExecution {
    pub execution_arn: String,
    pub cause: Option<String>,
}

#[operation(service = "stepfunctions", output = DescribeExecutionOutput, error = MachineError)]
pub struct DescribeExecution {
    pub execution_arn: String,
}

#[output(service = "stepfunctions")]
pub struct DescribeExecutionOutput {
    pub name: Option<String>,
    pub status: ExecutionStatus,
    pub input: Option<String>,
    pub stop_date: Option<Timestamp>,
}

#[shape(service = "stepfunctions")]
#[derive(PartialEq)]
pub enum ExecutionStatus {
    Running,
    Succeeded,
    Aborted,
    #[op(other)]
    Other(String),
}

#[operation(service = "stepfunctions", error = MachineError)]
pub struct DeleteStateMachine {
    pub state_machine_arn: String,
}

#[derive(Debug, ApiError)]
#[op(service = "stepfunctions")]
pub enum MachineError {
    StateMachineDoesNotExist(ErrorBody),
    ExecutionAlreadyExists(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

const DEFINITION: &str =
    r#"{"StartAt": "Wärten", "States": {"Wärten": {"Type": "Wait", "Seconds": 60, "End": true}}}"#;

pub async fn run(client: &Client) -> Result<(), Failure> {
    let role = "arn:aws:iam::123456789012:role/machine";
    let mut arns = Vec::new();
    for name in ["one", "two", "three"] {
        let created = CreateStateMachine::new(name, DEFINITION, role)
            .send(client)
            .await?;
        assert!(created.creation_date.secs() > 1_700_000_000);
        arns.push(created.state_machine_arn);
    }
    let described = DescribeStateMachine::new(&arns[0]).send(client).await?;
    assert_eq!(described.name, "one");
    assert_eq!(described.definition, DEFINITION);
    assert!(
        !format!("{described:?}").contains("Seconds"),
        "it is sensitive"
    );
    let mut names = Vec::new();
    let mut machines = ListStateMachines::new().max_results(2).items(client);
    while let Some(machine) = machines.try_next().await? {
        names.push(machine.name);
    }
    names.sort_unstable();
    assert_eq!(names, ["one", "three", "two"]);

    let input = r#"{"text": "grüezi"}"#;
    let start = |input: &str| StartExecution::new(&arns[0]).name("run-1").input(input);
    let started = start(input).send(client).await?;
    StopExecution::new(&started.execution_arn)
        .cause("enough")
        .send(client)
        .await?;
    let execution = DescribeExecution::new(&started.execution_arn)
        .send(client)
        .await?;
    assert_eq!(execution.name.as_deref(), Some("run-1"));
    assert_eq!(execution.status, ExecutionStatus::Aborted);
    assert_eq!(execution.input.as_deref(), Some(input));
    assert!(execution.stop_date.is_some());
    let again = start("{}").send(client).await.err();
    assert!(matches!(
        again.as_ref().and_then(opsmith::Error::service_error),
        Some(MachineError::ExecutionAlreadyExists(_))
    ));

    for arn in &arns {
        DeleteStateMachine::new(arn).send(client).await?;
    }
    let gone = DescribeStateMachine::new(&arns[0]).send(client).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(MachineError::StateMachineDoesNotExist(_))
    ));
    Ok(())
}
