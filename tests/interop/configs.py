"""Resolves random shared configurations with botocore and with opsmith and compares the resulting keys.

`configs.py --seed 7 --count 1500`; `--case 42` shows one. Each case has a home directory of its own; the services that
hand out credentials are on 127.0.0.1 (`config_aws.py`), so nothing leaves this machine.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import botocore.session
from botocore.credentials import SSOProvider
from botocore.loaders import create_loader
from botocore.tokens import SSOTokenProvider

import config_cases
import config_exceptions
from config_aws import Aws
from config_cases import Case

HERE = Path(__file__).parent
# Who the caller is, and where calls go.
ASPECTS = ("key", "secret", "token", "account", "region")
LOADER = create_loader()
Outcome = dict[str, str | None]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", default=1, type=int)
    arguments.add_argument("--count", default=200, type=int)
    arguments.add_argument("--case", type=int, help="show only this case")
    asked = arguments.parse_args()
    numbers = range(asked.count) if asked.case is None else [asked.case]
    cases = [config_cases.case(asked.seed, number) for number in numbers]
    binary = build()
    with Aws() as aws, tempfile.TemporaryDirectory(prefix="opsmith-configs-") as folder:
        homes = Path(folder)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            ours = list(pool.map(lambda case: with_opsmith(binary, aws, homes, case), cases))
        theirs = [with_botocore(aws, homes, case) for case in cases]
        equal, refused, wrong = 0, 0, []
        explained: dict[str, int] = {}
        for case, our, their in zip(cases, ours, theirs, strict=True):
            if asked.case is not None:
                print(case, tell(aws, our, their), sep="\n")
            if difference(our, their):
                if why := config_exceptions.reason(case, our, their, aws):
                    explained[why] = explained.get(why, 0) + 1
                else:
                    wrong.append(f"{case}\n{tell(aws, our, their)}")
            else:
                equal += 1
                refused += "error" in our
    print(
        f"{len(cases)} random configurations (seed {asked.seed}): {equal} equal to botocore's ({refused} of them refused "
        f"by both), {sum(explained.values())} differ for a stated reason, {len(wrong)} without one"
    )
    for why, count in sorted(explained.items(), key=lambda item: -item[1]):
        print(f"  {count}: {why}")
    for why in config_exceptions.REASONS.keys() - explained.keys() if len(cases) >= 1500 else ():
        print(f"  none: {why}")
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


def difference(our: Outcome, their: Outcome) -> bool:
    if "error" in our or "error" in their:
        return ("error" in our) != ("error" in their)
    return any(our[aspect] != their[aspect] for aspect in ASPECTS)


def tell(aws: Aws, our: Outcome, their: Outcome) -> str:
    def one(outcome: Outcome) -> str:
        if "error" in outcome:
            return f"error: {outcome['error']}"
        said = " ".join(f"{aspect}={outcome[aspect]}" for aspect in ASPECTS if aspect != "key")
        return f"{aws.meaning(outcome['key'])} {said}"

    return f"  opsmith:  {one(our)}\n  botocore: {one(their)}"


def build() -> Path:
    """The Rust half, located by cargo."""
    command = [os.environ.get("CARGO", "cargo"), "test", "--quiet", "--no-run", "--message-format=json"]
    run = subprocess.run(
        [*command, "--package", "opsmith-tests", "--test", "interop"],
        cwd=HERE.parent.parent,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    artifacts = [json.loads(line) for line in run.stdout.splitlines()]
    built = [one["executable"] for one in artifacts if one.get("executable") and one["target"]["name"] == "interop"]
    return Path(built[-1])


def lay_out(aws: Aws, home: Path, case: Case) -> dict[str, str]:
    """Writes the case's files into `home` and returns its environment."""
    placeholders = {
        "~process": f"'{sys.executable}' '{HERE / 'config_process.py'}'",
        "~token": str(home / "token"),
        "~container": f"{aws.url}/container",
    }

    def filled(text: str) -> str:
        for placeholder, value in placeholders.items():
            text = text.replace(placeholder, value)
        return text

    for name, text in case.files.items():
        if name.startswith("sso:"):
            digest = hashlib.sha1(name.removeprefix("sso:").encode()).hexdigest()
            name, text = f".aws/sso/cache/{digest}.json", sso_token(text)
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(text))
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL_STS": aws.url,
        "AWS_ENDPOINT_URL_SSO": aws.url,
        "AWS_ENDPOINT_URL_SSO_OIDC": aws.url,
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": aws.url,
        "NO_PROXY": "*",
    } | {name: filled(value) for name, value in case.variables.items()}


def sso_token(state: str) -> str:
    token = {"accessToken": "a-good-token", "expiresAt": "2099-01-01T00:00:00Z", "startUrl": "-", "region": "us-east-1"}
    if state != "good":
        token |= {"accessToken": "an-expired-token", "expiresAt": "2020-01-01T00:00:00Z"}
    if state == "refreshable":
        token |= {"refreshToken": "a-refresh-token", "clientId": "an-id", "clientSecret": "a-client-secret"}
        token["registrationExpiresAt"] = "2099-01-01T00:00:00Z"
    return json.dumps(token)


def with_opsmith(binary: Path, aws: Aws, homes: Path, case: Case) -> Outcome:
    home = homes / f"opsmith-{case.number}"
    environment = lay_out(aws, home, case) | {"INTEROP_CONFIG": "1"}
    run = subprocess.run([binary], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    shutil.rmtree(home)
    if run.returncode != 0:
        sys.exit(f"{case}\n{run.stdout}{run.stderr}")
    return json.loads(run.stdout)


def with_botocore(aws: Aws, homes: Path, case: Case) -> Outcome:
    home = homes / f"botocore-{case.number}"
    environment = lay_out(aws, home, case)
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    # Read from the environment only once, when the module is loaded.
    cache = str(home / ".aws/sso/cache")
    SSOProvider._SSO_TOKEN_CACHE_DIR = SSOTokenProvider._SSO_TOKEN_CACHE_DIR = cache
    try:
        session = botocore.session.Session()
        session.register_component("data_loader", LOADER)
        resolver = session.get_component("credential_provider")
        resolver.get_provider("assume-role")._prompter = refuse
        found = session.get_credentials()
        if found is None:
            return {"error": "no credentials"}
        frozen = found.get_frozen_credentials()
        return {
            "key": frozen.access_key,
            "secret": frozen.secret_key,
            "token": frozen.token or None,
            "account": frozen.account_id or None,
            "region": session.get_config_variable("region") or None,
        }
    except Exception as error:  # Whatever botocore refuses, and however.
        return {"error": f"{type(error).__name__}: {error}"}
    finally:
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(home)


def refuse(prompt: str) -> str:
    raise RuntimeError(f"nobody answers: {prompt}")


if __name__ == "__main__":
    sys.exit(main())
