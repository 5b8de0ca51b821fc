use opsmith::{Client, operation, output};

#[operation(service = "chime-2018-05-01", output = ListRoomsOutput)]
pub struct ListRooms {
    pub account_id: String,
}

#[output(service = "lambda@2014-11-11")]
pub struct ListRoomsOutput {
    pub next_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        let output = ListRooms::new("a").send(client).await?;
        Ok::<_, opsmith::Error>(output.next_token)
    };
}
