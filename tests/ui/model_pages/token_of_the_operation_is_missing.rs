use opsmith::{Client, operation, output, shape};

#[operation(service = "location", output = ListTrackersResponse)]
pub struct ListTrackers {
    pub max_results: Option<i32>,
}

#[output(service = "location")]
pub struct ListTrackersResponse {
    pub entries: Vec<ListTrackersResponseEntry>,
    pub next_token: Option<String>,
}

#[shape(service = "location")]
pub struct ListTrackersResponseEntry {
    pub tracker_name: String,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut trackers = ListTrackers::new().max_results(5).items(client);
        while let Some(tracker) = trackers.try_next().await? {
            println!("{}", tracker.tracker_name);
        }
        let mut pages = ListTrackers::new().pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{:?}", page.next_token);
        }
        Ok(())
    };
}
