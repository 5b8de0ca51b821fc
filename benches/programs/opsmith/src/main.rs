//! The four calls with opsmith.

mod chime;
mod ivschat;

use std::error::Error;

use opsmith::Client;

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env().await?;
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
