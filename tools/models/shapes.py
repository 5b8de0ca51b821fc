"""Shapes -> blocks. Lists, maps and simple shapes have no block: they are inlined into the member's type."""

from text import Block, Refused, name, word

NUMBERS = {"byte", "short", "integer", "long", "bigInteger", "float", "double", "bigDecimal"}
SIMPLE = NUMBERS | {"string", "blob", "boolean", "timestamp", "document"}
RESERVED = SIMPLE | {"streaming"}
TIMESTAMPS = {
    "iso8601": "date-time", "rfc822": "http-date", "unixTimestamp": "epoch-seconds",
    "date-time": "date-time", "http-date": "http-date", "epoch-seconds": "epoch-seconds",
}
# A reference's own traits take precedence over those of its target (botocore.model.ShapeResolver).
INHERITED = ("locationName", "flattened", "xmlNamespace", "timestampFormat", "sensitive", "streaming",
             "requiresLength", "box", "jsonvalue", "mediaType", "xmlAttribute", "default")


class Shapes:
    def __init__(self, shapes):
        self.shapes = shapes

    def traits(self, reference):
        """The target with the traits that the reference adds."""
        target = self.shapes[reference["shape"]]
        found = {key: target[key] for key in INHERITED if key in target}
        found.update(reference)
        return target, found

    def kind(self, shape):
        """The word for a shape with a block, or None."""
        if shape.get("document"):
            return None
        if shape["type"] == "structure":
            if shape.get("eventstream"):
                return "events"
            if shape.get("union"):
                return "union"
            return "error" if shape.get("exception") else "structure"
        if shape["type"] == "string" and shape.get("enum"):
            return "enum"
        return "int-enum" if shape["type"] == "intEnum" else None

    def type(self, reference, path=()):
        """The type of a member or an element: `string`, `[enum/State]`, `{string:Room}`, `timestamp/date-time!`."""
        target, traits = self.traits(reference)
        called = reference["shape"]
        kind = self.kind(target)
        if kind:
            if called in RESERVED:
                raise Refused(f"shape {called} has the name of a simple type")
            text = called if kind in ("structure", "error") else f"{kind}/{called}"
        elif called in path:
            raise Refused(f"{called} contains itself without a structure in between")
        elif target["type"] == "list":
            element = target["member"]
            inner = self.element(element, path + (called,)) + ("?" if target.get("sparse") else "")
            text = f"<{inner}>" if target.get("set") else f"[{inner}]"
        elif target["type"] == "map":
            key = self.element(target["key"], path + (called,))
            value = self.element(target["value"], path + (called,)) + ("?" if target.get("sparse") else "")
            text = "{%s:%s}" % (key, value)
        elif target.get("document"):
            text = "document"
        elif target["type"] == "blob" and traits.get("streaming"):
            text = "streaming"
        elif target["type"] == "timestamp" and traits.get("timestampFormat"):
            text = "timestamp/" + TIMESTAMPS[traits["timestampFormat"]]
        elif target["type"] in SIMPLE:
            text = target["type"]
            media = "application/json" if traits.get("jsonvalue") else traits.get("mediaType")
            if media:
                text += "/" + name(media.replace(" ", ""), called)
        else:
            raise Refused(f"{called} has the unknown type {target['type']}")
        return text + ("!" if traits.get("sensitive") else "")

    def element(self, reference, path):
        _, traits = self.traits(reference)
        xml = traits.get("locationName")
        return (f"{name(xml, reference['shape'])}=" if xml else "") + self.type(reference, path)

    def member(self, owner, shape, member, reference, labels):
        """A line: the name, the type, and everything else."""
        where = f"{owner}.{member}"
        target, traits = self.traits(reference)
        words = [name(member, where), self.type(reference)]
        if member in shape.get("required", ()):
            words.append("required")
        words += self.location(where, shape, member, reference, traits, labels)
        if target["type"] in NUMBERS | {"boolean"} and traits.get("box"):
            words.append("box")
        for key, short in (
            ("idempotencyToken", "token"), ("hostLabel", "host-label"), ("requiresLength", "length"),
            ("flattened", "flat"), ("xmlAttribute", "attribute"), ("eventheader", "event-header"),
            ("eventpayload", "event-payload"), ("deprecated", "deprecated"),
        ):
            if traits.get(key):
                words.append(short)
        if "queryName" in traits:
            words.append("ec2=" + name(traits["queryName"], where))
        if "xmlNamespace" in traits:
            words += namespace(traits["xmlNamespace"], where)
        words += self.element_namespaces(where, target)
        if "contextParam" in traits:
            words.append("context=" + name(traits["contextParam"]["name"], where))
        if "default" in traits:
            words.append("default=" + word(traits["default"]))
        return " ".join(words)

    def element_namespaces(self, where, target):
        """`item-ns=`, `key-ns=`, `value-ns=` of a list or map. No service of AWS has one."""
        words = []
        for key, short in (("member", "item-ns"), ("key", "key-ns"), ("value", "value-ns")):
            if isinstance(target.get(key), dict):
                found = self.traits(target[key])[1].get("xmlNamespace")
                if isinstance(found, dict):
                    found = found["uri"]
                if found and self.kind(self.traits(target[key])[0]) is None:
                    words.append(f"{short}={name(found, where)}")
        return words

    @staticmethod
    def location(where, shape, member, reference, traits, labels):
        place = reference.get("location")
        wire = traits.get("locationName", member)
        if place == "headers":
            return ["prefix-headers=" + (name(wire, where) if wire else "")]
        wire = name(wire, where)
        if member == shape.get("payload"):
            return ["payload"] + ([f"as={wire}"] if wire != member else [])
        if place is None:
            return [f"as={wire}"] if wire != member else []
        if place == "uri":
            if labels is not None and wire not in labels:
                raise Refused(f"{where} is a label, but no path of its operations has `{{{wire}}}`")
            return ["label+" if labels and labels[wire] else "label"]
        if place == "statusCode":
            return ["status"]
        if place == "querystring" and reference.get("map"):
            return ["query-map"]
        words = {"querystring": "query", "header": "header"}
        if place not in words:
            raise Refused(f"{where} has the unknown location {place}")
        return [words[place] if wire == member else f"{words[place]}={wire}"]

    def block(self, called, labels):
        """The block of a shape, or None if it is inlined."""
        shape = self.shapes[called]
        kind = self.kind(shape)
        if kind is None:
            return None
        rest = [kind]
        if kind == "error":
            rest += error_words(called, shape)
        rest += [key for key in ("event", "sensitive", "deprecated") if shape.get(key)]
        if kind == "enum":
            names = shape.get("enumNames", {})
            lines = [word(v) + (f" name={names[v]}" if v in names else "") for v in shape["enum"]]
        elif kind == "int-enum":
            lines = [f"{key} {value}" for key, value in shape["enumNumbers"].items()]
        else:
            lines = [
                self.member(called, shape, member, self.with_map(reference), labels)
                for member, reference in shape["members"].items()
            ]
        return Block(name(called, called), " ".join(rest), lines)

    def with_map(self, reference):
        """Marks a map at `querystring`, which has no name there."""
        if reference.get("location") == "querystring":
            return dict(reference, map=self.shapes[reference["shape"]]["type"] == "map")
        return reference


def namespace(found, where):
    if isinstance(found, str):
        found = {"uri": found}
    words = ["ns=" + name(found["uri"], where)]
    return words + (["ns-prefix=" + name(found["prefix"], where)] if found.get("prefix") else [])


def error_words(called, shape):
    error = shape.get("error", {})
    words = [str(error["httpStatusCode"])] if "httpStatusCode" in error else []
    if error.get("senderFault"):
        words.append("sender")
    elif shape.get("fault") or error.get("fault"):
        words.append("server")
    if error.get("code", called) != called:
        words.append("code=" + word(error["code"]))
    retryable = shape.get("retryable")
    if retryable is not None:
        words.append("throttling" if retryable.get("throttling") else "retryable")
    return words
