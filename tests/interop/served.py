"""botocore, which knows nothing of opsmith, calls a server made of declarations (src/served.rs), in every protocol."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from boto import ACCESS_KEY, REGION, SECRET_KEY, SESSION_TOKEN

AT = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)


class Served:
    """botocore's clients of the server, and what they did not see as expected."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.checks = 0
        self.problems: list[str] = []

    def client(self, service: str, secret: str = SECRET_KEY):
        session = botocore.session.Session()
        session.set_credentials(ACCESS_KEY, secret, SESSION_TOKEN)
        config = Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)
        return session.create_client(service, region_name=REGION, endpoint_url=self._url, config=config)

    def returns(self, what: str, response: dict, expected: dict) -> None:
        self.checks += 1
        metadata = response.pop("ResponseMetadata")
        if response != expected:
            self.problems.append(f"{what}: {response} is not {expected}")
        if not (metadata.get("RequestId") or metadata["HTTPHeaders"].get("x-amzn-requestid")):
            self.problems.append(f"{what}: no request ID")

    def fails(self, what: str, call, code: str, message: str, status: int, exception: str | None = None) -> None:
        self.checks += 1
        try:
            call()
        except ClientError as error:
            found = (error.response["Error"].get("Code"), error.response["Error"].get("Message"))
            if found != (code, message):
                self.problems.append(f"{what}: {found} is not {(code, message)}")
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != status:
                self.problems.append(f"{what}: {error.response['ResponseMetadata']} is not {status}")
            if exception and type(error).__name__ != exception:
                self.problems.append(f"{what}: {type(error).__name__} is not {exception}")
        else:
            self.problems.append(f"{what} did not fail")


def rest_json(served: Served) -> None:
    client = served.client("ivschat")
    arn = "arn:aws:ivschat:us-east-1:123456789012:room/é"
    at = AT.replace(microsecond=678_000)
    expected = {"name": arn, "createTime": at, "maximumMessageLength": 500, "tags": {"a b": "é"}}
    served.returns("restJson1", client.get_room(identifier=arn), expected)
    served.fails(
        "restJson1's error", lambda: client.get_room(identifier="gone"),
        "ResourceNotFoundException", "no such room", 404, "ResourceNotFoundException",
    )
    served.fails(
        "an unknown operation", client.list_rooms,
        "UnknownOperationException", "The service has no such operation.", 404,
    )
    wrong = served.client("ivschat", "another secret")
    message = (
        "The request signature we calculated does not match the signature you provided. "
        "Check your AWS Secret Access Key and signing method."
    )
    served.fails("a wrong secret", lambda: wrong.get_room(identifier=arn), "InvalidSignatureException", message, 403)


def aws_json(served: Served) -> None:
    client = served.client("dynamodb")
    key = {"id": {"S": "a\u2028b"}, "n": {"N": "1.50"}}
    expected = {"Item": {**key, "bytes": {"B": b"\x00\x01\xff"}}}
    served.returns("awsJson", client.get_item(TableName="t", Key=key), expected)
    served.fails(
        "awsJson's error", lambda: client.get_item(TableName="gone", Key=key),
        "ResourceNotFoundException", "no such table", 400, "ResourceNotFoundException",
    )


def rpc_v2_cbor(served: Served) -> None:
    client = served.client("eventbridgev2")
    buses = [{"Name": f"é{number}", "CreationTime": AT} for number in range(2)]
    served.returns("rpcv2Cbor", client.list_event_buses(NamePrefix="é", MaxResults=2), {"EventBuses": buses})
    served.fails(
        "rpcv2Cbor's error", client.list_event_buses,
        "AccessDeniedException", "not without a name", 403, "AccessDeniedException",
    )


def aws_query(served: Served) -> None:
    client = served.client("sns")
    attributes = {
        "a": {"DataType": "String", "StringValue": "x & y"},
        "b": {"DataType": "Binary", "BinaryValue": b"\x00\xff\x01"},
    }
    response = client.publish(TopicArn="t+ é", Message="<m>", MessageAttributes=attributes)
    expected = {"MessageId": "<m>|a:String:x & y:0,b:Binary::3", "SequenceNumber": "t+ é"}
    served.returns("awsQuery", response, expected)
    served.fails(
        "awsQuery's error", lambda: client.publish(TopicArn="gone", Message="m"),
        "NotFound", 'no <topic> & no "queue"', 404, "NotFoundException",
    )


def ec2_query(served: Served) -> None:
    client = served.client("ec2")
    response = client.describe_key_pairs(
        KeyNames=["a", "b"], IncludePublicKey=True, Filters=[{"Name": "tag:x", "Values": ["1", "2"]}]
    )
    pairs = [{"KeyName": name, "PublicKey": "tag:x=1+2", "CreateTime": AT} for name in ("a", "b")]
    served.returns("ec2Query", response, {"KeyPairs": pairs})
    served.fails(
        "ec2Query's error", lambda: client.describe_key_pairs(KeyNames=["gone"]),
        "InvalidKeyPair.NotFound", "The key pair does not exist", 400,
    )


def rest_xml(served: Served) -> None:
    client = served.client("route53")
    zone = {
        "Id": "/hostedzone/Z1", "Name": "example.com.", "CallerReference": "a & b",
        "Config": {"Comment": " <spaces> ", "PrivateZone": False}, "ResourceRecordSetCount": 2,
    }
    served.returns("restXml", client.get_hosted_zone(Id="Z1"), {"HostedZone": zone})
    served.fails(
        "restXml's error", lambda: client.get_hosted_zone(Id="GONE"),
        "NoSuchHostedZone", "no <zone>", 404, "NoSuchHostedZone",
    )


def main() -> int:
    cargo = os.environ.get("CARGO", "cargo")
    server = subprocess.Popen(
        [cargo, "test", "--quiet", "--package", "opsmith-tests", "--test", "interop"],
        env=os.environ | {"INTEROP_SERVED": "1"},
        cwd=Path(__file__).parent.parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        served = Served(server.stdout.readline().strip())
        for protocol in (rest_json, aws_json, rpc_v2_cbor, aws_query, ec2_query, rest_xml):
            protocol(served)
    finally:
        server.stdin.close()
        server.wait()
    for problem in served.problems:
        print(problem, file=sys.stderr)
    print(f"botocore called a server of declarations: {served.checks} calls, {len(served.problems)} problems")
    return 1 if served.problems else server.returncode


if __name__ == "__main__":
    sys.exit(main())
