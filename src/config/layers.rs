//! Where settings come from: layers, of which the later ones go before the earlier ones.

use std::fmt::{self, Display, Formatter};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use config::{Environment, File, FileFormat, Source};

use super::reference::DEFAULTS;
use super::{Error, platform, read};

/// What a layer was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Default,
    /// What the demo sets differently.
    Demo,
    /// A variable that hosting platforms set, such as `PORT`.
    Platform(&'static str),
    /// What another setting comes to, as nothing else is said.
    Following(&'static str),
    File(PathBuf),
    /// The environment; each value by a variable of its own.
    Variables,
}

impl Display for Origin {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::Demo => f.write_str("demo"),
            Origin::Platform(variable) => f.write_str(variable),
            Origin::Following(setting) => write!(f, "follows {setting}"),
            Origin::File(path) => write!(f, "{}", path.display()),
            Origin::Variables => f.write_str("environment"),
        }
    }
}

pub(super) struct Layer {
    pub origin: Origin,
    pub values: config::Config,
}

impl Layer {
    fn new(origin: Origin, source: impl Source + Send + Sync + 'static) -> Result<Layer, Error> {
        Ok(Layer { origin, values: config::Config::builder().add_source(source).build()? })
    }

    pub(super) fn of_text(origin: Origin, text: &str) -> Result<Layer, Error> {
        Layer::new(origin, File::from_str(text, FileFormat::Toml))
    }
}

/// All that a real service is set by.
pub(super) fn all(file: Option<&Path>, variables: &[(String, String)]) -> Result<Vec<Layer>, Error> {
    let mut layers = vec![Layer::of_text(Origin::Default, DEFAULTS)?];
    for (variable, text) in platform::settings(variables)? {
        layers.push(Layer::of_text(Origin::Platform(variable), &text)?);
    }
    if let Some(path) = file {
        layers.push(of_file(path)?);
    }
    layers.push(of_variables(variables)?);
    at_its_own_port(layers)
}

/// Where nothing says what address people type, it is this machine's with the port that is listened on.
fn at_its_own_port(mut layers: Vec<Layer>) -> Result<Vec<Layer>, Error> {
    let told = |name: &str| layers.iter().skip(1).rev().find_map(|layer| layer.values.get_string(name).ok());
    let listens = told("server.listen").and_then(|address| address.parse::<SocketAddr>().ok());
    // Port 0 is whichever is free.
    let is_known = |address: &SocketAddr| address.port() != 0 && told("server.base_url").is_none();
    if let Some(address) = listens.filter(is_known) {
        let text = format!("[server]\nbase_url = \"http://127.0.0.1:{}\"\n", address.port());
        layers.insert(1, Layer::of_text(Origin::Following("server.listen"), &text)?);
    }
    Ok(layers)
}

/// What the demo is set by: of the file and the variables some sections alone.
pub(super) fn some(
    overlay: &str,
    sections: &[&str],
    file: Option<&Path>,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Vec<Layer>, Error> {
    let mut layers = vec![Layer::of_text(Origin::Default, DEFAULTS)?, Layer::of_text(Origin::Demo, overlay)?];
    if let Some(path) = file {
        let whole = of_file(path)?;
        let mut some = config::Config::builder();
        for section in sections {
            if let Ok(value) = whole.values.get::<config::Value>(section) {
                some = some.set_override(*section, value)?;
            }
        }
        layers.push(Layer { origin: whole.origin, values: some.build()? });
    }
    let is_of = |name: &str, section: &str| {
        let rest = name.strip_prefix("BULLETINS_").and_then(|key| key.strip_prefix(&section.to_uppercase()));
        rest.is_some_and(|rest| rest.starts_with("__"))
    };
    let of_sections: Vec<(String, String)> = variables
        .into_iter()
        .filter(|(name, _)| sections.iter().any(|section| is_of(name, section)))
        .collect();
    layers.push(of_variables(&of_sections)?);
    at_its_own_port(layers)
}

pub(super) fn of_file(path: &Path) -> Result<Layer, Error> {
    // Of a file that somebody may not read it would be told that there is none.
    std::fs::read(path).map_err(|reason| Error::File { path: path.to_owned(), reason })?;
    Layer::new(Origin::File(path.to_owned()), File::from(path).format(FileFormat::Toml))
}

fn of_variables(variables: &[(String, String)]) -> Result<Layer, Error> {
    let environment = Environment::with_prefix("BULLETINS")
        .prefix_separator("_")
        .separator("__")
        .list_separator(",")
        .with_list_parse_key("programme.list_addresses")
        .try_parsing(true)
        .ignore_empty(true)
        .source(Some(read::settings_among(variables.iter().cloned())?));
    Layer::new(Origin::Variables, environment)
}

/// What is in force: of each setting what the last layer says.
pub(super) fn merged(layers: &[Layer]) -> Result<config::Config, Error> {
    let mut builder = config::Config::builder();
    for layer in layers {
        builder = builder.add_source(layer.values.clone());
    }
    Ok(builder.build()?)
}
