//! A promotion as it is laid away: one ZIP that explains itself, for readers in twenty years who have nothing but tools for
//! texts, tables and pictures.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use futures_util::stream::{Stream, StreamExt};
use serde::Serialize;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Extent, TakenOut, csv, json, markdown, take_out_for};
use crate::domain::people::Locale;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::hashing::Hashing;
use crate::services::reading::visible::Visible;
use crate::services::{Error, Refusal, Scope, Services, whole_file};
use crate::store::privacy::audit::Actor;
use crate::store::programme::{logos, promotions};

/// What explains the rest, in both languages.
const README: &str = include_str!("../../../../templates/archive/README.md");
const FORMAT: u32 = 1;
/// All of it, for programs.
pub(super) const DOCUMENT: &str = "promotion.json";
/// The checksums, as `sha256sum --check` reads them.
pub(super) const SUMS: &str = "SHA256SUMS";

/// All that goes in, as it was at one moment.
pub struct Contents {
    taken: TakenOut,
    projects: Vec<(Project, Extent, Option<Vec<u8>>)>,
    at: DateTime<Utc>,
}

/// The promotion of that name, as a coordinator may hand it on; that it was taken out is kept on record.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn take_out(scope: &mut Scope<'_>, by: Actor, name: &str) -> Result<Contents, Refusal> {
    let promotion = promotions::by_name(scope.conn, name)?.ok_or(Refusal::Gone)?;
    let taken = take_out_for(scope, (Reader::Operator, by), promotion.id, "ZIP")?;
    let mut projects = Vec::new();
    for project in &taken.extent.projects {
        let mut visible = Visible::to(Reader::Operator, scope).only_published();
        let extent = Extent::of_project(&visible, project.clone());
        let extent = extent.with_requests(&mut visible)?.with_teams(scope)?;
        let logo = match &project.logo {
            Some(name) => logos::content(scope.conn, name)?,
            None => None,
        };
        projects.push((project.clone(), extent, logo));
    }
    Ok(Contents { taken, projects, at: scope.now })
}

/// What lies in the archive.
#[derive(Serialize)]
struct Filed {
    path: String,
    bytes: u64,
    sha256: String,
}

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    program: &'static str,
    promotion: &'a str,
    starts_on: String,
    ends_on: String,
    archived_at: DateTime<Utc>,
    projects: Vec<&'a str>,
    files: &'a [Filed],
}

/// Writes the archive, whole or not at all; how many files lie in it.
///
/// # Errors
/// Also where there is a file of that name: nothing is written over.
pub async fn write(services: &Services, contents: Contents, to: &Path) -> Result<usize, Error> {
    let mut part = whole_file::begin(to).map_err(Error::export)?;
    let count = fill(services, contents, part.as_file_mut()).await?;
    whole_file::keep(part, to).map_err(Error::export)?;
    Ok(count)
}

async fn fill(services: &Services, contents: Contents, out: &mut File) -> Result<usize, Error> {
    let Contents { taken, projects, at } = contents;
    let mut archive = Archive { zip: ZipWriter::new(BufWriter::new(out)), files: Vec::new() };
    archive.put("README.md", README.as_bytes())?;
    let promotion = taken.promotion.clone();
    archive.stream(DOCUMENT, json::write(services, taken)?).await?;
    let locale = services.config.programme.language;
    for (project, extent, logo) in &projects {
        archive.put_project(services, locale, (project, extent, logo.as_deref())).await?;
    }
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION"),
        promotion: &promotion.name,
        starts_on: promotion.starts_on.to_string(),
        ends_on: promotion.ends_on.to_string(),
        archived_at: at,
        projects: projects.iter().map(|(project, ..)| project.slug.as_str()).collect(),
        files: &archive.files,
    };
    let manifest = serde_json::to_vec_pretty(&manifest).map_err(Error::export)?;
    archive.put("manifest.json", &manifest)?;
    let sums: String = archive.files.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
    archive.put(SUMS, sums.as_bytes())?;
    let Archive { zip, files } = archive;
    zip.finish().and_then(|mut out| Ok(out.flush()?)).map_err(Error::export)?;
    Ok(files.len())
}

struct Archive<'a> {
    zip: ZipWriter<BufWriter<&'a mut File>>,
    files: Vec<Filed>,
}

impl Archive<'_> {
    async fn put_project(
        &mut self,
        services: &Services,
        locale: Locale,
        (project, extent, logo): (&Project, &Extent, Option<&[u8]>),
    ) -> Result<(), Error> {
        let folder = format!("projects/{}", project.slug);
        self.stream(&format!("{folder}/bulletins.csv"), csv::write(services, extent.clone())?).await?;
        self.put(&format!("{folder}/help-requests.csv"), &csv::write_requests(services, extent)?)?;
        let text = markdown::write(services, extent.clone(), locale)?;
        self.stream(&format!("{folder}/project.md"), text).await?;
        match logo {
            Some(logo) => self.put(&format!("{folder}/logo.png"), logo),
            None => Ok(()),
        }
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.begin(path)?;
        self.zip.write_all(bytes).map_err(Error::export)?;
        let mut hashing = Hashing::default();
        hashing.see(bytes);
        self.note(path, bytes.len() as u64, hashing);
        Ok(())
    }

    /// As it is written: it may be larger than memory.
    async fn stream(
        &mut self,
        path: &str,
        bytes: impl Stream<Item = Result<Vec<u8>, Error>>,
    ) -> Result<(), Error> {
        self.begin(path)?;
        let (mut hashing, mut length) = (Hashing::default(), 0);
        let mut bytes = std::pin::pin!(bytes);
        while let Some(some) = bytes.next().await {
            let some = some?;
            hashing.see(&some);
            length += some.len() as u64;
            self.zip.write_all(&some).map_err(Error::export)?;
        }
        self.note(path, length, hashing);
        Ok(())
    }

    fn begin(&mut self, path: &str) -> Result<(), Error> {
        self.zip.start_file(path, SimpleFileOptions::default()).map_err(Error::export)
    }

    fn note(&mut self, path: &str, bytes: u64, hashing: Hashing) {
        self.files.push(Filed { path: path.into(), bytes, sha256: hashing.told() });
    }
}
