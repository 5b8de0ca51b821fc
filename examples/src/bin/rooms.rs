//! The main example: create rooms, read one, list them all, handle throttling and a missing room, and read an IVS Chat
//! room.
//!
//! `cargo run --bin rooms` runs against a fake service on this machine. `cargo run --bin rooms -- --live ROOM_ARN`
//! reads the IVS Chat room from AWS, with the credentials and the region from the environment (Amazon Chime was shut
//! down in February 2026).

use std::{
    error::Error,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use opsmith::{
    Client, ErrorBody, Timestamp,
    testing::{FakeService, Fault},
};
use opsmith_examples::{
    chime::{
        ChimeError, CreateRoom, CreateRoomOutput, GetRoom, GetRoomOutput, ListRooms,
        ListRoomsOutput, Room,
    },
    ivschat,
    show::{answer, call, headline},
};

const ROOM_ARN: &str = "arn:aws:ivschat:us-east-1:123456789012:room/AbCdEf123456";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => against_the_fake().await,
        ["--live", arn] => live(arn).await,
        _ => Err("usage: rooms [--live ROOM_ARN]".into()),
    }
}

async fn against_the_fake() -> Result<(), Box<dyn Error>> {
    let fake = fake_service().await?;
    let client = fake.client();
    println!(
        "A fake service listens on {} and checks every signature.",
        fake.url()
    );
    create(&client).await?;
    read(&client).await?;
    list(&client).await?;
    not_found(&client).await?;
    read_ivs_room(&client, ROOM_ARN).await?;
    println!(
        "\n{} signed requests were sent and verified.",
        fake.requests().len()
    );
    Ok(())
}

async fn live(arn: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env().await?;
    println!("Calling AWS in {}.", client.region().unwrap_or("no region"));
    read_ivs_room(&client, arn).await
}

async fn create(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Create five rooms; the service throttles the second call once");
    for name in ["Ops", "Dev", "Sales", "Böhmen & Mähren", "Lobby"] {
        call(format_args!("chime CreateRoom name={name:?}"));
        let (output, metadata) = CreateRoom::new("acct", name)
            .send(client)
            .with_metadata()
            .await?;
        let id = output
            .room
            .and_then(|room| room.room_id)
            .unwrap_or_default();
        answer(format_args!("room {id}, attempt {}", metadata.attempts));
    }
    Ok(())
}

async fn read(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Read one");
    call("chime GetRoom r-3");
    let room = GetRoom::new("acct", "r-3").send(client).await?.room;
    // `name` is sensitive, so `Debug` does not show it.
    answer(format_args!("{room:?}"));
    Ok(())
}

async fn list(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("List them all, two per page");
    call("chime ListRooms max-results=2");
    let mut rooms = ListRooms::new("acct").max_results(2).items(client);
    while let Some(room) = rooms.try_next().await? {
        let created = room.created_timestamp.map(|time| time.to_string());
        answer(format_args!(
            "{} created {}",
            room.room_id.unwrap_or_default(),
            created.unwrap_or_default()
        ));
    }
    Ok(())
}

async fn not_found(client: &Client) -> Result<(), Box<dyn Error>> {
    headline("Read a room that does not exist");
    call("chime GetRoom r-99");
    match GetRoom::new("acct", "r-99").send(client).await {
        Err(error) if matches!(error.service_error(), Some(ChimeError::NotFound(_))) => {
            answer(error);
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err("the room should not exist".into()),
    }
}

async fn read_ivs_room(client: &Client, arn: &str) -> Result<(), Box<dyn Error>> {
    headline("Read an IVS Chat room");
    call(format_args!("ivschat GetRoom {arn}"));
    let room = ivschat::GetRoom::new(arn).send(client).await?;
    answer(format_args!(
        "{} ({} messages per second)",
        room.name.as_deref().unwrap_or("without a name"),
        room.maximum_message_rate_per_second.unwrap_or_default(),
    ));
    Ok(())
}

/// The service that the example calls. It keeps rooms in memory and returns the declared types.
async fn fake_service() -> Result<FakeService, Box<dyn Error>> {
    let fake = FakeService::start().await?;
    // The second room is throttled once.
    fake.fault(Fault::throttled().of::<CreateRoom>().on_request(2));
    let rooms = Rooms::default();
    let created_at: Timestamp = "2026-02-03T04:05:06Z".parse()?;

    let all = rooms.clone();
    fake.on(move |request: CreateRoom| {
        let room = all.create(request, created_at);
        async { Ok(CreateRoomOutput { room: Some(room) }) }
    });
    let all = rooms.clone();
    fake.on(move |request: GetRoom| {
        let found = all.get(&request.room_id);
        async move {
            let room = found.ok_or_else(|| {
                let message = format!("no room {}", request.room_id);
                ChimeError::NotFound(ErrorBody::new(message))
            })?;
            Ok(GetRoomOutput { room: Some(room) })
        }
    });
    fake.on(move |request: ListRooms| {
        let page = rooms.page(&request);
        async { Ok(page) }
    });
    fake.on(move |request: ivschat::GetRoom| async move {
        Ok(ivschat::GetRoomOutput {
            arn: Some(request.identifier),
            name: Some("Watch party".to_owned()),
            create_time: Some(created_at),
            maximum_message_rate_per_second: Some(10),
            ..ivschat::GetRoomOutput::default()
        })
    });
    Ok(fake)
}

/// The rooms that the service keeps.
#[derive(Clone, Default)]
struct Rooms(Arc<Mutex<Vec<Room>>>);

impl Rooms {
    fn all(&self) -> MutexGuard<'_, Vec<Room>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn create(&self, request: CreateRoom, at: Timestamp) -> Room {
        let mut rooms = self.all();
        let room = Room {
            room_id: Some(format!("r-{}", rooms.len() + 1)),
            name: Some(request.name),
            account_id: Some(request.account_id),
            created_timestamp: Some(at),
            ..Room::default()
        };
        rooms.push(room.clone());
        room
    }

    fn get(&self, id: &str) -> Option<Room> {
        let rooms = self.all();
        let found = rooms
            .iter()
            .find(|room| room.room_id.as_deref() == Some(id));
        found.cloned()
    }

    fn page(&self, request: &ListRooms) -> ListRoomsOutput {
        let rooms = self.all();
        let token = request.next_token.as_deref();
        let start = token.and_then(|token| token.parse().ok()).unwrap_or(0);
        let size = request
            .max_results
            .and_then(|size| usize::try_from(size).ok());
        let end = (start + size.unwrap_or(10)).min(rooms.len());
        ListRoomsOutput {
            rooms: rooms.get(start..end).unwrap_or_default().to_vec(),
            next_token: (end < rooms.len()).then(|| end.to_string()),
        }
    }
}
