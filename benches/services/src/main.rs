//! Measures what one call costs the client, from the members to the typed output, for a service of each protocol. The
//! network is replaced by a transport that responds at once.
//!
//! ```text
//! bench-services PEER CALL CALLS     makes the calls and prints nothing, for a profiler
//! ```
//!
//! `PEER` is `opsmith`, or `sdk` with the feature `sdk`; `CALL` is `get-item`, `send-message`, `caller-identity` or
//! `describe-instances`. `benches/protocols` counts instructions.

mod answers;
mod ours;
#[cfg(feature = "sdk")]
mod sdk;

use std::{env, process::ExitCode};

/// A call that is made again and again.
pub type Calls = Box<dyn FnMut(u32)>;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let calls = match args[..] {
        ["opsmith", call, count] => ours::calls(call).zip(count.parse().ok()),
        #[cfg(feature = "sdk")]
        ["sdk", call, count] => sdk::calls(call).zip(count.parse().ok()),
        _ => None,
    };
    match calls {
        Some((mut calls, count)) => {
            calls(count);
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("usage: bench-services PEER CALL CALLS");
            ExitCode::FAILURE
        }
    }
}

/// A runtime on this thread, as for every peer.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
