use opsmith::{Client, operation, output, shape};

#[operation(service = "chime", output = ListRoomsOutput)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = "chime", output = Room)]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
}

#[operation(service = "location", output = ListTrackersResponse)]
pub struct ListTrackers {
    pub next_token: Option<String>,
}

#[output(service = "chime", operation = "ListRooms")]
pub struct ListRoomsOutput {
    pub rooms: Option<Vec<Room>>,
}

#[output(service = "location")]
pub struct ListTrackersResponse {
    pub entries: Vec<Circle>,
    pub next_token: Option<String>,
}

#[shape(service = "chime")]
pub struct Room {
    pub name: Option<String>,
}

#[shape(service = "location")]
pub struct Circle {
    pub radius: f64,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let output = GetRoom::new("a", "r").send(client).await?;
        println!("{:?}", output.room.and_then(|room| room.name));
        let output = CreateRoom::new("a", "n").send(client).await?;
        println!("{:?}", output.room.and_then(|room| room.name));
        let mut trackers = ListTrackers::new().items(client);
        while let Some(tracker) = trackers.try_next().await? {
            println!("{}", tracker.tracker_name);
        }
        Ok(())
    };
}
