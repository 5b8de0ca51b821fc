use opsmith::{Client, operation, output};

#[operation(service = "chime")]
pub struct ListRooms {
    #[op(header = "AccountId")]
    pub account_id: String,
    #[op(query = "maxResults")]
    pub max_results: Option<i32>,
    #[op(payload)]
    pub next_token: Option<String>,
}

#[output(service = "lambda")]
pub struct InvokeResponse {
    #[op(header = "Status")]
    pub status_code: i32,
    #[op(header = "X-Amz-Error")]
    pub function_error: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new("a")
            .max_results(3)
            .next_token("n")
            .send(client)
            .await
    };
    let _ = |output: InvokeResponse| (output.status_code, output.function_error);
}
