//! Create, get, list and delete against moto's server, with one file per service.

mod dynamodb;
mod ec2;
mod events;
mod iam;
mod ivs;
mod kinesis;
mod kms;
mod lambda;
mod logs;
mod mq;
mod scheduler;
mod secretsmanager;
mod sesv2;
mod sns;
mod sqs;
mod ssm;
mod stepfunctions;

use std::error::Error;

use opsmith::{Client, Credentials};

/// What ends a lifecycle early.
pub type Failure = Box<dyn Error>;

/// Runs every lifecycle against the server at `url`. Panics if an expectation does not hold.
pub async fn run(url: &str) -> Result<(), Failure> {
    let client = Client::builder()
        .region("eu-west-1")
        .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
        .endpoint_url(url)
        .build()?;
    scheduler::run(&client).await?;
    println!("scheduler: a schedule in its group, created, read, listed, changed, deleted");
    ivs::run(&client).await?;
    println!(
        "ivs: channels, created, read one by one and in a batch, listed over pages, changed, deleted"
    );
    mq::run(&client).await?;
    println!("mq: a broker and its tags, created, read, listed, deleted");
    lambda::run(&client).await?;
    println!("lambda: layer versions, created, read, listed, deleted");
    sesv2::run(&client).await?;
    println!("sesv2: a contact in its list, created, read, listed, deleted");
    dynamodb::run(&client).await?;
    println!(
        "dynamodb: a table and its items, stored, read, queried over pages, conditions and transactions that fail, deleted"
    );
    sqs::run(&client).await?;
    println!(
        "sqs: a queue and its messages, sent one by one and in a batch, received, deleted; errors by both of their codes"
    );
    kms::run(&client).await?;
    println!("kms: bytes, encrypted and decrypted with a key, and refused without its context");
    secretsmanager::run(&client).await?;
    println!(
        "secretsmanager: secrets and their versions, created, read, listed over pages, deleted"
    );
    ssm::run(&client).await?;
    println!("ssm: parameters, created, overwritten, read by path over pages, deleted");
    kinesis::run(&client).await?;
    println!(
        "kinesis: a stream and its shards and records, created, written by name and ARN, read, deleted"
    );
    stepfunctions::run(&client).await?;
    println!(
        "stepfunctions: state machines and an execution, created, read, listed over pages, stopped, deleted"
    );
    logs::run(&client).await?;
    println!(
        "logs: a log group, its streams and events, created, read, listed over pages, deleted"
    );
    events::run(&client).await?;
    println!("events: rules, created, read, listed over pages, deleted; events sent");
    iam::run(&client).await?;
    println!("iam, sts: users, created, read, listed, deleted; an identity and a role");
    sns::run(&client).await?;
    println!("sns: topics, created, read, listed over pages, published to, deleted");
    ec2::run(&client).await?;
    println!("ec2: instances, run, described by their tags, terminated");
    Ok(())
}
