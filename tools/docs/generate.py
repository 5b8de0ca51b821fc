"""Writes `cli/data/docs.pack`: the first sentences of AWS's documentation, for `cargo opsmith`.

The pack is a list of entries, each compressed on its own: first that of all operations, then one for the shapes of each
service. `cli/src/docs/pack.rs` reads it.
"""

import argparse
import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "models"))

from prose import first  # noqa: E402
from source import read, services  # noqa: E402

FILE = ROOT / "cli" / "data" / "docs.pack"
MAGIC = b"opsmith-docs 1\n"
OPERATIONS = "operations"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and fail if the pack is not up to date")
    arguments = parser.parse_args()
    entries = texts()
    if arguments.check:
        # Compressed, they depend on the version of zlib.
        old = unpack(FILE.read_bytes())
        wrong = sorted(name for name in {*old, *entries} if old.get(name) != entries.get(name))
        sys.stdout.writelines(f"the documentation of {name} is not up to date\n" for name in wrong)
        return int(bool(wrong))
    FILE.write_bytes(pack(entries))
    print(f"{len(entries) - 1} services, {sum(map(len, entries.values()))} characters, {FILE.stat().st_size} bytes")
    return 0


def texts() -> dict[str, str]:
    """The lines of each entry: `Key<tab>Text`, sorted by the key's bytes."""
    entries, operations = {}, []
    for service, folder in sorted(services().items()):
        file = ROOT / "models" / "data" / f"{service}.model"
        blocks = {line[2:].split(" ")[0] for line in file.read_text().split("\n") if line.startswith("# ")}
        model, _, _ = read(folder)
        own = {}
        for name, operation in model["operations"].items():
            text = first(operation.get("documentation"))
            if text:
                operations.append(f"{service} {name}\t{text}")
        operations.append(f"{service}\t{first(model.get('documentation'))}")
        shapes = model["shapes"]
        for name, shape in shapes.items():
            if name not in blocks:
                continue
            own[name] = first(shape.get("documentation"))
            for member, reference in shape.get("members", {}).items():
                target = shapes[reference["shape"]]
                named = reference["shape"] in blocks
                text = reference.get("documentation") or ("" if named else target.get("documentation"))
                own[f"{name}.{member}"] = first(text)
        entries[service] = lines(f"{key}\t{text}" for key, text in own.items() if text)
    return {OPERATIONS: lines(operations), **entries}


def lines(found) -> str:
    return "".join(f"{line}\n" for line in sorted(found, key=lambda line: line.split("\t")[0].encode()) if not line.endswith("\t"))


def pack(entries: dict[str, str]) -> bytes:
    """The magic, the number of entries, their names and lengths, and then what they hold."""
    head, body = [], []
    for name, text in entries.items():
        squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = squeezed.compress(text.encode()) + squeezed.flush()
        head.append(f"{name} {len(text.encode())} {len(data)}\n".encode())
        body.append(data)
    return MAGIC + b"".join(head) + b"\n" + b"".join(body)


def unpack(data: bytes) -> dict[str, str]:
    head, body = data.removeprefix(MAGIC).split(b"\n\n", 1)
    entries, at = {}, 0
    for line in head.decode().split("\n"):
        name, _, length = line.split(" ")
        entries[name] = zlib.decompress(body[at : at + int(length)], -15).decode()
        at += int(length)
    return entries


if __name__ == "__main__":
    sys.exit(main())
