#!/usr/bin/env python3
"""Writes the models of all services, from botocore's published data. See README.md."""

import argparse
import os
import sys

sys.dont_write_bytecode = True

import botocore

import counts
import render
import source
import text
import verify
from convert import convert

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join("models", "data")


def present():
    """The existing texts, by service."""
    found = {}
    folder = os.path.join(ROOT, DATA)
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if name.endswith(".model"):
            with open(os.path.join(folder, name), encoding="ascii", newline="") as file:
                found[name.removesuffix(".model")] = file.read()
    return found


def build(before):
    """The text of each generated file, by its path."""
    version = botocore.__version__
    texts = {}
    for service, directory in source.services().items():
        try:
            model = convert(service, *source.read(directory))
            if service in before:
                text.merge(model, text.parse(before[service]), version)
            texts[service] = verify.checked(model)
        except text.Refused as refused:
            sys.exit(f"{service}: {refused}")
    for service in before.keys() - texts.keys():
        model = text.parse(before[service])
        if not any(line.startswith("gone ") for line in model.header):
            model.header.append(f"gone {version}")
        texts[service] = verify.checked(model)
    files = {os.path.join(DATA, f"{service}.model"): texts[service] for service in sorted(texts)}
    files[os.path.join("models", "src", "data.rs")] = render.data(sorted(texts), version)
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8", newline="") as file:
        files["README.md"] = counts.readme(file.read(), texts.values())
    return files


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="do not write, but fail if anything differs")
    parser.add_argument("--fresh", action="store_true", help="discard everything that was withdrawn")
    arguments = parser.parse_args()
    files = build({} if arguments.fresh else present())
    stale = []
    for name, content in files.items():
        path = os.path.join(ROOT, name)
        try:
            with open(path, encoding="utf-8", newline="") as file:
                same = file.read() == content
        except FileNotFoundError:
            same = False
        if not same:
            stale.append(name)
            if not arguments.check:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(content)
    models = [content for name, content in files.items() if name.startswith(DATA)]
    print(f"{len(models)} models, {sum(map(len, models))} bytes; {len(stale)} {'differ' if arguments.check else 'written'}")
    if arguments.check and stale:
        sys.exit(f"out of date: {', '.join(stale[:10])}")


if __name__ == "__main__":
    main()
