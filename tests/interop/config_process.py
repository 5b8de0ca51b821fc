"""The external program in the configurations: `config_process.py STATE NAME`."""

import json
import sys

state, name = sys.argv[1:]
if state == "failing":
    sys.exit("no credentials today")
printed = {"Version": 1, "AccessKeyId": f"PROCESS-{name}", "SecretAccessKey": "a-secret", "SessionToken": "a-token"}
printed["Expiration"] = "2020-01-01T00:00:00Z" if state == "expired" else "2099-01-01T00:00:00Z"
if state == "account":
    printed["AccountId"] = "111122223333"
print(json.dumps(printed))
