//! Forms that carry a file.

use std::collections::HashMap;

use super::errors::Error;
use super::parts::Parts;
use super::site::Site;
use super::visitor::Visitor;

/// The most bytes of the fields beside the file, each.
const FIELD_MAX: usize = 1024;
/// The most fields: the largest form has five.
const FIELDS_MAX: usize = 32;

/// A form that was shown to the visitor who sends it, with a file.
pub struct Upload {
    /// Empty: none was chosen.
    pub file: Vec<u8>,
    fields: HashMap<String, String>,
}

impl Upload {
    /// Reads a form of which the fields `file` and `text` may hold up to `max` bytes.
    pub async fn read(site: &Site, visitor: &Visitor, mut parts: Parts, max: usize) -> Result<Upload, Error> {
        let mut upload = Upload { file: Vec::new(), fields: HashMap::new() };
        while let Some(part) = parts.next().await? {
            let name = part.name().to_owned();
            if upload.fields.len() >= FIELDS_MAX || upload.fields.contains_key(&name) {
                return Err(Error::Unreadable);
            }
            let most = if ["file", "text"].contains(&name.as_str()) { max } else { FIELD_MAX };
            let content = part.read(most).await?;
            if name == "file" {
                upload.file = content;
            } else {
                let text = String::from_utf8(content).map_err(|_| Error::NotUtf8)?;
                upload.fields.insert(name, text);
            }
        }
        visitor.refuse_foreign_form(site, upload.field("csrf"))?;
        Ok(upload)
    }

    /// What was typed into a field; nothing if the form has none of that name.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }
}
