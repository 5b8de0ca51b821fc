//! The four calls with opsmith, with the region and the keys set in code, as the program by hand does it: nothing else
//! of the environment is read, and the sources of credentials are not part of the program.

#[path = "../../opsmith/src/chime.rs"]
mod chime;
#[path = "../../opsmith/src/ivschat.rs"]
mod ivschat;

use std::{env, error::Error};

use opsmith::{Client, Credentials};

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let keys = Credentials::from_keys(
        env::var("AWS_ACCESS_KEY_ID")?,
        env::var("AWS_SECRET_ACCESS_KEY")?,
        env::var("AWS_SESSION_TOKEN").ok(),
    );
    let client = Client::builder()
        .region(env::var("AWS_REGION")?)
        .credentials(keys)
        .build()?;
    let created = chime::CreateRoom::new("account", "Ops")
        .send(&client)
        .await?;
    println!("{created:?}");
    let found = chime::GetRoom::new("account", "room").send(&client).await?;
    println!("{found:?}");
    let listed = chime::ListRooms::new("account")
        .max_results(50)
        .send(&client)
        .await?;
    println!("{listed:?}");
    let room = ivschat::GetRoom::new("arn:aws:ivschat:us-east-1:111122223333:room/abc")
        .send(&client)
        .await?;
    println!("{room:?}");
    Ok(())
}
