//! How the table describes the endpoints of a service, and how it is evaluated.
//!
//! AWS publishes a rule set for each service ([Smithy: rules engine][spec]; in botocore `endpoint-rule-set-1.json`).
//! The generator has evaluated all of them for every combination of region, FIPS, dual-stack and custom endpoint, and
//! written the results as short lists of [`Rule`]s, which are checked against botocore in every case.
//!
//! [spec]: https://smithy.io/2.0/additional-specs/rules-engine/specification.html

use super::url::{authority, origin};

/// The bits of a variant, the number that [`Rule::when`] refers to.
pub(super) const FIPS: u8 = 1;
pub(super) const DUAL_STACK: u8 = 2;
pub(super) const ENDPOINT: u8 = 4;

/// How a request to a service is authenticated (`auth` and `signatureVersion` in botocore's
/// `service-2.json`). opsmith signs for the first two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Auth {
    /// Signature Version 4.
    SigV4,
    /// Signature Version 4 as S3 uses it: the path is encoded once and not normalized.
    S3,
    /// Signature Version 2, in `sdb` and `importexport`.
    SigV2,
    /// A bearer token, in `codecatalyst` and `account-access-runtime`.
    Bearer,
}

/// The rules of one service. Its own rules take precedence over the shared ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EndpointRules {
    /// What `{p}` stands for.
    pub(super) prefix: &'static str,
    pub(super) own: &'static [Rule],
    pub(super) shared: &'static [Rule],
}

/// The result for some variants and regions. The first matching rule wins.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Bit `v` is set if the rule applies to variant `v`.
    when: u8,
    /// Words, one of which must match: `us-east-1` (that region), `@aws-cn` (any region of that partition), `*` (any
    /// region), `!` (no region), `=host` (a custom endpoint with that host, a template).
    on: &'static str,
    pub(super) then: Then,
}

#[derive(Debug)]
pub(super) enum Then {
    /// Templates: `{p}` is the service's prefix, `{r}` the region, `{d}` and `{D}` the partition's DNS suffix without
    /// and with dual-stack, `{g}` its global region, `{e}` the custom endpoint, and `{o}` its scheme and host. An empty
    /// name means the service's, and an empty region the caller's.
    Url {
        url: &'static str,
        name: &'static str,
        region: &'static str,
    },
    /// The rule set rejects the combination, with this message.
    Refuse(&'static str),
}

/// An endpoint that is signed for the service's name and the caller's region.
pub(super) const fn to(when: u8, on: &'static str, url: &'static str) -> Rule {
    by(when, on, url, "", "")
}

/// An endpoint with its own signing name or region.
pub(super) const fn by(
    when: u8,
    on: &'static str,
    url: &'static str,
    name: &'static str,
    region: &'static str,
) -> Rule {
    Rule {
        when,
        on,
        then: Then::Url { url, name, region },
    }
}

/// No endpoint.
pub(super) const fn no(when: u8, on: &'static str, why: &'static str) -> Rule {
    Rule {
        when,
        on,
        then: Then::Refuse(why),
    }
}

/// A service that is not in the table: its prefix is its whole URL.
pub(super) const FIXED: &[Rule] = &[
    to(1, "! *", "{p}"),
    to(16, "! *", "{e}"),
    no(
        0b1010_1010,
        "! *",
        "Invalid Configuration: FIPS and custom endpoint are not supported",
    ),
    no(
        0b0101_0100,
        "! *",
        "Invalid Configuration: Dualstack and custom endpoint are not supported",
    ),
];

/// A partition of AWS (`botocore/data/partitions.json`).
#[derive(Debug)]
pub(super) struct Partition {
    pub name: &'static str,
    pub dns_suffix: &'static str,
    pub dual_stack_dns_suffix: &'static str,
    /// The region that signs for the partition's global services (`implicitGlobalRegion`).
    pub global_region: &'static str,
    /// `regionRegex` is one of these followed by `\w+-\d+`.
    pub prefixes: &'static [&'static str],
    /// Regions that the expression does not match.
    pub named: &'static [&'static str],
}

impl Partition {
    pub(super) fn has(&self, region: &str) -> bool {
        let numbered = |rest: &str| {
            rest.split_once('-').is_some_and(|(word, number)| {
                !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_alphanumeric())
                    && !number.is_empty()
                    && number.bytes().all(|b| b.is_ascii_digit())
            })
        };
        self.named.contains(&region)
            || self
                .prefixes
                .iter()
                .any(|prefix| region.strip_prefix(prefix).is_some_and(numbered))
    }
}

/// The values that rules look at and templates are filled with.
pub(super) struct RuleInput<'a> {
    pub prefix: &'a str,
    pub region: Option<(&'a str, &'static Partition)>,
    pub endpoint: &'a str,
}

impl RuleInput<'_> {
    /// The first rule for this variant and input.
    pub(super) fn rule(&self, rules: &EndpointRules, variant: u8) -> Option<&'static Rule> {
        rules
            .own
            .iter()
            .chain(rules.shared)
            .find(|rule| rule.when >> variant & 1 == 1 && self.matches(rule.on))
    }

    fn matches(&self, on: &str) -> bool {
        let Some((region, partition)) = self.region else {
            return on.split(' ').any(|word| word == "!");
        };
        on.split(' ').any(|word| {
            if let Some(name) = word.strip_prefix('@') {
                name == partition.name
            } else if let Some(host) = word.strip_prefix('=') {
                authority(self.endpoint).is_some_and(|it| it == self.fill(host))
            } else {
                word == "*" || word == region
            }
        })
    }

    /// Fills a template. By now the region is a host label and the endpoint a checked URL.
    pub(super) fn fill(&self, template: &str) -> String {
        let (region, partition) = match self.region {
            Some((region, partition)) => (region, Some(partition)),
            None => ("", None),
        };
        let of_partition = |get: fn(&Partition) -> &'static str| partition.map_or("", get);
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            out.push_str(match name {
                "p" => self.prefix,
                "r" => region,
                "e" => self.endpoint,
                "o" => origin(self.endpoint),
                "d" => of_partition(|p| p.dns_suffix),
                "D" => of_partition(|p| p.dual_stack_dns_suffix),
                "g" => of_partition(|p| p.global_region),
                _ => "",
            });
            rest = after;
        }
        out.push_str(rest);
        out
    }
}
