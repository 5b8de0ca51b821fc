//! Calls over connections to a server on this machine, which answers every request with the same room.

use std::{
    cell::Cell,
    io,
    rc::Rc,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::{JoinSet, LocalSet},
};

use crate::answer::{BODY, answer};

/// Prints the URL and serves until it is killed.
pub fn serve() -> io::Result<()> {
    let mut response = b"HTTP/1.1 200 OK\r\n".to_vec();
    for (name, value) in answer(|_| ()).headers() {
        response.extend_from_slice(name.as_str().as_bytes());
        response.extend_from_slice(b": ");
        response.extend_from_slice(value.as_bytes());
        response.extend_from_slice(b"\r\n");
    }
    response.extend_from_slice(b"\r\n");
    response.extend_from_slice(BODY);
    let response: &'static [u8] = response.leak();
    crate::runtime().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        loop {
            let (connection, _) = listener.accept().await?;
            tokio::spawn(answer_all(connection, response));
        }
    })
}

/// Answers the requests of a connection, which have no body.
async fn answer_all(mut connection: TcpStream, response: &[u8]) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut request = Vec::with_capacity(4096);
    while connection.read_buf(&mut request).await? > 0 {
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            connection.write_all(response).await?;
        }
    }
    Ok(())
}

/// How long that many calls take, with so many in flight on one thread. A tenth of them is made before that.
pub fn load(in_flight: u32, calls: u32, call: impl AsyncFn() + 'static) -> Duration {
    let call = Rc::new(call);
    let run = async |calls: u32| {
        let left = Rc::new(Cell::new(calls));
        let mut workers = JoinSet::new();
        for _ in 0..in_flight {
            let (left, call) = (left.clone(), call.clone());
            workers.spawn_local(async move {
                while let Some(rest) = left.get().checked_sub(1) {
                    left.set(rest);
                    call().await;
                }
            });
        }
        while let Some(ended) = workers.join_next().await {
            ended.expect("a worker that does not panic");
        }
    };
    crate::runtime().block_on(LocalSet::new().run_until(async {
        run(calls / 10).await;
        let start = Instant::now();
        run(calls).await;
        start.elapsed()
    }))
}
