"""Smithy's JSON AST -> botocore's format, which convert.py takes. https://smithy.io/2.0/spec/json-ast.html"""

import json

from shapes import NUMBERS
from text import Refused

API = "smithy.api#"
PROTOCOLS = {
    "aws.protocols#restJson1": ("rest-json", None), "aws.protocols#restXml": ("rest-xml", None),
    "aws.protocols#awsJson1_0": ("json", "1.0"), "aws.protocols#awsJson1_1": ("json", "1.1"),
    "aws.protocols#awsQuery": ("query", None), "aws.protocols#ec2Query": ("ec2", None),
    "smithy.protocols#rpcv2Cbor": ("smithy-rpc-v2-cbor", None),
}
SCHEMES = ("aws.auth#sigv4", "aws.auth#sigv4a", API + "httpApiKeyAuth", API + "httpBasicAuth",
           API + "httpBearerAuth", API + "httpDigestAuth")
BLOCKS = {"structure", "union", "enum", "intEnum"}
UNIT = API + "Unit"


def local(identifier):
    return identifier.rpartition("#")[2]


class Ast:
    def __init__(self, ast):
        if not str(ast.get("smithy", "")).startswith(("1", "2")):
            raise Refused("the file is not Smithy's JSON AST: it does not have `smithy` version 1 or 2")
        self.first = str(ast["smithy"]).startswith("1")
        self.ast = ast["shapes"]
        self.apply()
        self.shapes = {}

    def apply(self):
        """Adds the traits of `apply` statements where they belong."""
        for identifier, shape in list(self.ast.items()):
            if shape["type"] != "apply":
                continue
            del self.ast[identifier]
            owner, _, member = identifier.partition("$")
            if owner not in self.ast:
                raise Refused(f"`apply {identifier}`: the model has no shape {owner}")
            place = self.ast[owner]
            if member:
                # A member from a mixin has only traits here.
                place = place.setdefault("members", {}).setdefault(member, {})
            place.setdefault("traits", {}).update(shape["traits"])

    def get(self, identifier):
        """A shape with its mixins."""
        if identifier.startswith(API) and identifier not in self.ast:
            kind = local(identifier).removeprefix("Primitive")
            return {"type": "structure" if kind == "Unit" else kind[0].lower() + kind[1:], "members": {}}
        if identifier not in self.ast:
            raise Refused(f"the model has no shape {identifier}")
        shape = dict(self.ast[identifier])
        traits, members = {}, {}
        for mixin in shape.get("mixins", ()):
            found = self.get(mixin["target"])
            hidden = found.get("traits", {}).get(API + "mixin", {}).get("localTraits", [])
            traits.update((k, v) for k, v in found.get("traits", {}).items() if k not in hidden and k != API + "mixin")
            for name, member in found.get("members", {}).items():
                members[name] = member
        for name, member in shape.get("members", {}).items():
            before = members.get(name, {})
            both = {**before.get("traits", {}), **member.get("traits", {})}
            members[name] = {**before, **member, "traits": both}
        for name, member in members.items():
            if "target" not in member and shape["type"] not in ("enum", "intEnum"):
                raise Refused(f"{identifier} has no member {name}")
        shape["traits"] = {**traits, **shape.get("traits", {})}
        shape["members"] = members
        return shape

    def service(self, wanted):
        found = sorted(name for name, shape in self.ast.items() if shape["type"] == "service")
        if wanted:
            found = [name for name in found if wanted in (name, local(name))]
        if len(found) != 1:
            raise Refused("which service? Use --service with one of: " + ", ".join(found) if found else "there is no such service")
        return found[0]

    def operations(self, owner):
        """The operations of a service or resource, and of the resources in it."""
        shape = self.get(owner)
        for key in ("create", "put", "read", "update", "delete", "list"):
            if key in shape:
                yield shape[key]["target"]
        for key in ("operations", "collectionOperations"):
            for reference in shape.get(key, ()):
                yield reference["target"]
        for reference in shape.get("resources", ()):
            yield from self.operations(reference["target"])

    # Shapes

    def shape(self, identifier):
        """The key of a shape in botocore's format. Adds the shape and everything it refers to."""
        found = self.get(identifier)
        kind, traits = found["type"], found.get("traits", {})
        block = kind in BLOCKS or (kind == "string" and API + "enum" in traits)
        key = self.renamed.get(identifier, local(identifier)) if block else identifier
        if key in self.shapes:
            if self.shapes[key]["#id"] != identifier:
                raise Refused(f"{identifier} and {self.shapes[key]['#id']} have the same name; rename one in the service")
            return key
        out = self.shapes[key] = {"#id": identifier, "type": kind}
        if API + "sensitive" in traits:
            out["sensitive"] = True
        if API + "deprecated" in traits and block:
            out["deprecated"] = True
        for trait, name in (("timestampFormat", "timestampFormat"), ("mediaType", "mediaType"), ("xmlName", "locationName")):
            if API + trait in traits and not (block and name == "locationName"):
                out[name] = traits[API + trait]
        if kind in ("structure", "union"):
            self.structure(out, kind, found, traits)
        elif kind == "enum":
            values = {m: v["traits"].get(API + "enumValue", m) for m, v in found["members"].items()}
            out.update(type="string", enum=list(values.values()),
                       enumNames={value: name for name, value in values.items() if value != name})
        elif kind == "string" and block:
            pairs = traits[API + "enum"]
            out.update(enum=[p["value"] for p in pairs],
                       enumNames={p["value"]: p["name"] for p in pairs if p.get("name", p["value"]) != p["value"]})
        elif kind == "intEnum":
            out["enumNumbers"] = {m: v["traits"][API + "enumValue"] for m, v in found["members"].items()}
        elif kind in ("list", "set"):
            member = found.get("member") or found["members"]["member"]
            out.update(type="list", member=self.reference(member), sparse=API + "sparse" in traits,
                       set=kind == "set" or API + "uniqueItems" in traits)
        elif kind == "map":
            out.update(key=self.reference(found.get("key") or found["members"]["key"]), sparse=API + "sparse" in traits,
                       value=self.reference(found.get("value") or found["members"]["value"]))
        elif kind == "blob" and API + "streaming" in traits:
            out.update(streaming=True, requiresLength=API + "requiresLength" in traits)
        return key

    def structure(self, out, kind, found, traits):
        out.update(type="structure", members={}, required=[])
        if kind == "union":
            out["eventstream" if API + "streaming" in traits else "union"] = True
        if API + "error" in traits:
            out["exception"] = True
            error = {"senderFault": True} if traits[API + "error"] == "client" else {"fault": True}
            if API + "httpError" in traits:
                error["httpStatusCode"] = traits[API + "httpError"]
            query = traits.get("aws.protocols#awsQueryError")
            if query:
                error.update(code=query["code"], httpStatusCode=query["httpResponseCode"])
            out["error"] = error
            if API + "retryable" in traits:
                out["retryable"] = {"throttling": traits[API + "retryable"].get("throttling", False)}
        for name, member in found["members"].items():
            given = member.get("traits", {})
            if API + "required" in given:
                out["required"].append(name)
            if API + "httpPayload" in given:
                out["payload"] = name
            out["members"][name] = self.reference(member)
            if out.get("eventstream"):
                self.shapes[out["members"][name]["shape"]]["event"] = True

    def reference(self, member):
        """A reference with its traits, as in botocore."""
        traits, target = member.get("traits", {}), member["target"]
        out = {"shape": self.shape(target)}
        kind = self.get(target)["type"]
        xml = traits.get(API + "xmlName") if self.xml else traits.get(API + "jsonName") or None
        if xml:
            out["locationName"] = xml
        elif self.xml and API + "httpPayload" in traits and kind in ("structure", "union"):
            # https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html: the target names the root.
            out["locationName"] = self.get(target).get("traits", {}).get(API + "xmlName", local(target))
        for trait, place in (("httpLabel", "uri"), ("httpQuery", "querystring"), ("httpQueryParams", "querystring"),
                             ("httpHeader", "header"), ("httpPrefixHeaders", "headers"), ("httpResponseCode", "statusCode")):
            if API + trait in traits:
                out.pop("locationName", None)
                out["location"] = place
                if isinstance(traits[API + trait], str):
                    out["locationName"] = traits[API + trait]
        for trait, name in (("idempotencyToken", "idempotencyToken"), ("hostLabel", "hostLabel"), ("xmlFlattened", "flattened"),
                            ("xmlAttribute", "xmlAttribute"), ("eventHeader", "eventheader"), ("eventPayload", "eventpayload"),
                            ("deprecated", "deprecated"), ("sensitive", "sensitive")):
            if API + trait in traits:
                out[name] = True
        for trait, name in ((API + "timestampFormat", "timestampFormat"), (API + "xmlNamespace", "xmlNamespace"),
                            (API + "mediaType", "mediaType"), ("aws.protocols#ec2QueryName", "queryName"),
                            ("smithy.rules#contextParam", "contextParam")):
            if trait in traits:
                out[name] = traits[trait]
        default = traits.get(API + "default")
        if kind in NUMBERS | {"boolean"} and self.boxed(target, traits):
            out["box"] = True
        if default is not None:
            out["default"] = json.dumps(default)
        return out

    def boxed(self, target, traits):
        if not self.first:
            return traits.get(API + "default") is None
        if target.startswith(API):
            return not local(target).startswith("Primitive")
        return API + "box" in traits or API + "box" in self.get(target).get("traits", {})

    # The service

    def model(self, wanted, service_id):
        name = self.service(wanted)
        service = self.get(name)
        traits = service.get("traits", {})
        self.renamed = service.get("rename", {})
        protocols = [trait for trait in PROTOCOLS if trait in traits]
        if not protocols:
            raise Refused(f"{name} has no protocol that the text format supports: {', '.join(map(local, PROTOCOLS))}")
        self.xml = PROTOCOLS[protocols[0]][0] in ("rest-xml", "query", "ec2")
        aws, sigv4 = traits.get("aws.api#service", {}), traits.get("aws.auth#sigv4", {})
        schemes = traits.get(API + "auth") or [scheme for scheme in sorted(SCHEMES) if scheme in traits]
        identifier = service_id or local(name).lower()
        prefix = aws.get("endpointPrefix", identifier)
        meta = {
            "apiVersion": service.get("version") or "0", "serviceFullName": traits.get(API + "title", local(name)),
            "serviceId": aws.get("sdkId", local(name)), "protocols": [PROTOCOLS[p][0] for p in protocols],
            "endpointPrefix": prefix, "signingName": sigv4.get("name", prefix), "signatureVersion": "v4",
            "auth": schemes or [API + "noAuth"],
        }
        version = next((PROTOCOLS[p][1] for p in protocols if PROTOCOLS[p][1]), None)
        if version:
            meta.update(jsonVersion=version, targetPrefix=local(name))
        if API + "xmlNamespace" in traits:
            meta["xmlNamespace"] = traits[API + "xmlNamespace"]["uri"]
        if "aws.protocols#awsQueryCompatible" in traits:
            meta["awsQueryCompatible"] = {}
        operations, pages, waiters = {}, {}, {}
        for found in self.operations(name):
            self.operation(found, service, operations, pages, waiters)
        model = {"metadata": meta, "operations": operations, "shapes": self.shapes}
        model["clientContextParams"] = traits.get("smithy.rules#clientContextParams", {})
        model["deprecated"] = API + "deprecated" in traits
        return identifier, model, pages, waiters

    def operation(self, identifier, service, operations, pages, waiters):
        found = self.get(identifier)
        name, traits = local(identifier), found.get("traits", {})
        http = traits.get(API + "http", {"method": "POST", "uri": "/", "code": 200})
        out = operations[name] = {
            "http": {"method": http["method"], "requestUri": http["uri"], "responseCode": http.get("code", 200)},
            "errors": [{"shape": self.shape(e["target"])} for e in [*found.get("errors", ()), *service.get("errors", ())]],
        }
        for key in ("input", "output"):
            target = found.get(key, {}).get("target", UNIT)
            if target != UNIT:
                out[key] = {"shape": self.shape(target)}
        if self.xml and "input" in out:
            given = self.get(found["input"]["target"]).get("traits", {})
            out["input"]["locationName"] = given.get(API + "xmlName", local(found["input"]["target"]))
            space = given.get(API + "xmlNamespace") or service.get("traits", {}).get(API + "xmlNamespace")
            if space:
                out["input"]["xmlNamespace"] = space
        for trait, key in (
            (API + "idempotent", "idempotent"), (API + "readonly", "readonly"), (API + "deprecated", "deprecated"),
            ("aws.auth#unsignedPayload", "unsignedPayload"), (API + "httpChecksumRequired", "httpChecksumRequired"),
        ):
            if trait in traits:
                out[key] = True
        for trait, key in (
            (API + "endpoint", "endpoint"), ("aws.protocols#httpChecksum", "httpChecksum"),
            (API + "requestCompression", "requestcompression"), ("smithy.rules#staticContextParams", "staticContextParams"),
            ("smithy.rules#operationContextParams", "operationContextParams"),
            ("aws.api#clientDiscoveredEndpoint", "endpointdiscovery"),
        ):
            if trait in traits:
                out[key] = traits[trait]
        if API + "optionalAuth" in traits or traits.get(API + "auth") == []:
            out["auth"] = [API + "noAuth"]
        elif API + "auth" in traits:
            out["auth"] = traits[API + "auth"]
        if API + "paginated" in traits:
            merged = {**service.get("traits", {}).get(API + "paginated", {}), **traits[API + "paginated"]}
            names = {"inputToken": "input_token", "outputToken": "output_token", "pageSize": "limit_key", "items": "result_key"}
            pages[name] = {short: merged[key] for key, short in names.items() if key in merged}
        for called, waiter in traits.get("smithy.waiters#waitable", {}).items():
            waiters[called] = {
                "operation": name, "delay": waiter.get("minDelay", 2), "maxDelay": waiter.get("maxDelay", 120),
                "deprecated": waiter.get("deprecated", False), "acceptors": [self.acceptor(a) for a in waiter["acceptors"]],
            }

    @staticmethod
    def acceptor(given):
        (kind, said), = given["matcher"].items()
        if kind == "success":
            return {"state": given["state"], "matcher": "error", "expected": not said}
        if kind == "errorType":
            return {"state": given["state"], "matcher": "error", "expected": local(said)}
        matcher = {"allStringEquals": "pathAll", "anyStringEquals": "pathAny"}.get(said["comparator"], "path")
        expected = said["expected"] == "true" if said["comparator"] == "booleanEquals" else said["expected"]
        return {"state": given["state"], "matcher": matcher, "expected": expected, "argument": said["path"],
                "input": kind == "inputOutput"}
