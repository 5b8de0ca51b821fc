//! One call of a service that speaks ec2Query.

use opsmith::{Client, operation, output, shape};

#[operation(service = "ec2", output = DescribeRegionsResult)]
struct DescribeRegions {
    all_regions: Option<bool>,
}

#[output(service = "ec2")]
struct DescribeRegionsResult {
    #[op(default)]
    regions: Vec<Region>,
}

#[shape(service = "ec2")]
struct Region {
    region_name: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let output = DescribeRegions::new()
        .all_regions(true)
        .send(&client)
        .await?;
    let names = output
        .regions
        .into_iter()
        .filter_map(|region| region.region_name);
    println!("{:?}", names.collect::<Vec<_>>());
    Ok(())
}
