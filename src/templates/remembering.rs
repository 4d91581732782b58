//! Parts of a page that are rendered once for what they show, and remembered: weeks that have passed say the same for months.

use std::borrow::Cow;
use std::sync::LazyLock;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason,
};
use serde_json::Value;

use super::manner::Manner;
use super::shelf::Shelf;
use crate::memory::Memory;

/// How many bytes of what was shown and of what it became are remembered.
const REMEMBERED: usize = 2 * 1024 * 1024;

static MEMORY: LazyLock<Memory> = LazyLock::new(|| Memory::of(REMEMBERED));

/// `{{#remembered "name" part}}…{{/remembered}}`: the block is shown that part and nothing else, so that nothing else
/// decides what comes of it. No other block has that name. A part is handed over as it is, or as its letters
/// ([`crate::views::Letters`]).
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
        let letters = match part.value() {
            Value::String(letters) => Cow::Borrowed(letters.as_str()),
            part => Cow::Owned(serde_json::to_string(part).map_err(broken)?),
        };
        let Manner { locale, mails_stay } = self.manner;
        let shown = format!("{name} {locale} {mails_stay} {letters}");
        let rendered = match MEMORY.find(&shown) {
            Some(rendered) => rendered,
            None => {
                let alone = Context::from(serde_json::from_str::<Value>(&letters).map_err(broken)?);
                let rendered = super::render_part(self.shelf, self.manner, (registry, block), &alone)?;
                MEMORY.keep(shown, rendered.clone());
                rendered
            }
        };
        out.write(&rendered)?;
        Ok(())
    }
}
