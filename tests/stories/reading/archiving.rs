//! A promotion is laid away in one file that explains itself.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

use bulletins::domain::people::Role;
use bulletins::services::Scope;
use bulletins::services::programme::removing;
use bulletins::services::reading::exporting::{archive, laid_away};
use bulletins::store::privacy::audit::Actor;
use sha2::{Digest, Sha256};

use crate::operations::command_line::{bulletins, run, told};
use crate::story;
use crate::support::app::TestApp;
use crate::support::database::Database;
use crate::support::filing::file;
use crate::support::requests::{ask, take};

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

/// What the removal of a promotion says, or how many people left with it.
async fn remove(app: &TestApp, archived: usize) -> Result<usize, String> {
    let work = move |scope: &mut Scope<'_>| removing::remove(scope, Actor::CommandLine, "EIG 8", archived);
    let gone = app.app.services.write(work).await;
    gone.map(|leaving| leaving.people.len()).map_err(|stays| stays.to_string())
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

async fn goes_once_its_time_is_over(postgres: bool) {
    let settings = [("BULLETINS_RETENTION__PROMOTION_DAYS", "2".to_owned())];
    let Some(app) = TestApp::with("2026-03-11 09:00", postgres, &settings).await else { return };
    file(
        &app,
        "ada@cartobio.example",
        "cartobio",
        10,
        "3",
        &[("help", "Un serveur ?"), ("priorities", "Mot rare")],
    )
    .await;
    let request =
        ask(&app, "chloe@karfur.example", "karfu-r", "Mot rare aussi", true, "2026-03-10 10:00").await;
    take(&app, request, "driss@plume.example", "2026-03-10 11:00").await;
    // Another promotion, in which one of them takes part, too.
    app.import(&OTHER.replace("SHARED", "chloe@karfur.example")).await;
    file(&app, "eva@phare.example", "phare", 10, "4", &[("priorities", "Qui reste")]).await;
    let camille = app.browse_as("camille@eig.example").await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("eig.zip");

    // Its time is over two days after its own last day, which was that of its closing, and somebody who coordinates has archived it.
    assert!(remove(&app, 1).await.unwrap_err().contains("not archived"));
    for stage in ["closed", "archived"] {
        camille.open(&format!("/admin/promotions/1/stage?stage={stage}")).await.is(200);
        camille.submit(&[]).await.is(200);
    }
    let early = remove(&app, 1).await.unwrap_err();
    assert!(early.contains("is kept until 2026-03-13"), "{early}");
    app.sleep_until("2026-03-13 09:00");
    lay_away(&app, &path).await.unwrap();
    let whole = laid_away::verify(&path, "EIG 8").unwrap();
    assert_eq!((whole.bulletins, whole.files), (1, unpacked(&path).len()));
    assert!(laid_away::verify(&path, "EIG 9").is_err());
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[half] ^= 1;
    let broken = folder.path().join("broken.zip");
    std::fs::write(&broken, bytes).unwrap();
    assert!(laid_away::verify(&broken, "EIG 8").is_err(), "one bit is another");
    // As many bulletins lie there as are stored, or nothing goes.
    let before = Database::at(&app.database).rows();
    assert!(remove(&app, 2).await.unwrap_err().contains("1 bulletins are stored, and 2 lie in the archive"));
    assert_eq!(Database::at(&app.database).rows(), before);

    // Ada, Ben, Mina, Marc and Driss; Chloé takes part elsewhere, and Camille coordinates.
    assert_eq!(remove(&app, 1).await, Ok(5));
    let after = Database::at(&app.database).rows();
    for (table, rows) in &after {
        for row in rows.iter().map(|row| format!("{row:?}")) {
            for gone in ["Mot rare", "mot rare", "Un serveur", "driss@plume"] {
                // That they are erased is told to them: that mail waits.
                assert!(!row.contains(gone) || table == "outbox", "{gone} in {table}: {row}");
            }
        }
    }
    assert_eq!(after["promotions"].len() + after["projects"].len() + after["bulletins"].len(), 3);
    let people = app.keys("SELECT email AS key FROM people").await;
    assert_eq!(
        people.into_iter().collect::<Vec<_>>(),
        ["camille@eig.example", "chloe@karfur.example", "eva@phare.example"]
    );
    let record = app.keys("SELECT detail AS key FROM audit WHERE action = 'promotion-deleted'").await;
    assert_eq!(record.into_iter().collect::<Vec<_>>(), ["EIG 8"]);
    assert_eq!(remove(&app, 1).await, Err("there is no promotion of the name \"EIG 8\"".into()));
    app.settle().await;
    app.inbox("driss@plume.example").has_one("farewell");
    // What is left is read and found as before.
    camille.open("/projects/cartobio").await.is(404);
    camille.open("/projects/phare").await.is(200).says("Qui reste");
    camille.open("/search?q=rare").await.says_not("Mot rare");
    camille.open("/search?q=reste").await.says("Phare");
    app.finish().await;
}

#[actix_web::test]
async fn a_promotion_goes_once_its_time_is_over_with_those_who_took_part_in_nothing_else_on_sqlite() {
    goes_once_its_time_is_over(false).await;
}

#[actix_web::test]
async fn a_promotion_goes_once_its_time_is_over_with_those_who_took_part_in_nothing_else_on_postgres() {
    goes_once_its_time_is_over(true).await;
}

const OTHER: &str = "
promotion: { name: EIG 9, starts_on: 2026-01-05, ends_on: 2026-12-31 }
projects:
  - name: Phare
    administration: Agence
    eigs:
      - { name: Eva, email: eva@phare.example }
      - { name: Chloé, email: SHARED }
    mentors: []
";

/// Who lays a promotion away and deletes it is asked for its name.
#[test]
fn a_promotion_is_deleted_by_whoever_types_its_name_and_stays_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/config/promotion.example.yml");
    assert!(run(folder.path(), &["import", "promotion", file]).status.success());
    let name = {
        let mut database =
            Database::at(&format!("sqlite://{}/var/bulletins.sqlite", folder.path().display()));
        database.run(
            "UPDATE promotions SET stage = 'archived', starts_on = '2020-01-01', ends_on = '2020-12-31'",
        );
        database.ask("SELECT name AS text FROM promotions").remove(0)
    };
    let archive = |file: &str, typed: &str| {
        let mut command = bulletins(folder.path());
        command.args(["archive", &name, file, "--remove"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut program = command.stderr(Stdio::piped()).spawn().unwrap();
        program.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        program.wait_with_output().unwrap()
    };
    let checked = told(&run(folder.path(), &["check"]));
    assert!(checked.contains(&format!("warning kept: {name:?} ended on 2020-12-31")), "{checked}");
    let refused = archive("a.zip", "no\n");
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("Nothing was deleted; the archive stays."), "{}", told(&refused));
    let done = archive("b.zip", &format!("{name}\n"));
    assert!(done.status.success() && told(&done).contains("is deleted"), "{}", told(&done));
    let gone = archive("c.zip", &format!("{name}\n"));
    assert!(told(&gone).contains("there is no promotion of the name"), "{}", told(&gone));
    assert!(["a.zip", "b.zip"].iter().all(|file| folder.path().join(file).exists()));
    assert!(!folder.path().join("c.zip").exists());
}
