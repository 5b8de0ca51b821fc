"""Random parameters of a declared operation: as botocore takes them, and as Rust."""

import datetime
import json

from botocore.model import Shape

from machine.declare import Declarations, Item, is_document, is_enum
from machine.names import literal

TEXTS = {
    "header": ["abc", "a b", "x-1", "1/2"],
    "label": ["abc", "a b", "a/b", "ü%", "a:b@c"],
    "host": ["abc", "a1"],
    "key": ["k1", "a.b"],
}


class Values:
    def __init__(self, declarations: Declarations) -> None:
        self.declarations, self.shapes = declarations, declarations.shapes
        self.chance = self.shapes.chance
        self.deepest = 7 if self.shapes.oddly else 4

    def call(self) -> tuple[dict, str]:
        operation, item = self.declarations.operation, self.declarations.input
        given, fields = {}, []
        for member in item.members:
            token = member.member in operation.idempotent_members
            # A token that is not given is random.
            if member.optional and not token and self.chance.random() < 0.3:
                fields.append(f"{member.name}: None")
                continue
            traits = member.shape.metadata | member.shape.serialization
            location = member.shape.serialization.get("location")
            where = {"header": "header", "headers": "header", "uri": "label"}.get(location, "")
            where = "host" if operation.endpoint and "hostLabel" in traits else where
            given[member.member], code = self.value(member.shape, 1, where)
            fields.append(f"{member.name}: {f'Some({code})' if member.optional else code}")
        return given, f"{item.name} {{ {', '.join(fields)} }}"

    def value(self, shape: Shape, depth: int, where: str) -> tuple[object, str]:
        chance = self.chance
        if is_document(shape):
            value = chance.choice([{"a": [1, "b", None]}, "text", 3, True])
            return value, f"Document::from(serde_json::from_str::<serde_json::Value>({literal(json.dumps(value))}).unwrap())"
        match shape.type_name:
            case "structure":
                value, code = self.members(shape, depth)
                return value, f"Box::new({code})" if self.shapes.decide(shape, "box", 0) else code
            case "list":
                count = chance.choice([1, 2]) if depth < self.deepest else 0
                items = [self.value(shape.member, depth + 1, where) for _ in range(count)]
                code = [f"Some({code})" if shape.metadata.get("sparse") else code for _, code in items]
                return [value for value, _ in items], f"vec![{', '.join(code)}]"
            case "map":
                kind = "BTreeMap" if self.shapes.decide(shape, "tree", 0) else "HashMap"
                if depth >= self.deepest:
                    return {}, f"{kind}::new()"
                key, key_code = self.value(shape.key, depth + 1, "key")
                value, code = self.value(shape.value, depth + 1, where)
                code = f"Some({code})" if shape.metadata.get("sparse") else code
                return {key: value}, f"{kind}::from([({key_code}, {code})])"
            case "boolean":
                value = chance.choice([True, False])
                return value, str(value).lower()
            case "integer":
                value = chance.choice([0, 1, -5, 2_147_483_647])
                return value, f"{value}i32"
            case "long":
                value = chance.choice([0, 7, -(2**40), 2**53])
                return value, f"{value}i64"
            case "float" | "double":
                value = chance.choice([0.5, -3.25, 100.0, 0.0])
                return value, f"{value}{'f32' if shape.type_name == 'float' else 'f64'}"
            case "timestamp":
                value = datetime.datetime(2026, 1, chance.randint(1, 28), 3, 4, 5, tzinfo=datetime.UTC)
                return value, f'Timestamp::parse("{value:%Y-%m-%dT%H:%M:%SZ}").unwrap()'
            case "blob":
                value = bytes(chance.randrange(256) for _ in range(5))
                data = f"vec![{', '.join(f'{byte}u8' for byte in value)}]"
                stream = self.shapes.type(shape) == "ByteStream"
                return value, f"ByteStream::from({data})" if stream else f"Blob::new({data})"
        if shape.serialization.get("jsonvalue") and where == "header":
            # botocore takes the value, opsmith the text; in a body, both take the text.
            value = chance.choice(["text", 3, [True], {"a": "b"}])
            text = json.dumps(value, separators=(",", ":"))
            return value, f"{literal(text)}.to_owned()"
        if is_enum(shape):
            if self.shapes.decide(shape, "string", 0):
                value = chance.choice(shape.enum)
                return value, f"{literal(value)}.to_owned()"
            item = self.shapes.items[shape.name]
            value = chance.choice(list(item.variants))
            return value, f"{item.name}::{item.variants[value][0]}"
        value = chance.choice(TEXTS.get(where, ["abc", "a b&c=d", "ü/€", 'q"\\']))
        return value, f"{literal(value)}.to_owned()"

    def members(self, shape: Shape, depth: int) -> tuple[dict, str]:
        item = self.shapes.items[shape.name]
        if item.kind == "union":
            return self.union(item, depth)
        given, fields = {}, []
        for member in item.members:
            needed = not member.optional or (depth <= self.deepest and member.member in shape.required_members)
            if not needed and (depth > self.deepest or self.chance.random() < (0.7 if self.shapes.oddly else 0.5)):
                fields.append(f"{member.name}: None")
                continue
            given[member.member], code = self.value(member.shape, depth + 1, "")
            code = f"Box::new({code})" if member.boxed else code
            fields.append(f"{member.name}: {f'Some({code})' if member.optional else code}")
        return given, f"{item.name} {{ {', '.join(fields)} }}"

    def union(self, item: Item, depth: int) -> tuple[dict, str]:
        simple = [member for member in item.members if member.shape.type_name != "structure"]
        member = self.chance.choice(simple if depth >= self.deepest - 1 and simple else item.members)
        value, code = self.value(member.shape, depth + 1, "")
        code = f"Box::new({code})" if member.boxed else code
        return {member.member: value}, f"{item.name}::{member.name}({code})"
