//! The choice of a language.

use std::str::FromStr;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{local_path, with_cookies};
use crate::domain::people::Locale;
use crate::store::people;
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::{self, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct ChooseLocale {
    #[serde(default)]
    locale: String,
    #[serde(default)]
    back: String,
}

/// Remembers the language, for the person where there is one and for the browser in any case.
pub async fn choose(
    site: web::Data<Site>,
    visitor: Visitor,
    form: Posted<ChooseLocale>,
) -> Result<HttpResponse, Error> {
    let ChooseLocale { locale, back } = form.0;
    let locale = Locale::from_str(&locale).map_err(|_| Error::Unreadable)?;
    if let Some(member) = &visitor.member {
        let mut person = member.person.clone();
        person.locale = Some(locale);
        site.services.db.write(move |conn| people::update(conn, &person)).await?;
    }
    with_cookies(view::see_other(local_path(&back)), &[visitor::locale_cookie(&site, locale)])
}
