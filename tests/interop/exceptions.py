"""Where botocore's requests intentionally differ from opsmith's, each with a reason.

What stands here and does not occur any more is an error, so that the list stays true.
"""

import re

# (service, operation, case, aspect): why. `*` matches all.
SINGLE: dict[tuple[str, str, str, str], str] = {
    ("marketplace-deployment", "PutDeploymentParameter", "a fraction of a second", "body"): (
        "botocore writes six digits, `05.250000Z`, opsmith as few as are needed: the same date in RFC 3339"
    ),
    ("chime", "GetRoom", "an empty label", "sent"): (
        "botocore calls ListRooms instead (`/accounts/acct/rooms/`); opsmith refuses an empty label"
    ),
    ("apigateway", "ImportRestApi", "a map that repeats the constant and a named member", "query"): (
        "botocore sends the constant twice and the map's value for the member; in Smithy the map comes last"
    ),
}


def _blob_or_text(model, aspect: str, our, their) -> bool:
    payload = model.input_shape and model.input_shape.serialization.get("payload")
    if not payload or aspect != "header content-type" or their is not None:
        return False
    kind = model.input_shape.members[payload].type_name
    return our == {"blob": b"application/octet-stream", "string": b"text/plain"}.get(kind)


def _xml(_model, aspect: str, our, their) -> bool:
    return aspect == "header content-type" and our == b"application/xml" and their is None


def _header_list(model, aspect: str):
    for member in model.input_shape.members.values() if model.input_shape else ():
        serialization = member.serialization
        if serialization.get("location") == "header" and member.type_name == "list":
            if aspect == f"header {serialization['name'].lower()}":
                return True
    return False


def _separator(model, aspect: str, our, their) -> bool:
    return bool(our and their) and _header_list(model, aspect) and re.sub(rb", (?=\S)", b",", our) == their


def _empty_list(model, aspect: str, our, their) -> bool:
    return our == b"" and their is None and _header_list(model, aspect)


def _any_media_type(_model, aspect: str, our, their) -> bool:
    return aspect == "header accept" and our == b"*/*" and their is None


def _charset(_model, aspect: str, our, their) -> bool:
    return aspect == "header content-type" and their == (our or b"") + b"; charset=utf-8"


# What botocore does differently everywhere: why, and how to detect it.
EVERYWHERE = {
    "the content type of a blob or text payload is what Smithy's restJson1 tests ask for; botocore sends none": (
        _blob_or_text
    ),
    "a header's list is separated by a comma and a space in Smithy's tests, by a comma in botocore": _separator,
    "an empty list is an empty header in Smithy's tests (RestJsonNullAndEmptyHeaders), no header in botocore": _empty_list,
    "reqwest sends `accept: */*`, which says what no `accept` says (RFC 9110, section 12.5.1)": _any_media_type,
}

# The same, in protocols of which only declarations made by machine are compared.
BY_MACHINE = {
    "the content type of an XML body is what Smithy's restXml tests ask for; botocore sends none": _xml,
    "botocore names the character set of a form, Smithy's awsQuery tests do not; it is percent-encoded UTF-8": _charset,
}


class Excepted:
    """The expected differences, and which of them occurred."""

    def __init__(self) -> None:
        self._used: set = set()

    @property
    def count(self) -> int:
        return len(self._used)

    def remove(self, case: tuple[str, str, str], model, found: dict) -> dict:
        """The unexpected differences."""
        return {aspect: values for aspect, values in found.items() if not self._states(case, model, aspect, values)}

    def _states(self, case: tuple[str, str, str], model, aspect: str, values: tuple) -> bool:
        service, operation, name = case
        keys = [
            (service, one, which, aspect) for one in (operation, "*") for which in (name, "*")
        ]
        used = [key for key in keys if key in SINGLE]
        used += [why for why, applies in EVERYWHERE.items() if applies(model, aspect, *values)]
        self._used.update(used)
        return bool(used)

    def unused(self) -> list[str]:
        return [f"{key}: stated as a difference, and is none" for key in [*SINGLE, *EVERYWHERE] if key not in self._used]
