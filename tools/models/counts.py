"""How many services and operations opsmith speaks, for README.md."""

import re
import textwrap

# What the macros speak, as the models name it and as readers do. A test of the macros compares the numbers with what
# they accept.
SPOKEN = {"rest-json": "restJson1", "json": "awsJson", "rest-xml": "restXml", "smithy-rpc-v2-cbor": "rpcv2Cbor", "query": "awsQuery", "ec2": "ec2Query"}
# Services with rules of their own for hosts, keys or checksums.
REFUSED = {"s3", "s3control"}

SENTENCE = re.compile(r"It speaks .*?\soperations\.", re.DOTALL)


def sentence(texts):
    """The sentence for the models' texts."""
    services = operations = spoken_services = spoken_operations = 0
    for text in texts:
        header = dict(line.partition(" ")[::2] for line in text.split("#", 1)[0].splitlines())
        if "gone" in header:
            continue
        count = sum("gone=" not in line for line in re.findall(r"^# \w+\(\) .*$", text, re.MULTILINE))
        services += 1
        operations += count
        spoken = SPOKEN.keys() & set(header["protocols"].split())
        if spoken and header["service"].split()[0] not in REFUSED:
            spoken_services += 1
            spoken_operations += count
    names = list(SPOKEN.values())
    protocols = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    noun = "the protocols" if len(names) > 1 else "the protocol"
    return (
        f"It speaks {protocols}, {noun} of {spoken_services} of AWS's {services} services and {spoken_operations:,} of "
        f"their {operations:,} operations."
    )


def readme(before, texts):
    """README.md with the sentence of these models."""
    lines = textwrap.fill(sentence(texts), 120, break_on_hyphens=False)
    after, found = SENTENCE.subn(lines, before)
    if found != 1:
        raise SystemExit(f"README.md has {found} sentences like `{lines}`")
    return after
