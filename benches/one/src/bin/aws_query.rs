//! One call of a service that speaks awsQuery.

use opsmith::{Client, operation, output};

#[operation(service = "sts", output = GetCallerIdentityResponse)]
struct GetCallerIdentity;

#[output(service = "sts")]
struct GetCallerIdentityResponse {
    arn: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let output = GetCallerIdentity.send(&client).await?;
    println!("{:?}", output.arn);
    Ok(())
}
