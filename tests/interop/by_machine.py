"""Declares operations by machine, with names and types only, and compares what they send with botocore.

What the macros take from the models must be what botocore sends. The declarations come from botocore's data, not from
opsmith's models, and nothing in them says where a member goes. See README.md.
"""

import argparse
import random
import re
import sys
from collections import Counter
from itertools import groupby

from botocore.model import OperationModel

from exceptions import BY_MACHINE, EVERYWHERE
from machine import crate
from machine.declare import SPOKEN, Declarations, Shapes, operations, paginators, protocol
from machine.values import Values
from machine.wire import Botocore, differences

CLOUDSEARCH = "botocore turns this GET into a form, which CloudSearch accepts, too, for queries too long for a URL"
SIGN_IN = "Sign-In's model says that the operation is not signed; botocore signs, because the rules of its endpoint name a scheme"
# Differences of single services; what botocore does differently everywhere is in `exceptions.py`.
OF_SERVICES = {
    ("glacier", "header x-amz-sha256-tree-hash"): (
        "Glacier's tree hash is not in its model: botocore computes it for this service alone"
    ),
    ("signin", "authentication"): SIGN_IN,
    **{("cloudsearchdomain", what): CLOUDSEARCH for what in ("method", "query", "body", "header content-type")},
}
BASE64 = "botocore encodes the user data, which a declaration sends as it is"
COPIED = "botocore presigns the request in the source region and adds the URL and the destination"
# Differences of single operations.
OF_OPERATIONS = {
    ("autoscaling", "CreateLaunchConfiguration", "body"): BASE64,
    ("ec2", "RunInstances", "body"): BASE64,
    ("ec2", "CopySnapshot", "body"): COPIED,
}
STATED = {*EVERYWHERE, *BY_MACHINE, *OF_SERVICES.values(), *OF_OPERATIONS.values()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200, help="how many operations, chosen at random")
    parser.add_argument("--all", action="store_true", help="every operation instead")
    parser.add_argument("--service", default="", help="only services whose IDs match this pattern")
    parser.add_argument("--protocol", choices=sorted(SPOKEN), help="only services with which botocore speaks this")
    parser.add_argument("--oddly", action="store_true", help="parts of the model, spelled unusually")
    parser.add_argument("--from", type=int, default=0, dest="first", help="skip this many operations")
    parser.add_argument("--at-once", type=int, default=250, help="how many operations are compiled together")
    arguments = parser.parse_args()
    boto = Botocore()
    found = {}
    for service in boto.session.get_available_services():
        spoken = protocol(boto.session.get_service_model(service))
        if re.fullmatch(arguments.service or ".*", service) and arguments.protocol in (None, spoken):
            found.setdefault(spoken, []).extend((service, operation) for operation in operations(boto.session, service))
    chosen = [one for of_protocol in found.values() for one in of_protocol]
    if not arguments.all and len(chosen) > arguments.count:
        chosen = sample(found, arguments.count, random.Random(arguments.seed))
    chosen.sort(key=lambda one: (one[0], one[1].name))
    outcome = Counter()
    for start in range(arguments.first, len(chosen), arguments.at_once):
        together = chosen[start : start + arguments.at_once]
        compare(together, arguments, boto, outcome)
        if len(together) < len(chosen):
            print(f"{start + len(together)} of {len(chosen)}: {dict(outcome)}", flush=True)
    for why in [why for why in outcome if why in STATED]:
        print(f"{outcome[why]} stated differences: {why}")
    print(
        f"{outcome['compared']} operations of {len({service for service, _ in chosen})} services compared with botocore, "
        f"{outcome['pages']} with pages: {outcome['different']} differ"
    )
    return 1 if outcome["different"] else 0


def sample(found: dict[str, list], count: int, chance: random.Random) -> list[tuple[str, OperationModel]]:
    """Operations chosen at random, a tenth of them at least of each protocol."""
    found = {spoken: chance.sample(of_protocol, len(of_protocol)) for spoken, of_protocol in sorted(found.items())}
    chosen = [of_protocol.pop() for of_protocol in found.values() for _ in range(count // 10) if of_protocol]
    rest = [one for of_protocol in found.values() for one in of_protocol]
    return chosen + chance.sample(rest, max(0, min(count - len(chosen), len(rest))))


def compare(chosen: list[tuple[str, OperationModel]], arguments, boto: Botocore, outcome: Counter) -> None:
    modules, cases = {}, []
    for service, group in groupby(chosen, key=lambda found: found[0]):
        shared, pages = None, paginators(boto.session, service)
        for n, (_, operation) in enumerate(group, len(cases)):
            # What a seed gives an operation does not depend on the other operations.
            chance = random.Random(f"{arguments.seed} {service} {operation.name}")
            if arguments.oddly or not shared:
                shapes = Shapes(service, operation.service_model, chance, arguments.oddly)
                home = f"m{n}"
            shapes.chance = chance
            declarations = Declarations(shapes, operation, pages.get(operation.name))
            params, code = Values(declarations).call()
            cases.append((service, operation, params))
            outcome["pages"] += declarations.pages
            modules[f"m{n}"] = module(n, declarations, code, None if home == f"m{n}" else home)
            shared = shapes
            modules[home] = modules[home].split("// shapes\n")[0] + "// shapes\n" + "".join(
                item.source() for item in shapes.items.values()
            )
    sent = run(modules)
    for n, (service, operation, params) in enumerate(cases):
        outcome["compared"] += 1
        ours = sent.get(n, {"error": "nothing came back"})
        if "error" in ours:
            found = {"call": (ours["error"], "sent")}
        else:
            found = differences(ours, boto.send(service, operation.name, params))
        for what, both in list(found.items()):
            if why := stated(service, operation, what, both):
                outcome[why] += 1
                del found[what]
        if found:
            outcome["different"] += 1
            print(f"{service} {operation.name} with {params}")
            for what, (our, their) in found.items():
                print(f"    {what}: opsmith {our!r}, botocore {their!r}", flush=True)


def stated(service: str, operation: OperationModel, what: str, both: tuple) -> str | None:
    """Why a difference is meant to be there."""
    our, their = (value.encode() if isinstance(value, str) else value for value in both)
    everywhere = (why for why, applies in (EVERYWHERE | BY_MACHINE).items() if applies(operation, what, our, their))
    single = OF_SERVICES.get((service, what)) or OF_OPERATIONS.get((service, operation.name, what))
    return single or next(everywhere, None)


def run(modules: dict[str, str]) -> dict[int, dict]:
    """What each module sent. Those that do not compile are left out."""
    failed: dict[int, dict] = {}
    while True:
        calls = "".join(f"    {module}::call(&client).await;\n" for module in modules)
        folder = crate.write("wire", crate.MAIN + calls + "}\n", modules)
        wrong = crate.mistakes("build", folder)
        if not wrong:
            return failed | crate.run(folder)
        for module, why in wrong.items():
            failed[int(module[1:])] = {"error": why}
            del modules[module]


def module(n: int, declarations: Declarations, code: str, home: str | None) -> str:
    """An operation in a module, with its shapes in its own or in another one."""
    shapes = f"use super::{home}::*;\n" if home else ""
    source = crate.PRELUDE + shapes + "".join(item.source() for item in declarations.own())
    source += (
        f"\npub(super) async fn call(client: &Client) {{\n    match ({code}).to_http(client).await {{\n"
        f"        Ok(request) => super::shown({n}, request),\n        Err(error) => super::failed({n}, error.to_string()),\n"
        "    }\n}\n"
    )
    for method in ("pages",) * declarations.pages + ("items",) * declarations.items:
        source += f"\npub(super) fn {method}(client: &Client, operation: {declarations.input.name}) {{\n"
        source += f"    let _ = operation.{method}(client);\n}}\n"
    return source + "\n// shapes\n"


if __name__ == "__main__":
    sys.exit(main())
