use std::collections::{BTreeMap, HashMap};

use opsmith::{Client, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/counts", output = Counts)]
pub struct GetCounts {}

#[output]
pub struct Counts {
    pub by_role: HashMap<Role, i32>,
    pub sorted: Option<BTreeMap<Role, i32>>,
}

#[shape]
pub enum Role {
    Administrator,
    Member,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let counts = GetCounts::new().send(client).await?;
        println!("{:?} {:?}", counts.by_role, counts.sorted);
        Ok(())
    };
}
