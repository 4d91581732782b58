//! What is in force, as `bulletins config` prints it.

use std::fmt::Write;
use std::path::Path;

use config::{Value, ValueKind};
use serde_json::Value as Text;

use super::layers::{self, Layer, Origin};
use super::secrets::{SECRETS, masked};
use super::{Error, reference};

/// All settings as TOML, each with where it came from, secrets masked. Whether they can be is not asked.
///
/// # Errors
/// Where one of the places cannot be read.
pub fn in_force(
    file: Option<&Path>,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<String, Error> {
    let variables: Vec<(String, String)> = variables.into_iter().collect();
    let layers = layers::all(file, &variables)?;
    let mut told = String::new();
    for section in reference::sections() {
        let known: Vec<String> = section.keys().map(str::to_owned).collect();
        // What nobody knows keeps the program from starting, and is shown where it stands.
        let mut unknown: Vec<String> = layers
            .iter()
            .filter_map(|layer| layer.values.get_table(&section.name).ok())
            .flat_map(|table| table.into_keys())
            .filter(|key| !known.contains(key))
            .collect();
        unknown.sort();
        unknown.dedup();
        if !told.is_empty() {
            told.push('\n');
        }
        let _ = writeln!(told, "[{}]", section.name);
        for key in known.iter().chain(&unknown) {
            let name = format!("{}.{key}", section.name);
            let Some((layer, value)) = found(&layers, &name) else { continue };
            let _ = writeln!(
                told,
                "{:<48} # {}",
                format!("{key} = {}", shown(&name, &value)),
                origin(layer, &name, &variables)
            );
        }
    }
    if let Some((layer, Value { kind: ValueKind::Array(entries), .. })) = found(&layers, "schedule") {
        for entry in entries {
            let _ = write!(told, "\n[[schedule]]{:36} # {}\n", "", layer.origin);
            for key in ["job", "cron", "on"] {
                if let Some(value) = entry.clone().into_table().ok().and_then(|mut table| table.remove(key)) {
                    let _ = writeln!(told, "{key} = {}", toml(&value));
                }
            }
        }
    }
    Ok(told)
}

/// Whether a file sets something that is secret.
pub fn holds_secrets(file: &Path) -> bool {
    let Ok(layer) = layers::of_file(file) else { return false };
    SECRETS.iter().any(|name| {
        let value = layer.values.get_string(name).unwrap_or_default();
        !value.is_empty() && masked(&value) != value
    })
}

/// The last layer that says something of a setting, and what.
fn found<'a>(layers: &'a [Layer], name: &str) -> Option<(&'a Layer, Value)> {
    layers.iter().rev().find_map(|layer| Some((layer, layer.values.get::<Value>(name).ok()?)))
}

/// A value of the environment by its variable, which may name a file.
fn origin(layer: &Layer, name: &str, variables: &[(String, String)]) -> String {
    if layer.origin != Origin::Variables {
        return layer.origin.to_string();
    }
    let variable = format!("BULLETINS_{}", name.replace('.', "__").to_uppercase());
    let file = format!("{variable}_FILE");
    match variables.iter().find(|(one, _)| *one == file) {
        Some((_, path)) => format!("{file} ({path})"),
        None => variable,
    }
}

fn shown(name: &str, value: &Value) -> String {
    let is_secret = SECRETS.contains(&name) && *value != Value::from("");
    if is_secret { Text::from(masked(&value.to_string())).to_string() } else { toml(value) }
}

fn toml(value: &Value) -> String {
    match &value.kind {
        ValueKind::String(text) => Text::from(text.as_str()).to_string(),
        ValueKind::Array(values) => format!("[{}]", values.iter().map(toml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn told(file: Option<&Path>, variables: &[(&str, &str)]) -> String {
        in_force(file, variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
            .unwrap()
    }

    /// Whether a line begins so and names that origin.
    fn says(told: &str, beginning: &str, origin: &str) -> bool {
        told.lines().any(|line| line.starts_with(beginning) && line.ends_with(&format!("# {origin}")))
    }

    #[test]
    fn each_value_is_told_with_where_it_came_from_and_no_secret() {
        let secret = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(secret.path(), "smtps://us:hush@mail.example.org").unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(
            file.path(),
            "[programme]\nname = \"EIG \\\"3\\\"\"\n[chat]\nslack_token = \"hush\"\n",
        )
        .unwrap();
        let told = told(
            Some(file.path()),
            &[
                ("PORT", "5000"),
                ("DATABASE_URL", "postgres://us:hush@db.example.org/b?sslmode=require"),
                ("BULLETINS_MAIL__SMTP_URL_FILE", secret.path().to_str().unwrap()),
                ("BULLETINS_DELIVERY__CONCURRENCY", "3"),
            ],
        );
        let path = file.path().to_str().unwrap();
        assert!(says(&told, "listen = \"0.0.0.0:5000\" ", "PORT"), "{told}");
        assert!(
            says(&told, "url = \"postgres://us:***@db.example.org/b?sslmode=require\"", "DATABASE_URL"),
            "{told}"
        );
        assert!(says(&told, "name = \"EIG \\\"3\\\"\"", path), "{told}");
        assert!(says(&told, "slack_token = \"***\"", path), "{told}");
        assert!(says(&told, "concurrency = 3", "BULLETINS_DELIVERY__CONCURRENCY"), "{told}");
        let named = format!("BULLETINS_MAIL__SMTP_URL_FILE ({})", secret.path().display());
        assert!(says(&told, "smtp_url = \"smtps://us:***@mail.example.org\"", &named), "{told}");
        assert!(says(&told, "tick_seconds = 5", "default"), "{told}");
        assert!(!told.contains("hush"), "{told}");
    }

    /// What is printed is a file of settings again, and says of each all that the program knows.
    #[test]
    fn what_is_told_could_be_the_file() {
        let printed = told(None, &[]);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &printed).unwrap();
        assert!(Config::load(Some(file.path()), []).is_ok());
        let again = told(Some(file.path()), &[]);
        assert!(!again.contains("# default"), "{again}");
    }

    /// The types know which are secret: they show themselves as redacted.
    #[test]
    fn every_secret_is_masked() {
        let redacted = format!("{:?}", Config::load(None, []).unwrap()).matches("REDACTED").count();
        assert_eq!(redacted, SECRETS.len());
    }
}
