//! What hosting platforms (PaaS) tell a program by variables of their own.

use super::Error;

/// Variables by which a platform is known that starts a program on a disk which is empty again after the next start,
/// and whose they are.
const FORGETFUL: [(&str, &str); 5] = [
    ("CONTAINER_VERSION", "Scalingo"),
    ("CC_PRETTY_INSTANCE_NAME", "Clever Cloud"),
    ("DYNO", "Heroku"),
    ("VCAP_APPLICATION", "Cloud Foundry"),
    ("K_SERVICE", "Cloud Run"),
];

/// What the platform's variables set, each as TOML: our own variables and a file go before it.
pub(super) fn settings(variables: &[(String, String)]) -> Result<Vec<(&'static str, String)>, Error> {
    let told = |name: &str| variables.iter().find(|(one, value)| one == name && !value.is_empty());
    let mut settings = Vec::new();
    if let Some((_, port)) = told("PORT") {
        let port: u16 = port.parse().map_err(|_| Error::Setting {
            setting: "PORT".into(),
            reason: "must be a port to listen on, such as 8080 (server.listen goes before it)".into(),
        })?;
        settings.push(("PORT", format!("[server]\nlisten = \"0.0.0.0:{port}\"\n")));
    }
    if let Some((_, url)) = told("DATABASE_URL") {
        let url = serde_json::Value::from(url.as_str());
        settings.push(("DATABASE_URL", format!("[database]\nurl = {url}\n")));
    }
    Ok(settings)
}

/// On which platform this runs, where its disk forgets: nothing may be kept in files there.
pub fn forgetful(variables: impl IntoIterator<Item = (String, String)>) -> Option<&'static str> {
    let names: Vec<String> = variables.into_iter().map(|(name, _)| name).collect();
    FORGETFUL.iter().find(|(marker, _)| names.iter().any(|name| name == marker)).map(|(_, whose)| *whose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platform_is_known_by_what_it_sets() {
        let set = |name: &str| vec![(name.to_owned(), "x".to_owned())];
        assert_eq!(forgetful(set("CC_PRETTY_INSTANCE_NAME")), Some("Clever Cloud"));
        assert_eq!(forgetful(set("CONTAINER_VERSION")), Some("Scalingo"));
        assert_eq!(forgetful(set("HOME")), None);
    }
}
