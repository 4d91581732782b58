//! axe-core and the Nu HTML checker, where `npm` has installed them; `.ci/run` says how.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::chromium::Chromium;

/// What axe looks for.
#[derive(Clone, Copy)]
pub enum Rules {
    /// Best practices included, as for a page.
    All,
    /// WCAG 2.2 AA: a mail has no landmarks.
    Wcag,
}

/// Packages of other people that look for what is wrong with a page.
pub struct Checkers {
    axe: String,
    nu: PathBuf,
}

impl Checkers {
    /// None where they are not installed.
    pub fn find() -> Option<Checkers> {
        let folder = std::env::var("BULLETINS_TEST_CHECKERS")
            .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/checkers"), PathBuf::from);
        let packages = folder.join("node_modules");
        let nu = packages.join("vnu-jar/build/dist/vnu.jar");
        match std::fs::read_to_string(packages.join("axe-core/axe.min.js")) {
            Ok(axe) if nu.exists() => Some(Checkers { axe, nu }),
            _ => {
                super::skip(
                    "checkers",
                    "axe-core and the Nu HTML checker are not installed, so that pages are not checked",
                );
                None
            }
        }
    }

    /// What axe finds wrong on the page that the browser shows.
    pub async fn violations(&self, chromium: &Chromium, rules: Rules) -> Vec<String> {
        chromium.client.execute(&self.axe, vec![]).await.unwrap();
        let run_only = match rules {
            Rules::All => Value::Null,
            Rules::Wcag => json!(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]),
        };
        let run = "const [runOnly, done] = arguments;
            axe.run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) }).then((found) => done(found.violations.map((v) =>
                `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} ${n.failureSummary}`).join(' | ')}`)));";
        let found = chromium.client.execute_async(run, vec![run_only]).await.unwrap();
        found.as_array().unwrap().iter().map(|v| v.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What is not valid HTML among the files of a folder.
    pub fn faults(&self, folder: &Path) -> Vec<String> {
        let run = Command::new("java")
            .arg("-jar")
            .arg(&self.nu)
            // Java itself tells of what it finds odd about the machine on the other stream.
            .args(["--stdout", "--errors-only", "--format", "json", "--exit-zero-always"])
            .arg(folder)
            .output()
            .expect("Java runs the Nu HTML checker");
        let report: Value = serde_json::from_slice(&run.stdout).expect("the Nu HTML checker reports in JSON");
        let faults = report["messages"].as_array().unwrap().iter();
        faults.map(|fault| format!("{} {}: {}", fault["url"], fault["message"], fault["extract"])).collect()
    }
}
