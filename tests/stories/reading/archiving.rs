//! A promotion is laid away in one file that explains itself.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use bulletins::domain::people::Role;
use bulletins::services::Scope;
use bulletins::services::reading::exporting::archive;
use bulletins::store::privacy::audit::Actor;
use sha2::{Digest, Sha256};

use crate::story;
use crate::support::app::TestApp;
use crate::support::filing::file;

fn unpacked(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        zip.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

async fn lay_away(app: &TestApp, to: &Path) -> Result<usize, String> {
    let take = |scope: &mut Scope<'_>| archive::take_out(scope, Actor::CommandLine, "EIG 8");
    let contents = app.app.services.write(take).await.map_err(|refusal| refusal.to_string())?;
    archive::write(&app.app.services, contents, to).await.map_err(|error| error.to_string())
}

story!(an_archive_explains_itself_and_holds_what_is_published, "2026-03-11 09:00", |app| {
    file(app, "ada@cartobio.example", "cartobio", 10, "3", &[("help", "Un serveur ?")]).await;
    file(app, "ada@cartobio.example", "cartobio", 11, "1", &[("priorities", "Encore secret")]).await;
    app.give("zoe@cartobio.example", Role::Eig, "cartobio", Some("2026-02-27")).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("eig.zip");
    let count = lay_away(app, &path).await.unwrap();
    let files = unpacked(&path);
    assert_eq!(files.len(), count);
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    for (name, words) in [
        ("README.md", "Cette archive"),
        ("README.md", "This archive"),
        ("manifest.json", "\"promotion\": \"EIG 8\""),
        ("promotion.json", "Un serveur ?"),
        ("projects/cartobio/project.md", "Relire"),
        ("projects/cartobio/bulletins.csv", "2026-W10"),
        ("projects/cartobio/help-requests.csv", "Un serveur ?"),
    ] {
        assert!(text(name).contains(words), "{name}: {}", text(name));
    }
    // What a team has not published is its own, and nobody is reached by what is laid away.
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("Encore secret") && !text.contains("@cartobio"), "{name}: {text}");
    }
    // Every file has its checksum, but the one that holds them.
    let sums = text("SHA256SUMS");
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "SHA256SUMS") {
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(sums.contains(&format!("{sum}  {name}\n")), "{name}");
    }
    let again = lay_away(app, &path).await.unwrap_err();
    assert!(again.contains("is there already"), "{again}");
    let recorded = app.keys("SELECT detail AS key FROM audit WHERE action = 'promotion-exported'").await;
    assert!(recorded.iter().any(|detail| detail.contains("ZIP")), "{recorded:?}");
    app.pass().await;
});
