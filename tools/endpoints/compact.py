"""The results for one service, written with as few rules as possible.

A rule is (when, on, then): for the variants of the bit mask `when` and what `on` matches, the
outcome is `then`. The first rule that matches wins. `on` is a list of words, any of which suffices:

    us-east-1   that region          @aws-cn   a region of that partition
    *           any region           !         no region
    =host       a custom endpoint with that host (a template)

In templates {p} is the service's prefix, {r} the region, {d} and {D} the partition's DNS suffix for
IPv4 and for dual-stack, {g} the partition's global region, {e} the custom endpoint, {o} its scheme and host.
"""

import collections

from model import CUSTOM, ENDPOINT, ORIGIN, VARIANTS, Cell, Outcome

# A region outside all partitions; the rule sets treat it as part of the first.
NOWHERE = "zzz"

Rule = collections.namedtuple("Rule", "when on then")


class World:
    """The partitions, and the regions that represent all regions."""

    def __init__(self, partitions):
        self.partitions = partitions
        self.by_id = {p.id: p for p in partitions}

    def partition(self, region):
        for partition in self.partitions:
            if region in partition.known or partition.matches(region):
                return partition
        return self.partitions[0]

    def samples(self, service):
        """No region, an unknown region of each partition, one outside all partitions, and all known ones."""
        yield None
        yield NOWHERE
        for partition in self.partitions:
            yield partition.unknown
        for partition in self.partitions:
            yield from partition.known
        known = {r for p in self.partitions for r in p.known}
        yield from (c for c in service.constants if c not in known)

    def fill(self, template, prefix, region, endpoint):
        if region is not None:
            partition = self.partition(region)
            template = template.replace("{D}", partition.dual_stack_dns)
            template = template.replace("{d}", partition.dns).replace("{r}", region)
            template = template.replace("{g}", partition.global_region)
        origin = "/".join(endpoint.split("/")[:3])
        return template.replace("{p}", prefix).replace("{e}", endpoint).replace("{o}", origin)

    def render(self, outcome, prefix, region, endpoint=CUSTOM):
        fill = (self.fill(part, prefix, region, endpoint) for part in outcome)
        outcome = Outcome(*fill)
        return outcome._replace(region="") if outcome.region == region else outcome

    def template(self, outcome, prefix, region):
        """The inverse of `render`."""
        if region is None:
            return outcome._replace(url=custom(outcome.url))
        partition = self.partition(region)

        def abstract(url):
            if url.startswith(ORIGIN):
                return custom(url)
            for name, suffix in (("{d}", partition.dns), ("{D}", partition.dual_stack_dns)):
                if url.endswith("." + suffix):
                    url = url[: -len(suffix)] + name
                    break
            for name, value in (("{r}", region), ("{g}", partition.global_region)):
                if "-" in value or value == NOWHERE:
                    url = url.replace(value, name)
            start = "https://" + prefix
            if prefix and url.startswith((start + ".", start + "-")):
                url = "https://{p}" + url[len(start) :]
            return url

        sign = "{g}" if outcome.region == partition.global_region else outcome.region
        return outcome._replace(url=abstract(outcome.url), region=sign)

    def matches(self, words, region, host, endpoint_host):
        """`Rule::matches` of runtime/src/endpoint/mod.rs."""
        for word in words:
            if word == "!" and region is None:
                return True
            if region is None:
                continue
            if word in ("*", region) or word == "@" + self.partition(region).id:
                return True
            if host and word.startswith("=") and self.fill(word[1:], "", region, "") == endpoint_host:
                return True
        return False

    def lookup(self, rules, prefix, cell):
        endpoint = CUSTOM
        if cell.host:
            endpoint = "https://" + self.fill(cell.host, "", cell.region, "")
        for rule in rules:
            if rule.when >> cell.variant & 1 and self.matches(
                rule.on, cell.region, cell.host, endpoint[len("https://") :]
            ):
                return self.render(rule.then, prefix, cell.region, endpoint)
        return None


def custom(url):
    return url.replace(CUSTOM, "{e}").replace(ORIGIN, "{o}")


def answers(world, service):
    """Every cell of a service with botocore's result."""
    found = {}
    for region in world.samples(service):
        for variant in VARIANTS:
            found[Cell(region, variant)] = service.resolve(region, variant)
            if variant & ENDPOINT and region is not None:
                for host in service.hosts:
                    endpoint = "https://" + world.fill(host, "", region, "")
                    found[Cell(region, variant, host)] = service.resolve(region, variant, endpoint)
    return found


def prefix_of(world, service, cells):
    """The prefix before the region or the DNS suffix in the plainest endpoint."""
    first = world.partitions[0]
    outcome = cells[Cell(first.unknown, 0)]
    url = world.template(outcome, "", first.unknown).url.removeprefix("https://")
    for tail in (".{r}.", ".{g}.", ".{d}", ".{D}"):
        url = url.split(tail)[0]
    return url if "{" not in url and url else service.signing_name


def compress(world, service, cells, prefix, base=()):
    """The rules that, placed before `base`, produce every result in `cells`."""
    found = collections.OrderedDict()

    def add(rank, word, outcome, variant):
        found.setdefault((rank, outcome), {}).setdefault(word, set()).add(variant)

    for variant in VARIANTS:
        compress_variant(world, cells, prefix, base, variant, add)
    rules = []
    for (rank, outcome), words in found.items():
        by_when = collections.OrderedDict()
        for word, variants in words.items():
            by_when.setdefault(sum(1 << v for v in variants), []).append(word)
        rules += [(rank, Rule(when, tuple(on), outcome)) for when, on in by_when.items()]
    rules.sort(key=lambda entry: entry[0])
    return tuple(rule for _, rule in rules)


def compress_variant(world, cells, prefix, base, variant, add):
    def differs(cell):
        return world.lookup(base, prefix, cell) != cells[cell]

    none = Cell(None, variant)
    if differs(none):
        add(2, "!", world.template(cells[none], prefix, None), variant)
    general = {}
    for index, partition in enumerate(world.partitions):
        cell = Cell(partition.unknown, variant)
        assert index or world.template(cells[Cell(NOWHERE, variant)], prefix, NOWHERE) == world.template(
            cells[cell], prefix, cell.region
        ), (prefix, variant)
        if differs(cell):
            general[partition.id] = world.template(cells[cell], prefix, cell.region)
    common = None
    if len(general) == len(world.partitions):
        common = collections.Counter(general.values()).most_common(1)[0][0]
        add(2, "*", common, variant)
    for name, outcome in general.items():
        if outcome != common:
            add(1, "@" + name, outcome, variant)
    for cell, answer in cells.items():
        if cell.variant != variant or cell.region is None:
            continue
        partition = world.partition(cell.region)
        if cell.host:
            # The result for that host, if it differs from that for any other host.
            plain = world.render(
                world.template(cells[Cell(cell.region, variant)], prefix, cell.region),
                prefix,
                cell.region,
                "https://" + world.fill(cell.host, "", cell.region, ""),
            )
            if answer != plain:
                add(0, "=" + cell.host, answer, variant)
        elif partition.id in general:
            if world.render(general[partition.id], prefix, cell.region) != answer:
                add(0, cell.region, world.template(answer, prefix, cell.region), variant)
        elif differs(cell):
            add(0, cell.region, world.template(answer, prefix, cell.region), variant)


def cost(rules):
    return sum(24 + len(" ".join(r.on)) + sum(map(len, r.then)) for r in rules)
