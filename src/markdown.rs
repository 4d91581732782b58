//! What teams type is Markdown (CommonMark); what readers get is safe HTML, the same on pages and in mails.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use comrak::nodes::{ListType, Node, NodeValue};
use comrak::{Arena, Options, markdown_to_html, parse_document};

use crate::memory::Memory;

/// What may stand in a text. No images (they would tell a stranger who reads what when), no tables, no raw HTML.
static SAFE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = ["p", "br", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "a"];
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    // People press Enter and mean it.
    options.render.hardbreaks = true;
    options.render.escape = true;
    options
});

/// How many bytes of texts are remembered, with what they are as HTML: two promotions' years.
const REMEMBERED: usize = 2 * 1024 * 1024;

/// Each page and each mail shows a text anew, and nothing but its letters decides what becomes of it.
static MEMORY: LazyLock<Memory> = LazyLock::new(|| Memory::of(REMEMBERED));

/// Renders a text.
pub fn to_html(text: &str) -> String {
    if let Some(html) = MEMORY.find(text) {
        return html;
    }
    let html = rendered(text);
    MEMORY.keep(text.to_owned(), html.clone());
    html
}

fn rendered(text: &str) -> String {
    // An image would vanish without a trace; this way it is read as it was typed.
    let text = text.replace("![", "!\\[");
    let mut html = markdown_to_html(&text, &OPTIONS);
    // A bulletin has headings of its own.
    for level in 1..=6 {
        html = html
            .replace(&format!("<h{level}>"), "<p><strong>")
            .replace(&format!("</h{level}>"), "</strong></p>");
    }
    SAFE.clean(&html).to_string().trim_end().to_owned()
}

/// Its words alone, on one line: what a subject or the beginning of a text says has no place for marks.
pub fn to_words(text: &str) -> String {
    let arena = Arena::new();
    let mut words = String::new();
    for node in parse_document(&arena, text, &OPTIONS).descendants() {
        match &node.data().value {
            NodeValue::Text(said) => words.push_str(said),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::HtmlInline(typed) => words.push_str(typed),
            NodeValue::CodeBlock(block) => words.extend([" ", &block.literal]),
            NodeValue::HtmlBlock(block) => words.extend([" ", &block.literal]),
            // What stands on a line of its own is no part of what stands before.
            NodeValue::Item(_) | NodeValue::TaskItem(_) => words.push_str(parting(&words)),
            value if value.block() || matches!(value, NodeValue::SoftBreak | NodeValue::LineBreak) => {
                words.push(' ');
            }
            _ => {}
        }
    }
    let words: Vec<&str> = words.split(is_gap).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether words are parted there. Spaces that tie a sign to its word, as French has them, are part of what was typed.
fn is_gap(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// What parts an item of a list from the words before it.
fn parting(before: &str) -> &'static str {
    let before = before.trim_end();
    if before.is_empty() || before.ends_with(['.', ':', ',', ';', '!', '?', '…', '·']) {
        " "
    } else {
        " · "
    }
}

/// Its words in their lines and lists, without marks: what the text of a mail says. A link's address follows its words.
pub fn to_plain(text: &str) -> String {
    let arena = Arena::new();
    let text = text.replace("![", "!\\[");
    plain_blocks(parse_document(&arena, &text, &OPTIONS)).join("\n\n")
}

fn plain_blocks(node: Node<'_>) -> Vec<String> {
    node.children().map(plain_block).collect()
}

fn plain_block(node: Node<'_>) -> String {
    match &node.data().value {
        NodeValue::List(list) => {
            let mark = |at: usize| match list.list_type {
                ListType::Bullet => "- ".to_owned(),
                ListType::Ordered => format!("{}. ", list.start + at),
            };
            let item = |(at, item): (usize, Node<'_>)| {
                let mark = mark(at);
                let below = format!("\n{}", " ".repeat(mark.len()));
                format!("{mark}{}", plain_blocks(item).join("\n").replace('\n', &below))
            };
            let items: Vec<String> = node.children().enumerate().map(item).collect();
            items.join("\n")
        }
        NodeValue::BlockQuote => format!("> {}", plain_blocks(node).join("\n\n").replace('\n', "\n> ")),
        NodeValue::CodeBlock(block) => block.literal.trim_end().to_owned(),
        NodeValue::HtmlBlock(block) => block.literal.trim_end().to_owned(),
        NodeValue::ThematicBreak => "---".to_owned(),
        _ => plain_words(node),
    }
}

fn plain_words(node: Node<'_>) -> String {
    let word = |node: Node<'_>| match &node.data().value {
        NodeValue::Text(said) => said.to_string(),
        NodeValue::Code(code) => code.literal.clone(),
        NodeValue::HtmlInline(typed) => typed.clone(),
        NodeValue::SoftBreak | NodeValue::LineBreak => "\n".to_owned(),
        NodeValue::Link(link) => {
            let words = plain_words(node);
            let is_said = link.url.strip_prefix("mailto:").unwrap_or(&link.url) == words;
            if is_said { words } else { format!("{words} ({})", link.url) }
        }
        _ => plain_words(node),
    };
    node.children().map(word).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_typed_looks_as_it_is_meant() {
        for (text, html) in [
            ("Relire\nle code", "<p>Relire<br>\nle code</p>"),
            (
                "- **un**\n- _deux_ ~~trois~~",
                "<ul>\n<li><strong>un</strong></li>\n<li><em>deux</em> <del>trois</del></li>\n</ul>",
            ),
            ("# Titre", "<p><strong>Titre</strong></p>"),
            (
                "voir https://eig.example",
                "<p>voir <a href=\"https://eig.example\" rel=\"nofollow noopener noreferrer\">https://eig.example</a></p>",
            ),
            ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
            (
                "![x](https://spy.example/i.png)",
                "<p>![x](<a href=\"https://spy.example/i.png\" rel=\"nofollow noopener noreferrer\">https://spy.example/i.png</a>)</p>",
            ),
        ] {
            assert_eq!(to_html(text), html);
        }
    }

    #[test]
    fn words_have_no_marks() {
        for (text, words) in [
            ("Un·e **juriste**,\n_vite_ ?", "Un·e juriste, vite ?"),
            ("Qui\u{202f}?  «\u{a0}Moi\u{a0}»\n", "Qui\u{202f}? «\u{a0}Moi\u{a0}»"),
            ("- un\n- [deux](https://eig.example) `trois`", "un · deux trois"),
            (
                "Livrer :\n\n1. la carte\n   - le fond\n   - les noms.\n2. le module",
                "Livrer : la carte · le fond · les noms. le module",
            ),
            ("# Titre\n\n> 1 < 2 & <b>3</b>", "Titre 1 < 2 & <b>3</b>"),
        ] {
            assert_eq!(to_words(text), words);
        }
    }

    #[test]
    fn plain_text_keeps_lines_and_lists_and_where_links_lead() {
        for (text, plain) in [
            ("Pour **demain** :\n*un·e juriste*", "Pour demain :\nun·e juriste"),
            (
                "[Le projet](https://eig.example/p) et https://eig.example",
                "Le projet (https://eig.example/p) et https://eig.example",
            ),
            ("Écrire à ada@x.example", "Écrire à ada@x.example"),
            (
                "Deux :\n\n- un\n- deux\n  - `trois`\n\n3. x\n4. y",
                "Deux :\n\n- un\n- deux\n  - trois\n\n3. x\n4. y",
            ),
            ("# Titre\n\n> dit\n> deux fois", "Titre\n\n> dit\n> deux fois"),
            ("1 < 2 & <b>3</b> ![x](https://x.example)", "1 < 2 & <b>3</b> ![x](https://x.example)"),
        ] {
            assert_eq!(to_plain(text), plain);
        }
    }

    #[test]
    fn nothing_that_runs_gets_through() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "<a href=\"https://x.example\" onclick=\"alert(1)\">x</a>",
            "[x](/sign-out)",
            "<style>*{display:none}</style>",
        ] {
            let html = to_html(text);
            assert!(
                !html.contains("<script") && !html.contains("<img") && !html.contains("<style"),
                "{html}"
            );
            assert!(
                !html.contains("href=\"java") && !html.contains("href=\"data") && !html.contains("href=\"/"),
                "{html}"
            );
            assert!(!html.contains("<a href=\"https://x.example\" onclick"), "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_rendered_with_known_tags_alone(text in "\\PC{0,300}") {
            let html = to_html(&text);
            let tags = ["p", "br", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "a"];
            for tag in html.split('<').skip(1) {
                let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
                prop_assert!(tags.contains(&name), "{name} in {html}");
            }
        }
    }
}
