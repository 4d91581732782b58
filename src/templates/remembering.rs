//! Parts of a page that are rendered once for what they show, and remembered: weeks that have passed say the same for months,
//! days to come for a day.

use std::borrow::Cow;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason,
};
use serde_json::Value;

use super::manner::Manner;
use super::shelf::Shelf;

/// `{{#remembered "name" part}}…{{/remembered}}`: the block is shown that part and nothing else, so that nothing else
/// decides what comes of it. No other block has that name. A part is an object or a list, handed over as it is or as text
/// ([`crate::views::AsJson`]).
pub struct Remembered<'a> {
    pub shelf: &'a Shelf,
    pub manner: Manner,
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
        let broken = |error: serde_json::Error| RenderErrorReason::Other(format!("{name}: {error}"));
        let json = match part.value() {
            Value::String(json) => Cow::Borrowed(json.as_str()),
            part => Cow::Owned(serde_json::to_string(part).map_err(broken)?),
        };
        let Manner { locale, mails_stay } = self.manner;
        let shown = format!("{name} {locale} {mails_stay} {json}");
        let rendered = match self.shelf.memory.find(&shown) {
            Some(rendered) => rendered,
            None => {
                let part: Value = serde_json::from_str(&json).map_err(broken)?;
                // What somebody typed could say the same as a number or as nothing.
                if !(part.is_object() || part.is_array()) {
                    return Err(
                        RenderErrorReason::Other(format!("{name}: neither an object nor a list")).into()
                    );
                }
                let alone = Context::from(part);
                let rendered = super::render_part(self.shelf, self.manner, (registry, block), &alone)?;
                self.shelf.memory.keep(shown, rendered.clone());
                rendered
            }
        };
        out.write(&rendered)?;
        Ok(())
    }
}
