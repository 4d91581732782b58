//! Forms that carry a file.

use std::collections::HashMap;

use actix_multipart::{Multipart, MultipartError};
use futures_util::TryStreamExt;

use super::errors::Error;
use super::site::Site;
use super::visitor::Visitor;

/// The most bytes of the fields beside the file, each.
const FIELD_MAX: usize = 1024;

/// A form that was shown to the visitor who sends it, with a file.
pub struct Upload {
    /// Empty: none was chosen.
    pub file: Vec<u8>,
    fields: HashMap<String, String>,
}

impl Upload {
    /// Reads a form of which the fields `file` and `text` may hold up to `max` bytes.
    pub async fn read(
        site: &Site,
        visitor: &Visitor,
        mut body: Multipart,
        max: usize,
    ) -> Result<Upload, Error> {
        let mut upload = Upload { file: Vec::new(), fields: HashMap::new() };
        while let Some(mut field) = body.try_next().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            let most = if ["file", "text"].contains(&name.as_str()) { max } else { FIELD_MAX };
            let mut content = Vec::new();
            while let Some(chunk) = field.try_next().await.map_err(unreadable)? {
                if content.len() + chunk.len() > most {
                    return Err(Error::TooLarge);
                }
                content.extend_from_slice(&chunk);
            }
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

fn unreadable(error: MultipartError) -> Error {
    match error {
        MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse
        | MultipartError::ContentTypeIncompatible => Error::NotAForm,
        _ => Error::Unreadable,
    }
}
