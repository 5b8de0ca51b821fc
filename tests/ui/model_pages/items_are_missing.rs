use opsmith::{Client, operation, output};

#[operation(service = "location", output = ListTrackersResponse)]
pub struct ListTrackers {
    pub next_token: Option<String>,
}

#[output(service = "location")]
pub struct ListTrackersResponse {
    pub next_token: Option<String>,
}

fn main() {
    let _ = |client: &Client| ListTrackers::new().items(client);
}
