//! `bulletins healthcheck`

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;

use super::answers::line;
use crate::config::Config;

/// Whoever starts servers gives up on such a question after some seconds, too.
const PATIENCE: Duration = Duration::from_secs(4);

/// Asks the server that these settings start whether it is ready, and prints what it says: for images in which nothing else
/// could ask.
pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let address = asked_at(config.server.listen);
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
    let asked = client.get(format!("http://{address}/health/ready")).send().await;
    let answer = asked.with_context(|| format!("nothing answers at {address}"))?;
    let is_ready = answer.status().is_success();
    line(answer.text().await?);
    Ok(if is_ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Who listens at every address of a machine is asked at its own.
fn asked_at(listen: SocketAddr) -> SocketAddr {
    let own: IpAddr = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(own, listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_listens_everywhere_is_asked_at_home() {
        for (listen, asked) in [
            ("0.0.0.0:8080", "127.0.0.1:8080"),
            ("[::]:80", "[::1]:80"),
            ("192.0.2.7:8080", "192.0.2.7:8080"),
        ] {
            assert_eq!(asked_at(listen.parse().unwrap()).to_string(), asked);
        }
    }
}
