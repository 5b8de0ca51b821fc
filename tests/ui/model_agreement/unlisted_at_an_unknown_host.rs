use opsmith::{Client, operation};

#[operation(service = "neptune-graph", unlisted, path = "/queries/<queryId>/plan")]
pub struct GetQueryPlan {
    pub query_id: String,
}

fn main() {
    let _ = async |client: &Client| GetQueryPlan::new("q").send(client).await;
}
