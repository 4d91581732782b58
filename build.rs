//! Files that are embedded. A new one must make Cargo build again; what browsers load is put together here, and compressed as
//! well as can be, so that no start takes its time. And what the linker packs tighter where this machine's C library can read it.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The style sheet is written in a folder, a file for each part of the house, and loaded as one.
const STYLES: &str = "styles";
const STYLE_SHEET: &str = "app.css";

fn main() -> Result<(), Box<dyn Error>> {
    for folder in ["config", "migrations", "static", "templates"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let folder = PathBuf::from(env::var("OUT_DIR")?).join("static");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (name, plain) in assets(Path::new("static"))? {
        fs::write(folder.join(format!("{name}.gz")), gzipped(&plain)?)?;
        fs::write(folder.join(format!("{name}.br")), brotli_compressed(&plain)?)?;
        fs::write(folder.join(name), plain)?;
    }
    if env::var("PROFILE")? == "release" && reads_packed_relocations()? {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    Ok(())
}

/// Whether programs for this machine may have their relative relocations packed (six megabytes in the program, which each
/// start reads, become a tenth of one): glibc reads them since 2.36, and says so where it does not.
fn reads_packed_relocations() -> Result<bool, Box<dyn Error>> {
    let here = env::var("HOST")? == env::var("TARGET")? && env::var("CARGO_CFG_TARGET_ENV")? == "gnu";
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let version = told.ok().and_then(|told| String::from_utf8(told.stdout).ok()).unwrap_or_default();
    let mut numbers = version.trim_start_matches("glibc ").trim().split('.').map(str::parse::<u32>);
    Ok(here && matches!((numbers.next(), numbers.next()), (Some(Ok(2)), Some(Ok(minor))) if minor >= 36))
}

/// By name; the style sheet's parts one after the other, as they are named.
fn assets(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
    let mut assets = BTreeMap::new();
    for path in files(folder)?.into_iter().filter(|path| path.is_file()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assets.insert(name, fs::read(path)?);
    }
    let mut styles = Vec::new();
    for path in files(&folder.join(STYLES))? {
        styles.extend(fs::read(path)?);
    }
    assets.insert(STYLE_SHEET.to_owned(), styles);
    Ok(assets)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn gzipped(plain: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}

fn brotli_compressed(plain: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut compressed, &brotli::enc::BrotliEncoderParams::default())?;
    Ok(compressed)
}
