//! The four calls with reqwest and aws-sigv4, by hand: no retries, no paging, keys from the environment only.

mod aws;
mod chime;
mod ivschat;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(run())
}

async fn run() -> Result<(), Box<dyn Error + Send + Sync>> {
    let client = aws::Client::from_env()?;
    let token = uuid::Uuid::new_v4().to_string();
    let created = chime::create_room(&client, "account", "Ops", &token).await?;
    println!("{created:?}");
    let found = chime::get_room(&client, "account", "room").await?;
    println!("{found:?}");
    let listed = chime::list_rooms(&client, "account", None, Some(50), None).await?;
    println!("{listed:?}");
    let room =
        ivschat::get_room(&client, "arn:aws:ivschat:us-east-1:111122223333:room/abc").await?;
    println!("{room:?}");
    Ok(())
}
