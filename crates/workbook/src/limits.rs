//! The limits of a workbook: a small file can be made that unpacks to more than any machine has.

use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// The most bytes that a workbook may have unpacked.
pub(crate) const MAX_UNPACKED: u64 = 512 << 20;
/// The most cells with a value that a sheet may have.
pub(crate) const MAX_CELLS: u64 = 5_000_000;

/// True if the archive unpacks to more than is allowed. The sizes that it states are not believed.
pub(crate) fn is_bomb(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut left = MAX_UNPACKED;
    for place in 0..archive.len() {
        let Ok(part) = archive.by_index(place) else { continue };
        if part.size() > left {
            return true;
        }
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink()).unwrap_or_default();
        let Some(rest) = left.checked_sub(unpacked) else { return true };
        left = rest;
    }
    false
}
