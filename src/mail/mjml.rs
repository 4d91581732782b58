//! MJML becomes HTML once, at start, with the Handlebars expressions still inside.
//!
//! The data is rendered into the HTML later: MJML would choke on a single control character in a person's text.

use std::collections::HashMap;

use mrml::prelude::parser::ParserOptions;
use mrml::prelude::parser::memory_loader::MemoryIncludeLoader;
use mrml::prelude::render::RenderOptions;

use super::Error;
use crate::templates::{self, Templates};

/// Compiles every `mail/NAME/body.mjml` and registers it as the HTML template `mail/NAME/body`.
pub fn register_all(templates: &mut Templates) -> Result<(), Error> {
    let (mails, parts): (Vec<_>, Vec<_>) = templates::sources()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".mjml"))
        .partition(|(path, _)| path.ends_with("/body.mjml"));
    let compiled = mails.into_iter().map(|(path, source)| {
        let html = compile(&source, &parts).map_err(|reason| Error::Mjml { name: path.clone(), reason })?;
        Ok((path.trim_end_matches(".mjml").to_owned(), html))
    });
    Ok(templates.register_html(&compiled.collect::<Result<Vec<_>, Error>>()?)?)
}

fn compile(source: &str, parts: &[(String, String)]) -> Result<String, String> {
    let options = ParserOptions { include_loader: Box::new(MemoryIncludeLoader::from(parts.to_vec())) };
    let parsed = mrml::parse_with_options(source, &options).map_err(|error| error.to_string())?;
    // By default MJML has fonts that the styles name fetched from elsewhere: whoever serves them would know who reads.
    let options = RenderOptions { fonts: HashMap::new(), ..RenderOptions::default() };
    parsed.element.render(&options).map_err(|error| error.to_string())
}
