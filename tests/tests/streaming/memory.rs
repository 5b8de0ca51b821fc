//! A gigabyte is streamed in constant memory.
//!
//! The memory is measured in a separate process: the test starts this binary again for the function that measures.

use std::{convert::Infallible, fs, process::Command, time::Instant};

use bytes::Bytes;
use futures_util::stream;
use opsmith::{ByteStream, Client, Timeouts};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use super::{GetBlob, PostBlob};
use crate::faults::server::client_builder;

const MIB: u64 = 1024 * 1024;
const LIMIT: u64 = 64 * MIB;
const PIECE: usize = 64 * 1024;

#[test]
fn a_gigabyte_passes_in_constant_memory() {
    let Some(before) = peak_memory() else {
        eprintln!("left out: this system does not tell a process's peak memory");
        return;
    };
    assert!(before > 0);
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "streaming::memory::in_a_process_of_its_own"])
        .args(["--ignored", "--nocapture", "--test-threads=1"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&child.stderr),
    );
    for line in said.lines().filter(|line| line.contains("MiB")) {
        println!("{line}");
    }
}

#[tokio::test]
#[ignore = "started by the test above, in a process of its own"]
async fn in_a_process_of_its_own() {
    let length = 1024 * MIB;
    let client = client_builder(&service(length).await)
        .timeouts(Timeouts::none())
        .build()
        .unwrap();
    report("at the start", 0, Instant::now());

    let started = Instant::now();
    let mut left = length;
    let piece = Bytes::from(vec![7; PIECE]);
    let pieces = stream::iter(std::iter::from_fn(move || {
        left = left.checked_sub(PIECE as u64)?;
        Some(Ok::<_, Infallible>(piece.clone()))
    }));
    send(&client, ByteStream::from_stream(pieces, length)).await;
    report("up from a stream", length, started);

    let started = Instant::now();
    let path = std::env::temp_dir().join(format!("opsmith-{}-large", std::process::id()));
    fs::File::create(&path).unwrap().set_len(length).unwrap();
    send(&client, ByteStream::from_file(&path)).await;
    fs::remove_file(&path).unwrap();
    report("up from a file", length, started);

    let started = Instant::now();
    let mut body = GetBlob::new("b").send(&client).await.unwrap().body;
    let mut received = 0;
    while let Some(piece) = body.next().await {
        received += piece.unwrap().len() as u64;
    }
    assert_eq!(received, length);
    report("down", length, started);
}

async fn send(client: &Client, body: ByteStream) {
    PostBlob::new("b", body).send(client).await.unwrap();
}

fn report(what: &str, length: u64, started: Instant) {
    let peak = peak_memory().unwrap();
    println!(
        "{what}: {} MiB in {:.1?}, peak memory {} MiB",
        length / MIB,
        started.elapsed(),
        peak / MIB,
    );
    assert!(
        peak < LIMIT,
        "{what}: the peak memory is {} MiB",
        peak / MIB
    );
}

/// The peak memory of this process, in bytes.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// A service that receives and returns payloads of `length` bytes.
async fn service(length: u64) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(BufReader::with_capacity(PIECE, stream), length));
        }
    });
    url
}

async fn serve(mut stream: BufReader<TcpStream>, length: u64) -> Option<()> {
    let piece = vec![7; PIECE];
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head).await.ok()? == 0 {
                return None;
            }
        }
        if head.starts_with("GET") {
            let start = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
            stream.write_all(start.as_bytes()).await.ok()?;
            for _ in 0..length / PIECE as u64 {
                stream.write_all(&piece).await.ok()?;
            }
        } else {
            assert!(
                head.contains(&format!("content-length: {length}\r\n")),
                "{head}"
            );
            let mut left = length;
            let mut buffer = vec![0; PIECE];
            while left > 0 {
                let read = stream.read(&mut buffer).await.ok()? as u64;
                left = left.checked_sub(read).filter(|_| read > 0)?;
            }
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
                .await
                .ok()?;
        }
    }
}
