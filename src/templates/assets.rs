//! The files that browsers load.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{LazyLock, OnceLock};

use brotli::enc::BrotliEncoderParams;
use rust_embed::Embed;
use sha2::{Digest, Sha256};

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// The style sheet is written in a folder, a file for each part of the house, and loaded as one.
const STYLES: &str = "styles/";
const STYLE_SHEET: &str = "app.css";

/// A static file in each form in which it can be asked for.
#[derive(Default)]
pub struct Asset {
    hash: String,
    pub media_type: String,
    pub plain: Vec<u8>,
    gzip: OnceLock<Option<Vec<u8>>>,
    brotli: OnceLock<Option<Vec<u8>>>,
}

impl Asset {
    fn finished(self) -> Asset {
        let hash = Sha256::digest(&self.plain).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Asset { hash, ..self }
    }

    /// Compressed once, as well as can be, rather than for each request.
    pub fn gzip(&self) -> Option<&[u8]> {
        self.gzip.get_or_init(|| gzipped(&self.plain)).as_deref()
    }

    /// The same by brotli, which takes some tenths of a second.
    pub fn brotli(&self) -> Option<&[u8]> {
        self.brotli.get_or_init(|| brotli_compressed(&self.plain)).as_deref()
    }
}

/// Compresses all of them, so that nobody who asks for one waits for it.
pub fn compress_all() {
    for asset in ASSETS.values() {
        asset.gzip();
        asset.brotli();
    }
}

/// By name; the style sheet's parts one after the other, as they are named.
static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut assets: BTreeMap<String, Asset> = BTreeMap::new();
    for name in names {
        let Some(file) = Files::get(&name) else { continue };
        let asset = assets
            .entry(if name.starts_with(STYLES) { STYLE_SHEET.into() } else { name.into() })
            .or_default();
        asset.media_type = file.metadata.mimetype().to_owned();
        asset.plain.extend_from_slice(&file.data);
    }
    assets.into_iter().map(|(name, asset)| (name, asset.finished())).collect()
});

fn gzipped(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

fn brotli_compressed(plain: &[u8]) -> Option<Vec<u8>> {
    // As far back as the largest file goes: to look back over 4 MiB, as is usual, takes 90 MB of memory.
    let within = BrotliEncoderParams { lgwin: 18, size_hint: plain.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut compressed, &within).ok()?;
    Some(compressed)
}

/// A static file; none if there is none of that name with that content.
pub fn asset(hash: &str, name: &str) -> Option<&'static Asset> {
    ASSETS.get(name).filter(|known| known.hash == hash)
}

/// Where a static file is, under an address that names its content.
pub fn address(name: &str) -> Option<String> {
    Some(format!("/static/{}/{name}", ASSETS.get(name)?.hash))
}

/// Where a sign is: a symbol of one file, which a browser loads once.
pub fn sign(name: &str) -> Option<String> {
    SIGNS.names.contains(name).then(|| format!("{}#{name}", SIGNS.address))
}

/// The names of all signs.
pub fn signs() -> Vec<String> {
    SIGNS.names.iter().cloned().collect()
}

/// What the style sheet declares for the colours of day, and what for those of night.
pub fn schemes() -> [String; 2] {
    let sheet =
        ASSETS.get(STYLE_SHEET).map(|asset| String::from_utf8_lossy(&asset.plain)).unwrap_or_default();
    let declared = |text: Option<&str>| {
        let block = text.and_then(|text| text.split_once(":root {")).map(|(_, block)| block);
        block.and_then(|block| block.split('}').next()).unwrap_or_default().to_owned()
    };
    let night = sheet.split_once("(prefers-color-scheme: dark)").map(|(_, night)| night);
    [declared(Some(&sheet)), declared(night)]
}

struct Signs {
    address: String,
    names: BTreeSet<String>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let file = ASSETS.get("signs.svg").map(|asset| String::from_utf8_lossy(&asset.plain)).unwrap_or_default();
    let ids = file.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    Signs { address: address("signs.svg").unwrap_or_default(), names: ids.map(str::to_owned).collect() }
});
