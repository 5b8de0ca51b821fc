"""What botocore would send, and how it differs from what opsmith sends."""

import json
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.parsers import RpcV2CBORParser
from botocore.tokens import FrozenAuthToken

REGION = "us-east-1"
# What a client says about itself and the connection, and what depends on the time.
OF_THE_CLIENT = {
    "accept", "accept-encoding", "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "connection",
    "content-length", "host", "user-agent", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token",
    "x-amz-user-agent",
}


class Sent(Exception):
    """The request is complete."""


class Botocore:
    def __init__(self) -> None:
        self.session = botocore.session.Session()
        self.session.set_credentials("AKID", "secret")
        self.session.get_auth_token = lambda **_: FrozenAuthToken("t0ken")
        self.clients, self.sent = {}, None

    def client(self, service: str):
        if service not in self.clients:
            config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
            client = self.session.create_client(service, region_name=REGION, config=config)
            client.meta.events.register_first("before-send", self.keep)
            self.clients = {service: client}
        return self.clients[service]

    def keep(self, request, **_) -> AWSResponse:
        self.sent = request
        raise Sent

    def send(self, service: str, operation: str, params: dict) -> tuple[str, str, dict[str, str], bytes]:
        self.sent = None
        try:
            self.client(service)._make_api_call(operation, params)
        except Sent:
            pass
        request = self.sent
        body = request.body or b""
        body = body if isinstance(body, bytes) else body.read() if hasattr(body, "read") else body.encode()
        headers = {}
        for name, value in request.headers.items():
            headers[name.lower()] = value.decode() if isinstance(value, bytes) else str(value)
        return request.method, request.url, headers, body


def differences(ours: dict, theirs: tuple[str, str, dict[str, str], bytes]) -> dict[str, tuple[object, object]]:
    method, url, headers, body = theirs
    our_url, their_url = urlsplit(ours["url"]), urlsplit(url)
    our_body = bytes(ours["body"])
    found = {"method": (ours["method"], method)}
    for part in ("netloc", "path", "query"):
        found[part] = getattr(our_url, part), getattr(their_url, part)
    content_type = headers.get("content-type", "")
    if ours["headers"].get("content-type") == "application/xml":
        found["body"] = as_xml(our_body), as_xml(body)
    elif content_type in ("", "application/json") or content_type.startswith("application/x-amz-json-"):
        found["body"] = as_json(our_body), as_json(body)
    elif content_type.startswith("application/x-www-form-urlencoded"):
        found["body"] = as_form(our_body), as_form(body)
    elif content_type == "application/cbor":
        found["body"] = as_cbor(our_body), as_cbor(body)
    else:
        found["body"] = our_body, body
    found["authentication"] = scheme(ours["headers"]), scheme(headers)
    for name in sorted((set(ours["headers"]) | set(headers)) - OF_THE_CLIENT):
        found[f"header {name}"] = ours["headers"].get(name), headers.get(name)
    return {what: both for what, both in found.items() if both[0] != both[1]}


def scheme(headers: dict[str, str]) -> str | None:
    """How the request is authenticated: `AWS4-HMAC-SHA256`, or the bearer token."""
    value = headers.get("authorization", "")
    return value if value.startswith("Bearer ") else value.split(" ")[0] or None


def as_cbor(body: bytes) -> object:
    parser = RpcV2CBORParser()
    return parser.parse_data_item(parser.get_peekable_stream_from_bytes(body)) if body else None


def as_form(body: bytes) -> list[tuple[str, str]]:
    """Parameters in any order. Only botocore writes a space as `+`."""
    return sorted(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))


def as_xml(body: bytes) -> object:
    """A tree in which members of a structure have no order, and items of a list do."""

    def tree(element: ElementTree.Element) -> tuple:
        # Entries of maps are sorted by their keys, which come first.
        children = sorted(map(tree, element), key=lambda child: (child[0], child[3][:1] if child[0].endswith("entry") else ()))
        return element.tag, tuple(sorted(element.attrib.items())), element.text or "", tuple(children)

    try:
        return tree(ElementTree.fromstring(body))
    except ElementTree.ParseError:
        return body


def as_json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return body
