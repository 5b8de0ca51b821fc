//! How requests leave this machine: proxies and trusted certificates, read the way botocore reads them.
//!
//! Sources: [AWS_CA_BUNDLE](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html),
//! [proxies](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html).

use super::error::{ConfigError, SettingOrigin};
use super::sources::Sources;
use super::value::Lookup;
use crate::transport::proxy::{NoProxy, Proxies, Proxy};
use crate::transport::settings::read_bundle;
use crate::transport::tls::CaBundle;

/// What the environment and the selected profile say.
#[derive(Debug, Default)]
pub(crate) struct Network {
    /// `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`, each in lowercase as well. Lowercase takes precedence.
    pub(crate) proxies: Proxies,
    /// `AWS_CA_BUNDLE`, `ca_bundle`.
    pub(crate) ca_bundle: Option<CaBundle>,
}

impl Network {
    pub(crate) fn resolve(lookup: &Lookup<'_>) -> Result<Self, ConfigError> {
        let sources = lookup.sources;
        let proxy = |names| {
            let parse = |(name, text): (&str, String)| {
                Proxy::parse(&text)
                    .map_err(|why| ConfigError::new(SettingOrigin::Variable(name.to_owned()), why))
            };
            variable(sources, names).map(parse).transpose()
        };
        let no_proxy = variable(sources, ["no_proxy", "NO_PROXY"]);
        let ca_bundle = lookup.find("AWS_CA_BUNDLE", "ca_bundle").map(|found| {
            found.check(|text| {
                read_bundle(&sources.expand_home(text), |file| sources.read_file(file))
            })
        });
        Ok(Self {
            proxies: Proxies {
                http: proxy(["http_proxy", "HTTP_PROXY"])?,
                https: proxy(["https_proxy", "HTTPS_PROXY"])?,
                no_proxy: NoProxy::parse(no_proxy.map_or(String::new(), |(_, list)| list).as_str()),
            },
            ca_bundle: ca_bundle.transpose()?,
        })
    }
}

/// The lowercase variable, or else the uppercase one. An empty lowercase variable unsets both, as in Python's
/// `urllib.request.getproxies_environment`, which botocore uses. `HTTP_PROXY` is not read in a CGI program, where a
/// client can set it with the header `Proxy` (CVE-2016-1000110).
fn variable<'n>(
    sources: &dyn Sources,
    [small, capitals]: [&'n str; 2],
) -> Option<(&'n str, String)> {
    let found = match sources.var(small) {
        Some(value) => (small, value),
        None if capitals == "HTTP_PROXY" && sources.var("REQUEST_METHOD").is_some() => return None,
        None => (capitals, sources.var(capitals)?),
    };
    (!found.1.is_empty()).then_some(found)
}
