//! The files that browsers load, as `build.rs` has put them together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rust_embed::Embed;
use sha2::{Digest, Sha256};

#[derive(Embed)]
#[folder = "$OUT_DIR/static/"]
struct Files;

const STYLE_SHEET: &str = "app.css";
const GZIP: &str = ".gz";
const BROTLI: &str = ".br";

/// A static file in each form in which it can be asked for.
pub struct Asset {
    hash: String,
    pub media_type: String,
    pub plain: Cow<'static, [u8]>,
    pub gzip: Cow<'static, [u8]>,
    pub brotli: Cow<'static, [u8]>,
}

impl Asset {
    fn named(name: &str) -> Option<Asset> {
        let plain = Files::get(name)?;
        Some(Asset {
            hash: Sha256::digest(&plain.data).iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
            media_type: plain.metadata.mimetype().to_owned(),
            plain: plain.data,
            gzip: Files::get(&format!("{name}{GZIP}"))?.data,
            brotli: Files::get(&format!("{name}{BROTLI}"))?.data,
        })
    }
}

/// By name.
static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let plain = Files::iter().filter(|name| ![GZIP, BROTLI].iter().any(|ending| name.ends_with(ending)));
    plain.filter_map(|name| Some((name.to_string(), Asset::named(&name)?))).collect()
});

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
