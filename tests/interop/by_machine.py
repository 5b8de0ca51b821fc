"""Declares operations by machine, with names and types only, and compares what they send with botocore.

What the macros take from the models must be what botocore sends. The declarations come from botocore's data, not from
opsmith's models: fields are in snake case, variants in Pascal case, and nothing says where a member goes.

    $(tests/interop/venv) tests/interop/by_machine.py --seed 1 --count 200
    $(tests/interop/venv) tests/interop/by_machine.py --all
"""

import argparse
import base64
import datetime
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.model import OperationModel, Shape

ROOT = Path(__file__).resolve().parents[2]
REGION = "us-east-1"
# The operations of a crate: a compiler takes all of them at once.
AT_ONCE = 250

KEYWORDS = set(
    "abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl in "
    "let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe "
    "unsized use virtual where while yield".split()
)
# What the declarations name themselves.
TAKEN = set(
    "String Vec Option Box HashMap Blob Timestamp Document ByteStream UnknownMember Unmodeled Some None Ok Err Result "
    "Self Into From Default Debug Clone Send Sync Drop Copy Fn Iterator".split()
)
SIMPLE = {
    "string": "String", "character": "String", "boolean": "bool", "integer": "i32", "long": "i64", "float": "f32",
    "double": "f64", "timestamp": "Timestamp", "blob": "Blob",
}
# What a client says of itself and of the connection, and what depends on the time.
OF_THE_CLIENT = {
    "accept", "accept-encoding", "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "connection",
    "content-length", "host", "user-agent", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token",
    "x-amz-user-agent",
}


def snake(name: str) -> str:
    name = re.sub(r"[^0-9A-Za-z]+", "_", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    if name in ("self", "super", "crate"):
        return name + "_"
    return f"r#{name}" if name in KEYWORDS else name


def pascal(name: str) -> str:
    words = re.split(r"[^0-9A-Za-z]+", name)
    if not re.search("[a-z]", name):
        words = [word.lower() for word in words]
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return f"_{name}" if name[:1].isdigit() else name


def literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\\b", "\\u{8}").replace("\\f", "\\u{c}")


def is_document(shape: Shape) -> bool:
    return bool(getattr(shape, "is_document_type", False))


class Declarations:
    """The declarations of one operation, in a module of their own."""

    def __init__(self, service: str, operation: OperationModel, chance: random.Random) -> None:
        self.service, self.operation, self.chance = service, operation, chance
        self.shapes: dict[str, str] = {}
        self.names: dict[str, str] = {operation.name: ""}
        self.enums: dict[str, dict[str, str]] = {}

    def type(self, shape: Shape) -> str:
        if is_document(shape):
            return "Document"
        match shape.type_name:
            case "structure":
                return self.structure(shape)
            case "list":
                inner = self.type(shape.member)
                return f"Vec<Option<{inner}>>" if shape.metadata.get("sparse") else f"Vec<{inner}>"
            case "map":
                inner = self.type(shape.value)
                inner = f"Option<{inner}>" if shape.metadata.get("sparse") else inner
                return f"HashMap<{self.type(shape.key)}, {inner}>"
            case "blob" if shape.metadata.get("streaming") or shape.serialization.get("streaming"):
                return "ByteStream"
            case "string" if shape.enum and shape.metadata.get("enum"):
                return self.enum(shape)
        return SIMPLE[shape.type_name]

    def called(self, shape: Shape) -> tuple[str, str]:
        """The Rust name of a shape, and `name = ".."` where it is another."""
        name = shape.name
        taken = name in TAKEN or name in KEYWORDS or name == self.operation.name
        if taken or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            name = "Shape" + re.sub(r"[^0-9A-Za-z]", "", name)
        return name, "" if name == shape.name else f', name = "{shape.name}"'

    def structure(self, shape: Shape) -> str:
        name, key = self.called(shape)
        if shape.name in self.shapes:
            return name
        self.shapes[shape.name] = ""
        union = bool(shape.metadata.get("union") or getattr(shape, "is_tagged_union", False))
        head = f'#[shape(service = "{self.service}"{key})]\n#[derive(Clone)]\n'
        if union:
            members = [f"    {pascal(member)}({self.boxed(shape, inner)})," for member, inner in shape.members.items()]
            members.append("    #[op(other)]\n    NoSuchMember(UnknownMember),")
            self.shapes[shape.name] = f"{head}pub enum {name} {{\n" + "\n".join(members) + "\n}\n"
        else:
            fields = [
                f"    pub {snake(member)}: Option<{self.boxed(shape, inner)}>," for member, inner in shape.members.items()
            ]
            self.shapes[shape.name] = f"{head}pub struct {name} {{\n" + "\n".join(fields) + "\n}\n"
        return name

    def boxed(self, shape: Shape, member: Shape) -> str:
        ty = self.type(member)
        return f"Box<{ty}>" if self.reaches(member, shape.name, set()) else ty

    def reaches(self, shape: Shape, name: str, seen: set[str]) -> bool:
        """Whether a structure has itself in it, without a list or map between."""
        if shape.type_name != "structure" or is_document(shape):
            return False
        if shape.name == name:
            return True
        if shape.name in seen:
            return False
        seen.add(shape.name)
        return any(self.reaches(member, name, seen) for member in shape.members.values())

    def enum(self, shape: Shape) -> str:
        name, key = self.called(shape)
        if shape.name in self.enums:
            return name
        words, variants = set(), {}
        lines = []
        for value in shape.enum:
            variant = pascal(value)
            plain = re.sub("[^0-9a-z]", "", value.lower())
            if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]+|[A-Za-z]", variant) or variant in ("Self", "NoSuchValue") or plain in words:
                variant = f"Value{len(variants)}"
                lines.append(f"    #[op(rename = {literal(value)})]")
            words.add(plain)
            variants[value] = variant
            lines.append(f"    {variant},")
        self.enums[shape.name] = variants
        lines.append("    #[op(other)]\n    NoSuchValue(String),")
        self.shapes[shape.name] = (
            f'#[shape(service = "{self.service}"{key})]\n#[derive(Clone, PartialEq, Eq, Hash)]\npub enum {name} {{\n'
            + "\n".join(lines) + "\n}\n"
        )
        return name

    def source(self) -> str:
        shape = self.operation.input_shape
        fields = []
        for name, member in shape.members.items() if shape else ():
            ty = self.type(member)
            required = name in shape.required_members and name not in self.operation.idempotent_members
            fields.append(f"    pub {snake(name)}: {ty if required else f'Option<{ty}>'},")
        output, answer = self.operation.output_shape, ""
        if output and not self.operation.has_event_stream_output:
            members = [f"    pub {snake(name)}: Option<{self.type(member)}>," for name, member in output.members.items()]
            answer = ", output = TheOutput"
            self.shapes[" output"] = (
                f'#[output(service = "{self.service}", operation = "{self.operation.name}")]\npub struct TheOutput {{\n'
                + "\n".join(members) + "\n}\n"
            )
        lines = [
            f'#[operation(service = "{self.service}"{answer})]',
            f"pub struct {self.operation.name} {{", *fields, "}\n",
        ]
        return "\n".join(lines) + "\n".join(self.shapes.values())

    # Values, as botocore takes them and as Rust.

    def value(self, shape: Shape, depth: int, where: str) -> tuple[object, str]:
        chance = self.chance
        if is_document(shape):
            value = chance.choice([{"a": [1, "b", None]}, "text", 3, True])
            return value, f"Document::from(serde_json::from_str::<serde_json::Value>({literal(json.dumps(value))}).unwrap())"
        match shape.type_name:
            case "structure":
                return self.members(shape, depth)
            case "list":
                items = [self.value(shape.member, depth + 1, where) for _ in range(chance.choice([1, 2]) if depth < 4 else 0)]
                code = [f"Some({code})" if shape.metadata.get("sparse") else code for _, code in items]
                return [value for value, _ in items], f"vec![{', '.join(code)}]"
            case "map":
                if depth >= 4:
                    return {}, "HashMap::new()"
                key, key_code = self.value(shape.key, depth + 1, "header" if where == "header" else "key")
                value, code = self.value(shape.value, depth + 1, where)
                code = f"Some({code})" if shape.metadata.get("sparse") else code
                return {key: value}, f"HashMap::from([({key_code}, {code})])"
            case "boolean":
                value = chance.choice([True, False])
                return value, str(value).lower()
            case "integer":
                value = chance.choice([0, 1, -5, 2_147_483_647])
                return value, f"{value}i32"
            case "long":
                value = chance.choice([0, 7, -(2**40), 2**53])
                return value, f"{value}i64"
            case "float" | "double":
                value = chance.choice([0.5, -3.25, 100.0, 0.0])
                return value, f"{value}{'f32' if shape.type_name == 'float' else 'f64'}"
            case "timestamp":
                value = datetime.datetime(2026, 1, chance.randint(1, 28), 3, 4, 5, tzinfo=datetime.UTC)
                return value, f'Timestamp::parse("{value:%Y-%m-%dT%H:%M:%SZ}").unwrap()'
            case "blob":
                value = bytes(chance.randrange(256) for _ in range(5))
                data = f"vec![{', '.join(f'{byte}u8' for byte in value)}]"
                return value, f"ByteStream::from({data})" if self.type(shape) == "ByteStream" else f"Blob::new({data})"
        if shape.enum and shape.metadata.get("enum"):
            value = chance.choice(shape.enum)
            name, _ = self.called(shape)
            return value, f"{name}::{self.enums[shape.name][value]}"
        texts = {
            "header": ["abc", "a b", "x-1", "1/2"],
            "label": ["abc", "a b", "a/b", "ü%", "a:b@c"],
            "host": ["abc", "a1"],
            "key": ["k1", "a.b"],
        }
        value = chance.choice(texts.get(where, ["abc", "a b&c=d", "ü/€", 'q"\\']))
        return value, f"{literal(value)}.to_owned()"

    def members(self, shape: Shape, depth: int) -> tuple[dict, str]:
        name, _ = self.called(shape)
        union = bool(shape.metadata.get("union") or getattr(shape, "is_tagged_union", False))
        chance = self.chance
        if union:
            simple = [member for member, inner in shape.members.items() if inner.type_name != "structure"]
            choice = chance.choice(simple if depth > 3 and simple else list(shape.members))
            value, code = self.value(shape.members[choice], depth + 1, "")
            if self.reaches(shape.members[choice], shape.name, set()):
                code = f"Box::new({code})"
            return {choice: value}, f"{name}::{pascal(choice)}({code})"
        given, fields = {}, []
        for member, inner in shape.members.items():
            if depth > 4 or (member not in shape.required_members and chance.random() < 0.5):
                fields.append(f"{snake(member)}: None")
                continue
            given[member], code = self.value(inner, depth + 1, "")
            if self.reaches(inner, shape.name, set()):
                code = f"Box::new({code})"
            fields.append(f"{snake(member)}: Some({code})")
        return given, f"{name} {{ {', '.join(fields)} }}"

    def call(self) -> tuple[dict, str]:
        shape = self.operation.input_shape
        given, fields = {}, []
        for name, member in shape.members.items() if shape else ():
            token = name in self.operation.idempotent_members
            required = name in shape.required_members and not token
            # A token that is not given is random.
            if not required and not token and self.chance.random() < 0.3:
                fields.append(f"{snake(name)}: None")
                continue
            location = member.serialization.get("location")
            host = bool(self.operation.endpoint) and "hostLabel" in member.metadata | member.serialization
            where = "host" if host else {"header": "header", "headers": "header", "uri": "label"}.get(location, "")
            given[name], code = self.value(member, 1, where)
            fields.append(f"{snake(name)}: {code if required else f'Some({code})'}")
        fields = f" {{ {', '.join(fields)} }}" if shape else " {}"
        return given, f"{self.operation.name}{fields}"


def callable_by_opsmith(operation: OperationModel) -> bool:
    auth = operation.auth or operation.service_model.metadata.get("auth") or ["aws.auth#sigv4"]
    moved = operation.static_context_parameters
    usual = {("ApiType", "ControlPlane"), ("IsControlPlane", False)}
    return (
        not operation.has_event_stream_input
        and not operation.has_event_stream_output
        and "bearer" not in (operation.service_model.signature_version, operation.auth_type)
        and auth[0] != "smithy.api#httpBearerAuth"
        and not any((parameter.name, parameter.value) not in usual for parameter in moved)
        and not operation.operation_context_parameters
        and not operation.context_parameters
    )


class Botocore:
    """What botocore would send."""

    def __init__(self) -> None:
        self.session = botocore.session.Session()
        self.session.set_credentials("AKID", "secret")
        self.clients, self.sent = {}, None

    def client(self, service: str):
        if service not in self.clients:
            config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
            client = self.session.create_client(service, region_name=REGION, config=config)
            client.meta.events.register_first("before-send", self.keep)
            self.clients[service] = client
        return self.clients[service]

    def keep(self, request, **_) -> AWSResponse:
        self.sent = request
        raise Sent

    def send(self, service: str, operation: str, params: dict):
        self.sent = None
        client = self.client(service)
        try:
            client._make_api_call(operation, params)
        except Sent:
            pass
        request = self.sent
        body = request.body or b""
        body = body if isinstance(body, bytes) else body.read() if hasattr(body, "read") else body.encode()
        headers = {}
        for name, value in request.headers.items():
            headers[name.lower()] = value.decode() if isinstance(value, bytes) else str(value)
        return request.method, request.url, headers, body


# Differences that are meant to be there.
EXCEPTED = {
    # The tree hash is not in the model: botocore computes it for this service alone.
    ("glacier", "header x-amz-sha256-tree-hash"),
    # A blob that is the whole body has the media type that Smithy's protocol gives it; botocore leaves it out here.
    ("glacier", "header content-type"),
}


class Sent(Exception):
    pass


MAIN = """\
#![allow(non_camel_case_types, dead_code, unused_imports, clippy::all)]
use opsmith::{Client, Credentials, Secrets};

fn shown(n: usize, request: http::Request<bytes::Bytes>) {
    let headers: serde_json::Map<String, serde_json::Value> = request.headers().iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned().into())).collect();
    let body: Vec<u8> = request.body().to_vec();
    println!("{}", serde_json::json!({"n": n, "method": request.method().as_str(), "url": request.uri().to_string(),
        "headers": headers, "body": body}));
}
"""


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=200)
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--service")
    arguments.add_argument("--keep", action="store_true", help="leave the generated crate where it is")
    arguments = arguments.parse_args()
    chance = random.Random(arguments.seed)
    boto = Botocore()
    operations = []
    for service in boto.session.get_available_services():
        model = boto.session.get_service_model(service)
        protocols = model.metadata.get("protocols") or [model.metadata["protocol"]]
        if "rest-json" not in protocols or (arguments.service and service != arguments.service):
            continue
        operations += [(service, model.operation_model(name)) for name in model.operation_names]
    operations = [found for found in operations if callable_by_opsmith(found[1])]
    if not arguments.all and len(operations) > arguments.count:
        operations = chance.sample(operations, arguments.count)
    problems = 0
    for start in range(0, len(operations), AT_ONCE):
        problems += compare(operations[start : start + AT_ONCE], chance, boto)
    print(f"{len(operations)} operations, {problems} differences")
    return 1 if problems else 0


def compare(operations: list, chance: random.Random, boto: Botocore) -> int:
    modules, calls, cases = [], [], []
    for n, (service, operation) in enumerate(operations):
        declarations = Declarations(service, operation, chance)
        source = declarations.source()
        params, code = declarations.call()
        cases.append((service, operation.name, params))
        prelude = (
            "use std::collections::HashMap;\n"
            "use opsmith::{Blob, ByteStream, Client, Document, Timestamp, UnknownMember, operation, output, shape};\n"
        )
        modules.append(
            f"mod m{n} {{\n{prelude}{source}\npub async fn call(client: &Client) {{\n"
            f"    match ({code}).to_http(client).await {{\n"
            f"        Ok(request) => super::shown({n}, request),\n"
            f'        Err(error) => println!("{{}}", serde_json::json!({{"n": {n}, "error": error.to_string()}})),\n    }}\n}}\n}}\n'
        )
        calls.append(f"    m{n}::call(&client).await;")
    main_function = (
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n    let client = Client::builder().region(\"us-east-1\")"
        '.credentials(Credentials::from_keys("AKID", "secret", None)).build().unwrap();\n' + "\n".join(calls) + "\n}\n"
    )
    sent = run(MAIN + "".join(modules) + main_function)
    problems = 0
    for n, (service, operation, params) in enumerate(cases):
        ours = sent.get(n, {"error": "nothing came back"})
        theirs = boto.send(service, operation, params)
        found = [ours["error"]] if "error" in ours else differences(ours, theirs)
        found = [line for line in found if (service, line.split(":")[0]) not in EXCEPTED]
        if found:
            problems += 1
            print(f"{service} {operation}: " + "; ".join(found))
    return problems


def run(source: str) -> dict:
    crate = ROOT / "target" / "by_machine"
    (crate / "src").mkdir(parents=True, exist_ok=True)
    (crate / "src" / "main.rs").write_text(source)
    manifest = (
        '[package]\nname = "by-machine"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
        f'opsmith = {{ path = "{ROOT / "runtime"}" }}\nhttp = "1"\nbytes = "1"\nserde_json = "1"\n'
        'tokio = { version = "1", features = ["macros", "rt"] }\n[profile.dev]\ndebug = 0\n'
    )
    (crate / "Cargo.toml").write_text(manifest)
    (crate / "Cargo.lock").write_bytes((ROOT / "Cargo.lock").read_bytes())
    cargo = os.environ.get("CARGO", "cargo").split()
    command = [*cargo, "run", "--quiet", "--manifest-path", str(crate / "Cargo.toml"), "--target-dir", str(ROOT / "target" / "by_machine" / "target")]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit("the declarations do not compile, or their program failed")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["n"]: line for line in lines}


def differences(ours: dict, theirs: tuple) -> list[str]:
    method, url, headers, body = theirs
    found = []
    if ours["method"] != method:
        found.append(f"method {ours['method']} and {method}")
    our_url, their_url = urlsplit(ours["url"]), urlsplit(url)
    for part in ("netloc", "path", "query"):
        if getattr(our_url, part) != getattr(their_url, part):
            found.append(f"{part} {getattr(our_url, part)!r} and {getattr(their_url, part)!r}")
    our_body = bytes(ours["body"])
    content = headers.get("content-type", "")
    if our_body != body and not (content in ("", "application/json") and as_json(our_body) == as_json(body)):
        found.append(f"body {our_body!r} and {body!r}")
    names = (set(ours["headers"]) | set(headers)) - OF_THE_CLIENT
    for name in sorted(names):
        if ours["headers"].get(name) != headers.get(name):
            found.append(f"header {name}: {ours['headers'].get(name)!r} and {headers.get(name)!r}")
    return found


def as_json(body: bytes):
    try:
        return json.loads(body)
    except ValueError:
        return body


if __name__ == "__main__":
    sys.exit(main())
