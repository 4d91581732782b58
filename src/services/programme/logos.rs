//! Logos: whatever is uploaded is decoded and encoded anew, so that nothing but an image is ever handed on.

use std::io::Cursor;
use std::panic::resume_unwind;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::projects::find;
use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Refusal, Scope, off_thread};
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::{logos, projects};

/// The most bytes of an upload.
pub const UPLOAD_MAX: usize = 1024 * 1024;
/// The longest side of an uploaded image, in pixels.
const SIDE_MAX: u32 = 4000;
/// The most pixels of an uploaded image: of a progressive JPEG each takes nine bytes until it is decoded.
const PIXELS_MAX: u64 = 4_000_000;
/// The longest side of what is kept: twice what pages show, for fine screens.
const KEPT_SIDE: u32 = 256;
/// The most memory that decoding may take, in bytes.
const MEMORY_MAX: u64 = 64 * 1024 * 1024;

/// One image is decoded at a time: each may take more memory than everything else together.
static DECODING: Semaphore = Semaphore::const_new(1);

/// A logo as it is kept: PNG.
pub struct Logo {
    /// The name of its file: a hash of its content.
    pub name: String,
    pub content: Vec<u8>,
}

/// The upload is no PNG, JPEG or WebP image, or one that is too large to look at.
#[derive(Debug, thiserror::Error)]
#[error("no image that can be used")]
pub struct NoImage;

/// Reads an image, off the async threads, once the images before it are read.
pub async fn read(upload: Vec<u8>) -> Result<Result<Logo, NoImage>, Error> {
    let turn = DECODING.acquire().await.map_err(|_| Error::Stopping)?;
    // The turn goes along: who gives up waiting does not end the work.
    off_thread(move || {
        let read = apart(|| re_encode(&upload));
        drop(turn);
        read
    })
    .await
}

/// In a thread that ends with the work: an allocator keeps what large work took for each thread that has done some.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap_or_else(|panic| resume_unwind(panic)))
}

fn re_encode(upload: &[u8]) -> Result<Logo, NoImage> {
    let image = decode(upload, PIXELS_MAX)?;
    let fits = image.width() <= KEPT_SIDE && image.height() <= KEPT_SIDE;
    let kept = if fits { image } else { image.thumbnail(KEPT_SIDE, KEPT_SIDE) };
    let mut content = Vec::new();
    kept.into_rgba8().write_to(&mut Cursor::new(&mut content), ImageFormat::Png).map_err(|_| NoImage)?;
    let hash = Sha256::digest(&content);
    let name = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(Logo { name, content })
}

/// Looks at the head first, and decodes what is not too large.
fn decode(upload: &[u8], pixels_max: u64) -> Result<DynamicImage, NoImage> {
    let mut reader = ImageReader::new(Cursor::new(upload)).with_guessed_format().map_err(|_| NoImage)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(NoImage);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|_| NoImage)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > pixels_max || decoder.total_bytes() > MEMORY_MAX {
        return Err(NoImage);
    }
    DynamicImage::from_decoder(decoder).map_err(|_| NoImage)
}

/// Gives the project of that address that logo, or none.
pub fn set(scope: &mut Scope<'_>, by: &Member, slug: &str, logo: Option<&Logo>) -> Result<(), Refusal> {
    let project = find(scope, slug)?;
    if let Some(logo) = logo {
        logos::insert(scope.conn, &logo.name, &logo.content)?;
    }
    projects::set_logo(scope.conn, project.id, logo.map(|logo| logo.name.as_str()))?;
    logos::delete_unused(scope.conn)?;
    let entry = Entry::new(by, Action::LogoChanged).on(project.id);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

/// The image of that name.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn content(scope: &mut Scope<'_>, name: &str) -> Result<Vec<u8>, Refusal> {
    logos::content(scope.conn, name)?.ok_or(Refusal::Gone)
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let image = RgbaImage::from_pixel(width, height, Rgba([10, 90, 80, 255]));
        let mut bytes = Vec::new();
        let image = image::DynamicImage::from(image).into_rgb8();
        image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    #[test]
    fn every_known_format_becomes_a_small_png() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let logo = re_encode(&encoded(1200, 400, format)).unwrap();
            let kept = image::load_from_memory_with_format(&logo.content, ImageFormat::Png).unwrap();
            assert_eq!((kept.width(), kept.height()), (256, 85), "{format:?}");
        }
    }

    #[test]
    fn nothing_of_an_upload_but_its_pixels_is_kept() {
        let mut upload = encoded(20, 20, ImageFormat::Png);
        upload.extend_from_slice(b"<script>alert(1)</script>");
        let logo = re_encode(&upload).unwrap();
        assert!(!logo.content.windows(7).any(|window| window == b"<script"));
    }

    #[test]
    fn what_is_no_image_or_too_large_a_one_is_refused() {
        let truncated = &encoded(20, 20, ImageFormat::Png)[..40];
        let wide = encoded(SIDE_MAX + 1, 1, ImageFormat::Png);
        for upload in [b"".as_slice(), b"<svg/>", b"GIF89a", truncated, &wide] {
            assert!(re_encode(upload).is_err());
        }
    }

    #[test]
    fn what_has_too_many_pixels_is_refused_by_its_head() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let image = encoded(60, 50, format);
            assert!(decode(&image, 3000).is_ok() && decode(&image, 2999).is_err(), "{format:?}");
        }
    }

    #[tokio::test]
    async fn one_image_is_decoded_at_a_time() {
        let turn = DECODING.acquire().await.unwrap();
        let mut waiting = std::pin::pin!(read(encoded(20, 20, ImageFormat::Png)));
        assert!(futures_util::poll!(waiting.as_mut()).is_pending());
        assert_eq!(DECODING.available_permits(), 0);
        drop(turn);
        assert!(waiting.await.unwrap().is_ok());
    }
}
