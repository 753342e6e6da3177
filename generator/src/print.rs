//! print: emitted files → files in memory.
//!
//! Each file is built and formatted on one thread, several files in parallel, since a syntax tree cannot move between
//! threads. The files are in the order of their paths.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::files::{Content, GeneratedFile, HEADER, SourceFile};
use crate::limits::{self, Limits};
use crate::pointer::Location;
use crate::progress::Progress;
use crate::rust::formatting::formatted;
use rayon::prelude::*;

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Prints the files. Each is a step of the progress.
pub fn print(
    files: Vec<SourceFile<'_>>,
    limits: &Limits,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) -> Vec<GeneratedFile> {
    if files.len() as u64 > limits.output_files {
        let (most, key) = (limits.output_files, "output-files");
        diagnostics.push(too_large(
            format!("the SDK has more than {most} files"),
            key,
        ));
        return Vec::new();
    }
    let size = AtomicU64::new(0);
    // Files beyond the limit are not printed.
    let counted = |source: &SourceFile<'_>| {
        progress.step();
        if size.load(Relaxed) > limits.output_size {
            return Ok(GeneratedFile {
                path: source.path.clone(),
                text: String::new(),
            });
        }
        let file = file(source)?;
        size.fetch_add(file.text.len() as u64, Relaxed);
        Ok(file)
    };
    // A large file takes as long as hundreds of small ones. Each is scheduled by itself, so that no thread idles at
    // the end.
    let printed: Vec<Result<GeneratedFile, Box<Diagnostic>>> =
        files.par_iter().with_max_len(1).map(counted).collect();
    let mut files = Vec::with_capacity(printed.len());
    for file in printed {
        match file {
            Ok(file) => files.push(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    if size.into_inner() > limits.output_size {
        let (most, key) = (limits.output_size, "output-size");
        diagnostics.push(too_large(
            format!("the SDK has more than {most} bytes"),
            key,
        ));
        return Vec::new();
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn too_large(message: String, key: &str) -> Diagnostic {
    let place = Place::Document(Location::default());
    Diagnostic::new(Code::OutputBeyondLimit, place, message).help(limits::help(key))
}

fn file(file: &SourceFile<'_>) -> Result<GeneratedFile, Box<Diagnostic>> {
    let text = match &file.content {
        Content::Rust(source) => {
            let tree = source.tree().map_err(|error| {
                let message = format!("the generated file `{}` does not parse: {error}", file.path);
                let place = Place::File(file.path.clone().into());
                Box::new(Diagnostic::new(Code::InvalidOutput, place, message))
            })?;
            format!("{HEADER}\n{}", formatted(tree))
        }
        Content::Text(make) => {
            let text = make();
            if file.path.ends_with(".rs") && !text.starts_with(HEADER) {
                format!("{HEADER}\n{text}")
            } else {
                text.into_owned()
            }
        }
    };
    Ok(GeneratedFile {
        path: file.path.clone(),
        text,
    })
}
