//! Every setting as `config/default.toml` tells it: in its order, with its default and what it means.

use std::fmt::Write;

use super::secrets::SECRETS;

/// What `config/default.toml` says, so that the binary runs alone in an empty folder.
pub(super) const DEFAULTS: &str = include_str!("../../config/default.toml");

/// Settings that stand together, such as those of `[server]`.
pub(super) struct Section {
    pub name: String,
    about: String,
    groups: Vec<Group>,
}

/// Settings of which one text tells.
struct Group {
    about: String,
    settings: Vec<(String, String)>,
}

impl Section {
    fn new(name: &str, about: String) -> Section {
        Section { name: name.to_owned(), about, groups: Vec::new() }
    }

    /// The names of its settings, without its own.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().flat_map(|group| group.settings.iter().map(|(key, _)| key.as_str()))
    }
}

/// The sections but the schedule, and what is said before them; then the schedule, whose groups are its entries.
fn read() -> (String, Vec<Section>, Section) {
    let (mut preface, mut sections, mut schedule) = (String::new(), Vec::new(), None);
    // Comments that belong to what comes next, and those after which an empty line came.
    let (mut near, mut far) = (String::new(), String::new());
    let mut goes_on = false;
    for line in DEFAULTS.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix('#') {
            let _ = write!(near, "{}{}", if near.is_empty() { "" } else { " " }, comment.trim());
        } else if line == "[[schedule]]" {
            let whole = schedule.get_or_insert_with(|| Section::new("schedule", std::mem::take(&mut far)));
            whole.groups.push(Group { about: std::mem::take(&mut near), settings: Vec::new() });
            goes_on = true;
        } else if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            if sections.is_empty() {
                preface = std::mem::take(&mut far);
            }
            sections.push(Section::new(name, std::mem::take(&mut near)));
            goes_on = false;
        } else if let Some((key, value)) = line.split_once(" = ") {
            let section = schedule.as_mut().or(sections.last_mut());
            if let Some(section) = section {
                if !near.is_empty() || !goes_on {
                    section.groups.push(Group { about: std::mem::take(&mut near), settings: Vec::new() });
                }
                if let Some(group) = section.groups.last_mut() {
                    group.settings.push((key.to_owned(), value.to_owned()));
                }
            }
            goes_on = true;
        } else if !near.is_empty() {
            far = std::mem::take(&mut near);
        }
    }
    (preface, sections, schedule.unwrap_or_else(|| Section::new("schedule", String::new())))
}

/// The sections in their order, but the schedule.
pub(super) fn sections() -> Vec<Section> {
    read().1
}

/// What a setting is by default, as `config/default.toml` writes it.
pub(super) fn default_of(name: &str) -> Option<String> {
    let (section, key) = name.split_once('.')?;
    let section = sections().into_iter().find(|known| known.name == section)?;
    let mut settings = section.groups.iter().flat_map(|group| &group.settings);
    settings.find(|(known, _)| known == key).map(|(_, value)| value.clone())
}

/// `docs/CONFIGURATION.md`.
pub fn markdown() -> String {
    let (preface, sections, schedule) = read();
    let mut page = format!(
        "# Settings\n\n<!-- `bulletins config --reference` writes this page; a test holds it equal to config/default.toml. -->\n\n\
         {preface}\n\n\
         What goes before what: the defaults, then `PORT` and `DATABASE_URL` where a hosting platform sets them, then the file, then the \
         variables. `bulletins config` prints what is in force and from where each value came, with secrets masked; `bulletins check` \
         tells whether it works. A setting that is unknown or cannot be keeps the program from starting, and is named.\n"
    );
    for section in &sections {
        let _ = write!(page, "\n## `[{}]`\n\n", section.name);
        if !section.about.is_empty() {
            let _ = write!(page, "{}\n\n", section.about);
        }
        page.push_str("| setting | default | what it means |\n|---|---|---|\n");
        for group in &section.groups {
            let (names, values): (Vec<String>, Vec<String>) = group
                .settings
                .iter()
                .map(|(key, value)| {
                    let is_secret = SECRETS.contains(&format!("{}.{key}", section.name).as_str());
                    (format!("`{key}`{}", if is_secret { " (secret)" } else { "" }), format!("`{value}`"))
                })
                .unzip();
            let about = group.about.replace('|', "\\|");
            let _ = writeln!(page, "| {} | {} | {about} |", names.join("<br>"), values.join("<br>"));
        }
    }
    let _ = write!(page, "\n## `[[schedule]]`\n\n{}\n\n", schedule.about);
    page.push_str("| `job` | `cron` | `on` | what it does |\n|---|---|---|---|\n");
    let mut before = ("", "");
    for entry in &schedule.groups {
        let value = |name: &str| {
            let found = entry.settings.iter().find(|(key, _)| key == name);
            found.map_or("", |(_, value)| value.trim_matches('"'))
        };
        // Of several entries of a job the first says what it does.
        let about = if entry.about.is_empty() && before.0 == value("job") { before.1 } else { &entry.about };
        before = (value("job"), about);
        let _ = writeln!(page, "| `{}` | `{}` | `{}` | {about} |", value("job"), value("cron"), value("on"));
    }
    page
}
