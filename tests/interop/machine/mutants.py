"""Changes one word of a right declaration. Each function returns what it changed, and why the result is still right if it
is, or nothing if there is no such word."""

import functools
import random
import re
from collections.abc import Callable

import botocore.session
from botocore.model import OperationModel, Shape

from machine.declare import Declarations, Item, Member, Shapes, is_document, is_enum, is_union, reached
from machine.names import literal, pascal, snake, words

# What was changed, and why it is right all the same.
Change = tuple[str, str | None]
Mutator = Callable[[Declarations, random.Random], Change | None]

MUTATORS: dict[str, Mutator] = {}


def mutator(function: Mutator) -> Mutator:
    MUTATORS[function.__name__.replace("_", " ")] = function
    return function


def items(declared: Declarations) -> list[Item]:
    return declared.own() + list(declared.shapes.items.values())


def pick(chance: random.Random, found: list):
    return chance.choice(found) if found else None


def members(declared: Declarations, *kinds: str) -> list[tuple[Item, Member]]:
    kinds = kinds or ("operation", "output", "structure", "union")
    return [(item, member) for item in items(declared) if item.kind in kinds for member in item.members]


def typo(name: str, chance: random.Random) -> str:
    """The name with a letter left out, doubled, or exchanged with the next."""
    letters = name.removeprefix("r#")
    at = chance.randrange(len(letters))
    match chance.randrange(3):
        case 0 if len(letters) > 2:
            return letters[:at] + letters[at + 1 :]
        case 1 if at + 1 < len(letters):
            return letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
    return letters[:at] + letters[at] + letters[at:]


def is_name(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)) and words(name) not in ("", "self", "notdeclared")


def structures(declared: Declarations) -> list[Shape]:
    service = declared.operation.service_model
    return [shape for shape in map(service.shape_for, service.shape_names) if is_structure(shape)]


def is_structure(shape: Shape) -> bool:
    streamed = shape.metadata.get("eventstream") or shape.metadata.get("event")
    return shape.type_name == "structure" and not is_document(shape) and not streamed


def renamed(item: Item, member: Member, name: str) -> Change | None:
    known = {words(name) for name in item.shape.members} | {words(member.name) for member in item.members}
    if not is_name(name) or words(name) in known:
        return None
    was, member.name = member.name, name if item.kind == "union" else snake(name)
    return f"`{was}` of {item.name} becomes `{member.name}`", None


@mutator
def misspelled_member(declared, chance):
    found = pick(chance, members(declared, "operation", "output", "structure"))
    return found and renamed(*found, typo(found[1].name, chance))


@mutator
def member_of_another_shape(declared, chance):
    found = pick(chance, members(declared, "operation", "output", "structure"))
    other = pick(chance, [shape for shape in structures(declared) if shape.members])
    return found and other and renamed(*found, snake(chance.choice(list(other.members))))


@mutator
def misspelled_union_member(declared, chance):
    found = pick(chance, members(declared, "union"))
    return found and renamed(*found, typo(found[1].name, chance))


@mutator
def union_member_of_another_shape(declared, chance):
    found = pick(chance, members(declared, "union"))
    other = pick(chance, [shape for shape in structures(declared) if shape.members])
    return found and other and renamed(*found, pascal(chance.choice(list(other.members))))


@mutator
def required_member_removed(declared, chance):
    required = [found for found in members(declared, "operation") if found[1].member in found[0].shape.required_members]
    if not (found := pick(chance, required)):
        return None
    found[0].members.remove(found[1])
    return f"`{found[1].name}` is gone", None


@mutator
def nested_required_member_removed(declared, chance):
    nested = members(declared, "structure")
    required = [found for found in nested if found[1].member in found[0].shape.required_members]
    if not (found := pick(chance, required)):
        return None
    item, member = found
    item.members.remove(member)
    sent = declared.operation.input_shape and item.shape.name in reached(declared.operation.input_shape, set())
    return f"`{member.name}` of {item.name} is gone", None if sent else "only responses have the structure"


@mutator
def member_removed(declared, chance):
    optional = [found for found in members(declared) if found[1].member not in found[0].shape.required_members]
    if not (found := pick(chance, [found for found in optional if found[0].kind != "union"])):
        return None
    found[0].members.remove(found[1])
    return f"`{found[1].name}` of {found[0].name} is gone", "a declaration may be smaller than the model"


@mutator
def member_twice(declared, chance):
    if not (found := pick(chance, members(declared, "operation", "output", "structure"))):
        return None
    item, member = found
    again = Member("the_same_again", member.member, member.shape, member.type, member.optional, member.boxed)
    again.keys = [f"rename = {literal(member.member)}"]
    item.members.append(again)
    return f"`{member.name}` of {item.name} twice", None


@mutator
def option_around_what_is_required(declared, chance):
    found = pick(chance, [found for found in members(declared, "operation") if not found[1].optional])
    if not found:
        return None
    found[1].optional = True
    return f"`{found[1].name}` becomes an `Option`", None


@mutator
def option_left_out(declared, chance):
    found = pick(chance, [found for found in members(declared) if found[1].optional and found[0].kind != "union"])
    if not found:
        return None
    item, member = found
    member.optional = False
    token = item.kind == "operation" and member.member in declared.operation.idempotent_members
    location = member.shape.serialization.get("location")
    filled = token and location in (None, "querystring", "header")
    return f"`{member.name}` of {item.name} is not an `Option`", None if filled else "a declaration may require more"


def retyped(old: str, new: str, why: Callable[[Member], str | None] = lambda _: None) -> Mutator:
    def change(declared: Declarations, chance: random.Random) -> Change | None:
        pattern = rf"\b{old}" if old.endswith(("<", " ")) else rf"\b{old}\b"
        found = pick(chance, [found for found in members(declared) if re.search(pattern, found[1].type)])
        if not found:
            return None
        item, member = found
        was, member.type = member.type, re.sub(pattern, new, member.type, count=1)
        return f"`{member.name}: {was}` of {item.name} becomes `{member.type}`", why(member)

    return change


for before, after in [
    ("String", "i32"), ("String", "bool"), ("String", "Blob"), ("String", "Timestamp"), ("i32", "i64"), ("i32", "u32"),
    ("i64", "i32"), ("i32", "String"), ("f32", "f64"), ("f64", "f32"), ("f64", "i64"), ("bool", "String"),
    ("Timestamp", "String"), ("Timestamp", "i64"), ("Blob", "String"), ("Blob", "Vec<u8>"), ("Document", "String"),
    ("ByteStream", "String"), ("String", "Vec<String>"),
]:
    MUTATORS[f"{before} becomes {after}"] = retyped(before, after)


@mutator
def list_becomes_its_element(declared, chance):
    found = pick(chance, [found for found in members(declared) if found[1].type.startswith("Vec<")])
    if not found:
        return None
    was, found[1].type = found[1].type, found[1].type.removeprefix("Vec<").removesuffix(">")
    return f"`{found[1].name}: {was}` becomes `{found[1].type}`", None


MUTATORS["list becomes a map"] = retyped("Vec<", "HashMap<String, ")
MUTATORS["map becomes a list"] = retyped("HashMap<String, ", "Vec<")


@mutator
def option_in_a_list(declared, chance):
    dense = [found for found in members(declared) if found[1].type.startswith("Vec<") and "Option<" not in found[1].type]
    if not (found := pick(chance, dense)):
        return None
    was, found[1].type = found[1].type, f"Vec<Option<{found[1].type.removeprefix('Vec<')}>"
    return f"`{found[1].name}: {was}` becomes `{found[1].type}`", None


def swapped(declared: Declarations, chance: random.Random, is_kind: Callable[[Shape], bool]) -> Change | None:
    """A nested shape becomes another one of the service, which is declared, too."""
    shapes = declared.shapes
    service = declared.operation.service_model
    nested = {item.name for item in shapes.items.values() if is_kind(item.shape)}
    found = [found for found in members(declared) if nested & set(re.findall(r"\w+", found[1].type))]
    others = [shape for shape in (service.shape_for(name) for name in service.shape_names) if is_kind(shape)]
    found, other = pick(chance, found), pick(chance, others)
    if not found or not other:
        return None
    item, member = found
    name = next(word for word in re.findall(r"\w+", member.type) if word in nested)
    if len(reached(other, set())) > 15 or shapes.called(other)[0] == name:
        return None
    was, member.type = member.type, re.sub(rf"\b{name}\b", shapes.type(other), member.type)
    return f"`{member.name}: {was}` of {item.name} becomes `{member.type}`", None


@mutator
def nested_structure_swapped(declared, chance):
    return swapped(declared, chance, is_structure)


@mutator
def enum_swapped(declared, chance):
    return swapped(declared, chance, is_enum)


def variants(declared: Declarations, *kinds: str) -> list[tuple[Item, str]]:
    own = [item for item in items(declared) if item.kind in kinds]
    return [(item, value) for item in own for value, (_, keys) in item.variants.items() if not keys]


def revalued(declared: Declarations, chance: random.Random, new: Callable[[str], str | None]) -> Change | None:
    if not (found := pick(chance, variants(declared, "enum"))):
        return None
    item, value = found
    was = item.variants[value][0]
    variant = new(was)
    known = {words(value) for value in item.shape.enum} | {words(variant) for variant, _ in item.variants.values()}
    if not variant or not is_name(variant) or words(variant) in known or variant == "Self":
        return None
    item.variants[value] = variant, []
    return f"`{was}` of {item.name} becomes `{variant}`", None


@mutator
def misspelled_enum_value(declared, chance):
    return revalued(declared, chance, lambda variant: typo(variant, chance))


@mutator
def value_of_another_enum(declared, chance):
    service = declared.operation.service_model
    enums = [shape for shape in (service.shape_for(name) for name in service.shape_names) if is_enum(shape)]
    other = pick(chance, enums)
    return other and revalued(declared, chance, lambda _: pascal(chance.choice(other.enum)))


@mutator
def misspelled_error(declared, chance):
    if not (found := pick(chance, variants(declared, "error"))):
        return None
    item, value = found
    variant = typo(item.variants[value][0], chance)
    stems = [re.sub("(Exception|Error|Fault|Failure)$", "", shape.name) for shape in known_errors(declared)]
    known = {words(name) for name in stems + [shape.name for shape in known_errors(declared)]}
    if not is_name(variant) or words(variant) in known:
        return None
    was, item.variants[value] = item.variants[value][0], (variant, [])
    return f"`{was}` becomes `{variant}`", None


def known_errors(declared: Declarations) -> list[Shape]:
    return declared.operation.service_model.error_shapes


@mutator
def misspelled_operation(declared, chance):
    name = typo(declared.operation.name, chance)
    if name in declared.shapes.operations or not is_name(name):
        return None
    declared.input.name = name
    return f"{declared.operation.name} becomes `{name}`", None


@mutator
def another_operation(declared, chance):
    service = declared.operation.service_model
    other = service.operation_model(chance.choice(service.operation_names))
    if other.name == declared.operation.name:
        return None
    declared.input.keys.append(f'name = "{other.name}"')
    return f"{declared.operation.name} becomes {other.name}", why_the_other_fits(declared, other)


def why_the_other_fits(declared: Declarations, other: OperationModel) -> str | None:
    """Whether another operation takes the same members and returns the same shape."""
    plain = Shapes(declared.shapes.service, other.service_model, declared.shapes.chance, False)
    shape = other.input_shape
    theirs = {words(name): name for name in shape.members} if shape else {}
    required = {name for name in shape.required_members} if shape else set()
    given = set()
    for member in declared.input.members:
        name = theirs.get(words(member.name))
        if name is None or plain.type(shape.members[name]) != member.type:
            return None
        if (name in required) == member.optional and name not in other.idempotent_members:
            if name in required:
                return None
        if name in other.idempotent_members and not member.optional:
            return None
        given.add(name)
    same_output = not declared.output or (other.output_shape and other.output_shape.name == declared.output.shape.name)
    return f"{other.name} has the same members" if same_output and required <= given else None


@mutator
def output_of_another_operation(declared, chance):
    service = declared.operation.service_model
    other = service.operation_model(chance.choice(service.operation_names))
    if not declared.output or other.name == declared.operation.name:
        return None
    declared.output.keys[1] = f'operation = "{other.name}"'
    same = other.output_shape and other.output_shape.name == declared.output.shape.name
    return f"the output is that of {other.name}", "they return the same shape" if same else None


@mutator
def misspelled_shape(declared, chance):
    shapes = list(declared.shapes.items.values())
    if not (item := pick(chance, shapes)):
        return None
    name = typo(item.shape.name, chance)
    if name in declared.operation.service_model.shape_names:
        return None
    item.keys = [item.keys[0], f'name = "{name}"']
    return f"the shape {item.shape.name} becomes `{name}`", None


@mutator
def another_shape_by_name(declared, chance):
    item = pick(chance, [item for item in declared.shapes.items.values() if item.kind == "structure"])
    other = pick(chance, structures(declared))
    if not item or not other or other.name == item.shape.name or is_union(other):
        return None
    item.keys = [item.keys[0], f'name = "{other.name}"']
    return f"the shape {item.shape.name} becomes `{other.name}`", None


def template(declared: Declarations) -> str:
    return declared.operation.http["requestUri"].replace("{", "<").replace("}", ">")


@mutator
def misspelled_path(declared, chance):
    path = template(declared)
    letters = [at for at, c in enumerate(path) if c.isalpha() and path[:at].count("<") == path[:at].count(">")]
    if not letters:
        return None
    at = chance.choice(letters)
    wrong = path[:at] + path[at + 1 :]
    if not wrong.startswith("/") or "//" in wrong:
        return None
    declared.input.keys.append(f"path = {literal(wrong)}")
    return f"the path becomes `{wrong}`", None


@mutator
def wrong_method(declared, chance):
    others = {"GET", "POST", "PUT", "DELETE", "PATCH"} - {declared.operation.http["method"]}
    method = chance.choice(sorted(others))
    declared.input.keys.append(f'method = "{method}"')
    return f"the method becomes {method}", None


def relocated(key: str, location: str) -> Mutator:
    def change(declared: Declarations, chance: random.Random) -> Change | None:
        found = [
            found for found in members(declared, "operation")
            if found[1].shape.serialization.get("location") == location and not found[1].keys
        ]
        if not (found := pick(chance, found)):
            return None
        member = found[1]
        name = typo(member.shape.serialization["name"], chance)
        if name.lower() == member.shape.serialization["name"].lower() or not re.fullmatch("[A-Za-z][A-Za-z0-9.-]*", name):
            return None
        member.keys = [f"{key} = {literal(name)}"]
        return f"the {key} of `{member.name}` becomes `{name}`", None

    return change


MUTATORS["misspelled query parameter"] = relocated("query", "querystring")
MUTATORS["misspelled header"] = relocated("header", "header")


@mutator
def body_member_in_the_query(declared, chance):
    payload = (declared.input.shape.serialization if declared.input.shape else {}).get("payload")
    found = [
        member for _, member in members(declared, "operation")
        if not member.shape.serialization.get("location") and member.member != payload and member.type in ("String", "i32", "bool")
    ]
    if payload or not (member := pick(chance, found)):
        return None
    member.keys = [f"query = {literal(member.member)}"]
    return f"`{member.name}` goes into the query", None


@mutator
def wrong_timestamp_format(declared, chance):
    times = [found for found in members(declared, "operation", "output", "structure") if found[1].type == "Timestamp"]
    if not (found := pick(chance, times)):
        return None
    item, member = found
    location = member.shape.serialization.get("location") if item.kind != "structure" else None
    usual = {"header": "rfc822", "querystring": "iso8601", "uri": "iso8601"}.get(location, "unixTimestamp")
    said = member.shape.serialization.get("timestampFormat", usual)
    right = {"iso8601": "date-time", "rfc822": "http-date", "unixTimestamp": "epoch-seconds"}[said]
    wrong = chance.choice(sorted({"date-time", "http-date", "epoch-seconds"} - {right}))
    member.keys = [f'timestamp = "{wrong}"']
    return f"`{member.name}` of {item.name} is written as {wrong}, not {right}", None


@mutator
def token_that_is_none(declared, chance):
    found = [
        member for _, member in members(declared, "operation")
        if member.type == "String" and member.optional and member.member not in declared.operation.idempotent_members
        and member.shape.serialization.get("location") in (None, "querystring", "header")
    ]
    payload = (declared.input.shape.serialization if declared.input.shape else {}).get("payload")
    if not (member := pick(chance, [member for member in found if member.member != payload])):
        return None
    member.keys = ["idempotency_token"]
    return f"`{member.name}` becomes an idempotency token", None


@mutator
def page_token_of_another_name(declared, chance):
    if not declared.pages or not declared.output:
        return None
    config = declared.paginator
    token, following = config["input_token"], config["output_token"]
    token, following = (name[0] if isinstance(name, list) else name for name in (token, following))
    others = [member for member in declared.input.members if member.type == "String" and member.optional and member.member != token]
    target = next(member for member in declared.output.members if member.member == following)
    if not (member := pick(chance, others)):
        return None
    declared.input.keys.append(f"paginate(token = {member.name}, output_token = {target.name})")
    return f"the pages continue with `{member.name}`", None


@functools.cache
def operation_names(service: str) -> list[str]:
    return botocore.session.Session().get_service_model(service).operation_names


@mutator
def another_service(declared, chance):
    other = chance.choice(["ivschat", "chime", "scheduler", "lambda", "mq", "sesv2", "iot"])
    if other == declared.shapes.service or declared.operation.name in operation_names(other):
        return None
    for item in items(declared):
        item.keys[0] = f'service = "{other}"'
    return f"the service becomes {other}", None
