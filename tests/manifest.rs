//! What the manifest says, held: nothing is asked for in vain, and there is one version of Rust.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The value of `key = "value"` where it first stands.
fn value<'a>(text: &'a str, key: &str) -> &'a str {
    let line = text.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='));
    line.unwrap_or_else(|| panic!("no {key}")).trim().trim_matches('"')
}

/// All Rust code below those folders.
fn code(folders: &[&str]) -> String {
    fn collect(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, all);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut all = String::new();
    for folder in folders {
        collect(&root().join(folder), &mut all);
    }
    all
}

/// Whether a path begins with that crate's name.
fn names(code: &str, name: &str) -> bool {
    let is_part_of_another = |before: char| before.is_alphanumeric() || ['_', ':'].contains(&before);
    code.match_indices(&format!("{name}::")).any(|(at, _)| !code[..at].ends_with(is_part_of_another))
}

/// The compiler holds this for the others (`unused_crate_dependencies` in `src/lib.rs`); of these it sees a part in each test.
#[test]
fn every_dependency_of_the_tests_is_used() {
    let manifest = read("Cargo.toml");
    let listed = manifest.split("[dev-dependencies]\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let code = code(&["src", "tests", "benches"]);
    let mut count = 0;
    for name in listed.lines().filter_map(|line| line.split_whitespace().next()) {
        assert!(names(&code, &name.replace('-', "_")), "nothing uses {name}");
        count += 1;
    }
    assert!(count > 3, "the dependencies were not found");
}

#[test]
fn everything_is_built_with_one_version_of_rust() {
    let toolchain = read("rust-toolchain.toml");
    let version = value(&toolchain, "channel");
    let manifest = read("Cargo.toml");
    let least = value(&manifest, "rust-version");
    assert_eq!(version.rsplit_once('.').unwrap().0, least);
    assert!(read("Dockerfile").contains(&format!("FROM rust:{version}-bookworm AS build\n")));
    assert!(read("README.md").contains(&format!("Rust {least}")));
}

/// A fourth of the program is names of functions where Cargo leaves them, as it does in a package with settings of its own.
#[test]
fn a_release_is_without_symbols() {
    let manifest = read("Cargo.toml");
    let release = manifest.split("[profile.release]\n").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_eq!(value(release, "strip"), "symbols");
    let own = format!("[profile.release.package.{}]", value(&manifest, "name"));
    assert!(!manifest.contains(&own));
}

/// `packaging/try-package` installs it; this is what can be seen without.
#[test]
fn the_package_is_made_of_what_is_there() {
    let manifest = read("Cargo.toml");
    let (_, assets) = manifest.split_once("assets = [\n").unwrap();
    let (assets, _) = assets.split_once("]\n\n").unwrap();
    let sources: Vec<&str> = assets.lines().filter_map(|line| line.split('"').nth(1)).collect();
    let is_made = |source: &&&str| source.starts_with("dist/") || source.starts_with("target/");
    for source in sources.iter().filter(|source| !is_made(source)) {
        let there = root().join(source.trim_end_matches("/*.md"));
        assert!(there.exists(), "the package holds {source}, which is not there");
    }
    assert!(sources.len() > 10, "the assets were not found");
    for script in ["debian/postinst", "debian/prerm", "debian/postrm"] {
        let checked =
            Command::new("sh").arg("-n").arg(root().join("packaging").join(script)).status().unwrap();
        assert!(checked.success(), "{script}");
    }
}

/// Where what is installed lies beside each other as it does here, links in it lead somewhere.
#[test]
fn what_the_package_tells_leads_to_what_it_holds() {
    let manifest = read("Cargo.toml");
    let assets = manifest.split_once("assets = [\n").unwrap().1.split_once("]\n\n").unwrap().0;
    let told = assets.lines().filter(|line| line.contains("usr/share/doc/bulletins/"));
    let sources = told.filter_map(|line| line.split('"').nth(1));
    let listed = |source: &str| match source.split_once("*.md") {
        None => vec![PathBuf::from(source)],
        Some((folder, _)) => {
            let there = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
            let pages = there.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
            pages.map(|path| path.strip_prefix(root()).unwrap().to_owned()).collect()
        }
    };
    let installed: Vec<PathBuf> = sources.flat_map(listed).collect();
    let is_there = |path: &Path| installed.iter().any(|one| one.starts_with(path));
    let mut links = 0;
    for page in installed.iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let text = read(page.to_str().unwrap());
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let target = link.split('#').next().unwrap();
            if target.is_empty() || target.contains("://") || target.contains(' ') {
                continue;
            }
            let mut there = page.parent().unwrap().to_owned();
            for part in Path::new(target).components() {
                match part {
                    Component::ParentDir => {
                        assert!(there.pop(), "{} leads outside by {link}", page.display())
                    }
                    part => there.push(part),
                }
            }
            assert!(is_there(&there), "{} leads to {link}, which is not installed", page.display());
            links += 1;
        }
    }
    assert!(links > 10, "no links were found");
    for setting in ["config/prometheus/bulletins.rules.yml", "config/grafana/bulletins.json"] {
        assert!(is_there(Path::new(setting)), "docs/OPERATIONS.md names {setting}");
    }
}

/// Of 10, where 0 may do nothing at all; looked at where systemd's tools are.
#[test]
fn the_unit_may_do_little_but_its_work() {
    let unit = root().join("packaging/bulletins.service");
    let mut analyze = Command::new("systemd-analyze");
    analyze.args(["security", "--offline=true", "--no-pager", "--threshold=20"]).arg(unit);
    match analyze.output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => eprintln!("skipped: there is no systemd-analyze"),
    }
}

/// `bulletins config --reference > docs/CONFIGURATION.md` writes it.
#[test]
fn the_page_of_settings_is_made_of_them() {
    let page = bulletins::config::reference::markdown();
    assert_eq!(read("docs/CONFIGURATION.md"), page, "write it anew: bulletins config --reference");
}

#[test]
fn every_promise_names_tests_that_there_are() {
    let security = read("SECURITY.md");
    let rows = security.lines().filter(|line| line.starts_with("| ")).skip(1);
    let code = code(&["src", "tests"]);
    let mut count = 0;
    for row in rows {
        let held_by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for test in held_by.split(", ").map(|name| name.trim_matches('`')) {
            assert!(is_test(&code, test), "SECURITY.md names {test}, which is no test");
            count += 1;
        }
    }
    assert!(count > 20, "the promises were not found");
}

/// In `docs/SECURITY-REVIEW.md` a name in code style of four words or more is a test.
#[test]
fn every_test_that_the_security_review_names_is_there() {
    let review = read("docs/SECURITY-REVIEW.md");
    let is_word =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let is_name = |code: &&str| code.split('_').count() >= 4 && code.split('_').all(is_word);
    let code = code(&["src", "tests"]);
    let named: BTreeSet<&str> = review.split('`').skip(1).step_by(2).filter(is_name).collect();
    for name in &named {
        assert!(is_test(&code, name), "docs/SECURITY-REVIEW.md names {name}, which is no test");
    }
    assert!(named.len() > 80, "the tests were not found");
    for number in 1..=86 {
        let has_row = review.lines().any(|line| {
            let numbers = line.strip_prefix("| ").and_then(|line| line.split(" | ").next());
            numbers.is_some_and(|numbers| numbers.split(", ").any(|one| one == number.to_string()))
        });
        assert!(has_row, "attack {number} is not told of");
    }
}

fn is_test(code: &str, name: &str) -> bool {
    let is_story = |before: &str| before.trim_end().ends_with("story!(");
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        (before.ends_with("fn ") && after.starts_with('(')) || (is_story(before) && after.starts_with(','))
    })
}

/// `elsewhere.rs` leaves some forms to stories of their own.
#[test]
fn every_form_that_is_tried_elsewhere_names_a_story_that_there_is() {
    let text = read("tests/stories/whole/elsewhere.rs");
    let (_, list) = text.split_once("const ELSEWHERE").unwrap();
    let (list, _) = list.split_once("];\n").unwrap();
    let code = code(&["tests/stories"]);
    let named: Vec<&str> = list.lines().filter_map(|line| line.trim().split('"').nth(3)).collect();
    for name in &named {
        assert!(is_test(&code, name), "elsewhere.rs names {name}, which is no story");
    }
    assert!(named.len() > 10, "the stories were not found");
}
