"""A model in botocore's form (service-2.json) -> its text."""

from operations import Operations, scheme_word
from shapes import Shapes
from text import FORMAT, Refused, Text, name, word

SIGNATURES = {"v4": "sigv4", "s3": "sigv4", "s3v4": "sigv4", "v2": "sigv2", "bearer": "bearer"}


def header(service, meta, model):
    lines = [
        f"opsmith-model {FORMAT}",
        f"service {name(service, 'the id of the service')} {name(meta['apiVersion'], 'the version')}",
        "title " + word(meta["serviceFullName"]),
    ]

    def fact(key, value):
        if value:
            lines.append(f"{key} {value}")

    fact("sdk-id", word(meta["serviceId"]))
    fact("uid", meta.get("uid"))
    fact("protocols", " ".join(meta.get("protocols") or [meta["protocol"]]))
    fact("signing", meta.get("signingName", meta["endpointPrefix"]))
    fact("endpoint", meta["endpointPrefix"])
    version = meta["signatureVersion"]
    fact("auth", " ".join(map(scheme_word, meta.get("auth", ()))) or SIGNATURES[version])
    if version in ("s3", "s3v4"):
        fact("signature", version)
    fact("target", meta.get("targetPrefix"))
    fact("json-version", meta.get("jsonVersion"))
    fact("xml-namespace", meta.get("xmlNamespace"))
    fact("global-endpoint", meta.get("globalEndpoint"))
    fact("h2", meta.get("protocolSettings", {}).get("h2"))
    fact("checksum-format", meta.get("checksumFormat"))
    if "awsQueryCompatible" in meta:
        lines.append("query-compatible")
    for parameter, found in model.get("clientContextParams", {}).items():
        lines.append(f"client-context {parameter} {found['type']}")
    if model.get("deprecated"):
        lines.append("deprecated")
    return lines


def convert(service, model, pages, waiters):
    shapes = Shapes(model["shapes"])
    operations = Operations(shapes, model["operations"], pages, waiters)
    for kind, found in (("paginator", pages), ("waiter", {w["operation"] for w in waiters.values()})):
        for called in found:
            if called not in model["operations"]:
                raise Refused(f"a {kind} refers to the operation {called}, which does not exist")
    labels = operations.labels()
    blocks = [operations.block(called) for called in model["operations"]]
    for called in model["shapes"]:
        block = shapes.block(called, labels.get(called))
        if block:
            blocks.append(block)
    return Text(header(service, model["metadata"], model), blocks)
