use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(header = "Authorization")]
    pub authorization: Option<String>,
    #[op(header = "Host")]
    pub host: Option<String>,
    #[op(header = "Content-Length")]
    pub content_length: Option<i64>,
    #[op(header = "X-Amz-Date")]
    pub date: Option<String>,
    #[op(header = "x-amz-security-token")]
    pub security_token: Option<String>,
    #[op(header = "x-amz-user-agent")]
    pub amz_user_agent: Option<String>,
    #[op(header = "User-Agent")]
    pub user_agent: Option<String>,
    #[op(header = "Transfer-Encoding")]
    pub transfer_encoding: Option<String>,
    #[op(header = "amz-sdk-invocation-id")]
    pub invocation_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new()
            .authorization("a")
            .host("h")
            .content_length(1)
            .date("d")
            .send(client)
            .await
    };
}
