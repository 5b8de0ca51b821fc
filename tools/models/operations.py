"""Operations -> blocks, with their paginators and waiters as lines."""

import re

from shapes import namespace
from text import Block, Refused, name, word

LABEL = re.compile(r"\{([^{}+]+)(\+?)\}")


def listed(value):
    return value if isinstance(value, list) else [value]


class Operations:
    def __init__(self, shapes, operations, pages, waiters):
        self.shapes, self.operations, self.pages = shapes, operations, pages
        self.waiters = {}
        for called, waiter in waiters.items():
            self.waiters.setdefault(waiter["operation"], []).append((called, waiter))

    def labels(self):
        """The labels of each input: their names in the path, and whether they are greedy."""
        found = {}
        for operation in self.operations.values():
            if "input" in operation:
                path = operation["http"]["requestUri"]
                labels = found.setdefault(operation["input"]["shape"], {})
                labels.update((label, bool(greedy)) for label, greedy in LABEL.findall(path))
        return found

    def path(self, called, operation):
        """The path, with labels named after their members, as in Smithy."""
        members = {}
        if "input" in operation:
            for member, reference in self.shapes.shapes[operation["input"]["shape"]]["members"].items():
                if reference.get("location") == "uri":
                    members[reference.get("locationName", member)] = member

        def renamed(match):
            if match[1] not in members:
                raise Refused(f"{called}: there is no member for the label {match[0]}")
            return "{%s%s}" % (members[match[1]], match[2])

        return name(LABEL.sub(renamed, operation["http"]["requestUri"]), called)

    def streams(self, reference):
        """`streaming` or `events`, if a member of the structure is."""
        for member in self.shapes.shapes[reference["shape"]]["members"].values():
            text = self.shapes.type(member).rstrip("!")
            if text == "streaming":
                return [text]
            if text.startswith("events/"):
                return ["events"]
        return []

    def block(self, called):
        operation = self.operations[called]
        http = operation["http"]
        rest = [http["method"], self.path(called, operation)]
        if http.get("responseCode", 200) != 200:
            rest.append(str(http["responseCode"]))
        lines = []
        if operation.get("name", called) != called:
            lines.append("name " + name(operation["name"], called))
        for key, short in (("input", "in"), ("output", "out")):
            if key in operation:
                lines.append(" ".join([short, *self.root(called, operation, key)]))
        if "hostPrefix" in operation.get("endpoint", {}):
            lines.append("host " + name(operation["endpoint"]["hostPrefix"], called))
        lines += self.security(called, operation)
        lines += self.checksums(operation)
        if "requestcompression" in operation:
            lines.append("compression " + " ".join(operation["requestcompression"]["encodings"]))
        if "endpointdiscovery" in operation:
            required = operation["endpointdiscovery"].get("required")
            lines.append("discovery" + (" required" if required else ""))
        if operation.get("endpointoperation"):
            lines.append("discovery-operation")
        lines += self.context(operation)
        lines += [key for key in ("idempotent", "readonly", "deprecated") if operation.get(key)]
        if called in self.pages:
            lines.append(self.paginator(self.pages[called]))
        for waiter in self.waiters.get(called, ()):
            lines += self.waiter(*waiter)
        seen = set()
        for error in operation.get("errors", ()):
            if error["shape"] not in seen:  # some operations name one twice
                seen.add(error["shape"])
                lines.append("error " + error["shape"])
        return Block(name(called, called) + "()", " ".join(rest), lines)

    def root(self, called, operation, key):
        reference = operation[key]
        words = [name(reference["shape"], called), *self.streams(reference)]
        if "locationName" in reference:
            words.append("as=" + name(reference["locationName"], called))
        if "xmlNamespace" in reference:
            words += namespace(reference["xmlNamespace"], called)
        if reference.get("resultWrapper", called + "Result") != called + "Result":
            words.append("wrapper=" + name(reference["resultWrapper"], called))
        return words

    @staticmethod
    def security(called, operation):
        """The `auth` trait takes precedence over the older `authtype`."""
        auth = [scheme_word(scheme) for scheme in operation.get("auth", ())]
        kind = operation.get("authtype")
        if kind == "none" and not auth:
            auth = ["none"]
        lines = ["auth " + " ".join(auth)] if auth else []
        if operation.get("unsignedPayload") or kind == "v4-unsigned-body":
            lines.append("unsigned-payload")
        if kind not in (None, "none", "v4", "v4-unsigned-body"):
            raise Refused(f"{called}: unknown authtype {kind}")
        return lines

    @staticmethod
    def checksums(operation):
        found = dict(operation.get("httpChecksum", {}))
        words = []
        if operation.get("httpChecksumRequired") or found.pop("requestChecksumRequired", False):
            words.append("required")
        for key, short in (("requestAlgorithmMember", "algorithm"), ("requestValidationModeMember", "mode")):
            if key in found:
                words.append(f"{short}={found.pop(key)}")
        words += [f"response={algorithm}" for algorithm in found.pop("responseAlgorithms", ())]
        found.pop("requestChecksumRequired", None)
        if found:
            raise Refused(f"unknown in httpChecksum: {', '.join(found)}")
        return ["checksum " + " ".join(words)] if words else []

    @staticmethod
    def context(operation):
        lines = []
        for parameter, found in operation.get("staticContextParams", {}).items():
            value = found["value"]
            if isinstance(value, bool):
                said = "boolean " + ("true" if value else "false")
            elif isinstance(value, str):
                said = "string " + word(value)
            else:
                said = " ".join(["strings", *map(word, value)])
            lines.append(f"static {parameter} {said}")
        for parameter, found in operation.get("operationContextParams", {}).items():
            lines.append(f"member-context {parameter} {word(found['path'])}")
        return lines

    @staticmethod
    def paginator(pages):
        words = ["pages"]
        for key, short in (
            ("input_token", "in"), ("output_token", "out"), ("limit_key", "limit"), ("result_key", "items"),
            ("more_results", "more"), ("non_aggregate_keys", "also"),
        ):
            words += [f"{short}={word(value)}" for value in listed(pages.get(key, []))]
        unknown = set(pages) - {"input_token", "output_token", "limit_key", "result_key", "more_results",
                                "non_aggregate_keys"}
        if unknown:
            raise Refused(f"unknown in a paginator: {', '.join(sorted(unknown))}")
        return " ".join(words)

    @staticmethod
    def waiter(called, waiter):
        lines = [f"waiter {called} delay={waiter['delay']}"]
        if "maxAttempts" in waiter:
            lines[0] += f" attempts={waiter['maxAttempts']}"
        if waiter.get("maxDelay"):
            lines[0] += f" max-delay={waiter['maxDelay']}"
        if waiter.get("deprecated"):
            lines[0] += " deprecated"
        for acceptor in waiter["acceptors"]:
            matcher, expected = acceptor["matcher"], acceptor["expected"]
            boolean = {True: "true", False: "false"}.get(expected if isinstance(expected, bool) else None)
            if matcher == "status":
                said = f"status {expected}"
            elif matcher == "error":
                said = f"any-error {boolean}" if boolean else "error " + word(expected)
            else:
                compare = {"path": "string-equals", "pathAll": "all-string-equals", "pathAny": "any-string-equals"}
                how = "boolean-equals" if boolean and matcher == "path" else compare[matcher]
                side = "input-output" if acceptor.get("input") else "output"
                said = f"{side} {how} {word(boolean or expected)} {word(acceptor['argument'])}"
            lines.append(f"  {acceptor['state']} {said}")
        return lines


def scheme_word(scheme):
    return {
        "aws.auth#sigv4": "sigv4", "aws.auth#sigv4a": "sigv4a", "smithy.api#httpBearerAuth": "bearer",
        "smithy.api#noAuth": "none", "smithy.api#optionalAuth": "none", "smithy.api#httpApiKeyAuth": "api-key",
        "smithy.api#httpBasicAuth": "basic", "smithy.api#httpDigestAuth": "digest",
    }[scheme]
