//! Files with customers' data that must not outlive the task that writes them.

use crate::shell::root;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use tempfile::NamedTempFile;

const FOLDER: &str = "target/importacion";

/// The files of this process, for the handler of signals.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static WATCHED: Once = Once::new();

/// A file that only this user can read. It goes when it is dropped and when a signal ends the task; what a killed task
/// left goes when the next one begins.
pub(crate) struct PrivateFile(NamedTempFile);

impl PrivateFile {
    pub(crate) fn create(content: &[u8], suffix: &str) -> Result<Self> {
        let folder = root().join(FOLDER);
        fs::create_dir_all(&folder).with_context(|| format!("{FOLDER} cannot be made"))?;
        remove_left(&folder)?;
        WATCHED.call_once(|| {
            // Without the handler a signal ends the task all the same; the next task removes the file.
            let _ = ctrlc::set_handler(|| {
                for path in OPEN.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
                    let _ = fs::remove_file(path);
                }
                std::process::exit(130);
            });
        });
        let mut file = tempfile::Builder::new().suffix(suffix).tempfile_in(&folder)?;
        // The lock says that a running task needs it.
        file.as_file().lock()?;
        OPEN.lock().unwrap_or_else(PoisonError::into_inner).push(file.path().to_owned());
        file.write_all(content)?;
        Ok(Self(file))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for PrivateFile {
    fn drop(&mut self) {
        OPEN.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| path != self.0.path());
    }
}

/// Removes the files of tasks that were killed: nobody has them locked.
fn remove_left(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Another task may have removed it meanwhile.
        let Ok(file) = File::open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
    Ok(())
}
