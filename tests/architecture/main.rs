//! The shape of the code, held: who may use whom, and where certain things may stand.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod uses;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bulletins::domain::filing::questions::{HELP, QUESTIONS};

use uses::{Module, circles};

/// What each part of `src/` may use of the crate, beside itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &[]),
    ("i18n", &["domain"]),
    ("memory", &[]),
    ("markdown", &["memory"]),
    ("templates", &["domain", "i18n", "markdown", "memory"]),
    ("views", &["domain", "markdown"]),
    ("config", &["domain"]),
    ("store", &["domain"]),
    ("chat", &["domain"]),
    ("mail", &["domain", "i18n", "templates", "views"]),
    ("services", &["domain", "i18n", "store", "mail", "chat", "config", "clock"]),
    ("worker", &["services", "clock"]),
    ("demo", &["domain", "store", "services", "config"]),
    ("web", &["domain", "i18n", "templates", "views", "services", "mail", "clock", "worker"]),
    (
        "app",
        &[
            "chat",
            "clock",
            "config",
            "domain",
            "mail",
            "services",
            "store",
            "supervision",
            "templates",
            "web",
            "worker",
        ],
    ),
    ("cli", &["app", "clock", "config", "demo", "domain", "mail", "services", "store"]),
    ("supervision", &[]),
    ("main", &[]),
    ("lib", &[]),
];

/// What there is to tell apart, by the same names on every floor.
const SUBJECTS: &[&str] = &[
    "calendar",
    "filing",
    "help",
    "identity",
    "people",
    "post",
    "privacy",
    "programme",
    "reading",
    "weekly",
];

/// The folders of each floor that are no subject: what all subjects of it are made of, or are told together.
const BESIDE_SUBJECTS: &[(&str, &[&str])] = &[
    ("src/domain", &["kit"]),
    ("src/store", &["database"]),
    ("src/services", &["operations"]),
    ("src/web", &["demo", "kit", "operations"]),
    ("templates/pages", &["demo", "kit", "operations"]),
    ("tests/stories", &["operations", "support", "whole"]),
];

/// A file that outgrows this wants a seam.
const MOST_LINES: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Each source file with its path below `src/` and its text.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&src).unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    rust_files(&src).into_iter().map(read).collect()
}

/// The code without its tests and comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
}

fn part_of(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

#[test]
fn each_part_uses_only_what_lies_below_it() {
    for (path, text) in sources().iter().filter(|(path, _)| path != "mail/tests.rs") {
        let part = part_of(path);
        let rule = MAY_USE.iter().find(|(name, _)| *name == part);
        let (_, allowed) = rule.unwrap_or_else(|| panic!("{path}: give {part} a line in MAY_USE"));
        for line in code(text) {
            for used in line.split("crate::").skip(1) {
                let names = used.strip_prefix('{').map_or_else(
                    || vec![used],
                    |group| group.trim_end_matches(['}', ';']).split(',').map(str::trim).collect(),
                );
                for name in names {
                    let name: String =
                        name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    let is_allowed = name == part || allowed.contains(&name.as_str());
                    assert!(is_allowed, "src/{path}: {part} must not use {name}: {line}");
                }
            }
        }
    }
}

#[test]
fn every_floor_has_the_same_subjects() {
    for (floor, beside) in BESIDE_SUBJECTS {
        for entry in std::fs::read_dir(root().join(floor)).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_known = SUBJECTS.contains(&&*name) || beside.contains(&&*name);
            assert!(is_known || entry.path().is_file(), "{floor}/{name} is no subject");
        }
    }
}

/// The first screen of `docs/ARCHITECTURE.md` says which subject is on which floor.
#[test]
fn the_grid_of_the_documentation_is_true() {
    let text = std::fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let mut rows = text.lines().skip_while(|line| !line.starts_with("| subject"));
    let head: Vec<&str> = rows.next().unwrap().split('|').map(str::trim).collect();
    let floors = || (3..head.len() - 1).map(|column| (column, head[column]));
    let mut told = BTreeSet::new();
    for row in rows.skip(1).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let subject = cells[1].trim_matches('`');
        told.insert(subject.to_owned());
        for (column, floor) in floors() {
            let is_there = root().join("src").join(floor).join(subject).is_dir();
            assert_eq!(cells[column] == "yes", is_there, "docs/ARCHITECTURE.md: {subject} on {floor}");
        }
    }
    let present = SUBJECTS
        .iter()
        .filter(|subject| floors().any(|(_, floor)| root().join("src").join(floor).join(subject).is_dir()));
    assert_eq!(present.map(|subject| (*subject).to_owned()).collect::<BTreeSet<_>>(), told);
}

#[test]
fn no_two_files_need_each_other() {
    let modules: Vec<Module> = sources().into_iter().map(|(path, text)| Module::read(&path, &text)).collect();
    let circles = circles(&modules);
    assert!(circles.is_empty(), "these files need each other: {circles:#?}");
}

#[test]
fn sql_stands_in_the_store_alone() {
    for (path, text) in sources().iter().filter(|(path, _)| part_of(path) != "store") {
        assert!(
            !code(text).any(|line| line.contains("diesel")),
            "src/{path} speaks SQL: move that into src/store"
        );
    }
}

/// Whoever opens a session has seen all proofs, or keeps one: every other door goes through `entering`.
#[test]
fn nobody_comes_in_past_the_second_step() {
    let may = ["entering.rs", "second_steps.rs", "changing_passwords.rs"];
    for (path, text) in sources().iter().filter(|(path, _)| !may.iter().any(|may| path.ends_with(may))) {
        assert!(
            !code(text).any(|line| line.contains("sessions::open(")),
            "src/{path}: let them in by `entering`"
        );
    }
}

#[test]
fn the_time_is_asked_of_the_clock_alone() {
    for (path, text) in sources().iter().filter(|(path, _)| path != "clock.rs") {
        let takes_time =
            |line: &str| ["Utc::now()", "Local::now()", "SystemTime::now()"].iter().any(|c| line.contains(c));
        assert!(!code(text).any(takes_time), "src/{path} takes the time: have it passed in");
    }
}

/// Where errors are told, their sources are told too (`{error:#}`): a text that tells its source tells it twice.
#[test]
fn an_error_tells_its_cause_or_has_it_as_its_source() {
    for (path, text) in sources() {
        for variant in text.split("#[error(").skip(1) {
            let (told, field) = variant.split_once(")]").unwrap();
            let fields = field.split("\n}").next().unwrap();
            let has_source = ["#[from]", "#[source]", "source:"].iter().any(|sign| fields.contains(sign));
            let tells_it = ["{0", "{source", "{reason"].iter().any(|sign| told.contains(sign));
            assert!(!(has_source && tells_it), "src/{path} tells a source in its text: {told}");
        }
    }
}

#[test]
fn names_are_sorted_in_one_way() {
    for (path, text) in sources() {
        let code: String = code(&text).collect();
        for sort in code.split(".sort").skip(1) {
            let key = sort.split(';').next().unwrap();
            let by_own_rule = key.contains("name") && key.contains("case()");
            assert!(!by_own_rule, "src/{path}: sort by `domain::kit::by_name`: {key}");
        }
    }
}

/// What grows from year to year is loaded whole only by what makes it, takes it along, or lets it go.
#[test]
fn a_page_loads_no_more_projects_than_it_shows() {
    let may = [
        "demo/",
        "services/demo.rs",
        "services/calendar/absences.rs",
        "services/people/listing.rs",
        "services/privacy/own_",
        "services/programme/importing/",
        "services/programme/projects.rs",
        // Until the first bulletin is there.
        "services/programme/steps.rs",
        "services/programme/taking_along.rs",
        "services/reading/exporting/",
        "services/reading/visible.rs",
    ];
    loads_all_only_in(
        &may,
        &["projects::all(", "absences::projects(", ".projects()?"],
        "projects there ever were: those of promotions that are meant, or `named` ones",
    );
}

/// Once a day or a week, and for a command, all of them may be asked; a page is about some.
#[test]
fn a_page_loads_no_more_people_than_it_shows() {
    let may = [
        "demo/",
        "services/demo.rs",
        "services/help/asking_for_progress.rs",
        "services/help/letting_go.rs",
        "services/help/overviewing.rs",
        "services/help/telling_referents.rs",
        "services/help/unended.rs",
        // Where those of archived promotions are asked for.
        "services/people/everybody.rs",
        "services/people/inviting.rs",
        "services/people/listing.rs",
        "services/programme/importing/",
        // Whom a project that is deleted leaves without any.
        "services/programme/projects.rs",
        "services/programme/removing.rs",
        "services/programme/taking_along.rs",
        "services/weekly/",
    ];
    loads_all_only_in(
        &may,
        &["people::all(", "people::everybody(", "people::members(", "people::members_who_want("],
        "people there ever were: `members_of` projects, `members_among` some, or those who are `present`",
    );
}

fn loads_all_only_in(may: &[&str], calls: &[&str], told: &str) {
    for (path, text) in sources().iter().filter(|(path, _)| !may.iter().any(|may| path.starts_with(may))) {
        let loads_all = |line: &str| calls.iter().any(|call| line.contains(call));
        assert!(!code(text).any(loads_all), "src/{path} loads all {told}");
    }
}

/// A list of values is said by `one_of`, so that each connection compiles the statement once; Diesel's own words are for what
/// another statement finds.
#[test]
fn a_statement_is_the_same_however_many_values_it_names() {
    let statements = [
        "eigs",
        "filed",
        "mentors",
        "moved",
        "projects",
        "promotions",
        "referents",
        "stand_ins",
        "told_or_announced",
        "with_role",
    ];
    for (path, text) in sources() {
        for line in code(&text) {
            let listed = ["eq_any(", "ne_all("].iter().find_map(|call| line.split_once(call));
            let named = listed.map(|(_, named)| named.split(')').next().unwrap_or_default());
            assert!(
                named.is_none_or(|named| statements.contains(&named)),
                "src/{path}: {}: is it a list? Then it is `one_of`",
                line.trim()
            );
        }
    }
}

#[test]
fn files_stay_readable() {
    let tests = rust_files(&root().join("tests"));
    for path in rust_files(&root().join("src")).into_iter().chain(tests) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.split("#[cfg(test)]\nmod tests {").next().unwrap().lines().count();
        assert!(lines <= MOST_LINES, "{}: {lines} lines; find the seam", path.display());
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = root().join("migrations").join(database);
        std::fs::read_dir(folder)
            .unwrap()
            .flatten()
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// Whoever adds a question touches the table, its texts and its column: nothing else knows which questions there are.
#[test]
fn questions_are_named_where_they_are_asked_and_kept_alone() {
    // The table; the columns; what the demo's teams say.
    let may = [
        "domain/filing/questions.rs",
        "store/database/schema.rs",
        "store/database/tables.rs",
        "store/filing/bulletins.rs",
        "demo/",
    ];
    // "Help" is a word of its own: what asks for it is more than an answer.
    let names = QUESTIONS.iter().filter(|question| **question != HELP);
    let names: Vec<&str> = names.flat_map(|question| [question.name, question.label]).collect();
    let templates = templates(&root().join("templates"));
    let all = sources().into_iter().filter(|(path, _)| !may.iter().any(|may| path.starts_with(may)));
    let mut found = Vec::new();
    for (path, text) in all.chain(templates) {
        let named = names.iter().filter(|name| code(&text).any(|line| line.contains(**name)));
        found.extend(named.map(|name| format!("{path}: {name}")));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Each template with its path and its text.
fn templates(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(templates(&path));
        } else if path.extension().is_some_and(|ending| ["hbs", "mjml"].contains(&ending.to_str().unwrap())) {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    found
}
