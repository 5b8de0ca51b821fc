#!/usr/bin/env python3
"""Writes the cases of the Rust test `the_table_agrees_with_botocore`, one JSON object per line."""

import argparse
import glob
import json
import os
import sys

sys.dont_write_bytecode = True

import compact
import model

# Regions that botocore does not know.
UNKNOWN = [
    "us-foo-1", "eu-nowhere-12", "mx-foo-1", "cn-foo-1", "eusc-de-foo-1", "eusc-fr-west-1",
    "us-iso-foo-1", "us-isob-foo-1", "us-isof-foo-1", "eu-isoe-west-9", "us-gov-foo-1", "us-gov-1",
    "xx-east-1", "mars", "us", "us-east", "us-east-1a", "US-EAST-1", "us-east-1-", "us.east.1",
    "us east 1", "us-east-1.example.com", "", "aws-global-1", "1", "us-iso-1", "us-east1-22",
]  # fmt: skip
ENDPOINTS = [None, "https://example.com", "http://localhost:8080/base/"]


def case(service, region, variant, endpoint, answer):
    out = {"service": service.name, "region": region, "endpoint": endpoint}
    out["fips"] = bool(variant & model.FIPS)
    out["dual_stack"] = bool(variant & model.DUAL_STACK)
    if answer.error:
        out["error"] = answer.error
    else:
        out["url"] = answer.url
        out["signing_name"] = answer.name or service.signing_name
        out["signing_region"] = answer.region or region
        out["encode_once"] = service.auth == "S3"
    return out


def is_label(region):
    bare = region.replace("-", "")
    return bare.isalnum() and bare.isascii() and region == region.strip("-")


def from_resolver(world, services):
    """Every service, region, switch and endpoint, with the result of botocore's resolver."""
    for service in services:
        hosts = [h for r in world.samples(service) if r for h in hosts_of(world, service, r)]
        for region in [*world.samples(service), *UNKNOWN]:
            for variant in range(4):
                for endpoint in [*ENDPOINTS, *hosts]:
                    whole = variant | (model.ENDPOINT if endpoint else 0)
                    if region is None or is_label(region):
                        answer = service.resolve(region, whole, endpoint)
                    else:
                        answer = model.Outcome(error="Invalid region")
                    yield case(service, region, whole, endpoint, answer)


def hosts_of(world, service, region):
    return ["https://" + world.fill(host, "", region, "") for host in service.hosts]


def from_tests(directory, services):
    """The cases of botocore's tests/functional/endpoint-rules that depend only on these four."""
    names = {"Region", "UseFIPS", "UseDualStack", "Endpoint"}
    for service in services:
        if "__" in service.name:
            continue  # the tests set the parameters themselves
        for path in glob.glob(os.path.join(directory, service.id, "endpoint-tests-1.json")):
            for test in model.load(path)["testCases"]:
                params, expected = test.get("params", {}), test["expect"]
                if not set(params) <= names:
                    continue
                variant = params.get("UseFIPS", False) * model.FIPS
                variant |= params.get("UseDualStack", False) * model.DUAL_STACK
                region = params.get("Region")
                if "error" in expected:
                    answer = model.Outcome(error=expected["error"])
                else:
                    found = expected["endpoint"]
                    schemes = found.get("properties", {}).get("authSchemes", [])
                    scheme = next((s for s in schemes if s["name"] == "sigv4"), {})
                    answer = model.Outcome(
                        found["url"].rstrip("/"),
                        scheme.get("signingName", ""),
                        scheme.get("signingRegion", ""),
                    )
                yield case(service, region, variant, params.get("Endpoint"), answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="the file to write")
    parser.add_argument("--tests", help="use the cases in botocore's tests/functional/endpoint-rules instead")
    args = parser.parse_args()
    data, partitions = model.partitions()
    services = model.services(data)
    world = compact.World(partitions)
    cases = from_tests(args.tests, services) if args.tests else from_resolver(world, services)
    count = 0
    with open(args.out, "w", encoding="utf-8") as file:
        for count, entry in enumerate(cases, 1):
            file.write(json.dumps(entry) + "\n")
    print(f"{count} cases")


if __name__ == "__main__":
    main()
