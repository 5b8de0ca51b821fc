use opsmith::{Client, operation};

#[operation(service = "timestream-write")]
pub struct DeleteDatabase {
    pub database_name: String,
}

fn main() {
    let _ = async |client: &Client| DeleteDatabase::new("weather").send(client).await;
}
