"""Random outputs of operations, as plain values, and how two of them are compared."""

import datetime
import math
import random
import struct

from botocore.model import Shape

from machine.declare import is_document, is_enum, is_union

# None of them is sent by `values.py`: a `sensitive` text that comes back in an error is redacted.
TEXTS = ["", "xyz", " u  v ", "<a>&amp;\"'</a>", "é/€🦀", "]]>", "0", "true", "line\nbreak\ttab", "a,b"]
# What fits into a header: one word, and nothing that a list would quote.
WORDS = ["xyz", "u-v", "0", "x/2"]
KEYS = ["k", "a.b", "ü", "<&>"]
DOCUMENTS = [{"a": [1, "b", None]}, "text", 3, True, [], {}]


class Outputs:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def members(self, shape: Shape, depth: int = 0) -> dict:
        """A structure with some of its members."""
        if is_union(shape):
            simple = [name for name, member in shape.members.items() if member.type_name != "structure"]
            name = self.chance.choice(simple if depth > 3 and simple else list(shape.members))
            return {name: self.value(shape.members[name], depth + 1)}
        # Of an empty body, botocore makes an empty structure.
        payload = {shape.serialization.get("payload")}
        # A member with the header that has the error's code would have another one.
        named = {name for name, one in shape.members.items() if one.serialization.get("name", "").lower() == "x-amzn-errortype"}
        often = 0.8 if depth == 0 else 0.5 if depth < 4 else 0.1 if depth < 7 else 0
        kept = (name for name in shape.members if name in payload or self.chance.random() < often and name not in named)
        return {name: self.value(shape.members[name], depth + 1) for name in kept}

    def value(self, shape: Shape, depth: int) -> object:
        chance = self.chance
        location = shape.serialization.get("location")
        if is_document(shape):
            return chance.choice(DOCUMENTS)
        if shape.serialization.get("jsonvalue"):
            return '{"a":[1,"b"]}'
        match shape.type_name:
            case "structure":
                return self.members(shape, depth)
            case "list":
                count = chance.choice([1, 2] if location else [0, 1, 2, 3]) if depth < 7 else 0
                return [self.value(shape.member, depth + 1 if not location else 99) for _ in range(count)]
            case "map":
                keys = WORDS if location else KEYS
                if is_enum(shape.key):
                    keys = shape.key.enum
                count = chance.randint(0, 2) if depth < 7 else 0
                chosen = chance.sample(keys, min(count, len(keys)))
                # Headers do not tell capitals apart.
                chosen = sorted({key.lower() for key in chosen}) if location else chosen
                return {key: self.value(shape.value, 99 if location else depth + 1) for key in chosen}
            case "boolean":
                return chance.choice([True, False])
            case "integer":
                if location == "statusCode":
                    return 200
                return chance.choice([0, 1, -5, 2_147_483_647, -2_147_483_648])
            case "long":
                return chance.choice([0, 7, -(2**40), 2**53 + 1, 2**63 - 1, -(2**63)])
            case "float":
                return struct.unpack("f", struct.pack("f", chance.choice([0.5, -3.25, 0.0, 1e10, 3.4e38])))[0]
            case "double":
                return chance.choice([0.5, -3.25, 0.0, 0.1, 1e300, 5e-324, math.inf, -math.inf, math.nan])
            case "timestamp":
                seconds = datetime.timedelta(seconds=chance.randrange(-(10**9), 2**32))
                return datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + seconds
            case "blob":
                return bytes(chance.randrange(256) for _ in range(chance.choice([0, 1, 2, 3, 40])))
        if is_enum(shape):
            return chance.choice([*shape.enum, "not-in-the-model"])
        return chance.choice(WORDS if location or depth >= 99 else TEXTS)


def difference(shape: Shape, ours: object, theirs: object, path: str = "") -> str | None:
    """Where opsmith's value, as JSON, is not botocore's."""
    wrong = f"{path or 'output'}: opsmith {ours!r}, botocore {theirs!r}"
    if is_document(shape) or ours is None or theirs is None:
        return None if ours == theirs else wrong
    match shape.type_name:
        case "structure":
            # botocore makes an empty map of headers that are not there.
            absent = [name for name, member in shape.members.items() if member.serialization.get("location") == "headers"]
            theirs = {name: inner for name, inner in theirs.items() if name not in absent or inner or name in ours}
            if set(ours) != set(theirs):
                return wrong
            inner = ((name, shape.members[name]) for name in theirs)
            found = (difference(member, ours[name], theirs[name], f"{path}.{name}") for name, member in inner)
        case "list":
            if len(ours) != len(theirs):
                return wrong
            pairs = enumerate(zip(ours, theirs, strict=True))
            found = (difference(shape.member, our, their, f"{path}[{n}]") for n, (our, their) in pairs)
        case "map":
            if set(ours) != set(theirs):
                return wrong
            found = (difference(shape.value, ours[key], theirs[key], f"{path}[{key!r}]") for key in theirs)
        case "float" | "double":
            # In JSON, botocore leaves the special values as they are.
            our, theirs = float(ours), float(theirs)
            same = our == theirs or math.isnan(our) and math.isnan(theirs)
            if shape.type_name == "float" and math.isfinite(theirs):
                same = struct.pack("f", our) == struct.pack("f", theirs)
            return None if same else wrong
        case "timestamp":
            return None if float(ours) == theirs.timestamp() else wrong
        case "blob":
            return None if bytes.fromhex(ours) == theirs else wrong
        case _:
            return None if ours == theirs else wrong
    return next((one for one in found if one), None)
