"""Botocore's published data: the services, the partitions, and the results of the rule sets.

Everything is asked of botocore's own evaluator (`botocore.endpoint_provider.RuleSet`), never of a
reimplementation, so that the table is what botocore would do.
"""

import collections
import glob
import gzip
import json
import os
import re

import botocore
from botocore.endpoint_provider import RuleSet
from botocore.exceptions import BotoCoreError
from botocore.utils import PRIORITY_ORDERED_SUPPORTED_PROTOCOLS

DATA = os.path.join(os.path.dirname(botocore.__file__), "data")

# A variant is one combination of the three switches; the bits are those of `Rule::when`.
FIPS, DUAL_STACK, ENDPOINT = 1, 2, 4
VARIANTS = range(8)
ORIGIN = "https://custom.example"
CUSTOM = ORIGIN + "/base"
MISSING_REGION = "Invalid Configuration: Missing Region"

# What a rule set may ask about the region. Every result depends only on the partition and on equality with a constant,
# so finitely many regions represent all of them. `isValidHostLabel` is checked before the table is used: the resolver
# rejects such a region.
REGION_FUNCTIONS = {"aws.partition", "isSet", "stringEquals", "isValidHostLabel", "not"}

# Hosts of buckets and ARNs depend on members, too.
BY_HAND = {"s3", "s3control"}
# The operations that set this go to AWS even if the client has a custom endpoint, as that of a fake service. opsmith rejects
# them.
IGNORE_CUSTOM = {("IsControlPlane", True)}

Outcome = collections.namedtuple("Outcome", "url name region error", defaults=("", "", "", ""))
Cell = collections.namedtuple("Cell", "region variant host", defaults=("",))


class Partition:
    """One entry of partitions.json, with its regular expression parsed."""

    def __init__(self, data):
        out = data["outputs"]
        self.id = data["id"]
        self.dns = out["dnsSuffix"]
        self.dual_stack_dns = out["dualStackDnsSuffix"]
        self.global_region = out["implicitGlobalRegion"]
        self.known = list(data["regions"])
        self.prefixes = self.split(data["regionRegex"])
        self.named = [r for r in self.known if not self.matches(r)]
        # No region has this name, but the expression matches it: it represents all unknown regions.
        self.unknown = self.prefixes[0] + "zz-9"
        assert re.match(data["regionRegex"], self.unknown) and self.matches(self.unknown)

    @staticmethod
    def split(regex):
        r"""`^(us|eu)\-\w+\-\d+$` -> ["us-", "eu-"]; any other form stops the generator."""
        tail = r"\-\w+\-\d+$"
        assert regex.startswith("^") and regex.endswith(tail), regex
        alternatives = [""]
        for piece in regex[1 : -len(tail)].split(r"\-"):
            options = piece[1:-1].split("|") if piece.startswith("(") else [piece]
            assert all(re.fullmatch("[a-z]+", option) for option in options), regex
            alternatives = [f"{a}{option}-" for a in alternatives for option in options]
        return alternatives

    def matches(self, region):
        """The matcher that runtime/src/endpoint/mod.rs uses instead of a regular expression."""
        for prefix in self.prefixes:
            word, _, number = region[len(prefix) :].partition("-")
            if region.startswith(prefix) and word.isalnum() and number.isdecimal():
                return True
        return False


class Service:
    """A service: its names, and the result of its rule set in every cell.

    `constant` are endpoint parameters that some of its operations set (`staticContextParams`): these have rules of their own.
    """

    def __init__(self, directory, partitions, constant=()):
        self.id = os.path.basename(os.path.dirname(directory))
        self.name = "__".join([identifier(self.id), *(identifier(word(*found)) for found in constant)])
        model = load(os.path.join(directory, "service-2.json.gz"))
        self.operations = model["operations"]
        meta = model["metadata"]
        self.sdk_id = meta["serviceId"]
        self.signing_name = meta.get("signingName", meta["endpointPrefix"])
        self.auth = auth(meta)
        self.protocol = protocol(meta)
        rules = load(os.path.join(directory, "endpoint-rule-set-1.json.gz"))
        check_region_functions(self.id, rules["rules"])
        self.ruleset = RuleSet(**rules, partitions=partitions)
        self.defaults = required_defaults(rules["parameters"], model["operations"]) | dict(constant)
        self.constants = sorted(region_constants(rules["rules"]))
        self.hosts = sorted(endpoint_hosts(rules["rules"]))

    def resolve(self, region, variant, endpoint=CUSTOM):
        """botocore's result."""
        params = dict(self.defaults)
        params.update(UseFIPS=bool(variant & FIPS), UseDualStack=bool(variant & DUAL_STACK))
        if variant & ENDPOINT:
            params["Endpoint"] = endpoint
        if region is not None:
            params["Region"] = region
        try:
            found = self.ruleset.evaluate(params)
        except BotoCoreError as error:
            return refusal(error.kwargs["msg"], region)
        except KeyError:
            # sdb and importexport use the region without checking whether there is one.
            return refusal("", region)
        assert found is not None, (self.id, params)
        assert not found.headers, (self.id, params)
        # opsmith signs with SigV4, also where SigV4a is offered (`sustainability`).
        schemes = found.properties.get("authSchemes", [{"name": "sigv4"}])
        scheme = next(s for s in schemes if s["name"] == "sigv4")
        unknown = set(scheme) - {"name", "signingName", "signingRegion", "disableDoubleEncoding"}
        assert not unknown, (self.id, unknown)
        assert "signingName" not in scheme or (self.auth == "S3") == scheme.get(
            "disableDoubleEncoding", False
        ), (self.id, scheme)
        name = scheme.get("signingName", "")
        return Outcome(
            found.url.rstrip("/"),
            "" if name == self.signing_name else name,
            scheme.get("signingRegion", "") if scheme.get("signingRegion") != region else "",
        )


def refusal(message, region):
    untold = message.startswith(("Cannot find value for required", "Both values must be")) or not message
    if untold:
        assert region is None, message
        message = MISSING_REGION
    return Outcome(error=message)


def load(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def auth(meta):
    """The required authentication scheme. The `auth` trait takes precedence over the older field."""
    if meta["signatureVersion"] in ("s3", "s3v4"):
        return "S3"
    offered = meta.get("auth")
    if offered:
        return "SigV4" if "aws.auth#sigv4" in offered else "Bearer"
    return {"v4": "SigV4", "bearer": "Bearer", "v2": "SigV2"}[meta["signatureVersion"]]


def protocol(meta):
    """What is spoken: of several protocols, the first in botocore's order (`PRIORITY_ORDERED_SUPPORTED_PROTOCOLS`)."""
    offered = meta.get("protocols", [meta["protocol"]])
    spoken = next(p for p in PRIORITY_ORDERED_SUPPORTED_PROTOCOLS if p in offered)
    words = [spoken.replace("-", "_")]
    if spoken == "json":
        words += [json.dumps(meta["jsonVersion"]), json.dumps(meta["targetPrefix"])]
    if spoken in ("query", "ec2"):
        words.append(json.dumps(meta["apiVersion"]))
    if "awsQueryCompatible" in meta:
        words.append("query_compatible")
    return "(" + " ".join(words) + ")"


def required_defaults(parameters, operations):
    """Parameters that a rule set requires and that operations set themselves.

    `acm` (`ServiceType`) and `neptune-graph` (`ApiType`): the value that most operations set.
    """
    found = {}
    for name, spec in parameters.items():
        if spec.get("required") and "builtIn" not in spec and "default" not in spec:
            values = collections.Counter(
                operation["staticContextParams"][name]["value"]
                for operation in operations.values()
                if name in operation.get("staticContextParams", {})
            )
            found[name] = max(sorted(values), key=values.get)
    return found


def walk(node):
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from walk(child)


def check_region_functions(service, rules):
    for node in walk(rules):
        if {"ref": "Region"} in node.get("argv", []):
            assert node["fn"] in REGION_FUNCTIONS, (service, node)


def region_constants(rules):
    for node in walk(rules):
        if node.get("fn") == "stringEquals" and {"ref": "Region"} in node["argv"]:
            yield next(a for a in node["argv"] if isinstance(a, str))


def endpoint_hosts(rules):
    """Hosts of a custom endpoint that a rule set compares with (only DynamoDB does)."""
    names = {"{Region}": "{r}", "{PartitionResult#dnsSuffix}": "{d}"}
    names["{PartitionResult#dualStackDnsSuffix}"] = "{D}"
    for node in walk(rules):
        arguments = node.get("argv", [])
        if node.get("fn") == "stringEquals" and "authority" in json.dumps(arguments[0]):
            host = arguments[1]
            for name, short in names.items():
                host = host.replace(name, short)
            yield host


def partitions():
    data = load(os.path.join(DATA, "partitions.json"))
    return data, [Partition(entry) for entry in data["partitions"]]


def identifier(name):
    """`codestar-notifications` -> `CODESTAR_NOTIFICATIONS`."""
    name = re.sub("[^A-Z0-9]", "_", name.upper())
    return "_" + name if name[0].isdigit() else name


def word(parameter, value):
    """What tells the operations that set a parameter from the others."""
    return parameter if value is True else value


def moved(service, directory, partition_data):
    """The service once more for each parameter that moves the hosts of the operations that set it."""
    regions = [None] + [region for p in map(Partition, partition_data["partitions"]) for region in (p.unknown, *p.known)]
    cells = [(region, variant) for region in regions for variant in VARIANTS]
    found = {
        (name, spec["value"])
        for operation in service.operations.values()
        for name, spec in operation.get("staticContextParams", {}).items()
        if spec["value"] is True or isinstance(spec["value"], str)
    }
    for constant in sorted(found, key=str):
        other = Service(directory, partition_data, [constant])
        if constant not in IGNORE_CUSTOM and any(other.resolve(*cell) != service.resolve(*cell) for cell in cells):
            yield other


def services(partition_data):
    """Every service, with its latest API version."""
    newest = {}
    for path in sorted(glob.glob(os.path.join(DATA, "*", "*", "endpoint-rule-set-1.json.gz"))):
        directory = os.path.dirname(path)
        newest[os.path.basename(os.path.dirname(directory))] = directory
    found = []
    for name in sorted(newest):
        service = Service(newest[name], partition_data)
        found.append(service)
        if name not in BY_HAND:
            found += moved(service, newest[name], partition_data)
    return found
