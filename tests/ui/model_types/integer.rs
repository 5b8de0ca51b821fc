use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct ListRooms {
    pub account_id: String,
    pub max_results: Option<String>,
}

#[operation(service = "ivschat")]
pub struct CreateRoom {
    pub maximum_message_length: Option<i64>,
    pub maximum_message_rate_per_second: Option<u32>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("a").max_results("3").send(client).await;
    let _ = async |client: &Client| {
        CreateRoom::new()
            .maximum_message_length(3)
            .maximum_message_rate_per_second(3u32)
            .send(client)
            .await
    };
}
