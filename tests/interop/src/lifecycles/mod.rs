//! Create, get, list and delete against moto's server, with one file per service.

mod ivs;
mod lambda;
mod mq;
mod scheduler;
mod sesv2;

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
    Ok(())
}
