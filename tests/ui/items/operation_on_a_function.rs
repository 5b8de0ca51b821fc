use opsmith::operation;

#[operation(service = "chime", path = "/rooms")]
pub async fn list_rooms(account_id: String) {
    let _ = account_id;
}

fn main() {
    let _ = list_rooms("a".to_owned());
}
