"""Responses in XML with given outputs: those of restXml, awsQuery and ec2Query."""

import base64
import math
import random

from botocore.model import OperationModel, Shape

REQUEST_ID = "3c1c4c1a-0000-4000-8000-1234567890ab"


class Xml:
    """Members as XML."""

    content_type = "text/xml"

    def __init__(self, protocol: str, chance: random.Random) -> None:
        self.protocol, self.chance = protocol, chance

    def body(self, shape: Shape, value: object, operation: OperationModel, name: str = "") -> bytes:
        """The document of an output, or of the payload called `name`."""
        content = self.content(shape, value)
        if name:
            return self.document(operation, name, content, self.attributes(shape, value))
        match self.protocol:
            case "query":
                wrapper = shape.serialization.get("resultWrapper", f"{operation.name}Result")
                content = [self.element(wrapper, content), self.metadata()]
            case "ec2":
                content = [*content, self.element("requestId", [REQUEST_ID])]
        return self.document(operation, f"{operation.name}Response", content)

    def empty(self, operation: OperationModel) -> bytes:
        content = [self.metadata()] if self.protocol == "query" else [self.element("requestId", [REQUEST_ID])]
        return self.document(operation, f"{operation.name}Response", content)

    def metadata(self) -> str:
        return self.element("ResponseMetadata", [self.element("RequestId", [REQUEST_ID])])

    def error(self, operation: OperationModel, shape: Shape, value: dict, answer) -> None:
        content = self.content(shape, value)
        known = {member.serialization.get("name", name) for name, member in shape.members.items()}
        for name, inner in (("Code", shape.error_code), ("Type", "Sender")):
            content += [self.element(name, [inner])] if name not in known else []
        self.chance.shuffle(content)
        error = self.element("Error", content)
        if self.protocol == "ec2":
            root, inside = "Response", [self.element("Errors", [error]), self.element("RequestID", [REQUEST_ID])]
        else:
            root, inside = "ErrorResponse", [error, self.element("RequestId", [REQUEST_ID])]
        answer.body = self.document(operation, root, inside)

    def document(self, operation: OperationModel, name: str, content: list[str], attributes: str = "") -> bytes:
        namespace = operation.service_model.metadata.get("xmlNamespace", "https://example.com/")
        declared = f' xmlns="{namespace}"' if self.chance.random() < 0.8 else ""
        start = self.chance.choice(["", "", '<?xml version="1.0" encoding="UTF-8"?>', "\ufeff", "<!-- hello -->\n"])
        end = self.chance.choice(["", "\n", "<!-- bye -->"])
        return (start + self.element(name, content, declared + attributes) + end).encode()

    def element(self, name: str, content: list[str], attributes: str = "") -> str:
        """An element around text or elements, with white space and comments between elements."""
        inner = "".join(content)
        if inner.startswith("<") and not inner.startswith("<!["):
            inner = "".join(self.between() + part for part in content) + self.between()
        if not inner and self.chance.random() < 0.5:
            return f"<{name}{attributes}/>"
        return f"<{name}{attributes}>{inner}</{name}{self.chance.choice(['', '', ' '])}>"

    def between(self) -> str:
        return self.chance.choice(["", "", "", "\n  ", "<!-- <a> & b -->", "<?pi a?>"])

    def content(self, shape: Shape, value: object) -> list[str]:
        match shape.type_name:
            case "structure":
                members = []
                for name, inner in value.items():
                    member = shape.members[name]
                    if not member.serialization.get("xmlAttribute"):
                        members.append(self.member(name, member, inner))
                if not shape.metadata.get("union") and self.chance.random() < 0.3:
                    members.append([self.element("nobodyKnowsThis", ["<a>1</a>", "<b/>"])])
                return self.mixed(members)
            case "list":
                name = shape.member.serialization.get("name", "member")
                return [self.nested(name, shape.member, inner) for inner in value]
            case "map":
                return [self.element("entry", self.entry(shape, *pair)) for pair in value.items()]
        return [self.escaped(self.text(shape, value))]

    def mixed(self, members: list[list[str]]) -> list[str]:
        """The elements of members in any order; those of a flattened list may have others in between."""
        self.chance.shuffle(members)
        if self.chance.random() < 0.5:
            return [element for member in members for element in member]
        found = []
        while members := [member for member in members if member]:
            found.append(self.chance.choice(members).pop(0))
        return found

    def member(self, name: str, shape: Shape, value: object) -> list[str]:
        wire = shape.serialization.get("name", name)
        if shape.serialization.get("flattened") and shape.type_name == "list":
            wire = shape.member.serialization.get("name", wire)
            return [self.nested(wire, shape.member, inner) for inner in value]
        if shape.serialization.get("flattened") and shape.type_name == "map":
            return [self.element(wire, self.entry(shape, *pair)) for pair in value.items()]
        return [self.nested(wire, shape, value)]

    def nested(self, name: str, shape: Shape, value: object) -> str:
        namespace = shape.serialization.get("xmlNamespace")
        declared = self.attributes(shape, value)
        if isinstance(namespace, dict):
            prefix = f":{namespace['prefix']}" if namespace.get("prefix") else ""
            declared += f' xmlns{prefix}="{namespace["uri"]}"'
        return self.element(name, self.content(shape, value), declared)

    def attributes(self, shape: Shape, value: object) -> str:
        found = ""
        for name, member in getattr(shape, "members", {}).items():
            if member.serialization.get("xmlAttribute") and name in value:
                wire = member.serialization.get("name", name)
                quoted = self.escaped(self.text(member, value[name]), cdata=False).replace('"', "&quot;")
                found += f' {wire}="{quoted}"'
        return found

    def entry(self, shape: Shape, key: str, value: object) -> list[str]:
        names = shape.key.serialization.get("name", "key"), shape.value.serialization.get("name", "value")
        pair = [self.nested(names[0], shape.key, key), self.nested(names[1], shape.value, value)]
        return pair

    def text(self, shape: Shape, value: object) -> str:
        match shape.type_name:
            case "boolean":
                return str(value).lower()
            case "float" | "double":
                if math.isnan(value):
                    return "NaN"
                return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value) or repr(value)
            case "timestamp":
                form = shape.serialization.get("timestampFormat", "iso8601")
                if form == "unixTimestamp":
                    return str(int(value.timestamp()))
                return value.strftime("%a, %d %b %Y %H:%M:%S GMT" if form == "rfc822" else "%Y-%m-%dT%H:%M:%SZ")
            case "blob":
                return base64.b64encode(value).decode()
        return str(value)

    def escaped(self, text: str, cdata: bool = True) -> str:
        if cdata and text and "]]>" not in text and self.chance.random() < 0.1:
            return f"<![CDATA[{text}]]>"
        found = ""
        for char in text:
            named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}.get(char)
            if char in "\n\t" and not cdata or self.chance.random() < 0.05:
                found += self.chance.choice([f"&#{ord(char)};", f"&#x{ord(char):x};"])
            else:
                found += named if named and (char in "&<>" or self.chance.random() < 0.5) else char
        if cdata and self.chance.random() < 0.05:
            # A comment is not part of the text.
            found += "<!-- c -->"
        return found
