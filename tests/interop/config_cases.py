"""Random shared configuration: the two files, tokens and environment of one case each, from a seed."""

import random
from dataclasses import dataclass, field

PROFILES = ["default", "dev", "prod", "base", "team-a", "my team"]
REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "us-gov-west-1"]
SESSIONS = ["corp", "lab"]
SSO = ["sso_start_url", "sso_region", "sso_account_id", "sso_role_name"]
# Other settings that a profile may have, which are not about credentials.
SETTINGS = {
    "region": REGIONS,
    "output": ["json", "text"],
    "cli_pager": [""],
    "max_attempts": ["4"],
    "aws_account_id": ["210987654321"],
}


@dataclass
class Case:
    """Files by their path in the home directory, and variables."""

    number: int
    files: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    # The intended profile and its properties, for the statistics.
    kinds: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [f"case {self.number}: {' '.join(self.kinds)}"]
        parts += [f"  {name}={value}" for name, value in sorted(self.variables.items())]
        for path, text in self.files.items():
            parts += [f"  --- {path}", *(f"  {line}" for line in text.splitlines())]
        return "\n".join(parts)


def case(seed: int, number: int) -> Case:
    return Maker(seed, number).make()


class Maker:
    """Makes one case; `chance` and `pick` are its only sources of randomness."""

    def __init__(self, seed: int, number: int) -> None:
        self.random = random.Random(f"{seed}/{number}")
        self.case = Case(number)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def pick(self, options):
        return self.random.choice(options)

    def make(self) -> Case:
        config: list[tuple[str, list[tuple[str, str]]]] = []
        credentials: list[tuple[str, list[tuple[str, str]]]] = []
        names = ["default"] if self.chance(0.7) else []
        names += self.random.sample(PROFILES[1:], self.random.randint(1, 4))
        for name in names:
            self.profile(name, names, config, credentials)
        for session in SESSIONS:
            if self.chance(0.9):
                url = f"https://{session}.awsapps.com/start"
                properties = [("sso_region", self.pick(REGIONS)), ("sso_start_url", url)]
                if self.chance(0.2):
                    properties.append(("sso_registration_scopes", "sso:account:access"))
                config.append((f"sso-session {session}", self.drop(properties, 0.02)))
        self.random.shuffle(config)
        self.case.files[".aws/config"] = self.text(config)
        if credentials or self.chance(0.3):
            self.case.files[".aws/credentials"] = self.text(credentials)
        self.tokens()
        self.environment(names)
        return self.case

    def profile(self, name: str, names: list[str], config: list, credentials: list) -> None:
        kind = self.pick(list(KINDS))
        properties = KINDS[kind](self, name, names)
        if self.chance(0.25):
            second = self.pick(list(KINDS))
            properties = list(dict(properties + KINDS[second](self, name, names)).items())
            kind += f"+{second}"
        self.case.kinds.append(f"{name}:{kind}")
        properties = self.drop(properties, 0.04)
        for setting, values in SETTINGS.items():
            if self.chance(0.25):
                properties.append((setting, self.pick(values)))
        if self.chance(0.08):
            properties.append(self.pick(STRAY))
        if self.chance(0.02) and properties:
            where = self.random.randrange(len(properties))
            properties[where] = (properties[where][0], "")
        self.random.shuffle(properties)
        # Keys are mostly in the credentials file and everything else mostly in the config file, but sometimes in both.
        here, there = [], []
        keys_there = self.chance(0.6)
        for key, value in properties:
            is_key = key.startswith("aws_") and key != "aws_account_id"
            if is_key and self.chance(0.03):
                here.append((key, f"{value}2"))
                there.append((key, value))
            elif (keys_there if is_key else self.chance(0.04)):
                there.append((key, value))
            else:
                here.append((key, value))
        if here or self.chance(0.5) or not there:
            config.append((self.header(name), here))
        if there:
            bare = name if " " not in name else self.pick([name, f'"{name}"'])
            credentials.append((f"profile {name}" if self.chance(0.02) else bare, there))

    def header(self, name: str) -> str:
        if self.chance(0.02):
            wrong = [name, f'profile "{name}" "x"', f"profile {name} x", f'profile "{name}', f"Profile {name}"]
            return self.pick(wrong)
        if name == "default":
            return "default" if self.chance(0.8) else self.pick(["profile default", 'profile "default"'])
        if " " in name:
            return self.pick([f'profile "{name}"', f"profile '{name}'", f'profile   "{name}"'])
        rare = [f'profile "{name}"', f"profile '{name}'", f"profile  {name}", f"profile\t{name}"]
        return self.pick([f"profile {name}"] * 6 + rare)

    def drop(self, properties: list, probability: float) -> list:
        return [property for property in properties if not self.chance(probability)]

    def text(self, sections: list) -> str:
        lines = []
        for header, properties in sections:
            if self.chance(0.1):
                lines.append(self.pick(["# a comment", "; another", ""]))
            lines.append(f"[{header}]")
            for key, value in properties:
                key = key.upper() if self.chance(0.03) else key
                equals = self.pick([" = "] * 6 + ["=", "= ", " ="])
                lines.append(f"{key}{equals}{value}")
                if self.chance(0.03):
                    nested = ["s3 =", "  addressing_style = path"]
                    lines += self.pick([nested, ["# a comment"], [""], ["unknown_key = 1"]])
        return "\n".join(lines) + "\n"

    def tokens(self) -> None:
        """IAM Identity Center sign-ins by cache key, and web identity tokens."""
        for what in [*SESSIONS, *(f"https://{session}.awsapps.com/start" for session in SESSIONS)]:
            if self.chance(0.95):
                state = self.pick(["good"] * 8 + ["expired", "refreshable"])
                self.case.files[f"sso:{what}"] = state
        if self.chance(0.95):
            self.case.files["token"] = "a.web.token"

    def environment(self, names: list[str]) -> None:
        variables = self.case.variables
        if self.chance(0.7):
            variables["AWS_PROFILE"] = self.pick(names) if self.chance(0.95) else self.pick(PROFILES)
        if self.chance(0.85):
            variables["AWS_DEFAULT_REGION"] = self.pick(REGIONS)
        if self.chance(0.06):
            for name in self.drop(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"], 0.15):
                variables[name] = f"of-the-environment-{name[4:8]}"
        if self.chance(0.05):
            both = [("AWS_WEB_IDENTITY_TOKEN_FILE", "~token"), ("AWS_ROLE_ARN", arn("of-the-environment"))]
            variables |= self.drop(both, 0.1)
        if self.chance(0.15):
            variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "~container"
        if self.chance(0.4):
            variables["AWS_EC2_METADATA_DISABLED"] = "true"


def arn(role: str) -> str:
    return f"arn:aws:iam::123456789012:role/{role}"


def keys(maker: Maker, name: str, _names) -> list:
    name = name.replace(" ", "-")
    found = [("aws_access_key_id", f"AKID-{name}"), ("aws_secret_access_key", f"secret-{name}")]
    if maker.chance(0.3):
        found.append((maker.pick(["aws_session_token"] * 3 + ["aws_security_token"]), f"token-{name}"))
    return found


def role(maker: Maker, name: str, names: list[str]) -> list:
    source = name if maker.chance(0.1) else maker.pick(names if maker.chance(0.97) else PROFILES)
    return [("role_arn", arn(name.replace(" ", "-"))), ("source_profile", source), *of_role(maker)]


def self_role(maker: Maker, name: str, names: list[str]) -> list:
    return [*role(maker, name, [name]), *keys(maker, name, names)]


def named_source(maker: Maker, name: str, _names) -> list:
    sources = ["Ec2InstanceMetadata", "EcsContainer", "Environment"]
    source = maker.pick(sources * 4 + ["ec2instancemetadata", "Laptop"])
    return [("role_arn", arn(name.replace(" ", "-"))), ("credential_source", source), *of_role(maker)]


def web(maker: Maker, name: str, _names) -> list:
    return [("role_arn", arn(name.replace(" ", "-"))), ("web_identity_token_file", "~token"), *of_role(maker)]


def of_role(maker: Maker) -> list:
    found = []
    if maker.chance(0.3):
        found.append(("role_session_name", maker.pick(["me", "build.1@x"])))
    if maker.chance(0.2):
        found.append(("external_id", "an-id"))
    if maker.chance(0.15):
        found.append(("duration_seconds", maker.pick(["900", "3600", "43200", "3600", "60", "an hour"])))
    if maker.chance(0.02):
        found.append(("mfa_serial", "arn:aws:iam::123456789012:mfa/me"))
    return found


def sso_session(maker: Maker, name: str, _names) -> list:
    found = [("sso_session", maker.pick([*SESSIONS] * 5 + ["nobody's"])), *account(name)]
    if maker.chance(0.15):
        found.append(("sso_region", maker.pick(REGIONS)))
    return found


def sso_legacy(maker: Maker, name: str, _names) -> list:
    url = f"https://{maker.pick(SESSIONS)}.awsapps.com/start"
    return [("sso_start_url", url), ("sso_region", maker.pick(REGIONS)), *account(name)]


def account(name: str) -> list:
    return [("sso_account_id", "123456789012"), ("sso_role_name", f"Role-{name.replace(' ', '-')}")]


def process(maker: Maker, name: str, _names) -> list:
    state = maker.pick(["good"] * 8 + ["failing", "expired", "account"])
    return [("credential_process", f"~process {state} {name.replace(' ', '-')}")]


def nothing(_maker: Maker, _name: str, _names) -> list:
    return []


KINDS = {
    "keys": keys,
    "role": role,
    "self_role": self_role,
    "named_source": named_source,
    "web": web,
    "sso_session": sso_session,
    "sso_legacy": sso_legacy,
    "process": process,
    "nothing": nothing,
}
# One of these and nothing that belongs to it.
STRAY = [
    ("role_session_name", "stray"),
    ("external_id", "stray"),
    ("duration_seconds", "900"),
    ("mfa_serial", "stray"),
    ("source_profile", "default"),
    ("credential_source", "Ec2InstanceMetadata"),
    ("role_arn", arn("stray")),
    ("web_identity_token_file", "~token"),
    ("sso_session", "corp"),
    ("sso_start_url", "https://corp.awsapps.com/start"),
    ("sso_region", "us-east-1"),
    ("sso_account_id", "123456789012"),
    ("sso_role_name", "stray"),
    ("aws_access_key_id", "AKID-stray"),
    ("aws_secret_access_key", "secret-stray"),
    ("aws_session_token", "token-stray"),
]
