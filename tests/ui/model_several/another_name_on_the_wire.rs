use opsmith::{Timestamp, output, shape};

#[output(service = ["models/bills.model", "models/stock.model"], name = "Label")]
pub struct Label {
    pub name: Option<String>,
}

#[shape(service = ["models/bills.model", "models/stock.model"])]
pub struct Tag {
    pub since: Option<Timestamp>,
}

#[shape(service = ["models/bills.model", "models/stock.model"])]
pub enum State {
    Open,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = |label: Label, tag: Tag| (label.name, tag.since);
    let _ = State::Open;
}
