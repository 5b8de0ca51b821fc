#!/usr/bin/env python3
"""Compares every line of every text with what botocore itself makes of its data (`botocore.model`).

The generator reads botocore's JSON; this reads the texts and asks botocore's classes, so that both have to agree on
what a reference takes over from its target.
"""

import os
import re
import sys

sys.dont_write_bytecode = True

import botocore.model

import source
from shapes import TIMESTAMPS
from text import parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LOCATIONS = {"label": "uri", "label+": "uri", "query": "querystring", "query-map": "querystring", "header": "header",
             "prefix-headers": "headers", "status": "statusCode"}


def kind_of(shape):
    """The first word of a type, as in the texts."""
    if getattr(shape, "is_document_type", False):
        return "document"
    if shape.type_name == "structure":
        if shape.serialization.get("eventstream"):
            return f"events/{shape.name}"
        union = shape.is_tagged_union or source.is_unmarked_union(shape.name, shape.members)
        return f"union/{shape.name}" if union else shape.name
    if shape.type_name == "string" and shape.metadata.get("enum") and "#member" not in shape.metadata:
        return f"enum/{shape.name}"
    if shape.type_name == "blob" and shape.serialization.get("streaming"):
        return "streaming"
    if shape.type_name == "timestamp" and shape.serialization.get("timestampFormat"):
        return "timestamp/" + TIMESTAMPS[shape.serialization["timestampFormat"]]
    if shape.serialization.get("jsonvalue"):
        return "string/application/json"
    return shape.type_name


def type_of(shape, own_enum):
    """The whole type."""
    mark = "!" if shape.metadata.get("sensitive") else ""

    def element(part):
        name = part.serialization.get("name")
        return (f"{name}=" if name else "") + type_of(part, own_enum)

    sparse = "?" if shape.metadata.get("sparse") or getattr(shape, "_shape_model", {}).get("sparse") else ""
    if shape.type_name == "list":
        return f"[{element(shape.member)}{sparse}]{mark}"
    if shape.type_name == "map":
        return "{%s:%s%s}%s" % (element(shape.key), element(shape.value), sparse, mark)
    kind = kind_of(shape)
    return ("string" if own_enum and kind.startswith("enum/") else kind) + mark


def expected(structure, name, shape, raw, target):
    """The properties of a member, according to botocore's classes."""
    found = shape.serialization
    facts = {"type": type_of(shape, "enum" in raw), "location": found.get("location"),
             "payload": structure.serialization.get("payload") == name}
    if found.get("location") in ("querystring", "header", "headers"):
        facts["name"] = None if shape.type_name == "map" and found["location"] == "querystring" else found.get("name", name)
    elif found.get("location") is None:
        facts["name"] = found.get("name", name)
    for key, short in (("flattened", "flat"), ("xmlAttribute", "attribute"), ("eventpayload", "event-payload"),
                       ("eventheader", "event-header"), ("hostLabel", "host-label")):
        facts[short] = bool(found.get(key))
    facts["required"] = name in structure.required_members
    facts["token"] = bool(shape.metadata.get("idempotencyToken"))
    facts["ns"] = found.get("xmlNamespace", {}).get("uri") if isinstance(found.get("xmlNamespace"), dict) else found.get("xmlNamespace")
    facts["ec2"] = found.get("queryName")
    facts["context"] = raw.get("contextParam", {}).get("name")
    return facts


def written(line):
    """The properties in a member's line."""
    name, kind, *words = re.findall(r'(?:[^ "]|"(?:[^"\\]|\\.)*")+', line)
    values = dict(word.partition("=")[::2] for word in words)
    place = next((word for word in values if word in LOCATIONS), None)
    facts = {"type": kind, "location": LOCATIONS.get(place), "payload": "payload" in values}
    if place in ("query", "header", "prefix-headers"):
        bare = place in words
        facts["name"] = name if bare else values[place]
    elif place == "query-map":
        facts["name"] = None
    elif place is None:
        facts["name"] = values.get("as", name)
    for short in ("flat", "attribute", "event-payload", "event-header", "host-label", "required", "token"):
        facts[short] = short in values
    for short in ("ns", "ec2", "context"):
        facts[short] = values.get(short)
    return name, facts


def compare(service, directory):
    raw, _, _ = source.read(directory)
    model = botocore.model.ServiceModel(raw, service)
    with open(os.path.join(ROOT, "models", "data", f"{service}.model"), encoding="ascii") as file:
        blocks = parse(file.read()).blocks
    # botocore does not have what AWS has withdrawn.
    blocks = {key: block for key, block in blocks.items() if " gone=" not in block.rest}
    for block in blocks.values():
        block.lines = [line for line in block.lines if " gone=" not in line]
    members = 0
    for name in model.operation_names:
        operation, block = model.operation_model(name), blocks.pop(name + "()")
        method, path, *status = block.rest.split(" ")
        assert method == operation.http["method"], (service, name)
        assert (status or ["200"])[0] == str(operation.http.get("responseCode", 200)), (service, name)
        label = r"\{[^}+]*"
        assert re.sub(label, "{", path) == re.sub(label, "{", operation.http["requestUri"]), (service, name)
        said = [line.split(" ") for line in block.lines]
        one = lambda key: next((words[1] for words in said if words[0] == key), None)
        assert one("in") == (operation.input_shape.name if operation.input_shape else None), (service, name)
        assert one("out") == (operation.output_shape.name if operation.output_shape else None), (service, name)
        errors = list(dict.fromkeys(shape.name for shape in operation.error_shapes))
        assert [words[1] for words in said if words[0] == "error"] == errors, (service, name)
        assert (one("host") or "") == (operation.endpoint or {}).get("hostPrefix", ""), (service, name)
        assert ("events" in " ".join(" ".join(w) for w in said if w[0] == "in").split()) == operation.has_event_stream_input
        assert ("events" in " ".join(" ".join(w) for w in said if w[0] == "out").split()) == operation.has_event_stream_output
        assert (one("auth") == "none") == (operation.auth_type == "none"), (service, name)
        assert ("unsigned-payload" in block.lines) == bool(operation.unsigned_payload), (service, name)
    for name, block in blocks.items():
        shape = model.shape_for(name)
        if block.rest.startswith("enum"):
            assert [re.sub(r'^"|"$', "", line) for line in block.lines] == shape.enum, (service, name)
            continue
        if block.rest.startswith("error"):
            assert ("code=" in block.rest) == (shape.error_code != name), (service, name)
        lines = [written(line) for line in block.lines]
        assert [line[0] for line in lines] == list(shape.members), (service, name)
        for member, facts in lines:
            given = raw["shapes"][name]["members"][member]
            target = raw["shapes"][given["shape"]]
            wanted = expected(shape, member, shape.members[member], given, target)
            assert facts == wanted, (service, name, member, facts, wanted)
            members += 1
    return members


def main():
    count = 0
    for service, directory in source.services().items():
        count += compare(service, directory)
    print(f"{count} members match botocore")


if __name__ == "__main__":
    main()
