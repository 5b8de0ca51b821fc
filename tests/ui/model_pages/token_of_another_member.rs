use opsmith::{Client, operation, output};

#[operation(
    service = "s3tables",
    output = ListNamespacesResponse,
    paginate(token = prefix, output_token = continuation_token)
)]
pub struct ListNamespaces {
    #[op(rename = "tableBucketARN")]
    pub bucket: String,
    pub prefix: Option<String>,
    pub continuation_token: Option<String>,
}

#[output(service = "s3tables")]
pub struct ListNamespacesResponse {
    pub continuation_token: Option<String>,
}

#[operation(
    service = "location",
    output = ListGeofencesResponse,
    paginate(token = next_token, output_token = entries)
)]
pub struct ListGeofences {
    pub collection_name: String,
    pub next_token: Option<String>,
}

#[output(service = "location")]
pub struct ListGeofencesResponse {
    #[op(default)]
    pub entries: Vec<opsmith::Document>,
    pub next_token: Option<String>,
}

#[operation(
    service = "efs",
    output = DescribeFileSystemsResponse,
    paginate(token = marker, items = systems)
)]
pub struct DescribeFileSystems {
    pub marker: Option<String>,
}

#[output(service = "efs")]
pub struct DescribeFileSystemsResponse {
    pub marker: Option<String>,
    #[op(rename = "NextMarker")]
    pub next: Option<String>,
    #[op(default, rename = "FileSystems")]
    pub systems: Vec<opsmith::Document>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut pages = ListNamespaces::new("b").prefix("p").pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{:?}", page.continuation_token);
        }
        let mut pages = ListGeofences::new("c").pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{:?}", page.next_token);
        }
        let mut systems = DescribeFileSystems::new().items(client);
        while let Some(system) = systems.try_next().await? {
            println!("{system:?}");
        }
        Ok(())
    };
}
