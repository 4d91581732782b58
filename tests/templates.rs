//! What templates hold: every text that they and the code ask for, no other, and cells that say what they are; and how
//! they are laid out, so that a change shows as what it is.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regex::Regex;

const MOST_COLUMNS: usize = 120;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with one of those endings, in one text.
fn all_text(folder: &Path, endings: &[&str]) -> String {
    files(folder, endings).into_iter().map(|(_, text)| text).collect()
}

/// Each file below a folder with one of those endings, and its text.
fn files(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn keys() -> BTreeSet<String> {
    let texts = all_text(&root().join("templates/locales/fr"), &[".ftl"]);
    let lines = texts.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
}

/// Every quoted text of small letters, digits and hyphens.
fn literals(code: &str) -> BTreeSet<String> {
    let is_key = |text: &&str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    code.split('"').filter(is_key).map(str::to_owned).collect()
}

/// Keys that are put together at run time, from what code names.
fn families(literals: &BTreeSet<String>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let kinds = bulletins::domain::post::kind::Kind::ALL;
    keys.extend(kinds.map(|kind| format!("mail-kind-{kind}")));
    let can_be_stopped = || kinds.into_iter().filter(|kind| kind.can_be_stopped());
    keys.extend(can_be_stopped().map(|kind| format!("stopped-{kind}")));
    let others = can_be_stopped().filter(|kind| kind.as_str() != "digest");
    keys.extend(others.map(|kind| format!("settings-mail-{kind}")));
    use bulletins::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
    keys.extend(PromiseOutcome::ALL.map(|outcome| format!("promise-{outcome}")));
    keys.extend(PromiseOutcome::ALL.map(|outcome| format!("promise-told-{outcome}")));
    keys.extend(DayOutcome::ALL.map(|outcome| format!("day-{outcome}")));
    keys.extend([DayOutcome::Happened, DayOutcome::CalledOff].map(|end| format!("day-told-{end}")));
    use bulletins::domain::help::{EventKind, Outcome};
    keys.extend(Outcome::ALL.map(|outcome| format!("outcome-{outcome}")));
    keys.extend(EventKind::ALL.map(|kind| format!("help-event-{kind}")));
    let ended = [EventKind::Solved, EventKind::NotNeeded, EventKind::Unknown];
    keys.extend(ended.map(|kind| format!("help-ended-{kind}")));
    let told = [EventKind::GivenBack, EventKind::Solved, EventKind::NotNeeded, EventKind::Reopened];
    keys.extend(told.map(|kind| format!("help-news-{kind}")));
    let by_coordinators = [EventKind::Solved, EventKind::NotNeeded, EventKind::Reopened];
    keys.extend(by_coordinators.map(|kind| format!("help-news-coordination-{kind}")));
    keys.extend(bulletins::domain::identity::Changed::ALL.map(|changed| format!("notice-mail-{changed}")));
    keys.extend(bulletins::domain::post::delivery::Reason::ALL.map(|why| format!("mail-reason-{why}")));
    keys.extend(bulletins::domain::post::delivery::State::ALL.map(|state| format!("mail-{state}")));
    keys.extend(bulletins::domain::privacy::audit::Action::ALL.map(|action| format!("action-{action}")));
    keys.extend(bulletins::domain::privacy::audit::Topic::ALL.map(|topic| format!("topic-{topic}")));
    keys.extend(bulletins::domain::programme::project::Stage::ALL.map(|stage| format!("stage-{stage}")));
    keys.extend(bulletins::domain::programme::project::Stage::ALL.map(|stage| format!("stage-to-{stage}")));
    keys.extend(
        bulletins::domain::post::notification::Notification::ALL.map(|way| format!("notification-{way}")),
    );
    keys.extend(
        bulletins::domain::post::notification::Service::CHATS.map(|chat| format!("chat-name-{chat}")),
    );
    keys.extend(bulletins::domain::help::Ending::ALL.map(|ending| format!("request-ended-{ending}")));
    keys.extend(bulletins::domain::people::presence::State::ALL.map(|state| format!("people-{state}")));
    keys.extend(bulletins::domain::people::Role::ALL.map(|role| format!("role-{role}")));
    // What somebody is added as who has no role yet.
    keys.insert("role-none".to_owned());
    keys.extend(bulletins::domain::calendar::schedule::Job::ALL.map(|job| format!("event-{job}")));
    // How far from now something is: `i18n/relative.rs` puts them together.
    keys.extend(["now", "today"].map(|unit| format!("when-{unit}")));
    let units = ["minutes", "hours", "day", "days", "months"];
    keys.extend(units.into_iter().flat_map(|unit| [format!("when-in-{unit}"), format!("when-ago-{unit}")]));
    // The steps of the demo's tours.
    for tour in literals.iter().filter(|literal| literal.starts_with("tour-")) {
        keys.extend((1..=5).flat_map(|step| [format!("{tour}-{step}"), format!("{tour}-{step}-hint")]));
    }
    // The names of errors stand in `web/kit/error_pages.rs`.
    let errors = std::fs::read_to_string(root().join("src/web/kit/error_pages.rs")).unwrap();
    let names_of_errors = errors.split("fn name_of").nth(1).expect("errors have names");
    for name in self::literals(names_of_errors).intersection(literals) {
        keys.extend([format!("error-{name}"), format!("error-{name}-explanation")]);
    }
    keys
}

#[test]
fn every_text_that_code_names_exists() {
    let known = keys();
    let literals = literals(&all_text(&root().join("src"), &[".rs"]));
    let prefixes = ["answer-", "closed-", "done-", "event-", "fault-", "help-", "import-", "mood-", "step-"];
    // Names of kinds of mails and of what happens to requests are no texts.
    let kinds = bulletins::domain::post::kind::Kind::ALL.map(|kind| kind.as_str());
    let events = bulletins::domain::help::EventKind::ALL.map(|kind| kind.as_str());
    let is_name = |literal: &String| kinds.iter().chain(&events).any(|name| name == literal);
    let whole = literals.iter().filter(|literal| !literal.ends_with('-') && !is_name(literal));
    let named = whole.filter(|literal| prefixes.iter().any(|prefix| literal.starts_with(prefix)));
    for key in named.cloned().chain(families(&literals)) {
        assert!(known.contains(&key), "no text {key}");
    }
}

/// What follows that mark, up to where a name ends.
fn name_after<'a>(text: &'a str, mark: &str) -> impl Iterator<Item = &'a str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.split(mark)
        .skip(1)
        .filter_map(move |rest| rest.trim_start_matches(['"', ' ', '\n']).split(|c| !is_name(c)).next())
}

/// A text that names what it was not told cannot be said, and its page fails. What the bulletin's form is told, that form gives
/// the name of its field.
#[test]
fn a_fault_says_all_that_its_text_names() {
    let texts = all_text(&root().join("templates/locales/fr"), &[".ftl"]);
    let code = all_text(&root().join("src"), &[".rs"]);
    let mut found = 0;
    for rest in code.split("Wrong::new(").skip(1) {
        let Some(key) = name_after(&format!("({rest}"), "(").next().map(str::to_owned) else { continue };
        let Some((_, text)) = texts.split_once(&format!("\n{key} =")) else { continue };
        let is_of_text = |line: &&str| line.starts_with(' ') || line.is_empty();
        let (first, more) = text.split_once('\n').unwrap();
        let text: String = std::iter::once(first).chain(more.lines().take_while(is_of_text)).collect();
        let statement = rest.split(';').next().unwrap();
        let told: BTreeSet<&str> = name_after(statement, ".with(").collect();
        let is_told = |name: &&str| told.contains(name) || *name == "field" && key.starts_with("fault-");
        let untold: Vec<&str> = name_after(&text, "$").filter(|name| !is_told(name)).collect();
        assert!(untold.is_empty(), "{key} names {untold:?}");
        found += 1;
    }
    assert!(found > 40, "{found}");
}

#[test]
fn no_text_is_left_over() {
    let literals = literals(&all_text(&root().join("src"), &[".rs"]));
    let families = families(&literals);
    // Within an attribute of MJML the quotes are single ones.
    let templates = all_text(&root().join("templates"), &[".hbs", ".mjml"]).replace('\'', "\"");
    for key in keys() {
        let is_used =
            literals.contains(&key) || families.contains(&key) || templates.contains(&format!("t \"{key}\""));
        assert!(is_used, "nobody uses the text {key}");
    }
}

#[test]
fn no_template_is_left_over() {
    let folder = root().join("templates");
    let texts = all_text(&folder, &[".hbs", ".mjml"]);
    for (path, _) in files(&folder.join("partials"), &[".hbs"]) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_used = texts.split("partials/").skip(1).any(|use_of| {
            use_of
                .strip_prefix(&*name)
                .is_some_and(|rest| rest.starts_with(|c: char| c != '-' && !c.is_alphanumeric()))
        });
        assert!(is_used, "nobody uses {}", path.display());
    }
}

/// On phones a table's headings are out of sight, and its cells say what they are.
#[test]
fn every_cell_of_a_table_has_its_label() {
    let subjects = std::fs::read_dir(root().join("templates/pages")).unwrap().flatten();
    let pages = subjects.flat_map(|subject| std::fs::read_dir(subject.path()).unwrap().flatten());
    for entry in pages {
        let page = std::fs::read_to_string(entry.path()).unwrap();
        let Some((_, table)) = page.split_once("{{#> partials/table") else { continue };
        let (table, _) = table.split_once("{{/partials/table}}").unwrap();
        for cell in table.split("<td").skip(1) {
            let labelled = cell.find("data-label=").is_some_and(|at| Some(at) < cell.find("</td>"));
            assert!(labelled, "{}: <td{cell}", entry.path().display());
        }
    }
}

/// The texts of `.ftl` stand in one line each, since Fluent would keep a line's end.
#[test]
fn lines_fit_on_a_screen() {
    let all = files(&root().join("templates"), &[".hbs", ".mjml"])
        .into_iter()
        .chain(files(&root().join("static"), &[".css", ".js"]));
    for (path, text) in all {
        for (number, line) in (1..).zip(text.lines()) {
            let columns = line.chars().count();
            assert!(columns <= MOST_COLUMNS, "{}:{number} has {columns} columns", path.display());
        }
    }
}

/// What may stand within a line; every other element begins its own.
const INLINE: &[&str] =
    &["a", "abbr", "br", "button", "code", "em", "img", "mark", "small", "span", "strong", "time"];

#[test]
fn an_element_begins_its_line() {
    for (path, text) in files(&root().join("templates"), &[".hbs", ".mjml"]) {
        for (number, line) in (1..).zip(text.lines()) {
            for (at, _) in line.match_indices('<') {
                let name = line[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-');
                let name: String = name.collect();
                let is_free = name.is_empty() || INLINE.contains(&name.as_str());
                let begins = line[..at].trim().is_empty();
                assert!(is_free || begins, "{}:{number}: <{name}> wants a line of its own", path.display());
            }
        }
    }
}

/// Styles of two subjects under one name meet on whatever page has both, or neither's.
#[test]
fn a_class_of_a_subject_is_styled_in_one_file() {
    let mut known: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (path, text) in files(&root().join("static/styles"), &[".css"]) {
        let is_of_subject = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("7-"));
        for class in text.lines().filter(|_| is_of_subject).filter_map(|line| line.trim().strip_suffix(" {"))
        {
            let is_bare =
                class.starts_with('.') && !class[1..].contains(|c: char| !c.is_alphanumeric() && c != '-');
            if is_bare {
                let first = known.entry(class.to_owned()).or_insert_with(|| path.clone());
                assert_eq!(*first, path, "{class} is styled in both");
            }
        }
    }
}

#[test]
fn a_declaration_of_style_stands_in_its_own_line() {
    let styles = files(&root().join("static"), &[".css"]);
    let of_mails = files(&root().join("templates"), &[".mjml"]).into_iter().filter_map(|(path, text)| {
        let (_, style) = text.split_once("<mj-style>")?;
        Some((path, style.split("</mj-style>").next()?.to_owned()))
    });
    for (path, text) in styles.into_iter().chain(of_mails) {
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with("/*")) {
            let stands_alone = line == "}"
                || line.is_empty()
                || line.find(['{', '}', ';']).is_none_or(|at| at + 1 == line.len() && !line.ends_with('}'));
            assert!(stands_alone, "{}: more than one thing in {line:?}", path.display());
        }
    }
}

/// The classes of an attribute; what is filled in stands as `*`.
fn classes_in(attribute: &str) -> Vec<String> {
    let blocks = Regex::new(r"\{\{~?([#/].*?|else.*?)\}\}").unwrap();
    let values = Regex::new(r"\{\{.*?\}\}").unwrap();
    let bare = values.replace_all(&blocks.replace_all(attribute, " "), "*").into_owned();
    bare.split_whitespace().map(str::to_owned).collect()
}

/// Those of all pages, and of the parts of mails that are written as pages are.
fn classes_of_pages() -> BTreeSet<String> {
    let attribute = Regex::new(r#"(?s)class="((?:\{\{.*?\}\}|[^"{])*)""#).unwrap();
    let all = files(&root().join("templates"), &[".hbs"]);
    all.into_iter()
        .flat_map(|(_, text)| {
            let attributes = attribute.captures_iter(&text).flat_map(|found| classes_in(&found[1]));
            attributes.collect::<Vec<_>>()
        })
        .collect()
}

/// Those that these styles name.
fn styled_classes(styles: &str) -> BTreeSet<String> {
    let comment = Regex::new(r"(?s)/\*.*?\*/").unwrap();
    let class = Regex::new(r"\.([a-zA-Z][\w-]*)").unwrap();
    let styles = comment.replace_all(styles, "").into_owned();
    let selectors = styles.lines().map(str::trim_end).filter(|line| line.ends_with(['{', ',']));
    selectors
        .flat_map(|line| class.captures_iter(line).map(|found| found[1].to_owned()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn no_style_is_left_over() {
    let used = classes_of_pages();
    // A family is told apart by numbers.
    let begins_one = |class: &str| {
        let mut beginnings =
            used.iter().filter_map(|used| used.strip_suffix('*')).filter(|known| !known.is_empty());
        beginnings.any(|beginning| {
            class.strip_prefix(beginning).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
        })
    };
    // Some are written by code, or set by a script.
    let written = all_text(&root().join("src"), &[".rs"]) + &all_text(&root().join("static"), &[".js"]);
    for class in styled_classes(&all_text(&root().join("static/styles"), &[".css"])) {
        let family = class.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_written = [format!("\"{class}\""), format!("\"{class} "), format!(" {family}{{")]
            .iter()
            .any(|name| written.contains(name));
        assert!(used.contains(&class) || begins_one(&class) || is_written, "no page has the class {class}");
    }
}

/// A class is there to be styled, or for a script or a story to find what it names.
#[test]
fn no_class_is_left_over() {
    let of_mails = all_text(&root().join("templates/mail"), &[".mjml"]);
    let styled = styled_classes(&(all_text(&root().join("static/styles"), &[".css"]) + &of_mails));
    let looked_for = all_text(&root().join("static"), &[".js"])
        + &all_text(&root().join("tests/stories"), &[".rs"])
        + &all_text(&root().join("docs/images"), &[".py"]);
    for class in classes_of_pages().into_iter().filter(|class| !class.contains('*')) {
        let selector = Regex::new(&format!(r"\.{class}(?:[^\w-]|$)")).unwrap();
        assert!(
            styled.contains(&class) || selector.is_match(&looked_for),
            "nobody looks at the class {class}"
        );
    }
}
