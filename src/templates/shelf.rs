//! Templates by name, each read when it is first rendered: reading all of them would be most of a start, and much of what
//! the program holds while nobody asks for anything.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use handlebars::{Handlebars, Template};

use super::error::Error;
use crate::memory::Memory;

/// What a template says before it is read.
type Source = Arc<dyn Fn() -> Result<String, String> + Send + Sync>;

/// Templates that escape data in one way.
pub struct Shelf {
    templates: BTreeMap<String, Arc<Kept>>,
    escape: fn(&str) -> String,
    /// What became of blocks that say the same for as long as their part does.
    pub(super) memory: Memory,
}

/// How many bytes of what was shown and of what it became are remembered.
const REMEMBERED: usize = 2 * 1024 * 1024;

struct Kept {
    source: Source,
    /// With all that it includes, or why it cannot be read.
    read: OnceLock<Result<Handlebars<'static>, String>>,
}

impl Kept {
    fn unread(source: Source) -> Arc<Kept> {
        Arc::new(Kept { source, read: OnceLock::new() })
    }
}

/// What is read by one is read by the other; each remembers for itself.
impl Clone for Shelf {
    fn clone(&self) -> Shelf {
        Shelf { templates: self.templates.clone(), ..Shelf::new(self.escape) }
    }
}

impl Shelf {
    pub fn new(escape: fn(&str) -> String) -> Shelf {
        Shelf { templates: BTreeMap::new(), escape, memory: Memory::of(REMEMBERED) }
    }

    /// Puts a template there, in the place of one of that name, which others may have been read with.
    pub fn put(&mut self, name: &str, source: impl Fn() -> Result<String, String> + Send + Sync + 'static) {
        if self.templates.insert(name.to_owned(), Kept::unread(Arc::new(source))).is_some() {
            for kept in self.templates.values_mut() {
                *kept = Kept::unread(kept.source.clone());
            }
        }
    }

    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str)
    }

    /// That template, and a registry of it and of all that it includes.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn get(&self, name: &str) -> Result<(&Handlebars<'static>, &Template), Error> {
        let wrong = |reason: &str| Error::Template(name.to_owned(), reason.to_owned());
        let kept = self.templates.get(name).ok_or_else(|| wrong("there is no such template"))?;
        let read = kept.read.get_or_init(|| self.read(name));
        let registry = read.as_ref().map_err(|reason| wrong(reason))?;
        let template = registry.get_template(name).ok_or_else(|| wrong("it was not read"))?;
        Ok((registry, template))
    }

    fn read(&self, name: &str) -> Result<Handlebars<'static>, String> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.set_prevent_indent(true);
        registry.register_escape_fn(self.escape);
        let mut wanted = vec![name.to_owned()];
        while let Some(name) = wanted.pop() {
            if registry.has_template(&name) {
                continue;
            }
            // What is not here is a block of the template that includes it.
            let Some(kept) = self.templates.get(&name) else { continue };
            let source = (kept.source)()?;
            registry.register_template_string(&name, &source).map_err(|error| error.to_string())?;
            wanted.extend(includes(&source).map(str::to_owned));
        }
        Ok(registry)
    }
}

/// The names of the partials that a template includes: `{{> NAME`, `{{~> NAME` or `{{#> NAME`.
fn includes(source: &str) -> impl Iterator<Item = &str> {
    let tags = source.split("{{").skip(1);
    let named = tags.filter_map(|tag| tag.trim_start_matches(['~', '#']).strip_prefix('>'));
    named.filter_map(|said| {
        said.split(|c: char| c.is_whitespace() || c == '}' || c == '~').find(|name| !name.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn shelf(named: &[(&str, &'static str)]) -> Shelf {
        let mut shelf = Shelf::new(handlebars::no_escape);
        for &(name, source) in named {
            shelf.put(name, move || Ok(source.to_owned()));
        }
        shelf
    }

    fn said(shelf: &Shelf, name: &str) -> String {
        let (registry, _) = shelf.get(name).unwrap();
        registry.render(name, &()).unwrap()
    }

    #[test]
    fn a_template_is_read_with_what_it_includes_and_what_that_includes() {
        let shelf = shelf(&[
            ("page", "a {{> part}}{{~> tight~}} {{#> frame x=1}}d{{/frame}}"),
            ("part", "b {{> deeper x=1}}"),
            ("deeper", "c"),
            ("tight", "!"),
            ("frame", "[{{> @partial-block}}]"),
        ]);
        assert_eq!(said(&shelf, "page"), "a b c![d]");
    }

    #[test]
    fn nothing_else_is_read() {
        let mut shelf = shelf(&[("page", "a")]);
        shelf.put("other", || unreachable!("nobody wants it"));
        assert_eq!(said(&shelf, "page"), "a");
    }

    #[test]
    fn what_takes_the_place_of_another_does_so_here_and_wherever_it_is_included() {
        let there = shelf(&[("page", "a {{> part}}"), ("part", "b")]);
        assert_eq!(said(&there, "page"), "a b");
        let mut here = there.clone();
        here.put("part", || Ok("c".to_owned()));
        assert_eq!([said(&here, "page"), said(&there, "page")], ["a c", "a b"]);
    }

    #[test]
    fn what_one_has_read_its_copy_has_read() {
        let read = Arc::new(AtomicUsize::new(0));
        let mut shelf = Shelf::new(handlebars::no_escape);
        let counted = read.clone();
        shelf.put("page", move || Ok(format!("{}", counted.fetch_add(1, Ordering::Relaxed))));
        assert_eq!([said(&shelf, "page"), said(&shelf.clone(), "page")], ["0", "0"]);
        assert_eq!(read.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn what_cannot_be_read_is_told_each_time() {
        let shelf = shelf(&[("page", "{{#if}}"), ("around", "{{> page}}")]);
        for name in ["page", "page", "around", "nowhere"] {
            assert!(matches!(shelf.get(name), Err(Error::Template(told, _)) if told == name));
        }
    }
}
