//! A promotion as a spreadsheet. Written to a file row by row, since its format cannot be sent before it is complete.

use std::io::{Read, Seek, SeekFrom};

use fluent_bundle::FluentArgs;
use futures_util::stream::{self, Stream, TryStreamExt};
use rust_xlsxwriter::{Format, Workbook};

use super::csv::{cells, headings};
use super::{Extent, chunks, requests};
use crate::domain::people::Locale;
use crate::i18n;
use crate::services::{Error, Services, off_thread};

/// How much of the file is sent at a time, in bytes.
const PIECE: usize = 64 * 1024;

/// Writes the spreadsheet, and then hands it out piece by piece. Its cells are texts, never formulas. `locale`: of the names of
/// its sheets; what the columns are called stays, for those who read it by program.
pub async fn write(
    services: &Services,
    extent: Extent,
    locale: Locale,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + use<>, Error> {
    let zone = services.config.programme.timezone;
    let mut workbook = Workbook::new();
    let named = |key| i18n::text(locale, key, &FluentArgs::new()).map_err(Error::export);
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(Error::export)?;
    sheet.set_name(named("export-bulletins")?).map_err(Error::export)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0u16..).zip(headings()) {
        sheet.write_string_with_format(0, column, name, &bold).map_err(Error::export)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(Error::export)?;
    let mut row = 1;
    let mut all = std::pin::pin!(chunks(services, &extent));
    while let Some(chunk) = all.try_next().await? {
        for bulletin in &chunk {
            let Some(project) = extent.project(bulletin) else { continue };
            for (column, cell) in (0u16..).zip(cells(project, bulletin, zone)) {
                sheet.write_string(row, column, &cell).map_err(Error::export)?;
            }
            row += 1;
        }
    }
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(Error::export)?;
    sheet.set_name(named("help-requests-title")?).map_err(Error::export)?;
    for (column, name) in (0u16..).zip(requests::HEADINGS) {
        sheet.write_string_with_format(0, column, name, &bold).map_err(Error::export)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(Error::export)?;
    for (row, line) in (1u32..).zip(&extent.requests) {
        for (column, cell) in (0u16..).zip(requests::cells(line, zone)) {
            sheet.write_string(row, column, &cell).map_err(Error::export)?;
        }
    }
    let file = off_thread(move || {
        let mut file = tempfile::tempfile()?;
        workbook.save_to_writer(&mut file).map_err(std::io::Error::other)?;
        file.seek(SeekFrom::Start(0))?;
        Ok::<_, std::io::Error>(file)
    })
    .await?
    .map_err(Error::export)?;
    Ok(stream::try_unfold(file, |mut file| async move {
        let read = off_thread(move || {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, std::io::Error>((piece, file))
        });
        let (piece, file) = read.await?.map_err(Error::export)?;
        Ok((!piece.is_empty()).then_some((piece, file)))
    }))
}
