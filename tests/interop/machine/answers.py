"""Responses with given outputs, written without botocore's or opsmith's code: what a service might answer.

A service may answer in more than one way: with members in any order, white space, members that nobody knows, nulls,
CBOR of indefinite length, XML with comments, CDATA, prefixes and declarations. Chance decides.
"""

import base64
import datetime
import json
import math
import random
import struct
from dataclasses import dataclass, field
from email.utils import format_datetime

from botocore.model import OperationModel, Shape

from machine.declare import is_document
from machine.xml_answers import Xml


@dataclass
class Answer:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def timestamp(value: datetime.datetime, form: str) -> str:
    match form:
        case "unixTimestamp":
            return str(int(value.timestamp()))
        case "rfc822":
            return format_datetime(value, usegmt=True)
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def text(shape: Shape, value: object, form: str) -> str:
    """A scalar outside JSON and CBOR."""
    match shape.type_name:
        case "boolean":
            return str(value).lower()
        case "float" | "double":
            return special(value) or repr(value)
        case "timestamp":
            return timestamp(value, shape.serialization.get("timestampFormat") or form)
        case "blob":
            return base64.b64encode(value).decode()
    return str(value)


def special(value: float) -> str | None:
    if math.isnan(value):
        return "NaN"
    return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value)


class Json:
    """Members as JSON."""

    content_type = "application/json"

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def body(self, shape: Shape, value: object, *_: object) -> bytes:
        indent = self.chance.choice([None, None, 1])
        ascii_only = self.chance.random() < 0.5
        return json.dumps(self.value(shape, value), indent=indent, ensure_ascii=ascii_only).encode()

    def value(self, shape: Shape, value: object) -> object:
        if is_document(shape):
            return value
        match shape.type_name:
            case "structure":
                members = [
                    (shape.members[name].serialization.get("name", name), self.value(shape.members[name], inner))
                    for name, inner in value.items()
                ]
                absent = [name for name in shape.members if name not in value]
                union = shape.metadata.get("union") or getattr(shape, "is_tagged_union", False)
                if not union and self.chance.random() < 0.3:
                    members.append(("nobodyKnowsThis", {"a": [1, {"b": "c"}]}))
                if absent and self.chance.random() < 0.2:
                    name = self.chance.choice(absent)
                    members.append((shape.members[name].serialization.get("name", name), None))
                self.chance.shuffle(members)
                return dict(members)
            case "list":
                return [self.value(shape.member, item) for item in value]
            case "map":
                return {key: self.value(shape.value, item) for key, item in value.items()}
            case "float" | "double":
                return special(value) or value
            case "timestamp":
                form = shape.serialization.get("timestampFormat", "unixTimestamp")
                return int(value.timestamp()) if form == "unixTimestamp" else timestamp(value, form)
            case "blob":
                return base64.b64encode(value).decode()
        return value

    def error(self, operation: OperationModel, shape: Shape, value: dict, answer: Answer) -> None:
        code = shape.error_code if "error" in shape.metadata else shape.name
        body = json.loads(self.body(shape, value))
        # A member called `code` is taken for the error's.
        beside = any(name.lower() == "code" for name in body)
        rest = operation.service_model.metadata["protocol"] == "rest-json"
        if rest and (beside or self.chance.random() < 0.3):
            answer.headers["x-amzn-errortype"] = self.chance.choice([code, f"{code}:http://internal.example/"])
        else:
            body["__type"] = self.chance.choice([code, f"com.amazonaws#{code}"])
        answer.body = json.dumps(body).encode()


class Cbor(Json):
    """Members as CBOR."""

    content_type = "application/cbor"

    def body(self, shape: Shape, value: object, *_: object) -> bytes:
        return self.item(shape, value)

    def head(self, major: int, number: int) -> bytes:
        if number < 24:
            return bytes([major << 5 | number])
        size = next(size for size in range(4) if number < 1 << (8 << size))
        return bytes([major << 5 | 24 + size]) + number.to_bytes(1 << size, "big")

    def container(self, major: int, items: list[bytes], count: int) -> bytes:
        if self.chance.random() < 0.3:
            return bytes([major << 5 | 31]) + b"".join(items) + b"\xff"
        return self.head(major, count) + b"".join(items)

    def string(self, value: str) -> bytes:
        encoded = value.encode()
        if len(value) > 2 and self.chance.random() < 0.1:
            parts = value[:1].encode(), value[1:].encode()
            return b"\x7f" + b"".join(self.head(3, len(part)) + part for part in parts) + b"\xff"
        return self.head(3, len(encoded)) + encoded

    def integer(self, value: int) -> bytes:
        return self.head(0, value) if value >= 0 else self.head(1, -1 - value)

    def item(self, shape: Shape, value: object) -> bytes:
        match shape.type_name:
            case "structure":
                members = [
                    (shape.members[name].serialization.get("name", name), self.item(shape.members[name], inner))
                    for name, inner in value.items()
                ]
                union = shape.metadata.get("union") or getattr(shape, "is_tagged_union", False)
                if not union and self.chance.random() < 0.3:
                    members.append(("nobodyKnowsThis", b"\xa1\x61a\x82\x01\xf6"))
                self.chance.shuffle(members)
                items = [self.string(name) + inner for name, inner in members]
                return self.container(5, items, len(items))
            case "list":
                return self.container(4, [self.item(shape.member, inner) for inner in value], len(value))
            case "map":
                items = [self.string(key) + self.item(shape.value, inner) for key, inner in value.items()]
                return self.container(5, items, len(items))
            case "boolean":
                return b"\xf5" if value else b"\xf4"
            case "integer" | "long":
                return self.integer(value)
            case "float" | "double":
                short = math.isfinite(value) and shape.type_name == "float" or value in (0.5, -3.25)
                return b"\xfa" + struct.pack(">f", value) if short else b"\xfb" + struct.pack(">d", value)
            case "timestamp":
                seconds = value.timestamp()
                exact = self.chance.random() < 0.5
                return b"\xc1" + (self.integer(int(seconds)) if exact else b"\xfb" + struct.pack(">d", seconds))
            case "blob":
                return self.head(2, len(value)) + value
        return self.string(value)

    def error(self, operation: OperationModel, shape: Shape, value: dict, answer: Answer) -> None:
        code = shape.error_code if "error" in shape.metadata else shape.name
        members = [self.string(shape.members[name].serialization.get("name", name)) + self.item(shape.members[name], inner) for name, inner in value.items()]
        members.append(self.string("__type") + self.string(f"com.amazonaws#{code}"))
        answer.body = self.container(5, members, len(members))


class Answers:
    """The responses of a service's protocol."""

    def __init__(self, protocol: str, chance: random.Random) -> None:
        self.protocol, self.chance = protocol, chance
        if protocol in ("rest-xml", "query", "ec2"):
            self.codec = Xml(protocol, chance)
        else:
            self.codec = Cbor(chance) if protocol == "smithy-rpc-v2-cbor" else Json(chance)

    def success(self, operation: OperationModel, value: dict) -> Answer:
        answer = Answer(operation.http.get("responseCode", 200))
        if self.protocol == "smithy-rpc-v2-cbor":
            answer.headers["smithy-protocol"] = "rpc-v2-cbor"
        shape = operation.output_shape
        if not shape:
            answer.body = self.codec.empty(operation) if self.protocol in ("query", "ec2") else b""
            return answer
        self.write(operation, shape, value, answer)
        return answer

    def error(self, operation: OperationModel, shape: Shape, value: dict) -> Answer:
        answer = Answer(shape.metadata.get("error", {}).get("httpStatusCode", 400))
        if self.protocol == "smithy-rpc-v2-cbor":
            answer.headers["smithy-protocol"] = "rpc-v2-cbor"
        body = self.bind(shape, value, answer) if self.protocol.startswith("rest") else value
        answer.headers["content-type"] = self.codec.content_type
        self.codec.error(operation, shape, body, answer)
        return answer

    def write(self, operation: OperationModel, shape: Shape, value: dict, answer: Answer) -> None:
        if not self.protocol.startswith("rest"):
            answer.headers["content-type"] = self.codec.content_type
            answer.body = self.codec.body(shape, value, operation)
            return
        body = self.bind(shape, value, answer)
        payload = shape.serialization.get("payload")
        if not payload:
            bodies = [name for name, member in shape.members.items() if "location" not in member.serialization]
            if bodies:
                answer.headers["content-type"] = self.codec.content_type
                answer.body = self.codec.body(shape, body, operation)
            return
        member = shape.members[payload]
        if payload not in value:
            return
        if member.type_name in ("blob", "string"):
            inner = value[payload]
            answer.body = inner if isinstance(inner, bytes) else inner.encode()
            return
        answer.headers["content-type"] = self.codec.content_type
        answer.body = self.codec.body(member, value[payload], operation, member.serialization.get("name", member.name))

    def bind(self, shape: Shape, value: dict, answer: Answer) -> dict:
        """Puts members into the headers and the status, and returns those of the body."""
        rest = {}
        for name, inner in value.items():
            member = shape.members[name]
            place = member.serialization.get("location")
            header = member.serialization.get("name", name)
            match place:
                case "statusCode":
                    answer.status = inner
                case "headers":
                    answer.headers |= {f"{header}{key}": one for key, one in inner.items()}
                case "header" if member.serialization.get("jsonvalue"):
                    answer.headers[header] = base64.b64encode(inner.encode()).decode()
                case "header" if member.type_name == "list":
                    answer.headers[header] = self.chance.choice([", ", ","]).join(
                        text(member.member, one, "rfc822") for one in inner
                    )
                case "header":
                    answer.headers[header] = text(member, inner, "rfc822")
                case None:
                    rest[name] = inner
        return rest
