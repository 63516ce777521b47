//! Files with customers' data that must not outlive the command that writes them.

use crate::project::root;
use anyhow::{Context, Result};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use tempfile::NamedTempFile;

const FOLDER: &str = "target/importacion";

/// The files of this process, which the signal handler removes.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static WATCHED: Once = Once::new();

/// Makes the signal handler remove a file when a signal ends the task.
fn watch(path: &Path) {
    WATCHED.call_once(|| {
        // Without the handler a signal still ends the task, but the file stays.
        let _ = ctrlc::set_handler(|| {
            for path in OPEN.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
                let _ = fs::remove_file(path);
            }
            std::process::exit(130);
        });
    });
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
}

fn forget(path: &Path) {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| other != path);
}

/// A file that only this user can read. It is removed when it is dropped and when a signal ends the task; the files of
/// a killed task are removed when the next task creates one.
pub(crate) struct PrivateFile(NamedTempFile);

impl PrivateFile {
    pub(crate) fn create(content: &[u8], suffix: &str) -> Result<Self> {
        let folder = root().join(FOLDER);
        fs::create_dir_all(&folder).with_context(|| format!("no se puede crear {FOLDER}"))?;
        // Only one task at a time runs this, so that none removes a file that another has created but not locked yet.
        let turn = File::create(root().join("target/importacion.lock"))?;
        turn.lock()?;
        remove_left(&folder)?;
        let mut file = tempfile::Builder::new().suffix(suffix).tempfile_in(&folder)?;
        // The lock shows that a running task needs the file.
        file.as_file().lock()?;
        watch(file.path());
        drop(turn);
        file.write_all(content)?;
        Ok(Self(file))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for PrivateFile {
    fn drop(&mut self) {
        forget(self.0.path());
    }
}

/// A file that is being written, which only this user can read. It is removed unless it is renamed.
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// Begins the file that will have this name; until then its name has an ending.
    pub(crate) fn of(to: &Path) -> Result<Self> {
        let mut name = to.as_os_str().to_owned();
        name.push(".incompleto");
        let path = PathBuf::from(name);
        let private = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path);
        private.with_context(|| format!("no se puede escribir {}", path.display()))?;
        watch(&path);
        Ok(Self(path))
    }

    /// Opens the file to write it from its beginning.
    pub(crate) fn file(&self) -> Result<File> {
        Ok(OpenOptions::new().write(true).open(&self.0)?)
    }

    /// Gives the complete file its final name.
    pub(crate) fn rename(self, to: &Path) -> Result<()> {
        fs::rename(&self.0, to).with_context(|| format!("no se puede escribir {}", to.display()))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        forget(&self.0);
        // After `rename` there is no file to remove.
        let _ = fs::remove_file(&self.0);
    }
}

/// Removes the files of killed tasks, which no task has locked.
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
