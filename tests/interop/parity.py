"""Sends the same calls through botocore and through opsmith and compares what arrives."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

from botocore.credentials import Credentials

import exceptions
import signature
from boto import ACCESS_KEY, SECRET_KEY, SESSION_TOKEN, Boto
from recorder import Recorder, Request

HERE = Path(__file__).parent

# Headers about the client itself and the connection. All other headers belong to the operation and are compared.
OF_THE_CLIENT = {
    "accept",  # reqwest sends `*/*` where botocore sends none; one that the operation models is compared
    "accept-encoding",
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",  # recomputed by `signature.problem`
    "connection",
    "content-length",
    "host",  # compared as part of the URL
    "user-agent",
    "x-amz-content-sha256",  # botocore sends it to S3 and for unsigned payloads only; see `signature.problem`
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-user-agent",
}

Differences = dict[str, tuple[object, object]]


def main() -> int:
    cases = read_cases()
    with Recorder() as recorder:
        refusals = send_with_opsmith(recorder)
        boto = Boto(recorder)
        wrong, compared, signatures, refused = [], 0, 0, 0
        operations = set()
        excepted = exceptions.Excepted()
        for (service, operation, name), params in cases.items():
            case = f"{service}/{operation}/{name}"
            operations.add((service, operation))
            why = boto.send(service, operation, case, params)
            ours = recorder.requests.get(("opsmith", case), [])
            theirs = recorder.requests.get(("botocore", case), [])
            model = boto.operation(service, operation)
            found: Differences = {}
            if len(ours) > 1 or len(theirs) > 1:
                found["requests"] = (len(ours), len(theirs))
            elif ours and theirs:
                compared += 1
                found = differences(ours[0], theirs[0], model)
            elif ours or theirs:
                found["sent"] = (
                    bool(ours) or refusals.get(case, "nothing arrived"),
                    bool(theirs) or why or "nothing arrived",
                )
            else:
                refused += 1
            for aspect, (our, their) in excepted.remove((service, operation, name), model, found).items():
                wrong.append(f"{case}: {aspect}\n    opsmith:  {our!r}\n    botocore: {their!r}")
            if ours and str(model.auth_type) != "none":
                signatures += 1
                credentials = Credentials(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)
                unsigned = model.unsigned_payload or model.auth_type == "v4-unsigned-body"
                if problem := signature.problem(ours[0], credentials, bool(unsigned)):
                    wrong.append(f"{case}: signature: {problem}")
            elif ours and ours[0].header("authorization"):
                wrong.append(f"{case}: is signed, and its operation is not to be")
    wrong += excepted.unused()
    services = {service for service, _ in operations}
    print(
        f"{compared} calls of {len(operations)} operations of {len(services)} services compared with botocore, "
        f"{signatures} signatures computed again, {refused} calls refused by both, "
        f"{excepted.count} stated differences"
    )
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def read_cases() -> dict[tuple[str, str, str], dict]:
    cases = {}
    for file in sorted((HERE / "cases").glob("*.json")):
        for operation, sets in json.loads(file.read_text()).items():
            for name, params in sets.items():
                cases[file.stem, operation, name] = params
    return cases


def send_with_opsmith(recorder: Recorder) -> dict[str, str]:
    """Runs the Rust half. Returns what it rejected and why."""
    run = subprocess.run(
        [os.environ.get("CARGO", "cargo"), "test", "--quiet", "--package", "opsmith-tests", "--test", "interop"],
        env=os.environ | {"INTEROP_RECORDER": recorder.url},
        cwd=HERE.parent.parent,
        stdout=subprocess.PIPE,
        text=True,
    )
    if run.returncode != 0:
        sys.exit(f"{run.stdout}the calls were not sent")
    lines = [line for line in run.stdout.splitlines() if line.startswith("refused ")]
    return dict(line.removeprefix("refused ").split(": ", 1) for line in lines)


def differences(ours: Request, theirs: Request, model) -> Differences:
    found: Differences = {}

    def compare(aspect: str, our: object, their: object) -> None:
        if our != their:
            found[aspect] = (our, their)

    compare("method", ours.method, theirs.method)
    compare("host", f"{ours.scheme}://{ours.host}", f"{theirs.scheme}://{theirs.host}")
    compare("path", ours.path, theirs.path)
    compare("query", ours.query, theirs.query)
    modelled = modelled_headers(model)
    names = {name for name, _ in ours.headers + theirs.headers}
    for name in sorted(names):
        if name not in OF_THE_CLIENT or name in modelled:
            our, their = ours.header(name), theirs.header(name)
            if modelled.get(name) and our and their:
                our, their = (read_json(base64.b64decode(value)) for value in (our, their))
            compare(f"header {name}", our, their)
    our, their = ours.body, theirs.body
    if is_json(model) and our and their:
        our, their = read_json(our), read_json(their)
    compare("body", our, their)
    return found


def modelled_headers(model) -> dict[str, bool]:
    """The headers that the operation has members for, and whether they contain JSON (in base64)."""
    members = model.input_shape.members.values() if model.input_shape else ()
    return {
        member.serialization["name"].lower(): bool(member.serialization.get("jsonvalue"))
        for member in members
        if member.serialization.get("location") == "header"
    }


def is_json(model) -> bool:
    shape = model.input_shape
    payload = shape and shape.serialization.get("payload")
    return not payload or shape.members[payload].type_name == "structure"


def read_json(body: bytes) -> object:
    """JSON in a comparable form: members in any order, no duplicates, numbers by value, `true` is not 1."""

    def number(text: str) -> object:
        value = float(text)
        return ("number", int(text) if text.lstrip("-").isdigit() and int(text) != value else value, text[0] == "-")

    def members(pairs: list) -> object:
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names):
            return ("an object that repeats a name", pairs)
        return dict(pairs)

    return json.loads(body, parse_int=number, parse_float=number, object_pairs_hook=members)


if __name__ == "__main__":
    sys.exit(main())
