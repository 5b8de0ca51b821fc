"""Botocore's published data: the latest API version of every service."""

import glob
import gzip
import json
import os


def load(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def load_if(directory, name):
    for path in (os.path.join(directory, name), os.path.join(directory, name + ".gz")):
        if os.path.exists(path):
            return load(path)
    return {}


def services():
    """The directories of the latest versions, by service ID."""
    import botocore  # import.py works without it

    data = os.path.join(os.path.dirname(botocore.__file__), "data")
    newest = {}
    for path in sorted(glob.glob(os.path.join(data, "*", "*", "service-2.json.gz"))):
        directory = os.path.dirname(path)
        newest[os.path.basename(os.path.dirname(directory))] = directory
    return newest


def is_unmarked_union(name, members):
    """DynamoDB's values: a union in AWS's own models (and in every other SDK), a structure in botocore's."""
    return name == "AttributeValue" and {"S", "N", "BOOL", "NULL"} <= set(members)


def read(directory):
    """The model, its paginators and its waiters, with botocore's corrections of AWS's files."""
    model = load_if(directory, "service-2.json")
    extras = load_if(directory, "service-2.sdk-extras.json").get("merge", {})
    model["metadata"].update(extras.get("metadata", {}))
    for name, traits in extras.get("shapes", {}).items():
        # `members` there contains `SourceRegion`, a parameter of botocore itself that is never sent.
        model["shapes"][name].update({k: v for k, v in traits.items() if k != "members"})
    for name, shape in model["shapes"].items():
        if is_unmarked_union(name, shape.get("members", ())):
            shape["union"] = True
    pages = load_if(directory, "paginators-1.json").get("pagination", {})
    extras = load_if(directory, "paginators-1.sdk-extras.json").get("merge", {})
    for name, keys in extras.get("pagination", {}).items():
        pages[name].update(keys)
    waiters = load_if(directory, "waiters-2.json").get("waiters", {})
    return model, pages, waiters
