"""Declares operations with `cargo opsmith add`, and compiles them: clippy (pedantic) and rustfmt must have nothing to say.

Each operation is added to a file of its own, and those of a service once more to one file that has a user's code in it, of
which not a byte may change. See README.md.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from machine.crate import ROOT, cargo, files, target

# Of several, the first.
PROTOCOLS = {"json": "awsJson", "rest-json": "restJson1", "rest-xml": "restXml", "smithy-rpc-v2-cbor": "rpcv2Cbor",
             "query": "awsQuery", "ec2": "ec2Query"}
# What a user's file may look like: names that collide with AWS's, tests at the end, comments wherever they may be.
FILES = [
    "//! Ours.\n\nuse std::fmt::Debug as Shown;\n\n/// Not AWS's.\npub struct Tag;\n\n// about it\npub fn tag() -> impl Shown {\n"
    '    "é"\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn works() {}\n}\n',
    "// A license.\n\npub type Filter = String; // ours\n",
    "mod inner {\n    pub struct Blob;\n}\nuse inner::Blob;\n\npub const BLOB: Blob = Blob;\n/* the end */\n",
    "",
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60, help="how many operations, chosen at random")
    parser.add_argument("--service", action="append", help="only of these services, and all of their operations")
    parser.add_argument("--at-once", type=int, default=250, help="how many operations are compiled together")
    arguments = parser.parse_args()
    program = build()
    chosen = choose(arguments)
    outcome: Counter[str] = Counter()
    for start in range(0, len(chosen), arguments.at_once):
        check(program, chosen[start : start + arguments.at_once], outcome)
        if len(chosen) > arguments.at_once:
            print(f"{min(start + arguments.at_once, len(chosen))} of {len(chosen)}: {dict(outcome)}", flush=True)
    print(
        f"{outcome['added']} operations of {len({service for service, _ in chosen})} services declared and compiled, "
        f"{outcome['refused']} refused; {outcome['merged']} files merged: {outcome['wrong']} mistakes"
    )
    return 1 if outcome["wrong"] else 0


def build() -> Path:
    """The program, built."""
    done = cargo("build", ROOT, "-p", "cargo-opsmith")
    if done.returncode:
        sys.exit("cargo-opsmith does not build")
    return target() / "by_machine" / "target" / "debug" / "cargo-opsmith"


def choose(arguments) -> list[tuple[str, str]]:
    """Services and operations: as many of each protocol, if there are enough."""
    by_protocol: dict[str, list[tuple[str, str]]] = {}
    for model in sorted((ROOT / "models" / "data").glob("*.model")):
        lines = model.read_text().split("\n")
        offered = next(line for line in lines if line.startswith("protocols ")).split()[1:]
        spoken = next((protocol for protocol in PROTOCOLS if protocol in offered), None)
        if arguments.service and model.stem not in arguments.service:
            continue
        if spoken or arguments.service:
            names = [line[2:].split("()")[0] for line in lines if line.startswith("# ") and "() " in line]
            by_protocol.setdefault(PROTOCOLS.get(spoken, "other"), []).extend((model.stem, name) for name in names)
    if arguments.service:
        return [found for group in by_protocol.values() for found in group]
    chance = random.Random(arguments.seed)
    chosen: list[tuple[str, str]] = []
    groups = sorted(by_protocol.items(), key=lambda group: len(group[1]))
    for n, (_, group) in enumerate(groups):
        share = (arguments.count - len(chosen)) // (len(groups) - n)
        chosen += chance.sample(group, min(share, len(group)))
    return sorted(chosen)


def check(program: Path, chosen: list[tuple[str, str]], outcome: Counter) -> None:
    crate = target() / "by_machine" / "added"
    shutil.rmtree(crate, ignore_errors=True)
    (crate / "src").mkdir(parents=True)
    (crate / "Cargo.toml").write_text(
        '[package]\nname = "added"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
        f'opsmith = {{ path = "{ROOT / "runtime"}" }}\n'
        "[lints.clippy]\npedantic = { level = \"warn\", priority = -1 }\n[profile.dev]\ndebug = 0\nincremental = false\n"
    )
    shutil.copy(ROOT / "Cargo.lock", crate / "Cargo.lock")
    modules: dict[str, str] = {}
    refused: dict[str, str] = {}
    for n, (service, operation) in enumerate(chosen):
        done = add(program, crate, service, operation, f"src/m{n}.rs")
        if done.returncode == 0:
            outcome["added"] += 1
            modules[f"m{n}"] = f"{service} {operation}"
        elif done.returncode == 1 and "cannot be declared: " in done.stderr:
            outcome["refused"] += 1
            # The macros warn of what AWS has withdrawn.
            if "AWS has withdrawn it" not in done.stderr:
                # A member that moves the host is refused where it is declared.
                member = re.search(r"required member `(\w+)`", done.stderr)
                field = f"{member[1].lower()}: String" if member else ""
                refused[f"r{n}"] = f"{service} {operation} {{ {field} }}"
        else:
            wrong(outcome, f"{service} {operation}: {done.stderr}")
    merge(program, crate, list(modules.values()), modules, outcome)
    # The modules are private, so that clippy does not spare them as an exported interface.
    (crate / "src" / "lib.rs").write_text(
        "#![allow(dead_code)]\n\n" + "".join(f"mod {module};\n" for module in sorted(modules, key=lambda name: (len(name), name)))
    )
    style = subprocess.run(
        ["rustfmt", "--check", "--edition", "2024", *(str(crate / "src" / f"{module}.rs") for module in modules)],
        stdout=subprocess.PIPE, text=True, check=False,
    )
    if style.returncode:
        wrong(outcome, f"rustfmt: {style.stdout[:2000]}")
    compiled(crate, modules, outcome)
    not_compiled(crate, refused, outcome)


def add(program: Path, crate: Path, service: str, operation: str, to: str) -> subprocess.CompletedProcess:
    line = [program, "add", service, operation, "--to", to]
    return subprocess.run(line, cwd=crate, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def merge(program: Path, crate: Path, added: list[str], modules: dict[str, str], outcome: Counter) -> None:
    """Adds the operations once more, one after the other, to files with code in them."""
    together: dict[str, list[str]] = {}
    for found in added:
        together.setdefault(found.split()[0], []).append(found.split()[1])
    # A file has two services, so that their shapes meet.
    services = sorted(together)
    for n, pair in enumerate(zip(services[::2], services[1::2])):
        file, user = crate / "src" / f"t{n}.rs", FILES[n % len(FILES)]
        file.write_text(user)
        for service in pair:
            for operation in together[service]:
                before = file.read_text()
                done = add(program, crate, service, operation, f"src/t{n}.rs")
                after = file.read_text()
                if done.returncode or not kept(before, after):
                    wrong(outcome, f"{service} {operation} into t{n}: {done.stderr or 'the code of the user was changed'}")
                again = add(program, crate, service, operation, f"src/t{n}.rs")
                if again.returncode or file.read_text() != after:
                    wrong(outcome, f"{service} {operation} is added to t{n} twice")
        modules[f"t{n}"] = " and ".join(f"{service} {' '.join(together[service])}" for service in pair)
        outcome["merged"] += 1


def kept(before: str, after: str) -> bool:
    """Whether `after` is `before` with at most two texts inserted."""
    if not after.startswith(before[: common(before, after)]):
        return False
    first = common(before, after)
    last = common(before[::-1], after[::-1])
    if first + last >= len(before):
        return True
    middle = before[first : len(before) - last]
    return middle in after[first : len(after) - last]


def common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def compiled(crate: Path, modules: dict[str, str], outcome: Counter) -> None:
    done = cargo("clippy", crate, "--message-format", "json")
    told = False
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("reason") != "compiler-message" or message["message"]["level"] not in ("error", "warning"):
            continue
        for file in files(message["message"]):
            module = Path(file).stem
            if file.startswith("src/") and module in modules:
                told = True
                wrong(outcome, f"{modules[module]} ({file}): {message['message']['rendered'][:1200]}")
    if done.returncode and not told:
        sys.exit(f"the crate in {crate} does not compile, and no module is the reason")


def not_compiled(crate: Path, refused: dict[str, str], outcome: Counter) -> None:
    """The macros refuse what the command refuses."""
    for module, found in refused.items():
        service, declared = found.split(" ", 1)
        text = f'#[opsmith::operation(service = "{service}")]\npub struct {declared}\n'
        (crate / "src" / f"{module}.rs").write_text(text)
    (crate / "src" / "lib.rs").write_text("".join(f"mod {module};\n" for module in refused))
    told = set()
    for line in cargo("check", crate, "--message-format", "json").stdout.splitlines():
        message = json.loads(line)
        if message.get("reason") == "compiler-message" and " yet" in message["message"]["message"]:
            told |= {Path(file).stem for file in files(message["message"])}
    for module in refused.keys() - told:
        wrong(outcome, f"{refused[module]} is refused by the command, and not by the macros")


def wrong(outcome: Counter, why: str) -> None:
    outcome["wrong"] += 1
    print(why, flush=True)


if __name__ == "__main__":
    sys.exit(main())
