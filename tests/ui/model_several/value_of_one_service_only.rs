use opsmith::shape;

#[shape(service = ["models/bills.model", "models/stock.model"])]
pub enum State {
    Paid,
    Sold,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = [State::Paid, State::Sold];
}
