"""Where opsmith resolves a random configuration differently than botocore, each with a reason.

`configs.py` takes a difference that none of these explains for a mistake.
"""

import re

from config_aws import CONTAINER, INSTANCE
from config_cases import SETTINGS, Case


def reason(case: Case, our: dict, their: dict, aws) -> str | None:
    """Why the outcomes differ: the first reason that applies."""
    for why, applies in REASONS.items():
        if applies(case, our, their, aws):
            return why
    return None


def _goes_on(case: Case, their: dict, aws) -> bool:
    """botocore continued with an identity that the profile does not name."""
    return their.get("key") in (INSTANCE, CONTAINER) or _of_the_environment(their, aws)


def _of_the_environment(their: dict, aws) -> bool:
    return "role/of-the-environment" in aws.meaning(their.get("key"))


def _half(case: Case, our: dict, their: dict, aws) -> bool:
    is_half = re.search(r"profile `[^`]*` has `\w+` but no `", our.get("error", ""))
    return bool(is_half) and _goes_on(case, their, aws)


def _header(case: Case, our: dict, their: dict, aws) -> bool:
    return "is not read as a profile" in our.get("error", "") and _goes_on(case, their, aws)


def _blank(case: Case, our: dict, _their: dict, aws) -> bool:
    """botocore reads the section, for the profile itself or for the source of its role."""
    is_asked = case.variables.get("AWS_PROFILE") == "my team" or "`my team`" in our.get("error", "")
    is_asked |= "my-team" in aws.meaning(our.get("key"))
    return is_asked and "[my team]" in case.files.get(".aws/credentials", "")


def _half_environment(_case: Case, our: dict, _their: dict, _aws) -> bool:
    return "AWS_SECRET_ACCESS_KEY is set but AWS_ACCESS_KEY_ID is not" in our.get("error", "")


def _web_identity_first(case: Case, _our: dict, their: dict, aws) -> bool:
    is_set = {"AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"} & set(case.variables)
    refused = ("has no role ARN configured" in their.get("error", "")) or "/token'" in their.get("error", "")
    return bool(is_set) and (_of_the_environment(their, aws) or refused)


def _no_region(_case: Case, our: dict, their: dict, _aws) -> bool:
    return their.get("error", "").startswith("NoRegionError") and "error" not in our


def _twice(case: Case, our: dict, their: dict, _aws) -> bool:
    if not their.get("error", "").startswith("ConfigParseError"):
        return False
    for text in (case.files.get(".aws/config", ""), case.files.get(".aws/credentials", "")):
        for section in re.split(r"^\[", text, flags=re.MULTILINE):
            names = [name.lower() for name in re.findall(r"^(\w+) ?=", section, re.MULTILINE)]
            if len(names) > len(set(names)):
                return True
    return False


def _bearer(_case: Case, our: dict, their: dict, _aws) -> bool:
    return "is configured to use the SSO token provider but" in their.get("error", "") and "error" not in our


def _account(_case: Case, our: dict, their: dict, _aws) -> bool:
    if "error" in our or "error" in their:
        return False
    same = all(our[aspect] == their[aspect] for aspect in ("key", "secret", "token", "region"))
    return same and our["account"] in SETTINGS["aws_account_id"] and their["account"] is None


def _duration(_case: Case, our: dict, _their: dict, _aws) -> bool:
    return "`duration_seconds = an hour`" in our.get("error", "")


def _expired(_case: Case, our: dict, their: dict, _aws) -> bool:
    return "the refreshed credentials are still expired" in their.get("error", "") and "error" not in our


def _empty(_case: Case, our: dict, _their: dict, _aws) -> bool:
    return bool(re.search(r"`\w+` in profile `[^`]*` has no value", our.get("error", "")))


def _empty_number(_case: Case, our: dict, their: dict, _aws) -> bool:
    return "invalid literal for int() with base 10: ''" in their.get("error", "") and "error" not in our


REASONS = {
    "half of a setting is an error here; botocore goes on to an identity that the profile does not name": _half,
    "keys below a header that does not count are an error here; botocore goes on to another identity": _header,
    "names with blanks are not read from the credentials file, as aws-runtime's parser tests ask": _blank,
    "a secret without a key id in the environment is an error here; botocore goes on": _half_environment,
    "web identity of the environment comes after the profile, as in aws-config; it is first in botocore": _web_identity_first,
    "STS is asked at its global endpoint where no region is named; botocore refuses": _no_region,
    "of a property that is there twice the last one counts, as aws-runtime's tests ask; botocore refuses": _twice,
    "botocore looks for a bearer token as well as for keys, and fails for want of one": _bearer,
    "the profile's `aws_account_id` counts in whichever file it is, as in aws-config": _account,
    "a `duration_seconds` that is no number is an error here; botocore ignores it": _duration,
    "a program's expired credentials are used, as in aws-config: the service's clock decides": _expired,
    "a credential setting without a value is an error here; botocore signs with an empty key": _empty,
    "a setting without a value counts as not set; botocore refuses a number that is none": _empty_number,
}
