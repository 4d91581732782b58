//! Which file uses which: read from `use` lines and paths, names that are handed on followed to where they stand.

use std::collections::{BTreeMap, BTreeSet};

/// A file of `src/`.
pub struct Module {
    /// Such as `["crate", "store", "people"]`.
    path: Vec<String>,
    /// The whole paths that its code names.
    named: Vec<Vec<String>>,
    /// Names that it hands on, with what they stand for.
    handed_on: Vec<(String, Vec<String>)>,
}

impl Module {
    /// `path`: below `src/`.
    pub fn read(path: &str, text: &str) -> Module {
        let mut parts: Vec<String> = std::iter::once("crate".to_owned())
            .chain(path.trim_end_matches(".rs").split('/').map(str::to_owned))
            .collect();
        if ["mod", "lib"].contains(&parts[parts.len() - 1].as_str()) {
            parts.pop();
        }
        let mut module = Module { path: parts, named: Vec::new(), handed_on: Vec::new() };
        let code: String = super::code(text).flat_map(|line| [line, "\n"]).collect();
        for statement in code.split(';') {
            module.read_statement(statement);
        }
        module
    }

    /// Reads a statement, with the blocks that stand before it.
    fn read_statement(&mut self, statement: &str) {
        let is_use =
            |line: &str| line.starts_with("use ") || (line.starts_with("pub") && line.contains(" use "));
        let mut starts = statement.match_indices('\n').map(|(at, _)| at + 1);
        let at = starts.find(|at| is_use(&statement[*at..])).unwrap_or(statement.len());
        let (before, line) = statement.split_at(if is_use(statement) { 0 } else { at });
        let paths: Vec<Vec<String>> = paths_in(before).iter().map(|path| self.absolute(path)).collect();
        self.named.extend(paths);
        let handed_on = line.starts_with("pub");
        let tree = line.split_once("use ").map_or("", |(_, tree)| tree);
        for leaf in leaves(tree).into_iter().filter(|leaf| !leaf.is_empty()) {
            let (path, alias) = leaf.split_once(" as ").unwrap_or((&leaf, ""));
            let path = path.trim().trim_end_matches("::self").trim_end_matches("::*");
            let path = self.absolute(&path.split("::").map(str::trim).collect::<Vec<_>>());
            if handed_on {
                let name = if alias.is_empty() { path[path.len() - 1].clone() } else { alias.to_owned() };
                self.handed_on.push((name, path));
            } else {
                self.named.push(path);
            }
        }
    }

    /// A path from the crate's root. What begins with another name is taken for a child's: a path into another crate
    /// then leads to no file but its own.
    fn absolute(&self, path: &[&str]) -> Vec<String> {
        let ups = path.iter().take_while(|part| **part == "super").count();
        let rest = path[ups..].iter().map(|part| (*part).to_owned());
        match path.first() {
            Some(&"super") => self.path[..self.path.len() - ups].iter().cloned().chain(rest).collect(),
            Some(&"crate") => rest.collect(),
            Some(&"self") => self.path.iter().cloned().chain(rest.skip(1)).collect(),
            _ => self.path.iter().cloned().chain(rest).collect(),
        }
    }
}

/// The paths that begin at the crate or above, in code that is no `use` line.
fn paths_in(code: &str) -> Vec<Vec<&str>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.split(|c: char| !is_part(c))
        .filter(|path| path.starts_with("crate::") || path.starts_with("super::"))
        .map(|path| path.trim_end_matches(':').split("::").collect())
        // `pub(in crate::store)` says who may use it, and uses nothing.
        .filter(|path: &Vec<&str>| !code.contains(&format!("(in {})", path.join("::"))))
        .collect()
}

/// The single paths of a `use` tree: `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`.
fn leaves(tree: &str) -> Vec<String> {
    let Some((head, rest)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let mut depth = 0;
    let parts = inner.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty());
    parts.flat_map(leaves).map(|leaf| format!("{}{leaf}", head.trim())).collect()
}

/// The groups of files of which each needs all others, directly or by way of them.
pub fn circles(modules: &[Module]) -> Vec<BTreeSet<String>> {
    let names: BTreeSet<Vec<String>> = modules.iter().map(|module| module.path.clone()).collect();
    let handed_on: BTreeMap<Vec<String>, &Vec<String>> = modules
        .iter()
        .flat_map(|module| {
            module
                .handed_on
                .iter()
                .map(|(name, path)| ([&module.path[..], std::slice::from_ref(name)].concat(), path))
        })
        .collect();
    let uses: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> = modules
        .iter()
        .map(|module| {
            let files = module.named.iter().filter_map(|path| file_of(path, &names, &handed_on));
            (&module.path, files.filter(|file| *file != module.path).collect())
        })
        .collect();
    let reach = |from: &Vec<String>| {
        let mut reached = BTreeSet::new();
        let mut ahead = vec![from];
        while let Some(next) = ahead.pop() {
            for file in uses.get(next).into_iter().flatten() {
                if reached.insert(file) {
                    ahead.push(file);
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&Vec<String>, BTreeSet<&Vec<String>>> =
        names.iter().map(|name| (name, reach(name))).collect();
    let circle = |name: &Vec<String>| -> BTreeSet<String> {
        let mutual = reached[name].iter().filter(|other| reached[**other].contains(name));
        mutual.map(|file| file.join("::")).collect()
    };
    names.iter().map(circle).filter(|circle| circle.len() > 1).collect::<BTreeSet<_>>().into_iter().collect()
}

/// The file in which the end of a path stands; none: it leads out of the crate.
fn file_of(
    path: &[String],
    names: &BTreeSet<Vec<String>>,
    handed_on: &BTreeMap<Vec<String>, &Vec<String>>,
) -> Option<Vec<String>> {
    let mut path = path.to_vec();
    // A name may be handed on more than once.
    for _ in 0..4 {
        let Some(end) = (1..=path.len()).rev().find(|end| handed_on.contains_key(&path[..*end])) else {
            break;
        };
        path = [&handed_on[&path[..end]][..], &path[end..]].concat();
    }
    (1..=path.len()).rev().map(|end| path[..end].to_vec()).find(|file| names.contains(file))
}
