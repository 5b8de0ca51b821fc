"""The botocore half: the same calls, with a fixed clock, fixed keys and fixed random numbers."""

import base64
import datetime
import uuid
from unittest import mock

import botocore.auth
import botocore.handlers
import botocore.session
from botocore.config import Config
from botocore.model import Shape
from botocore.validate import ParamValidator

from recorder import CASE, SCHEME, SIDE, Recorder

REGION = "us-east-1"
ACCESS_KEY = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
SESSION_TOKEN = "session/token+="
# These three are also in src/main.rs.
NOW = datetime.datetime(2026, 1, 2, 3, 4, 5)
RANDOM = 0x0123_4567_89AB_CDEF
TOKEN = uuid.UUID(int=RANDOM << 64 | RANDOM, version=4)


class Boto:
    """botocore's clients, whose requests go to the recorder."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._session = botocore.session.Session()
        self._session.set_credentials(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)
        self._clients: dict[str, object] = {}
        self._case = ""

    def send(self, service: str, operation: str, case: str, params: dict) -> str | None:
        """Sends one call. Returns the reason if it was rejected before anything was sent."""
        client = self._client(service)
        model = client.meta.service_model.operation_model(operation)
        shape = model.input_shape
        method = next(m for m, o in client.meta.method_to_api_mapping.items() if o == operation)
        params = from_json(shape, params)
        if shape:
            # Missing tokens are filled in later.
            complete = dict.fromkeys(model.idempotent_members, "token") | params
            problems = ParamValidator().validate(complete, shape).generate_report().splitlines()
            # opsmith leaves ranges and lengths to the service, so these cases are compared, too.
            problems = [line for line in problems if not line.startswith(("Invalid length", "Invalid value"))]
            if problems:
                return "; ".join(problems)
        self._case = case
        with (
            mock.patch.object(botocore.auth, "get_current_datetime", lambda *_: NOW),
            mock.patch.object(botocore.handlers.uuid, "uuid4", lambda: TOKEN),
        ):
            try:
                getattr(client, method)(**params)
            except Exception as error:  # whatever keeps botocore from sending the call
                return f"{type(error).__name__}: {error}"
        return None

    def operation(self, service: str, operation: str):
        return self._client(service).meta.service_model.operation_model(operation)

    def _client(self, service: str):
        if service not in self._clients:
            config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
            client = self._session.create_client(service, region_name=REGION, config=config)
            client.meta.events.register_first("before-send", self._divert)
            self._clients[service] = client
        return self._clients[service]

    def _divert(self, request, **_) -> None:
        """Sends the signed request to the recorder, no matter which host it was signed for."""
        scheme, _, rest = request.url.partition("://")
        host, slash, target = rest.partition("/")
        request.url = f"{self._recorder.url}{slash}{target}"
        request.headers["Host"] = host
        request.headers[SIDE] = "botocore"
        request.headers[SCHEME] = scheme
        request.headers[CASE] = self._case


def from_json(shape: Shape | None, value):
    """A parameter in botocore's form: JSON has no bytes, timestamps or NaN."""
    if shape is None or value is None or getattr(shape, "is_document_type", False):
        return value
    match shape.type_name:
        case "structure":
            # Nested structures use the wire names, which is what a `#[shape]` reads.
            names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
            names |= {name: name for name in shape.members}
            return {
                names.get(name, name): from_json(shape.members.get(names.get(name)), member)
                for name, member in value.items()
            }
        case "list":
            return [from_json(shape.member, item) for item in value]
        case "map":
            return {key: from_json(shape.value, item) for key, item in value.items()}
        case "blob":
            return base64.b64decode(value)
        case "timestamp":
            return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        case "float" | "double":
            return float(value)
    return value
