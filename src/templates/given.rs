//! What a partial is given by name, without a copy of all that surrounds it.

use handlebars::{
    BlockContext, BlockParamHolder, Context, Handlebars, Helper, HelperDef, HelperResult, Output,
    RenderContext, Renderable,
};

/// `{{#given name=value …}}…{{/given}}`: the block sees what surrounds it, and these values by these names. It is to its block
/// what the library is to a partial, which is handed all of that as a copy.
pub struct Given;

impl HelperDef for Given {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        rendering: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let Some(block) = helper.template() else { return Ok(()) };
        let mut within = BlockContext::new();
        if let Some(around) = rendering.block() {
            *within.base_path_mut() = around.base_path().clone();
            within.local_variables_mut().clone_from(around.local_variables());
            if let Some(value) = around.base_value() {
                within.set_base_value(value.clone());
            }
        }
        for (name, value) in helper.hash() {
            // Where it stands, seen from what surrounds the block; what was worked out stands nowhere.
            let place =
                value.context_path().and_then(|path| path.strip_prefix(within.base_path().as_slice()));
            let holder = match place {
                Some(place) => BlockParamHolder::path(place.to_vec()),
                None => BlockParamHolder::value(value.value().clone()),
            };
            within.set_block_param(name, holder);
        }
        rendering.push_block(within);
        let rendered = block.render(registry, context, rendering, out);
        rendering.pop_block();
        rendered
    }
}
