"""The generated crate: a module for each operation, compiled together."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# The names are odd, and most of what is declared is not used.
ALLOW = "#![allow(warnings)]\n"
PRELUDE = (
    "use std::collections::{BTreeMap, HashMap};\n"
    "use opsmith::{ApiError, Blob, ByteStream, Client, Document, ErrorBody, Timestamp, UnknownMember, Unmodeled, "
    "operation, output, shape};\n"
)
MAIN = """\
use opsmith::{Client, Credentials, credentials::Token};

fn shown(n: usize, request: http::Request<bytes::Bytes>) {
    let headers: serde_json::Map<String, serde_json::Value> = request.headers().iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned().into())).collect();
    let body: Vec<u8> = request.body().to_vec();
    println!("{}", serde_json::json!({"n": n, "method": request.method().as_str(), "url": request.uri().to_string(),
        "headers": headers, "body": body}));
}

fn failed(n: usize, error: String) {
    println!("{}", serde_json::json!({"n": n, "error": error}));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = Client::builder().region("us-east-1").credentials(Credentials::from_keys("AKID", "secret", None))
        .bearer_token(Token::new("t0ken", None)).build().unwrap();
"""


def target() -> Path:
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()


def write(name: str, main: str, modules: dict[str, str]) -> Path:
    """Writes the crate and returns its folder."""
    crate = target() / "by_machine" / name
    shutil.rmtree(crate, ignore_errors=True)
    (crate / "src").mkdir(parents=True)
    for module, source in modules.items():
        (crate / "src" / f"{module}.rs").write_text(source)
    declared = "".join(f"mod {module};\n" for module in modules)
    (crate / "src" / "main.rs").write_text(ALLOW + declared + main)
    (crate / "Cargo.toml").write_text(
        f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
        f'opsmith = {{ path = "{ROOT / "runtime"}" }}\nhttp = "1"\nbytes = "1"\nhex = "0.4"\nserde_json = "1"\n'
        'tokio = { version = "1", features = ["macros", "rt"] }\n[profile.dev]\ndebug = 0\nincremental = false\n'
        "codegen-units = 16\n"
    )
    shutil.copy(ROOT / "Cargo.lock", crate / "Cargo.lock")
    return crate


def cargo(command: str, crate: Path, *arguments: str) -> subprocess.CompletedProcess:
    program = os.environ.get("CARGO", "cargo").split()
    folder = target() / "by_machine" / "target"
    line = [*program, command, "--quiet", "--manifest-path", str(crate / "Cargo.toml"), "--target-dir", str(folder)]
    return subprocess.run([*line, *arguments], stdout=subprocess.PIPE, check=False)


def mistakes(command: str, crate: Path) -> dict[str, str]:
    """Compiles the crate. Returns the modules with errors, each with its first one."""
    done = cargo(command, crate, "--message-format", "json")
    found: dict[str, str] = {}
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("reason") == "compiler-message" and message["message"]["level"] == "error":
            for file in files(message["message"]):
                if file.startswith("src/") and file != "src/main.rs":
                    found.setdefault(Path(file).stem, message["message"]["message"])
    if done.returncode and not found:
        sys.exit(f"the crate in {crate} does not compile, and no module is the reason")
    return found


def files(message: dict) -> set[str]:
    """The files that an error points at."""
    found = {span["file_name"] for span in message["spans"] if span["is_primary"]}
    for span in message["spans"]:
        expansion = span.get("expansion")
        while expansion:
            found.add(expansion["span"]["file_name"])
            expansion = expansion["span"].get("expansion")
    return found


def run(crate: Path, *arguments: str) -> dict[int, dict]:
    """Runs the crate's program, which is built, with these arguments. Returns each line that it printed, by its `n`."""
    program = target() / "by_machine" / "target" / "debug" / crate.name
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit("the program with the declarations failed")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["n"]: line for line in lines}
