//! How templates are put together before they are read: what they say is plain Handlebars, and copies less.
//!
//! The library hands a partial a copy of all that it may see, which for a bulletin within a card within a page is its
//! texts three times over, and for the frame around a page is the whole page.

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason,
    Renderable, StringOutput,
};
use serde_json::Value;

use super::shelf::Shelf;
use crate::domain::people::Locale;

/// The frame of every page.
const LAYOUT: &str = "layouts/main";
/// What the frame shows of the page.
const BODY: &str = "body";
/// What a page gives its frame no copy of.
const PAGE: &str = "page";

/// That template, with what it includes as it stands: partials that have their lines for themselves, and see what surrounds
/// them, with values that they are given by name, or one part of it.
pub fn assembled(name: &str, partial: &impl Fn(&str) -> Option<String>, source: &str) -> String {
    let mut whole = String::with_capacity(source.len());
    let mut rest = source;
    while !rest.is_empty() {
        let line = &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)];
        let including = included(rest).and_then(|(tag, name, of)| Some((tag, partial(name)?, name, of)));
        rest = match including {
            Some((tag, part, name, of)) if is_whole(&part) => {
                let part = assembled(name, partial, &part);
                whole.push_str(&match of {
                    Of::All => part,
                    Of::Part(of) => format!("{{{{#with {of}}}}}\n{part}{{{{/with}}}}\n"),
                    Of::Given(values) => format!("{{{{#given {values}}}}}\n{part}{{{{/given}}}}\n"),
                });
                &rest[tag..]
            }
            _ => {
                whole.push_str(line);
                &rest[line.len()..]
            }
        };
    }
    if name == LAYOUT {
        // It is shown a page's body rather than asking for it.
        return whole.replace("{{> @partial-block}}\n", "{{{body}}}");
    }
    whole.replace("{{#> layouts/main", "{{#frame").replace("{{/layouts/main}}", "{{/frame}}")
}

/// What a partial sees.
enum Of<'a> {
    All,
    /// That part of all that surrounds it.
    Part(&'a str),
    /// All, and these values.
    Given(&'a str),
}

/// The partial that the text begins with, where its lines say nothing else: how many bytes these are, its name, and what it
/// sees.
fn included(text: &str) -> Option<(usize, &str, Of<'_>)> {
    let tag = text.trim_start_matches(' ').strip_prefix("{{> ")?;
    let (said, after) = tag.split_once("}}")?;
    let after = after.strip_prefix('\n').or_else(|| after.is_empty().then_some(after))?;
    let end = text.len() - after.len();
    let is_path = |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || ['_', '.'].contains(&c));
    let is_value = |text: &str| text.split_once('=').is_some_and(|(name, _)| is_path(name));
    match said.split_once(char::is_whitespace) {
        None => (!said.starts_with('@')).then_some((end, said, Of::All)),
        Some((name, of)) if is_path(of) => Some((end, name, Of::Part(of))),
        Some((name, of)) => is_value(of.trim_start()).then_some((end, name, Of::Given(of))),
    }
}

/// Whether it ends with its line, and takes away no space around itself.
fn is_whole(partial: &str) -> bool {
    partial.ends_with('\n')
        && !partial.trim_start().starts_with("{{~")
        && !partial.trim_end().ends_with("~}}")
}

/// `{{#frame title=… bare=… wide=…}}…{{/frame}}`: a page in its frame, which sees all that the page's template does but
/// the page.
pub struct Frame<'a> {
    pub shelf: &'a Shelf,
    pub locale: Locale,
}

impl HelperDef for Frame<'_> {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        rendering: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let mut body = StringOutput::new();
        if let Some(page) = helper.template() {
            page.render(registry, context, rendering, &mut body)?;
        }
        let around = context.data().as_object().into_iter().flatten();
        let mut seen: serde_json::Map<String, Value> = around
            .filter(|(name, _)| *name != PAGE)
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        seen.extend(helper.hash().iter().map(|(name, value)| ((*name).to_owned(), value.value().clone())));
        let body = body.into_string().map_err(|error| RenderErrorReason::Other(error.to_string()))?;
        seen.insert(BODY.to_owned(), Value::String(body));
        let seen = Context::from(Value::Object(seen));
        let framed = super::render(self.shelf, self.locale, LAYOUT, &seen);
        out.write(&framed.map_err(|error| RenderErrorReason::Other(error.to_string()))?)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTIALS: [(&str, &str); 4] = [
        ("partials/a", "{{! Says a. }}\n<p>\n  {{> partials/b}}\n</p>\n"),
        ("partials/b", "{{b}}\n"),
        ("partials/tight", "{{~b~}}\n"),
        ("partials/open", "<i>"),
    ];

    #[test]
    fn what_is_given_nothing_is_read_where_it_stands() {
        let partial = |wanted: &str| {
            PARTIALS.iter().find(|(name, _)| *name == wanted).map(|(_, source)| (*source).to_owned())
        };
        let said = |source: &str| assembled("pages/x", &partial, source);
        assert_eq!(said("x\n  {{> partials/a}}\ny\n"), "x\n{{! Says a. }}\n<p>\n{{b}}\n</p>\ny\n");
        assert_eq!(said("{{> partials/b page.b}}\n"), "{{#with page.b}}\n{{b}}\n{{/with}}\n");
        assert_eq!(said(" {{> partials/b b=1\n  c=c}}\ny"), "{{#given b=1\n  c=c}}\n{{b}}\n{{/given}}\ny");
        for kept in [
            "x {{> partials/b}}\n",
            "{{> partials/b}} x\n",
            "{{> partials/b page b=1}}\n",
            "{{> partials/tight}}\n",
            "{{> partials/open}}\n",
            "{{> @partial-block}}\n",
        ] {
            assert_eq!(said(kept), kept);
        }
    }
}
