//! MJML becomes HTML once, before its first mail is written, with the Handlebars expressions still inside.
//!
//! The data is rendered into the HTML later: MJML would choke on a single control character in a person's text.

use std::collections::HashMap;
use std::sync::LazyLock;

use mrml::prelude::parser::ParserOptions;
use mrml::prelude::parser::memory_loader::MemoryIncludeLoader;
use mrml::prelude::render::RenderOptions;

use crate::templates::{self, Templates};

/// Those of pages and of mails: what one who asks has read, whoever asks later need not read.
pub fn every_template() -> Templates {
    static EVERY: LazyLock<Templates> = LazyLock::new(|| {
        let mut templates = Templates::embedded();
        put_mails(&mut templates);
        templates
    });
    EVERY.clone()
}

/// Adds every `mail/NAME/body.mjml` as the HTML template `mail/NAME/body`.
fn put_mails(templates: &mut Templates) {
    for path in templates::paths().into_iter().filter(|path| path.ends_with("/body.mjml")) {
        let name = path.trim_end_matches(".mjml").to_owned();
        templates.put_html(&name, move || compile(&templates::source(&path).unwrap_or_default(), parts()));
    }
}

/// What mails include.
fn parts() -> Vec<(String, String)> {
    let paths = templates::paths().into_iter();
    let parts = paths.filter(|path| path.ends_with(".mjml") && !path.ends_with("/body.mjml"));
    parts.map(|path| (path.clone(), templates::source(&path).unwrap_or_default())).collect()
}

fn compile(source: &str, parts: Vec<(String, String)>) -> Result<String, String> {
    let options = ParserOptions { include_loader: Box::new(MemoryIncludeLoader::from(parts)) };
    let parsed = mrml::parse_with_options(source, &options).map_err(|error| error.to_string())?;
    // By default MJML has fonts that the styles name fetched from elsewhere: whoever serves them would know who reads.
    let options = RenderOptions { fonts: HashMap::new(), ..RenderOptions::default() };
    parsed.element.render(&options).map_err(|error| error.to_string())
}
