#!/usr/bin/env python3
"""Writes the endpoint table of the runtime. See README.md."""

import argparse
import collections
import os
import sys

sys.dont_write_bytecode = True

import compact
import model
import render

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Rules are shared if at least this many services have exactly the same ones.
SHARED_BY = 3


def build():
    """The text of each generated file, by its path."""
    data, partitions = model.partitions()
    world = compact.World(partitions)
    services = model.services(data)
    solved = []
    for service in services:
        cells = compact.answers(world, service)
        prefix = compact.prefix_of(world, service, cells)
        solved.append((service, cells, prefix, compact.compress(world, service, cells, prefix)))
    usage = collections.Counter(rules for *_, rules in solved)
    shared = [rules for rules, count in usage.most_common() if count >= SHARED_BY]
    rows = []
    for service, cells, prefix, rules in solved:
        own = {rules: ()} if rules in shared else {
            base: compact.compress(world, service, cells, prefix, base) for base in shared
        }
        base = min(own, key=lambda base: compact.cost(own[base]))
        verify(world, service, cells, prefix, own[base] + base)
        rows.append((service, prefix, shared.index(base), own[base]))
    return {
        "runtime/src/endpoint/table.rs": render.table(rows, shared),
        "runtime/src/endpoint/partitions.rs": render.partitions(partitions),
    }


def verify(world, service, cells, prefix, rules):
    """Stops if the rules differ from botocore anywhere."""
    for cell, answer in cells.items():
        found = world.lookup(rules, prefix, cell)
        assert found == answer, f"{service.id} {cell}: {found} instead of {answer}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="do not write, but fail if anything differs")
    check = parser.parse_args().check
    stale = []
    for name, text in build().items():
        path = os.path.join(ROOT, name)
        if check:
            with open(path, encoding="utf-8") as file:
                if file.read() != text:
                    stale.append(name)
            continue
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        print(f"{name}: {len(text)} bytes, {text.count(chr(10))} lines")
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}")


if __name__ == "__main__":
    main()
