//! The templates of pages and mails, each read when it is first wanted, and the static files they name.

mod assembling;
mod assets;
mod error;
mod given;
mod manner;
mod remembering;
mod shelf;

use chrono::{NaiveDate, NaiveDateTime};
use fluent_bundle::{FluentArgs, FluentValue};
use handlebars::{
    Context, Handlebars, Helper, HelperDef, RenderContext, RenderError, RenderErrorReason, Renderable,
    ScopedJson, StringOutput, Template,
};
use rust_embed::Embed;
use serde::Serialize;
use serde_json::Value;

use crate::domain::calendar::Week;
use crate::domain::kit;
use crate::domain::people::Locale;
use crate::i18n::{self, words};
use crate::markdown;

use manner::Manner;
use shelf::Shelf;

pub use assets::{Asset, asset, schemes, signs};
pub use error::Error;

#[derive(Embed)]
#[folder = "templates/"]
struct Files;

/// Every template, read once for all languages when it is first rendered, by whichever copy renders it.
#[derive(Clone)]
pub struct Templates {
    html: Shelf,
    text: Shelf,
}

impl Templates {
    /// Those of pages, and of the texts of mails.
    pub fn embedded() -> Templates {
        Templates::of(|name, source| assembling::assembled(name, &partial, source))
    }

    /// As they are written, without what puts them together: they say the same.
    #[cfg(test)]
    pub fn as_written() -> Templates {
        Templates::of(|_, source| source.to_owned())
    }

    fn of(assembled: impl Fn(&str, &str) -> String + Copy + Send + Sync + 'static) -> Templates {
        let mut templates =
            Templates { html: Shelf::new(handlebars::html_escape), text: Shelf::new(handlebars::no_escape) };
        for path in Files::iter() {
            let source = {
                let path = path.clone();
                move || source(&path).ok_or_else(|| format!("{path} is not there"))
            };
            match (path.strip_suffix(".txt.hbs"), path.strip_suffix(".hbs")) {
                (Some(name), _) => templates.text.put(name, source),
                (None, Some(name)) => {
                    let whole = name.to_owned();
                    templates.html.put(name, move || Ok(assembled(&whole, &source()?)));
                }
                // MJML is compiled by `mail`, which says what comes out.
                (None, None) => {}
            }
        }
        templates
    }

    /// Adds a template in which data is escaped for HTML; its source is asked for when it is first rendered.
    pub fn put_html(
        &mut self,
        name: &str,
        source: impl Fn() -> Result<String, String> + Send + Sync + 'static,
    ) {
        self.html.put(name, source);
    }

    /// Adds one in which nothing is escaped.
    pub fn put_text(
        &mut self,
        name: &str,
        source: impl Fn() -> Result<String, String> + Send + Sync + 'static,
    ) {
        self.text.put(name, source);
    }

    /// Renders a page or the HTML part of a mail.
    pub fn html(&self, locale: Locale, name: &str, data: &impl Serialize) -> Result<String, Error> {
        render(&self.html, locale, name, &Context::wraps(data)?)
    }

    /// Renders the text part of a mail, or its subject: nothing is escaped.
    pub fn text(&self, locale: Locale, name: &str, data: &impl Serialize) -> Result<String, Error> {
        render(&self.text, locale, name, &Context::wraps(data)?)
    }

    /// Reads each.
    #[cfg(test)]
    pub fn read_all(&self) -> Result<(), Error> {
        let read = |shelf: &Shelf| shelf.names().try_for_each(|name| shelf.get(name).map(drop));
        read(&self.html).and_then(|()| read(&self.text))
    }
}

/// Renders a template, all of whose helpers speak one language, whatever context a partial is rendered in.
fn render(shelf: &Shelf, locale: Locale, name: &str, context: &Context) -> Result<String, Error> {
    Ok(render_part(shelf, Manner::of(locale, context.data()), shelf.get(name)?, context)?)
}

/// Renders a template, or a block of one, and what it includes.
fn render_part(
    shelf: &Shelf,
    manner: Manner,
    (registry, template): (&Handlebars<'_>, &Template),
    context: &Context,
) -> Result<String, RenderError> {
    let locale = manner.locale;
    let mut rendering = RenderContext::new(template.name.as_ref());
    for (name, say) in HELPERS {
        rendering.register_local_helper(name, Box::new(Helping { locale, say: *say }));
    }
    let say = if manner.mails_stay { translate_where_mails_stay } else { translate };
    rendering.register_local_helper("t", Box::new(Helping { locale, say }));
    rendering.register_local_helper("given", Box::new(given::Given));
    rendering.register_local_helper("frame", Box::new(assembling::Frame { shelf, locale }));
    rendering.register_local_helper("remembered", Box::new(remembering::Remembered { shelf, manner }));
    let mut rendered = StringOutput::new();
    template.render(registry, context, &mut rendering, &mut rendered)?;
    rendered.into_string().map_err(|error| other(error.to_string()))
}

/// The paths of all templates below `templates/`, in their order.
pub fn paths() -> Vec<String> {
    let mut paths: Vec<_> = Files::iter().map(String::from).collect();
    paths.sort();
    paths
}

/// What is written at such a path.
pub fn source(path: &str) -> Option<String> {
    Some(String::from_utf8_lossy(&Files::get(path)?.data).into_owned())
}

/// The source of a partial, by its name.
fn partial(name: &str) -> Option<String> {
    source(&format!("{name}.hbs"))
}

/// What a helper says in a language; it is escaped like any other value.
type Say = fn(Locale, &Helper<'_>) -> Result<String, RenderError>;

const HELPERS: &[(&str, Say)] = &[
    ("day-words", day_in_words),
    ("time-words", time_in_words),
    ("week-words", week_in_words),
    ("when", from_now),
    ("asset", asset_path),
    ("sign-at", sign_at),
    ("icon", icon),
    ("avatar", avatar),
    ("markdown", markdown_as_html),
    ("words", markdown_as_words),
    ("plain", markdown_as_plain),
    ("short", shortened),
    ("within", in_midst),
    ("heading", at_the_head),
    ("doer", who_did_it),
];

struct Helping {
    locale: Locale,
    say: Say,
}

impl HelperDef for Helping {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        (self.say)(self.locale, helper).map(|said| ScopedJson::Derived(Value::String(said)))
    }
}

/// `{{t "key" name=value}}`: a text.
fn translate(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    translated(i18n::text, locale, helper)
}

/// The same where mails stay in files.
fn translate_where_mails_stay(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    translated(i18n::text_where_mails_stay, locale, helper)
}

/// How a text is looked up.
type Text = fn(Locale, &str, &FluentArgs<'_>) -> Result<String, i18n::Error>;

fn translated(text: Text, locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let key = text_of(helper)?;
    let mut arguments = FluentArgs::new();
    for (name, value) in helper.hash() {
        let value = match value.value() {
            Value::Number(number) => FluentValue::from(number.as_f64().unwrap_or_default()),
            Value::String(text) => FluentValue::from(text.clone()),
            _ => return Err(other(format!("{key}: {name} is neither text nor number"))),
        };
        arguments.set(name.to_string(), value);
    }
    text(locale, key, &arguments).map_err(|error| other(error.to_string()))
}

/// `{{day-words "2026-03-06" "long"}}`: the day of a date or moment; styles as in [`words::Style`].
fn day_in_words(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let text = text_of(helper)?;
    let style = helper.param(1).and_then(|param| words::Style::named(param.value().as_str()?));
    let day: Option<NaiveDate> = text.get(..10).and_then(|day| day.parse().ok());
    match (day, style) {
        (Some(day), Some(style)) => Ok(words::date(locale, day, style)),
        _ => Err(other(format!("{text:?} is no day, or there is no such style"))),
    }
}

/// A moment on the programme's clocks, as templates take it.
pub fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// `{{time-words "2026-03-06T15:05:00"}}`: the time of day of a moment on the programme's clocks.
fn time_in_words(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let text = text_of(helper)?;
    let at: NaiveDateTime = text.parse().map_err(|_| other(format!("{text:?} is no moment")))?;
    Ok(words::time(locale, at.time()))
}

/// `{{week-words "2026-W10"}}`: the days of a week.
fn week_in_words(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let week: Week = text_of(helper)?.parse().map_err(|error| other(format!("{error}")))?;
    Ok(words::week(locale, week))
}

/// `{{when at @root.now}}`: how far from now a day or a moment on the programme's clocks is; of a day also how far from another.
fn from_now(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let (at, now) = (text_of(helper)?, helper.param(1).and_then(|param| param.value().as_str()));
    let said = now.and_then(|now| i18n::when(locale, at, now));
    said.ok_or_else(|| other(format!("{at:?} or {now:?} is no moment")))?
        .map_err(|error| other(error.to_string()))
}

/// `{{asset "app.css"}}`: the address of a static file, which names its content.
fn asset_path(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let name = text_of(helper)?;
    assets::address(name).ok_or_else(|| other(format!("no static file {name:?}")))
}

/// `{{sign-at "mail"}}`: the address of a sign of `static/signs.svg`.
fn sign_at(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let name = text_of(helper)?;
    assets::sign(name).ok_or_else(|| other(format!("no sign {name:?}")))
}

/// `{{{icon "mail"}}}`: such a sign, for the eye alone: the words beside it say the same.
fn icon(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let at = sign_at(locale, helper)?;
    Ok(format!(r#"<svg class="icon" aria-hidden="true"><use href="{at}"/></svg>"#))
}

/// `{{{avatar name}}}`: somebody's initials, always on the same ground, beside the name.
fn avatar(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    const GROUNDS: u32 = 5;
    let name = text_of(helper)?;
    let words = || name.split([' ', '-', '.']).filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    let initials: String =
        words().next().into_iter().chain(words().skip(1).last()).flat_map(char::to_uppercase).collect();
    let ground = name.chars().map(u32::from).fold(0, u32::wrapping_add) % GROUNDS;
    let shown = handlebars::html_escape(&initials);
    Ok(format!(r#"<span class="avatar hue-{ground}" aria-hidden="true">{shown}</span>"#))
}

/// `{{{markdown text}}}`: what a team typed, as HTML that needs no escaping any more.
fn markdown_as_html(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    Ok(markdown::to_html(text_of(helper)?))
}

/// `{{words text}}`: the same on one line, without its marks.
fn markdown_as_words(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    Ok(markdown::to_words(text_of(helper)?))
}

/// `{{plain text}}`: the same in its lines, without its marks.
fn markdown_as_plain(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    Ok(markdown::to_plain(text_of(helper)?))
}

/// `{{short name 30}}`: the first words of a name, where it has more than so many characters.
fn shortened(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let most = helper.param(1).and_then(|param| usize::try_from(param.value().as_u64()?).ok());
    let most = most.ok_or_else(|| other(format!("{} wants a number", helper.name())))?;
    Ok(kit::beginning(text_of(helper)?, most))
}

/// `{{within (t "quiet-week")}}`: words that can stand alone, in the midst of a line. Abbreviations stay as they are.
fn in_midst(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let mut rest = text_of(helper)?.chars();
    let Some(first) = rest.next() else { return Ok(String::new()) };
    if rest.clone().next().is_some_and(char::is_uppercase) {
        return Ok(text_of(helper)?.to_owned());
    }
    Ok(first.to_lowercase().chain(rest).collect())
}

/// `{{heading (day-words day "month")}}`: words that mostly stand in the midst of a line, at the beginning of one.
fn at_the_head(_: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let mut rest = text_of(helper)?.chars();
    Ok(rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect())
}

/// `{{doer by}}`: who did something, in the midst of a line: the reader, somebody by name, or whoever has none any more.
fn who_did_it(locale: Locale, helper: &Helper<'_>) -> Result<String, RenderError> {
    let doer = helper.param(0).map(|param| param.value());
    let key = match doer.map(|doer| (&doer["you"], &doer["name"])) {
        Some((Value::Bool(true), _)) => "you-within",
        Some((Value::Bool(false), Value::String(name))) => return Ok(name.clone()),
        Some((Value::Bool(false), Value::Null)) => "former-member-within",
        _ => return Err(other(format!("{} wants somebody", helper.name()))),
    };
    i18n::text(locale, key, &FluentArgs::new()).map_err(|error| other(error.to_string()))
}

fn text_of<'a>(helper: &'a Helper<'_>) -> Result<&'a str, RenderError> {
    let text = helper.param(0).and_then(|param| param.value().as_str());
    text.ok_or_else(|| other(format!("{} wants a text", helper.name())))
}

fn other(message: String) -> RenderError {
    RenderErrorReason::Other(message).into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;
    use crate::views::AsJson;

    /// People would be the first to find out that one cannot be.
    #[test]
    fn every_template_can_be_read() {
        for templates in [Templates::embedded(), Templates::as_written()] {
            templates.read_all().unwrap();
        }
    }

    #[test]
    fn a_block_says_what_it_is_shown_in_the_language_of_its_page() {
        let mut templates = Templates::embedded();
        let text = "{{#each parts}}\n{{#remembered \"tested\" this}}\n<i>{{t \"mood\"}} {{said}}</i>\n{{/remembered}}\n{{/each}}\n";
        templates.put_html("tested", || Ok(text.to_owned()));
        let data = json!({"parts": [{"said": "<a>"}, {"said": "b"}, {"said": "<a>"}]});
        for _ in 0..2 {
            for (locale, mood) in [(Locale::Fr, "Humeur"), (Locale::En, "Mood")] {
                let line = |said: &str| format!("<i>{mood} {said}</i>\n");
                let said = [line("&lt;a&gt;"), line("b"), line("&lt;a&gt;")].concat();
                assert_eq!(templates.html(locale, "tested", &data).unwrap(), said);
            }
        }
    }

    #[test]
    fn a_block_says_the_same_of_a_part_and_of_its_json() {
        let mut templates = Templates::embedded();
        let said = |name: &str| {
            format!(
                "{{{{#remembered \"{name}\" part}}}}{{{{#each this}}}}{{{{word}}}}, {{{{/each}}}}{{{{/remembered}}}}"
            )
        };
        let part = json!([{"word": "<a>"}, {"word": "b"}]);
        let (whole, text) = (json!({"part": part}), json!({"part": AsJson(&part)}));
        for (name, data) in [("whole", &whole), ("text", &text)] {
            let source = said(name);
            templates.put_html(name, move || Ok(source.clone()));
            for _ in 0..2 {
                assert_eq!(templates.html(Locale::Fr, name, data).unwrap(), "&lt;a&gt;, b, ");
            }
        }
        templates.put_html("broken", || Ok("{{#remembered \"broken\" part}}{{/remembered}}".into()));
        for typed in ["CartoBio", "12", "null", "true", "\"\""] {
            assert!(templates.html(Locale::Fr, "broken", &json!({"part": typed})).is_err(), "{typed}");
        }
    }

    /// Whether mails leave is told once, to the page.
    #[test]
    fn a_block_is_worded_as_its_page_is() {
        let mut templates = Templates::embedded();
        let text = "{{#remembered \"worded\" part}}{{t \"mosaic-reminded\"}}{{/remembered}}";
        templates.put_html("worded", || Ok(text.to_owned()));
        for _ in 0..2 {
            for (mails_stay, said) in [(false, "rappel envoyé"), (true, "rappel écrit")] {
                let data = json!({"part": [], "mails_stay": mails_stay});
                assert_eq!(templates.html(Locale::Fr, "worded", &data).unwrap(), said);
            }
        }
    }

    #[test]
    fn a_block_is_shown_nothing_else() {
        let mut templates = Templates::embedded();
        for beside in ["{{other}}", "{{../other}}", "{{@root.other}}"] {
            let text = format!("{{{{#remembered \"beside\" part}}}}{beside}{{{{/remembered}}}}");
            templates.put_html("beside", move || Ok(text.clone()));
            let data = json!({"part": {"said": 1}, "other": 2});
            assert!(templates.html(Locale::Fr, "beside", &data).is_err(), "{beside}");
        }
    }

    #[test]
    fn no_two_blocks_are_remembered_by_one_name() {
        let mut names = BTreeSet::new();
        for path in paths() {
            let source = source(&path).unwrap();
            for named in source.split("{{#remembered \"").skip(1) {
                let name = named.split('"').next().unwrap_or_default().to_owned();
                assert!(names.insert(name.clone()), "{path}: {name}");
            }
        }
        assert!(!names.is_empty());
    }
}
