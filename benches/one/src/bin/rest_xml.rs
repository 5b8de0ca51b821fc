//! One call of a service that speaks restXml.

use opsmith::{Client, operation, output, shape};

#[operation(service = "route53", output = GetHostedZoneResponse)]
struct GetHostedZone {
    id: String,
}

#[output(service = "route53")]
struct GetHostedZoneResponse {
    hosted_zone: HostedZone,
}

#[shape(service = "route53")]
struct HostedZone {
    name: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let output = GetHostedZone::new("Z1").send(&client).await?;
    println!("{}", output.hosted_zone.name);
    Ok(())
}
