//! The half-typed programs: every attribute in them is between `«` and `»`.

/// An operation with everything that others use: output, error, pages, items.
pub(super) const OPERATION: &str = r#"
use opsmith::{ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

#[«operation(service = "chime", path = "/accounts/<AccountId>/rooms", method = "GET", output = ListRoomsOutput, error = ChimeError, paginate(token = next_token, output_token = next_token, items = rooms))»]
pub struct ListRooms {
    pub account_id: String,
    #[«op(query = "member-id")»]
    pub member_id: Option<String>,
    #[«op(query = "max-results")»]
    pub max_results: Option<i32>,
    #[«op(query = "next-token", sensitive)»]
    pub next_token: Option<String>,
}

#[«output(rename_all = "PascalCase")»]
pub struct ListRoomsOutput {
    #[«op(default)»]
    pub rooms: Vec<Room>,
    pub next_token: Option<String>,
}

#[«shape(rename_all = "PascalCase")»]
pub struct Room {
    #[«op(rename = "RoomId")»]
    pub room_id: Option<String>,
    #[«op(sensitive, timestamp = "date-time")»]
    pub created_timestamp: Option<Timestamp>,
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[«op(code = "NotFoundException", status = 404, retry = "throttling")»]
    NotFound(ErrorBody),
    #[«op(other)»]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let operation = ListRooms::new("a").max_results(5).member_id("m");
        match operation.send(client).await {
            Ok(output) => {
                for room in &output.rooms {
                    let id: &Option<String> = &room.room_id;
                    println!("{id:?} {:?}", room.created_timestamp.is_some());
                }
                println!("{:?}", output.next_token);
            }
            Err(error) => match error.service_error() {
                Some(ChimeError::NotFound(body)) => println!("{body:?}"),
                Some(ChimeError::Other(other)) => println!("{other:?}"),
                None => return Err(error.into()),
            },
        }
        let mut items = ListRooms::new("a").items(client);
        if let Some(room) = items.next().await {
            println!("{:?}", room?.room_id);
        }
        let _ = ListRooms::new("a").pages(client);
        let _ = ListRooms::new("a").to_http(client).await?;
        Ok(())
    };
}
"#;

/// Operations of a typed client, a body with a token, an enum and a union.
pub(super) const SERVICE: &str = r#"
use opsmith::{ApiError, Client, ErrorBody, UnknownMember, Unmodeled, operation, output, service, shape};

#[«service(signing_name = "execute-api", endpoint = "https://example.com", rename_all = "camelCase", error = OrderError)»]
pub struct Orders;

#[derive(Debug, ApiError)]
pub enum OrderError {
    #[op(code = "Gone")]
    Gone(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[«operation(service = Orders, path = "/orders", method = "POST", name = "PutOrder", output = Order, host_prefix = "data.", unsigned_payload)»]
pub struct PutOrder {
    pub name: String,
    pub state: Option<State>,
    #[«op(idempotency_token)»]
    pub token: Option<String>,
}

#[«output»]
pub struct Order {
    #[«op(header = "X-Id")»]
    pub id: Option<String>,
    #[«op(status)»]
    pub status: i32,
    pub state: Option<State>,
    pub content: Option<Content>,
}

#[«shape»]
pub enum State {
    #[«op(rename = "OPEN")»]
    Open,
    #[«op(other)»]
    Other(String),
}

#[«shape(rename_all = "camelCase")»]
pub enum Content {
    Text(String),
    #[«op(rename = "no", sensitive)»]
    Number(i32),
    #[«op(other)»]
    Other(UnknownMember),
}

fn main() {
    let _ = async |client: Client| -> Result<(), Box<dyn std::error::Error>> {
        let orders = Orders::new(&client);
        let order = orders.put_order("n").state(State::Open).await?;
        println!("{:?} {}", order.id, order.status);
        match order.state {
            Some(State::Open) | None => {}
            Some(State::Other(text)) => println!("{text}"),
        }
        match order.content {
            Some(Content::Text(text)) => println!("{text}"),
            Some(Content::Number(number)) => println!("{number}"),
            Some(Content::Other(other)) => println!("{other:?}"),
            None => {}
        }
        Ok(())
    };
}
"#;
