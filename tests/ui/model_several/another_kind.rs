use opsmith::shape;

#[shape(service = ["models/bills.model", "models/stock.model"])]
pub enum Payer {
    Account(String),
}

#[shape(service = ["chime-sdk-voice", "models/stock.model"])]
pub enum Tag {
    Key,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = Payer::Account("a".to_owned());
    let _ = Tag::Key;
}
