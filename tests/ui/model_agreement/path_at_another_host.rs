use opsmith::{Client, operation};

#[operation(service = "neptune-graph", method = "GET", path = "/queries/<queryId>")]
pub struct GetQuery {
    pub graph_identifier: String,
    pub query_id: String,
}

fn main() {
    let _ = async |client: &Client| GetQuery::new("g", "q").send(client).await;
}
