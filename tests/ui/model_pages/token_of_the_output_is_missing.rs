use opsmith::{Client, operation, output};

#[operation(service = "location", output = ListTrackersResponse)]
pub struct ListTrackers {
    pub next_token: Option<String>,
}

#[output(service = "location")]
pub struct ListTrackersResponse {
    pub entries: Vec<opsmith::Document>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let mut pages = ListTrackers::new().pages(client);
        while let Some(page) = pages.try_next().await? {
            println!("{}", page.entries.len());
        }
        Ok(())
    };
}
