//! Why nothing is rendered.

use handlebars::RenderError;

/// A template that cannot be read, or data that it does not fit.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("template {0}: {1}")]
    Template(String, String),
    #[error("cannot render: {0}")]
    Render(RenderError),
}

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Self {
        Error::Render(error)
    }
}
