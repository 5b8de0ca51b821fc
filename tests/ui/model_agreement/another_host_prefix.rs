use opsmith::{Client, operation};

#[operation(service = "location", host_prefix = "tracking.")]
pub struct DescribeTracker {
    pub tracker_name: String,
}

#[operation(service = "chime", host_prefix = "rooms.")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| DescribeTracker::new("t").send(client).await;
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
}
