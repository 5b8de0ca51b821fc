use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>", output = Order)]
pub struct GetOrder {
    pub id: String,
}

#[output]
pub struct Order {
    pub state: State,
    pub color: Color,
    pub size: Size,
    pub kind: Kind,
    pub priority: Priority,
}

#[shape]
pub enum State {
    #[op(value = "OPEN")]
    Open,
    Closed,
    #[op(other)]
    Other(String),
}

#[shape]
pub enum Color {
    Red = 1,
    Blue,
    #[op(other)]
    Other(String),
}

#[shape]
pub enum Size {
    #[op(rename = "S")]
    Small,
    Large,
    #[op(other)]
    Other(i32),
}

#[shape]
pub enum Kind {
    Gift,
    Sale,
    #[op(other)]
    Other(i32),
}

#[shape]
pub enum Priority {
    #[op(vale = 1)]
    Low,
    #[op(value = 2)]
    High,
    #[op(other)]
    Other(i32),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let order = GetOrder::new("o").send(client).await?;
        match (order.state, order.color, order.size) {
            (State::Open, Color::Red, Size::Small) => println!("a"),
            (state, color, size) => println!("{state} {color} {size}"),
        }
        match (order.kind, order.priority) {
            (Kind::Gift, Priority::Low) => println!("b"),
            (kind, priority) => println!("{kind} {priority}"),
        }
        Ok(())
    };
}
