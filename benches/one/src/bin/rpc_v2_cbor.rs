//! One call of a service that speaks rpcv2Cbor.

use opsmith::{Client, operation, output, shape};

#[operation(service = "eventbridgev2", output = ListEventBusesResponse)]
struct ListEventBuses {
    name_prefix: Option<String>,
}

#[output(service = "eventbridgev2")]
struct ListEventBusesResponse {
    #[op(default)]
    event_buses: Vec<EventBusSummary>,
}

#[shape(service = "eventbridgev2")]
struct EventBusSummary {
    name: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let output = ListEventBuses::new().name_prefix("ops").send(&client).await?;
    for bus in output.event_buses {
        println!("{:?}", bus.name);
    }
    Ok(())
}
