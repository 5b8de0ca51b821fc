"""Changes one word of correct declarations, and counts how many of them do not compile. See README.md."""

import argparse
import random
import re
import sys
from collections import Counter

import botocore.session

from machine import crate
from machine.declare import SPOKEN, Declarations, Shapes, operations, paginators, protocol, reached
from machine.mutants import MUTATORS

# The mutants of one crate.
AT_ONCE = 2000
# Operations with more shapes take long to compile and tell nothing new.
SHAPES_AT_MOST = 40


class Mutant:
    def __init__(self, kind: str, where: str, what: str, why: str | None, before: str, after: str) -> None:
        self.kind, self.where, self.what, self.why, self.before, self.after = kind, where, what, why, before, after


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--only", help="a regular expression for the kinds of changes")
    parser.add_argument("--table", action="store_true", help="print what became of each kind of change")
    arguments = parser.parse_args()
    mutants = make(random.Random(arguments.seed), arguments.count, arguments.only or "")
    refused: set[int] = set()
    for start in range(0, len(mutants), AT_ONCE):
        refused |= compile_all(start, mutants[start : start + AT_ONCE])
    outcome, wrong = Counter(), []
    for n, mutant in enumerate(mutants):
        verdict = "refused" if n in refused else "right" if mutant.why else "accepted"
        if verdict == "refused" and mutant.why:
            verdict = "refused though right"
        outcome[mutant.kind, verdict] += 1
        outcome[verdict] += 1
        if verdict in ("accepted", "refused though right"):
            wrong.append(f"{verdict}: {mutant.kind}, {mutant.where}: {mutant.what}")
    if arguments.table:
        table(outcome, mutants)
    print("\n".join(wrong), end="\n" if wrong else "")
    print(
        f"{len(mutants)} declarations with one word changed: {outcome['refused']} do not compile, {outcome['right']} are "
        f"right by chance, {outcome['accepted']} compile and are wrong, {outcome['refused though right']} are right and "
        "do not compile"
    )
    return 1 if wrong else 0


def make(chance: random.Random, count: int, only: str) -> list[Mutant]:
    """Mutants of random operations, equally many of each kind."""
    session = botocore.session.Session()
    services: dict[str, list[str]] = {}
    for service in session.get_available_services():
        services.setdefault(protocol(session.get_service_model(service)), []).append(service)
    # As many of each protocol, though some are spoken by few services.
    spoken = sorted(SPOKEN & services.keys())
    kinds = [kind for kind in MUTATORS if re.search(only, kind)]
    known: dict[str, tuple] = {}
    mutants: list[Mutant] = []
    while len(mutants) < count:
        service = chance.choice(services[chance.choice(spoken)])
        if service not in known:
            known[service] = operations(session, service), paginators(session, service)
        found, pages = known[service]
        if not found:
            continue
        operation = chance.choice(found)
        roots = [shape for shape in (operation.input_shape, operation.output_shape) if shape]
        if sum(len(reached(shape, set())) for shape in roots) > SHAPES_AT_MOST:
            continue
        # The kind that there are fewest of, of those that this operation allows.
        made = Counter(mutant.kind for mutant in mutants)
        for kind in sorted(kinds, key=lambda kind: (made[kind], chance.random()))[:12]:
            seed = chance.random()
            declared = declare(service, operation, pages, seed)
            before = source(declared)
            change = MUTATORS[kind](declared, random.Random(seed))
            after = source(declared)
            if change and before != after:
                mutants.append(Mutant(kind, f"{service} {operation.name}", *change, before, after))
                break
    return mutants


def declare(service: str, operation, pages: dict, seed: float) -> Declarations:
    shapes = Shapes(service, operation.service_model, random.Random(seed), oddly=False)
    return Declarations(shapes, operation, pages.get(operation.name), errors=True)


def source(declared: Declarations) -> str:
    items = declared.own() + list(declared.shapes.items.values())
    return crate.PRELUDE + "".join(item.source() for item in items)


def compile_all(start: int, mutants: list[Mutant]) -> set[int]:
    """Returns the mutants that do not compile.

    A module with a mistake hides what is only found later in others, such as the comparison of two shapes. So the ones
    with mistakes are left out, and the others compiled again, until there is nothing more to say.
    """
    modules = {f"m{n}": mutant.after for n, mutant in enumerate(mutants, start)}
    refused: set[int] = set()
    while True:
        wrong = check(modules)
        if not wrong:
            break
        for module in wrong:
            del modules[module]
            refused.add(int(module[1:]))
    originals = {f"original_m{n}": mutant.before for n, mutant in enumerate(mutants, start)}
    if wrong := check(originals):
        sys.exit(f"declarations that were not changed do not compile: {', '.join(sorted(wrong))}")
    return refused


def check(modules: dict[str, str]) -> set[str]:
    """Returns the modules with errors."""
    return set(crate.mistakes("check", crate.write("mutants", "fn main() {}\n", modules)))


def table(outcome: Counter, mutants: list[Mutant]) -> None:
    print("| change | made | do not compile | right by chance | why |\n|---|---:|---:|---:|---|")
    for kind in MUTATORS:
        made = [mutant for mutant in mutants if mutant.kind == kind]
        if made:
            why = "; ".join(sorted({re.sub(r"^\w+ has", "the other one has", mutant.why) for mutant in made if mutant.why}))
            print(f"| {kind} | {len(made)} | {outcome[kind, 'refused']} | {outcome[kind, 'right']} | {why} |")


if __name__ == "__main__":
    sys.exit(main())
