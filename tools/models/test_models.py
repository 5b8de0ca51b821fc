"""python3 -m unittest discover -s tools/models; requires only Python."""

import importlib
import json
import os
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import text
import verify
from convert import convert
from smithy import Ast

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures")
META = {
    "apiVersion": "2020-01-01", "serviceFullName": "Shop", "serviceId": "Shop", "uid": "shop-2020-01-01",
    "protocol": "rest-json", "endpointPrefix": "shop", "signatureVersion": "v4",
}


def model(**shapes):
    return {
        "metadata": dict(META),
        "operations": {
            "Get": {
                "http": {"method": "GET", "requestUri": "/things/{thingId}/{rest+}?x"},
                "input": {"shape": "In"},
                "errors": [{"shape": "Gone"}, {"shape": "Gone"}],
            }
        },
        "shapes": {
            "In": {
                "type": "structure",
                "required": ["ThingId"],
                "members": {
                    "ThingId": {"shape": "S", "location": "uri", "locationName": "thingId"},
                    "Rest": {"shape": "S", "location": "uri", "locationName": "rest"},
                },
            },
            "Gone": {"type": "structure", "members": {}, "exception": True, "error": {"httpStatusCode": 410, "code": "G"}},
            "State": {"type": "string", "enum": ["ON", "OFF now"]},
            "S": {"type": "string"},
            **shapes,
        },
    }


def converted(found, pages=None, waiters=None):
    return convert("shop", found, pages or {}, waiters or {})


def ast(**changes):
    with open(os.path.join(FIXTURES, "orders.json"), encoding="utf-8") as file:
        found = json.load(file)
    found["shapes"].update(changes)
    return found


class Conversion(unittest.TestCase):
    def test_labels_are_called_as_members_and_errors_stand_once(self):
        lines = verify.checked(converted(model()))
        self.assertIn("# Get() GET /things/{ThingId}/{Rest+}?x\n  in In\n  error Gone\n# Gone error 410 code=G\n", lines)
        self.assertIn("  ThingId string required label\n  Rest string label+\n", lines)
        self.assertIn('  ON\n  "OFF now"\n', lines)

    def test_traits_of_the_target_stand_at_the_reference(self):
        shapes = {
            "Out": {"type": "structure", "members": {
                "When": {"shape": "T"}, "Tags": {"shape": "L", "locationName": "tag"}, "Data": {"shape": "Blob"}}},
            "T": {"type": "timestamp", "timestampFormat": "rfc822", "sensitive": True},
            "L": {"type": "list", "flattened": True, "member": {"shape": "S", "locationName": "item"}},
            "Blob": {"type": "blob", "streaming": True},
        }
        lines = verify.checked(converted(model(**shapes)))
        self.assertIn("  When timestamp/http-date!\n  Tags [item=string] as=tag flat\n  Data streaming\n", lines)

    def refuses(self, found, message, **parts):
        with self.assertRaises(text.Refused) as refused:
            verify.checked(converted(found, **parts))
        self.assertIn(message, str(refused.exception))

    def test_what_is_unknown_is_refused(self):
        one = lambda **member: model(Out={"type": "structure", "members": {"A": {"shape": "S", **member}}})
        self.refuses(one(location="cookie"), "unknown location cookie")
        self.refuses(one(locationName="a b"), "the name 'a b'")
        self.refuses(model(L={"type": "list", "member": {"shape": "L"}},
                           Out={"type": "structure", "members": {"A": {"shape": "L"}}}), "contains itself")
        self.refuses(model(Out={"type": "structure", "members": {"A": {"shape": "odd"}}}, odd={"type": "odd"}), "type odd")
        self.refuses(model(), "paginator refers to the operation List", pages={"List": {}})
        found = model()
        found["operations"]["Get"]["authtype"] = "magic"
        self.refuses(found, "authtype magic")
        found = model()
        found["operations"]["Get"]["errors"] = [{"shape": "In"}]
        self.refuses(found, "refers to In, which is structure")

    def test_a_text_reads_as_it_was_written(self):
        lines = verify.checked(converted(model()))
        self.assertEqual(text.parse(lines).render(), lines)


class Withdrawal(unittest.TestCase):
    def merged(self, new, old, version="9.9.9"):
        return verify.checked(text.merge(converted(new), text.parse(old), version))

    def test_what_vanished_stays_and_is_marked(self):
        before = model(Old={"type": "structure", "members": {}})
        before["shapes"]["In"]["members"]["Extra"] = {"shape": "State"}
        before["shapes"]["State"]["enum"].insert(1, "LATER")
        before["operations"]["Drop"] = dict(before["operations"]["Get"])
        old = verify.checked(converted(before))
        after = model()
        after["operations"]["Get"]["errors"] = []
        new = self.merged(after, old)
        self.assertIn("# Drop() GET /things/{ThingId}/{Rest+}?x gone=9.9.9\n", new)
        self.assertIn("# Old structure gone=9.9.9\n", new)
        self.assertIn("  Rest string label+\n  Extra enum/State gone=9.9.9\n", new)
        self.assertIn('  ON\n  LATER gone=9.9.9\n  "OFF now"\n', new)
        self.assertIn("  in In\n  error Gone gone=9.9.9\n", new)
        # The next version keeps the mark, and what comes back loses it.
        self.assertEqual(self.merged(after, new, "10.0.0"), new)
        self.assertEqual(self.merged(before, new, "10.0.0"), old)


class Import(unittest.TestCase):
    def test_a_smithy_model(self):
        path = os.path.join(FIXTURES, "orders.json")
        found = importlib.import_module("import").imported(path, None, "orders")
        with open(os.path.join(FIXTURES, "orders.model"), encoding="ascii") as file:
            self.assertEqual(found, file.read())

    def test_the_example_that_the_tests_declare(self):
        folder = os.path.join(FIXTURES, "..", "..", "..", "tests", "models")
        endpoint = "https://abc.execute-api.eu-west-1.amazonaws.com/prod"
        found = importlib.import_module("import").imported(os.path.join(folder, "shop.json"), None, "shop", endpoint)
        with open(os.path.join(folder, "shop.model"), encoding="ascii") as file:
            self.assertEqual(found, file.read())

    def test_an_endpoint_does_not_change_the_signing_name(self):
        for signing in ({"name": "execute-api"}, {}):
            found = ast()
            found["shapes"]["shop#Orders"]["traits"]["aws.auth#sigv4"] = signing
            path = os.path.join(self.enterContext(__import__("tempfile").TemporaryDirectory()), "orders.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(found, file)
            imported = importlib.import_module("import").imported(path, None, "orders", "https://example.com/v1")
            self.assertIn("\nendpoint https://example.com/v1\n", imported)
            self.assertIn(f"\nsigning {signing.get('name', 'orders')}\n", imported)

    def refuses(self, found, message, service=None):
        with self.assertRaises(text.Refused) as refused:
            Ast(found).model(service, None)
        self.assertIn(message, str(refused.exception))

    def test_what_is_no_model_is_refused(self):
        self.refuses({"smithy": "3.0"}, "version 1 or 2")
        self.refuses(ast(**{"shop#Other": {"type": "service"}}), "shop#Orders, shop#Other")
        self.refuses(ast(), "no such service", service="Nothing")
        self.refuses(ast(**{"shop#Orders": {"type": "service", "traits": {}}}), "no protocol")
        self.refuses(ast(**{"shop#None": {"type": "apply", "traits": {}}}), "no shape shop#None")
        twice = ast()
        twice["shapes"]["shop#Orders"]["rename"] = {}
        self.refuses(twice, "have the same name")
        missing = ast()
        del missing["shapes"]["shop#Missing"]
        self.refuses(missing, "no shape shop#Missing")

    def test_xml_names_count_for_xml_protocols(self):
        found = ast()
        traits = found["shapes"]["shop#Orders"]["traits"]
        del traits["aws.protocols#restJson1"]
        traits["aws.protocols#restXml"] = {}
        members = found["shapes"]["shop#GetOrderOutput"]["members"]
        members["lines"]["traits"].update({"smithy.api#xmlName": "Line", "smithy.api#xmlFlattened": {}})
        parts = Ast(found).model(None, "orders")
        lines = verify.checked(convert(*parts))
        self.assertIn("protocols rest-xml\n", lines)
        self.assertIn("  lines [string!?] as=Line flat\n", lines)
        self.assertIn("  in GetOrderInput as=GetOrderInput\n", lines)

    def test_botocores_form(self):
        path = os.path.join(self.enterContext(__import__("tempfile").TemporaryDirectory()), "service-2.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(model(), file)
        found = importlib.import_module("import").imported(path, None, None)
        self.assertEqual(found, verify.checked(converted(model())))


if __name__ == "__main__":
    unittest.main()
