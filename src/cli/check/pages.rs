//! The service as others see it: at the address that people type, through whatever stands in front.

use std::time::Duration;

use super::finding::Finding;
use crate::config::{Config, platform};

const PATIENCE: Duration = Duration::from_secs(5);

/// Asks at `server.base_url`, unless that is this machine's own.
pub async fn from_outside(config: &Config) -> Vec<Finding> {
    if config.is_for_this_machine() {
        return Vec::new();
    }
    let status = |path: &'static str| async move {
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok::<_, reqwest::Error>(client.get(config.link(path)).send().await?.status())
    };
    let base_url = &config.server.base_url;
    match status("/health/live").await {
        Err(error) => vec![Finding::Warning(format!(
            "nothing answers at {base_url} ({}): start the server, and look at the name's address, the proxy and its certificate",
            root_cause(&error)
        ))],
        Ok(answer) if !answer.is_success() => vec![Finding::Warning(format!(
            "{base_url} answers {answer} where the server would say 200: look at where the proxy sends requests"
        ))],
        Ok(_) => {
            let mut findings = vec![Finding::Good(format!("{base_url} answers"))];
            if status("/metrics").await.is_ok_and(|answer| answer.is_success()) {
                findings.push(Finding::Warning(format!(
                    "{base_url}metrics is open to everybody: close it in the proxy (docs/OPERATIONS.md, \"What the proxy in front should do\")"
                )));
            }
            findings
        }
    }
}

fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// The address of a client is believed from the header alone that a proxy writes, which whoever gets past the proxy
/// writes, too.
pub fn way_past_the_proxy(
    config: &Config,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Option<Finding> {
    let listen = config.server.listen;
    // On a platform nobody else reaches a program's port.
    let is_open = config.server.trusted_proxies > 0 && listen.ip().is_unspecified();
    (is_open && platform::forgetful(variables).is_none()).then(|| {
        Finding::Warning(format!(
            "server.trusted_proxies is {} and the server listens at {listen}: who reaches that port without the proxy says themselves \
             from where they come; listen at 127.0.0.1, or let the proxy alone reach it",
            config.server.trusted_proxies
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn who_runs_it_is_told_what_others_see() {
        let of = |url: &str, listen: &str| {
            let set = |name: &str, value: &str| (format!("BULLETINS_SERVER__{name}"), value.to_owned());
            Config::load(None, [set("BASE_URL", url), set("LISTEN", listen), set("TRUSTED_PROXIES", "1")])
                .unwrap()
        };
        assert!(from_outside(&of("http://localhost:8080", "127.0.0.1:8080")).await.is_empty());
        // A port that nobody listens on, at an address that is no name of this machine.
        let findings = from_outside(&of("http://0.0.0.0:1", "127.0.0.1:8080")).await;
        assert!(
            matches!(&findings[..], [Finding::Warning(told)] if told.contains("nothing answers")),
            "{findings:?}"
        );
        assert!(way_past_the_proxy(&of("http://x", "127.0.0.1:80"), []).is_none());
        assert!(way_past_the_proxy(&of("http://x", "0.0.0.0:80"), []).is_some());
        assert!(
            way_past_the_proxy(&of("http://x", "0.0.0.0:80"), [("DYNO".into(), "web.1".into())]).is_none()
        );
    }
}
