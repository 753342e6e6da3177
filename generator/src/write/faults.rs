//! Tests with a disk that fails, or on which the process is killed, at each of its operations.

use super::disk::{Disk, SystemDisk};
use super::tests::{NEW, OLD, all, codes, files, look, run};
use super::{MANIFEST, write_to};
use crate::diagnostics::{Code, Diagnostics};
use crate::write::Provenance;
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// What happens at an operation, counted from zero.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// This one fails.
    Fails(usize, ErrorKind),
    /// From this one on, the disk is full: nothing can be created, and files are cut off.
    Full(usize),
    /// From this one on, the disk is read-only.
    ReadOnly(usize),
    /// The process ends here, in the middle of a file if one is being written.
    Killed(usize),
}

/// A disk with a fault.
struct FaultyDisk {
    fault: Fault,
    operations: AtomicUsize,
}

impl FaultyDisk {
    fn new(fault: Fault) -> Self {
        Self {
            fault,
            operations: AtomicUsize::new(0),
        }
    }

    fn operation(&self, needs_space: bool) -> Result<()> {
        let now = self.operations.fetch_add(1, Ordering::SeqCst);
        match self.fault {
            Fault::Fails(at, kind) if now == at => Err(kind.into()),
            Fault::Full(at) if now >= at && needs_space => Err(ErrorKind::StorageFull.into()),
            Fault::ReadOnly(at) if now >= at => Err(ErrorKind::ReadOnlyFilesystem.into()),
            Fault::Killed(at) if now >= at => Err(Error::other("killed")),
            _ => Ok(()),
        }
    }

    /// Returns `true` if the fault has occurred.
    fn has_failed(&self) -> bool {
        let (Fault::Fails(at, _) | Fault::Full(at) | Fault::ReadOnly(at) | Fault::Killed(at)) =
            self.fault;
        self.operations.load(Ordering::SeqCst) > at
    }
}

impl Disk for FaultyDisk {
    fn create_dir(&self, path: &Path) -> Result<()> {
        self.operation(true)?;
        SystemDisk.create_dir(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        if let Err(error) = self.operation(true) {
            let is_first = self.operations.load(Ordering::SeqCst);
            let is_cut_off = match self.fault {
                Fault::Killed(at) => is_first == at + 1,
                Fault::Full(_) => true,
                _ => false,
            };
            if is_cut_off {
                SystemDisk.write(path, bytes.split_at(bytes.len() / 2).0)?;
            }
            return Err(error);
        }
        SystemDisk.write(path, bytes)
    }

    fn link(&self, from: &Path, to: &Path) -> Result<()> {
        self.operation(true)?;
        SystemDisk.link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.operation(false)?;
        SystemDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> Result<()> {
        self.operation(false)?;
        SystemDisk.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> Result<()> {
        self.operation(false)?;
        SystemDisk.remove_dir(path)
    }
}

/// Writes the new files to a disk with a fault. Returns the codes of the errors, and whether the fault has occurred.
fn write_new(folder: &Path, fault: Fault) -> (Vec<Code>, bool) {
    let (disk, mut diagnostics) = (FaultyDisk::new(fault), Diagnostics::default());
    let (new, provenance) = (files(NEW), Provenance::default());
    let written = write_to(&disk, folder, &new, &provenance, false, &mut diagnostics);
    assert_eq!(written.is_some(), !diagnostics.has_errors());
    (codes(&diagnostics), disk.has_failed())
}

/// Creates the old crate, with a file of a person in it.
fn old_crate() -> (TempDir, BTreeMap<String, String>) {
    let folder = TempDir::new().unwrap();
    run(folder.path(), OLD, false).unwrap();
    std::fs::create_dir(folder.path().join("new")).unwrap();
    std::fs::write(folder.path().join("new/mine.rs"), "mine").unwrap();
    let before = all(folder.path());
    (folder, before)
}

/// Calls `test` for each operation at which a run can fail. Returns their number.
fn at_every_operation(mut test: impl FnMut(usize) -> bool) -> usize {
    let count = (0..).take_while(|at| test(*at)).count();
    assert!(count > 5, "{count} operations");
    count
}

#[test]
fn an_error_at_any_operation_leaves_the_old_crate_or_the_new_one() {
    for kind in [ErrorKind::PermissionDenied, ErrorKind::StorageFull] {
        at_every_operation(|at| {
            let (folder, before) = old_crate();
            let (codes, has_failed) = write_new(folder.path(), Fault::Fails(at, kind));
            match codes.as_slice() {
                [] => assert!(look(folder.path(), NEW).is_empty(), "operation {at}"),
                [Code::NotWritten] => assert_eq!(all(folder.path()), before, "operation {at}"),
                other => panic!("{other:?}"),
            }
            has_failed
        });
    }
}

#[test]
fn a_full_disk_at_any_operation_leaves_the_old_crate() {
    at_every_operation(|at| {
        let (folder, before) = old_crate();
        let (codes, has_failed) = write_new(folder.path(), Fault::Full(at));
        if codes.is_empty() {
            assert!(look(folder.path(), NEW).is_empty(), "operation {at}");
        } else {
            assert_eq!(codes, [Code::NotWritten]);
            assert_eq!(all(folder.path()), before, "operation {at}");
        }
        has_failed
    });
}

#[test]
fn a_read_only_folder_is_reported_and_unchanged() {
    let (folder, before) = old_crate();
    let (codes, _) = write_new(folder.path(), Fault::ReadOnly(0));
    assert_eq!(codes, [Code::NotWritten]);
    assert_eq!(all(folder.path()), before);
}

/// Both ways in which a run ends without cleaning up.
fn ends() -> [fn(usize) -> Fault; 2] {
    [Fault::Killed, Fault::ReadOnly]
}

#[test]
fn the_run_after_a_kill_at_any_operation_repairs_the_crate() {
    for end in ends() {
        for next in [OLD, NEW] {
            at_every_operation(|at| {
                let (folder, _) = old_crate();
                let (_, has_failed) = write_new(folder.path(), end(at));
                assert_repaired(folder.path(), next, &format!("operation {at}"));
                has_failed
            });
        }
    }
}

#[test]
fn the_repair_may_be_killed_at_any_operation_as_well() {
    at_every_operation(|at| {
        let mut again = 0;
        loop {
            let (folder, _) = old_crate();
            let (_, is_first_killed) = write_new(folder.path(), Fault::Killed(at));
            let (_, is_killed) = write_new(folder.path(), Fault::Killed(again));
            assert_repaired(folder.path(), OLD, &format!("operations {at} and {again}"));
            if !is_killed {
                return is_first_killed;
            }
            again += 1;
        }
    });
}

/// The next run has no problem, and afterwards there are exactly its files and that of the person.
fn assert_repaired(folder: &Path, next: &[(&str, &str)], place: &str) {
    run(folder, next, false).unwrap_or_else(|codes| panic!("{place}: {codes:?}"));
    let found = all(folder);
    let mut expected: BTreeMap<&str, &str> = next.iter().copied().collect();
    expected.insert("new/mine.rs", "mine");
    expected.insert(MANIFEST, found.get(MANIFEST).unwrap());
    let found: BTreeMap<&str, &str> = found
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    assert_eq!(found, expected, "{place}");
    assert!(look(folder, next).is_empty(), "{place}");
}

#[test]
fn a_new_folder_is_whole_or_absent_after_any_fault() {
    let faults: [fn(usize) -> Fault; 4] = [
        |at| Fault::Fails(at, ErrorKind::PermissionDenied),
        Fault::Full,
        Fault::ReadOnly,
        Fault::Killed,
    ];
    for fault in faults {
        at_every_operation(|at| {
            let parent = TempDir::new().unwrap();
            let folder = parent.path().join("deep/out");
            let (codes, has_failed) = write_new(&folder, fault(at));
            if codes.is_empty() {
                assert!(look(&folder, NEW).is_empty(), "operation {at}");
            } else {
                assert!(!folder.exists(), "operation {at}");
            }
            run(&folder, NEW, false).unwrap();
            assert_eq!(all(parent.path()).len(), NEW.len() + 1, "operation {at}");
            has_failed
        });
    }
}

/// A failed run removes only what it has created itself.
#[test]
fn a_failed_run_keeps_what_another_one_wrote_beside_it() {
    let parent = TempDir::new().unwrap();
    run(&parent.path().join("deep/other"), OLD, false).unwrap();
    let folder = parent.path().join("deep/out");
    let (codes, _) = write_new(&folder, Fault::Full(0));
    assert_eq!(codes, [Code::NotWritten]);
    assert_eq!(all(parent.path()).len(), OLD.len() + 1);
}

/// The staging folder in a cloned repository is untrusted.
#[cfg(unix)]
#[test]
fn a_journal_changes_nothing_outside_the_folder() {
    let parent = TempDir::new().unwrap();
    let (folder, outside) = (parent.path().join("out"), parent.path().join("outside"));
    run(&folder, OLD, false).unwrap();
    std::fs::create_dir_all(folder.join(".sdkwright-staging/new")).unwrap();
    std::fs::create_dir_all(&outside).unwrap();
    std::fs::write(outside.join("victim"), "x").unwrap();
    std::os::unix::fs::symlink(&outside, folder.join("link")).unwrap();
    std::os::unix::fs::symlink(&outside, folder.join(".sdkwright-staging/old")).unwrap();
    let journal = serde_json::json!({
        "add": ["link/victim", "../outside/victim"],
        "replace": ["victim"],
        "remove": ["../victim"],
    });
    std::fs::write(
        folder.join(".sdkwright-staging/journal.json"),
        journal.to_string(),
    )
    .unwrap();
    run(&folder, OLD, false).unwrap();
    assert_eq!(all(&outside).len(), 1);
    assert!(look(&folder, OLD).is_empty());
}
