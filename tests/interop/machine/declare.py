"""Writes the declarations of operations: names and types from botocore's data, and no word about the wire."""

import random
import re
from dataclasses import dataclass, field

from botocore.model import OperationModel, ServiceModel, Shape
from botocore.utils import PRIORITY_ORDERED_SUPPORTED_PROTOCOLS

from machine.names import KEYWORDS, TAKEN, literal, odd, pascal, snake, words

# The protocols that opsmith supports.
SPOKEN = frozenset({"rest-json", "rest-xml", "json", "smithy-rpc-v2-cbor", "query", "ec2"})
# Operations of RDS and its like to which botocore adds a member of its own, to make the `PreSignedUrl` with it.
PRESIGNED_BY_BOTOCORE = {
    "CopyDBClusterSnapshot", "CopyDBSnapshot", "CreateDBCluster", "CreateDBInstanceReadReplica",
    "StartDBInstanceAutomatedBackupsReplication",
}
# Services with rules of their own for hosts, keys or checksums.
REFUSED = {"s3", "s3control"}
SIMPLE = {
    "string": "String", "character": "String", "boolean": "bool", "integer": "i32", "long": "i64", "float": "f32",
    "double": "f64", "timestamp": "Timestamp", "blob": "Blob",
}
SUFFIXES = ("Exception", "Error", "Fault", "Failure")


@dataclass
class Member:
    """A field, or a variant that holds a value."""

    name: str  # in Rust
    member: str  # in the model
    shape: Shape
    type: str
    optional: bool = True
    boxed: bool = False
    keys: list[str] = field(default_factory=list)

    def rust_type(self) -> str:
        inner = f"Box<{self.type}>" if self.boxed else self.type
        return f"Option<{inner}>" if self.optional else inner


@dataclass
class Item:
    """A struct or an enum with its attribute."""

    kind: str  # operation, output, structure, union, enum, error
    name: str
    keys: list[str]
    members: list[Member] = field(default_factory=list)
    variants: dict[str, tuple[str, list[str]]] = field(default_factory=dict)  # value: (variant, keys)
    shape: Shape | None = None
    other: bool = True
    derives: str = ""

    def source(self) -> str:
        attribute = {"operation": "operation", "output": "output"}.get(self.kind, "shape")
        head = f"#[{attribute}({', '.join(self.keys)})]\n"
        if self.kind == "error":
            head = f"#[derive(Debug, ApiError)]\n#[op({', '.join(self.keys)})]\n"
        head += self.derives
        lines = []
        for member in self.members:
            lines += [f"    #[op({', '.join(member.keys)})]"] if member.keys else []
            if self.kind == "union":
                lines.append(f"    {member.name}({member.rust_type()}),")
            else:
                lines.append(f"    pub {member.name}: {member.rust_type()},")
        for variant, keys in self.variants.values():
            lines += [f"    #[op({', '.join(keys)})]"] if keys else []
            lines.append(f"    {variant}{'(ErrorBody)' if self.kind == 'error' else ''},")
        if self.other and self.kind in ("union", "enum", "error"):
            held = {"union": "UnknownMember", "enum": "String", "error": "Unmodeled"}[self.kind]
            lines.append(f"    #[op(other)]\n    NotDeclared({held}),")
        word = "enum" if self.kind in ("union", "enum", "error") else "struct"
        return f"{head}pub {word} {self.name} {{\n" + "\n".join(lines) + "\n}\n"


class Shapes:
    """Nested shapes, each declared once.

    With `oddly`, declarations are smaller than the model and written as unusually as the rules allow.
    """

    def __init__(self, service: str, model: ServiceModel, chance: random.Random, oddly: bool) -> None:
        self.service, self.model, self.chance, self.oddly = service, model, chance, oddly
        self.items: dict[str, Item] = {}
        self.operations = set(model.operation_names)
        self.decided: dict[tuple[str, str], bool] = {}

    def often(self, probability: float) -> bool:
        return self.oddly and self.chance.random() < probability

    def decide(self, shape: Shape, what: str, probability: float) -> bool:
        """A choice that is the same wherever the shape is used."""
        return self.decided.setdefault((shape.name, what), self.often(probability))

    def field(self, name: str) -> str:
        return odd(name, self.chance) if self.often(0.4) else snake(name)

    def type(self, shape: Shape) -> str:
        if is_document(shape):
            return "Document"
        match shape.type_name:
            case "structure":
                name = self.structure(shape)
                return f"Box<{name}>" if self.decide(shape, "box", 0.15) else name
            case "list":
                inner = self.type(shape.member)
                return f"Vec<Option<{inner}>>" if shape.metadata.get("sparse") else f"Vec<{inner}>"
            case "map":
                inner = self.type(shape.value)
                inner = f"Option<{inner}>" if shape.metadata.get("sparse") else inner
                kind = "BTreeMap" if self.decide(shape, "tree", 0.4) else "HashMap"
                return f"{kind}<{self.type(shape.key)}, {inner}>"
            case "blob" if shape.metadata.get("streaming") or shape.serialization.get("streaming"):
                return "ByteStream"
            case "string" if is_enum(shape):
                return "String" if self.decide(shape, "string", 0.3) else self.enum(shape)
        return SIMPLE[shape.type_name]

    def called(self, shape: Shape) -> tuple[str, list[str]]:
        """The Rust name of a shape, and `name = ".."` if it is different."""
        name = shape.name
        taken = name in TAKEN or name in KEYWORDS or name in self.operations
        if taken or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) or self.decide(shape, "name", 0.2):
            name = "Shape" + re.sub(r"[^0-9A-Za-z]", "", name)
        key = [] if name == shape.name else [f'name = "{shape.name}"']
        return name, [f'service = "{self.service}"', *key]

    def structure(self, shape: Shape) -> str:
        name, keys = self.called(shape)
        if shape.name in self.items:
            return name
        item = self.items[shape.name] = Item("union" if is_union(shape) else "structure", name, keys, shape=shape)
        if item.kind == "union":
            kept = [member for member in shape.members if not self.often(0.3)]
            for member in kept or list(shape.members)[:1]:
                inner = shape.members[member]
                variant = odd(member, self.chance) if self.often(0.3) else pascal(member)
                item.members.append(Member(variant, member, inner, "", False))
            item.other = not self.often(0.3)
        else:
            for member, inner in shape.members.items():
                if self.often(0.35) and member not in shape.required_members:
                    continue
                optional = not (member in shape.required_members and self.often(0.5))
                item.members.append(Member(self.field(member), member, inner, "", optional))
        for member in item.members:
            member.type = self.type(member.shape)
            member.boxed = self.reaches(member.shape, shape.name, set())
        return name

    def reaches(self, shape: Shape, name: str, seen: set[str]) -> bool:
        """Whether a structure contains itself without a list or map in between."""
        if shape.type_name != "structure" or is_document(shape):
            return False
        if shape.name == name:
            return True
        if shape.name in seen:
            return False
        seen.add(shape.name)
        return any(self.reaches(member, name, seen) for member in shape.members.values())

    def enum(self, shape: Shape) -> str:
        name, keys = self.called(shape)
        if shape.name in self.items:
            return name
        item = self.items[shape.name] = Item("enum", name, keys, shape=shape)
        traits = "PartialEq, Eq, Hash" + (", PartialOrd, Ord" if self.oddly else "")
        item.derives = f"#[derive(Clone, {traits})]\n"
        alike = [words(value) for value in shape.enum]
        for n, value in enumerate(shape.enum):
            if self.often(0.4) and item.variants:
                continue
            variant, keys = pascal(value), []
            if self.often(0.3):
                variant = odd(value, self.chance)
            plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]+|[A-Za-z]", variant)
            if not plain or variant in ("Self", "NotDeclared") or alike.count(words(value)) > 1 or not words(variant):
                variant, keys = f"Value{n}", [f"rename = {literal(value)}"]
            item.variants[value] = variant, keys
        return name


class Declarations:
    """An operation with its output and errors."""

    def __init__(self, shapes: Shapes, operation: OperationModel, paginator: dict | None, errors=False) -> None:
        self.shapes, self.operation = shapes, operation
        service = f'service = "{shapes.service}"'
        self.input = Item("operation", operation.name, [service], shape=operation.input_shape)
        # A shape's struct is not called as the operation; the operation's may be called as anything.
        if operation.name in TAKEN or shapes.often(0.2):
            self.input.name = f"Call{operation.name}"
            self.input.keys.append(f'name = "{operation.name}"')
        self.output: Item | None = None
        self.error: Item | None = None
        self.declare_input()
        self.declare_output(service)
        if (shapes.oddly or errors) and operation.error_shapes:
            self.declare_errors(service)
        self.paginator = paginator
        self.pages, self.items = self.paging(paginator)

    def declare_input(self) -> None:
        shape = self.operation.input_shape
        for name, member in shape.members.items() if shape else ():
            if name == "SourceRegion" and self.operation.name in PRESIGNED_BY_BOTOCORE:
                continue
            token = name in self.operation.idempotent_members
            required = name in shape.required_members and not token
            if not required and not token and self.shapes.often(0.35):
                continue
            self.input.members.append(
                Member(self.shapes.field(name), name, member, self.shapes.type(member), not required)
            )

    def declare_output(self, service: str) -> None:
        shape = self.operation.output_shape
        if not shape:
            return
        by = f'operation = "{self.operation.name}"'
        if self.shapes.often(0.3):
            by = f'name = "{shape.name}"'
        self.output = Item("output", "TheOutput", [service, by], shape=shape)
        for name, member in shape.members.items():
            if self.shapes.often(0.35):
                continue
            found = Member(self.shapes.field(name), name, member, self.shapes.type(member))
            document = member.type_name == "structure" and not is_union(member) and not is_document(member)
            if document and member.serialization.get("location") is None and self.shapes.often(0.2):
                found.type = "Document"
            if member.type_name in ("list", "map") and self.shapes.often(0.5):
                found.optional, found.keys = False, ["default"]
            elif name in shape.required_members and self.shapes.often(0.5):
                found.optional = False
            self.output.members.append(found)
        self.input.keys.append("output = TheOutput")

    def declare_errors(self, service: str) -> None:
        shapes = self.operation.error_shapes
        self.error = Item("error", "TheError", [service])
        all_errors = {shape.name for shape in self.shapes.model.error_shapes}
        for shape in self.shapes.chance.sample(shapes, self.shapes.chance.randint(1, len(shapes))):
            suffix = next((suffix for suffix in SUFFIXES if shape.name.endswith(suffix)), "")
            stem = shape.name.removesuffix(suffix)
            alone = [name for name in all_errors if name in (stem, *(stem + other for other in SUFFIXES))]
            short = stem if alone == [shape.name] and stem not in TAKEN else shape.name
            variant = self.shapes.chance.choice([short, shape.name])
            keys = []
            if variant in TAKEN or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", variant):
                variant, keys = f"Error{len(self.error.variants)}", [f'code = "{shape.name}"']
            self.error.variants[shape.name] = variant, keys
        self.input.keys.append("error = TheError")

    def paging(self, paginator: dict | None) -> tuple[bool, bool]:
        """Whether the operation has `pages` and `items`: the members of botocore's paginator are declared."""
        if not paginator or paginator.get("more_results") or not self.output:
            return False, False

        def named(item: Item, key: str) -> Member | None:
            value = paginator.get(key)
            value = value[0] if isinstance(value, list) and (len(value) == 1 or key == "result_key") else value
            return next((member for member in item.members if member.member == value), None)

        token, following = named(self.input, "input_token"), named(self.output, "output_token")
        texts = all(found and found.type == "String" and found.optional for found in (token, following))
        items = named(self.output, "result_key")
        return texts, bool(texts and items and items.shape.type_name in ("list", "map") and items.type != "Document")

    def own(self) -> list[Item]:
        return [item for item in (self.input, self.output, self.error) if item]


def is_document(shape: Shape) -> bool:
    return bool(getattr(shape, "is_document_type", False))


def is_enum(shape: Shape) -> bool:
    """Whether the shape itself has values: apigatewayv2 gives some to members whose shape is any string."""
    return shape.type_name == "string" and "enum" in shape._shape_resolver._shape_map[shape.name]


def is_union(shape: Shape) -> bool:
    # DynamoDB's values are a union in AWS's own models, and in opsmith's, but not in botocore's.
    value = shape.name == "AttributeValue" and {"S", "N", "BOOL", "NULL"} <= set(getattr(shape, "members", ()))
    return value or bool(shape.metadata.get("union") or getattr(shape, "is_tagged_union", False))


def reached(shape: Shape, seen: set[str]) -> set[str]:
    """The names of all shapes that a shape contains."""
    if shape.name in seen:
        return seen
    seen.add(shape.name)
    match shape.type_name:
        case "structure":
            for member in shape.members.values():
                reached(member, seen)
        case "list":
            reached(shape.member, seen)
        case "map":
            reached(shape.key, seen)
            reached(shape.value, seen)
    return seen


def callable_by_opsmith(operation: OperationModel) -> bool:
    moved = operation.static_context_parameters
    # opsmith's endpoint table has rules for these.
    known = {
        "ApiType", "IsOAuthEndpoint", "IsSearchOperation", "ResourceType", "ServiceType", "SubServiceType",
        "UseControlPlaneEndpoint",
    }
    # A table's name, which is not an ARN, leads to the regional host.
    if operation.service_model.service_name == "dynamodb":
        return all(parameter.name in known for parameter in moved)
    return (
        operation.service_model.signature_version != "v2"
        and not (operation.endpoint_discovery or {}).get("required")
        and not operation.has_event_stream_input
        and not operation.has_event_stream_output
        and all(parameter.name in known or parameter.value is False for parameter in moved)
        and not operation.operation_context_parameters
        and not operation.context_parameters
    )


def protocol(model: ServiceModel) -> str:
    """What botocore speaks with a service."""
    offered = model.metadata.get("protocols") or [model.metadata["protocol"]]
    return next(protocol for protocol in PRIORITY_ORDERED_SUPPORTED_PROTOCOLS if protocol in offered)


def operations(session, service: str) -> list[OperationModel]:
    """The operations of a service that opsmith can call."""
    model = session.get_service_model(service)
    if protocol(model) not in SPOKEN or service in REFUSED:
        return []
    found = (model.operation_model(name) for name in model.operation_names)
    return [operation for operation in found if callable_by_opsmith(operation)]


def paginators(session, service: str) -> dict:
    from botocore.exceptions import UnknownServiceError

    try:
        return session.get_component("data_loader").load_service_model(service, "paginators-1")["pagination"]
    except UnknownServiceError:
        return {}
