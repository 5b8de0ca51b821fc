//! Measures what one `GetRoom` of Amazon Chime costs the client: everything from the members to the typed output except
//! the network, which is replaced by a transport that responds at once.
//!
//! ```text
//! bench-call                            a table of all peers
//! bench-call counts                     the allocations of a call and the size of its future, of all peers
//! bench-call PEER ready                 makes a client and a first call that cannot connect, and prints the microseconds
//! bench-call PEER CALLS                 makes the calls and prints nothing, for a profiler
//! bench-call serve                      prints its URL, and answers everything with the same room
//! bench-call counts                     the allocations of a call and the size of its future, of all peers
//! bench-call PEER CALLS IN_FLIGHT URL   makes the calls over connections, and prints the seconds they took and the peak of memory
//! ```

mod answer;
mod by_hand;
mod counter;
mod loopback;
mod ours;
#[cfg(feature = "sdk")]
mod sdk;

use std::{env, process::ExitCode, time::Duration};

use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static ALLOCATOR: counter::Counting = counter::Counting;

/// Makes that many calls, one after another.
type Calls = Box<dyn FnMut(u32)>;

struct Peer {
    name: &'static str,
    what: &'static str,
    calls: Calls,
}

fn peers() -> Vec<Peer> {
    let peer = |name, what, calls| Peer { name, what, calls };
    vec![
        peer(
            "by-hand",
            "reqwest + aws-sigv4 + serde derive, by hand",
            by_hand::calls(),
        ),
        peer(
            "opsmith",
            "opsmith, in-process transport",
            ours::calls(false),
        ),
        peer(
            "opsmith-reqwest",
            "opsmith, including the conversion to a reqwest request",
            ours::calls(true),
        ),
        #[cfg(feature = "sdk")]
        peer("sdk", "aws-sdk-chime", sdk::calls()),
    ]
}

/// Nothing listens here.
const NOBODY: &str = "https://127.0.0.1:1";

/// Calls in a run; a run of the fastest peer takes about 60 ms.
const CALLS: u32 = 10_000;
/// Runs of each candidate, interleaved so that all of them see the same conditions.
const RUNS: usize = 31;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    if run(&args).is_none() {
        eprintln!("usage: bench-call [PEER CALLS [IN_FLIGHT URL] | counts | PEER ready | serve]");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn run(args: &[&str]) -> Option<()> {
    match args {
        [] => table(&mut peers()),
        ["counts"] => counts(&mut peers()),
        [name, "ready"] => {
            let first_call = match *name {
                "by-hand" => by_hand::first_call,
                "opsmith" => ours::first_call,
                _ => return None,
            };
            first_call();
            // Of all threads: files are read in others.
            let time = clock_gettime(ClockId::ProcessCPUTime);
            println!("{}", time.tv_sec * 1_000_000 + time.tv_nsec / 1000);
        }
        ["serve"] => loopback::serve().expect("a server"),
        [name, calls] => {
            let mut peers = peers();
            let peer = peers.iter_mut().find(|peer| peer.name == *name)?;
            (peer.calls)(calls.parse().ok()?);
        }
        [name, calls, in_flight, url] => {
            let (calls, in_flight) = (calls.parse().ok()?, in_flight.parse().ok()?);
            let took = match *name {
                "by-hand" => loopback::load(in_flight, calls, by_hand::over(url)),
                "opsmith" => loopback::load(in_flight, calls, ours::over(url)),
                #[cfg(feature = "sdk")]
                "sdk" => loopback::load(in_flight, calls, sdk::over(url)),
                _ => return None,
            };
            println!("{:.6} {}", took.as_secs_f64(), peak_memory());
        }
        _ => return None,
    }
    Some(())
}

fn table(peers: &mut [Peer]) {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); peers.len()];
    for _ in 0..RUNS {
        for (peer, times) in peers.iter_mut().zip(&mut times) {
            (peer.calls)(CALLS / 20); // warm up the caches
            let before = cpu_time();
            (peer.calls)(CALLS);
            times.push((cpu_time() - before).as_nanos() as f64 / f64::from(CALLS));
        }
    }
    println!("| GetRoom | ns of CPU, median | fastest | allocations | resized | bytes |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (peer, times) in peers.iter_mut().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        let before = counter::read();
        (peer.calls)(CALLS);
        let after = counter::read();
        let each = |before, after| (after - before) as f64 / f64::from(CALLS);
        println!(
            "| {} | {:.0} | {:.0} | {:.1} | {:.1} | {:.0} |",
            peer.what,
            times[times.len() / 2],
            times[0],
            each(before.blocks, after.blocks),
            each(before.resized, after.resized),
            each(before.bytes, after.bytes),
        );
    }
}

/// The most memory that this process had, in kilobytes.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok())
        .unwrap_or_default()
}

/// What a call allocates after the first one, and the size of opsmith's call while it is not sent.
fn counts(peers: &mut [Peer]) {
    for peer in peers {
        (peer.calls)(1);
        let before = counter::read();
        (peer.calls)(1000);
        let after = counter::read();
        let each = |before, after| (after - before) / 1000;
        println!(
            "{}.allocations {}",
            peer.name,
            each(before.blocks, after.blocks)
        );
        println!(
            "{}.resized {}",
            peer.name,
            each(before.resized, after.resized)
        );
        println!("{}.bytes {}", peer.name, each(before.bytes, after.bytes));
    }
    println!("opsmith.future {}", ours::size_of_call());
}

/// The thread's own CPU time, which other programs on the machine do not affect.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// A runtime on this thread, as for every candidate.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
