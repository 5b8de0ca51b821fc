"""Compares how botocore and opsmith read the same responses.

The outputs and errors are random, and written by the serializers in `machine/answers.py` and `machine/xml_answers.py`,
which share no code with either. The declarations are those of `by_machine.py`: names and types, of every member. See
README.md.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from itertools import groupby

import botocore.session
from botocore import parsers
from botocore.awsrequest import HeadersDict
from botocore.model import OperationModel

from machine import crate, shown
from machine.answers import Answer, Answers
from machine.declare import SPOKEN, Declarations, Item, Member, Shapes, operations, protocol
from machine.names import snake
from machine.outputs import Outputs, difference
from machine.values import Values

# How many outputs each operation returns, and errors besides.
OUTPUTS, ERRORS = 4, 2

MAIN = """\
use std::sync::Arc;
use opsmith::{Body, BoxFuture, Client, Credentials, RetryConfig, Transport, TransportError};

#[derive(Debug)]
struct Canned(serde_json::Value);

impl Transport for Canned {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let mut response = http::Response::builder().status(self.0["status"].as_u64().unwrap() as u16);
        for (name, value) in self.0["headers"].as_object().unwrap() {
            response = response.header(name, value.as_str().unwrap().as_bytes());
        }
        let body = hex::decode(self.0["body"].as_str().unwrap()).unwrap();
        let response = response.body(Body::from(bytes::Bytes::from(body))).unwrap();
        Box::pin(async { Ok(response) })
    }
}

fn client(answer: &serde_json::Value) -> Client {
    Client::builder().region("us-east-1").credentials(Credentials::from_keys("AKID", "secret", None))
        .retry(RetryConfig::none()).transport(Canned(answer.clone())).build().unwrap()
}

fn read(answer: &serde_json::Value, found: serde_json::Value) {
    println!("{}", serde_json::json!({"n": answer["n"], "found": found}));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let answers = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let answers: Vec<serde_json::Value> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for answer in &answers {
        match answer["module"].as_str().unwrap() {
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100, help="how many operations of each protocol, at random")
    parser.add_argument("--all", action="store_true", help="every operation instead")
    parser.add_argument("--service", default="", help="only services whose IDs match this pattern")
    parser.add_argument("--protocol", choices=sorted(SPOKEN), help="only services with which botocore speaks this")
    parser.add_argument("--at-once", type=int, default=250, help="how many operations are compiled together")
    arguments = parser.parse_args()
    session = botocore.session.Session()
    of_protocol: dict[str, list] = {}
    for service in session.get_available_services():
        spoken = protocol(session.get_service_model(service))
        if re.fullmatch(arguments.service or ".*", service) and arguments.protocol in (None, spoken):
            found = (one for one in operations(session, service) if not one.has_streaming_output)
            of_protocol.setdefault(spoken, []).extend((service, operation) for operation in found)
    chance = random.Random(arguments.seed)
    chosen = []
    for spoken, found in sorted(of_protocol.items()):
        few = arguments.all or len(found) <= arguments.count
        chosen += found if few else chance.sample(found, arguments.count)
    chosen.sort(key=lambda found: (found[0], found[1].name))
    outcome = Counter()
    for start in range(0, len(chosen), arguments.at_once):
        compare(chosen[start : start + arguments.at_once], arguments.seed, outcome)
        if arguments.at_once < len(chosen):
            print(f"{min(start + arguments.at_once, len(chosen))} of {len(chosen)}: {dict(outcome)}", flush=True)
    print(
        f"{outcome['operations']} operations of {len({service for service, _ in chosen})} services: "
        f"{outcome['outputs']} outputs and {outcome['errors']} errors read, {outcome['different']} differently"
    )
    return 1 if outcome["different"] else 0


class Case:
    """A response, and what botocore reads in it."""

    def __init__(self, module: str, operation: OperationModel, answer: Answer, error: Item | None) -> None:
        self.module, self.operation, self.answer, self.error = module, operation, answer, error
        spoken = protocol(operation.service_model)
        response = {"status_code": answer.status, "headers": HeadersDict(answer.headers), "body": answer.body}
        parser = parsers.create_parser(spoken)
        self.theirs = parser.parse(response, operation.output_shape)
        self.theirs.pop("ResponseMetadata", None)
        if error:
            self.members = parser.parse(response, error.shape)
            for name in ("Error", "ResponseMetadata"):
                if name not in error.shape.members or name == "ResponseMetadata":
                    self.members.pop(name, None)

    def difference(self, ours: dict | None) -> str | None:
        if ours is None:
            return "nothing came back"
        if not self.error:
            if "output" not in ours:
                return f"opsmith: {ours['failed']}"
            shape = self.operation.output_shape
            return difference(shape, ours["output"], self.theirs) if shape else None
        if "code" not in ours:
            return f"opsmith: {ours}"
        error = self.theirs["Error"]
        message = error.get("Message") or error.get("message")
        for name, theirs in (("code", error["Code"]), ("message", message or None)):
            if (ours[name] or None) != theirs:
                return f"{name}: opsmith {ours[name]!r}, botocore {theirs!r}"
        return difference(self.error.shape, ours["members"], self.members, self.error.shape.name)


def compare(chosen: list[tuple[str, OperationModel]], seed: int, outcome: Counter) -> None:
    modules, cases = {}, []
    for service, group in groupby(chosen, key=lambda found: found[0]):
        shared = home = None
        for _, operation in group:
            name = f"m{len(modules)}"
            chance = random.Random(f"{seed} {service} {operation.name}")
            shared = shared or Shapes(service, operation.service_model, chance, False)
            home = home or name
            shared.chance = chance
            declarations = Declarations(shared, operation, None)
            errors = error_items(shared, declarations)
            modules[name] = module(declarations, errors, None if home == name else home)
            modules[home] = modules[home].split("// shapes\n")[0] + "// shapes\n" + "".join(
                item.source() + shown.impl(item) for item in shared.items.values()
            )
            cases += responses(name, operation, errors, chance, outcome)
            outcome["operations"] += 1
    ours = run(modules, cases)
    for n, case in enumerate(cases):
        if found := case.difference(ours.get(n)):
            outcome["different"] += 1
            service = case.operation.service_model.service_name
            print(f"{service} {case.operation.name}: {found}\n    HTTP {case.answer.status} {case.answer.headers}\n    {case.answer.body!r}", flush=True)


def responses(name: str, operation: OperationModel, errors: list[Item], chance, outcome: Counter) -> list[Case]:
    outputs, answers = Outputs(chance), Answers(protocol(operation.service_model), chance)
    found = []
    for _ in range(OUTPUTS if operation.output_shape and operation.output_shape.members else 1):
        value = outputs.members(operation.output_shape) if operation.output_shape else {}
        found.append(Case(name, operation, answers.success(operation, value), None))
        outcome["outputs"] += 1
    for item in chance.sample(errors, min(ERRORS, len(errors))):
        answer = answers.error(operation, item.shape, outputs.members(item.shape))
        found.append(Case(name, operation, answer, item))
        outcome["errors"] += 1
    return found


def error_items(shapes: Shapes, declarations: Declarations) -> list[Item]:
    """The operation's errors, with all of their members."""
    found = []
    # Two operations list an error twice.
    shapes_of_errors = {shape.name: shape for shape in declarations.operation.error_shapes}
    for n, shape in enumerate(shapes_of_errors.values()):
        keys = [f'service = "{shapes.service}"', f'name = "{shape.name}"']
        item = Item("output", f"TheError{n}", keys, shape=shape)
        for name, member in shape.members.items():
            item.members.append(Member(snake(name), name, member, shapes.type(member)))
        found.append(item)
    if found:
        declarations.input.keys.append("error = TheError")
    return found


def module(declarations: Declarations, errors: list[Item], home: str | None) -> str:
    """An operation in a module, with its shapes in its own or in another one."""
    source = crate.PRELUDE + "use crate::shown::Show;\n" + (f"use super::{home}::*;\n" if home else "")
    for item in (declarations.input, declarations.output, *errors):
        source += item.source() if item else ""
    for item in (declarations.output, *errors):
        source += shown.impl(item) if item else ""
    service = declarations.shapes.service
    arms = "Err(error) => serde_json::json!({\"failed\": error.to_string()}),\n"
    if errors:
        variants = "".join(f'    #[op(code = "{item.shape.name}")]\n    E{n}(TheError{n}),\n' for n, item in enumerate(errors))
        source += f'#[derive(Debug, ApiError)]\n#[op(service = "{service}")]\npub enum TheError {{\n{variants}    #[op(other)]\n    NotDeclared(Unmodeled),\n}}\n'
        each = "".join(f"Some(TheError::E{n}(error)) => error.show(), " for n in range(len(errors)))
        arms = (
            "Err(error) => {\n            let (code, message) = (error.code().map(str::to_owned), error.message().map(str::to_owned));\n"
            "            let failed = error.to_string();\n"
            f"            let members = match error.into_service_error() {{ {each}_ => serde_json::Value::Null }};\n"
            '            serde_json::json!({"code": code, "message": message, "members": members, "failed": failed})\n        }\n'
        )
    _, code = Values(declarations).call()
    return source + (
        f"\npub(super) async fn call(client: &Client) -> serde_json::Value {{\n    match ({code}).send(client).await {{\n"
        f'        Ok(output) => serde_json::json!({{"output": output.show()}}),\n        {arms}    }}\n}}\n\n// shapes\n'
    )


def run(modules: dict[str, str], cases: list[Case]) -> dict[int, dict]:
    """What opsmith reads in each response."""
    found: dict[int, dict] = {}
    while True:
        calls = "".join(f'            "{module}" => read(answer, {module}::call(&client(answer)).await),\n' for module in modules)
        sources = modules | {"shown": shown.TRAIT}
        folder = crate.write("read", MAIN + calls + "            _ => {}\n        }\n    }\n}\n", sources)
        wrong = crate.mistakes("build", folder)
        if not wrong:
            break
        for module, why in wrong.items():
            found |= {n: {"failed": why} for n, case in enumerate(cases) if case.module == module}
            del modules[module]
    lines = [
        json.dumps({
            "n": n, "module": case.module, "status": case.answer.status, "headers": case.answer.headers,
            "body": case.answer.body.hex(),
        })
        for n, case in enumerate(cases)
    ]
    file = folder / "answers.jsonl"
    file.write_text("\n".join(lines))
    return found | {n: line["found"] for n, line in crate.run(folder, str(file)).items()}


if __name__ == "__main__":
    sys.exit(main())
