//! Parts of a page that are rendered once for what they show, and remembered: weeks that have passed say the same for months.

use std::sync::LazyLock;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason,
};

use super::shelf::Shelf;
use crate::domain::people::Locale;
use crate::memory::Memory;

/// How many bytes of what was shown and of what it became are remembered.
const REMEMBERED: usize = 2 * 1024 * 1024;

static MEMORY: LazyLock<Memory> = LazyLock::new(|| Memory::of(REMEMBERED));

/// `{{#remembered "name" part}}…{{/remembered}}`: the block is shown that part and nothing else, so that nothing else
/// decides what comes of it. No other block has that name.
pub struct Remembered<'a> {
    pub shelf: &'a Shelf,
    pub locale: Locale,
}

impl HelperDef for Remembered<'_> {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = helper.param(0).and_then(|name| name.value().as_str());
        let (Some(name), Some(part), Some(block)) = (name, helper.param(1), helper.template()) else {
            let wants = format!("{} wants a name, a part and a block", helper.name());
            return Err(RenderErrorReason::Other(wants).into());
        };
        let shown = format!("{name} {} {}", self.locale, part.value());
        let rendered = match MEMORY.find(&shown) {
            Some(rendered) => rendered,
            None => {
                let alone = Context::from(part.value().clone());
                let rendered = super::render_part(self.shelf, self.locale, (registry, block), &alone)?;
                MEMORY.keep(shown, rendered.clone());
                rendered
            }
        };
        out.write(&rendered)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::super::{Templates, paths, source};
    use super::*;

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
