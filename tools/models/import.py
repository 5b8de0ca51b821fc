#!/usr/bin/env python3
"""Converts your own model to the text format, from Smithy's JSON AST or a service-2.json in botocore's format."""

import argparse
import json
import os
import sys

sys.dont_write_bytecode = True

import source
import text
import verify
from convert import convert
from smithy import Ast


def imported(path, service, identifier, endpoint=None):
    """The text of the model in the file."""
    model = source.load(path)
    if "smithy" in model:
        identifier, *parts = Ast(model).model(service, identifier)
    elif "metadata" in model:
        # Paginators and waiters are in files next to it.
        parts = source.read(os.path.dirname(path)) if os.path.basename(path).startswith("service-2.json") else (model, {}, {})
        identifier = identifier or model["metadata"]["endpointPrefix"]
    else:
        raise text.Refused("the file is neither Smithy's JSON AST nor a service-2.json")
    if endpoint:
        parts[0]["metadata"] = {"signingName": parts[0]["metadata"]["endpointPrefix"], **parts[0]["metadata"], "endpointPrefix": endpoint}
    return verify.checked(convert(identifier, *parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="the JSON file")
    parser.add_argument("--service", help="the name of the service, if the model has several")
    parser.add_argument("--id", help="the ID of the service in the text, which messages use")
    parser.add_argument("--endpoint", help="the URL of the service, for declarations without a client type")
    arguments = parser.parse_args()
    try:
        sys.stdout.write(imported(arguments.model, arguments.service, arguments.id, arguments.endpoint))
    except (text.Refused, OSError, json.JSONDecodeError) as error:
        sys.exit(f"{arguments.model}: {error}")


if __name__ == "__main__":
    main()
