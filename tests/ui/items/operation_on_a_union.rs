use opsmith::operation;

#[operation(service = "chime", path = "/rooms")]
pub union GetRoom {
    pub id: u64,
}

fn main() {}
