//! The manifest of an SDK, `.sdkwright.json`: digests of its inputs and of each file, by which sdkwright detects
//! edited files.

use crate::files::GeneratedFile;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The name of the manifest.
pub const MANIFEST: &str = ".sdkwright.json";

/// Digests of the inputs of an SDK. They depend on the values and not on the syntax: the same document has the same
/// digest as JSON and as YAML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The digest of the document, including all its files.
    pub document: String,
    /// The digest of each overlay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// The digest of the configuration.
    pub configuration: String,
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `sdkwright 0.1.0`.
    pub generator: String,
    /// The digests of the inputs.
    #[serde(flatten)]
    pub provenance: Provenance,
    /// The digest of each file, by its path.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// Creates the manifest of these files.
    pub fn of(files: &[GeneratedFile], provenance: &Provenance) -> Self {
        let digests: Vec<(String, String)> = files
            .par_iter()
            .map(|file| (file.path.clone(), digest(file.text.as_bytes())))
            .collect();
        Self {
            generator: concat!("sdkwright ", env!("CARGO_PKG_VERSION")).to_owned(),
            provenance: provenance.clone(),
            files: digests.into_iter().collect(),
        }
    }

    /// Reads the manifest in the folder, if there is one. The error describes why it cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, String> {
        match std::fs::read(folder.join(MANIFEST)) {
            Ok(text) => serde_json::from_slice(&text)
                .map(Some)
                .map_err(|error| format!("the manifest does not parse: {error}")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
            Err(error) => Err(format!("the manifest cannot be read: {error}")),
        }
    }

    /// Returns the manifest as a file.
    pub fn file(&self) -> GeneratedFile {
        // Strings and maps of strings always become JSON.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        GeneratedFile {
            path: MANIFEST.to_owned(),
            text: format!("{text}\n"),
        }
    }
}

/// Returns the SHA-256 of bytes, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new().chain_update(bytes))
}

/// Returns the digest of a value: of its JSON without white space.
pub fn digest_json(value: &impl Serialize) -> String {
    let mut sink = io::BufWriter::with_capacity(1 << 16, Sink(Sha256::new()));
    // The writer never fails, and a tree has string keys only, so this cannot fail.
    let _ = serde_json::to_writer(&mut sink, value);
    match sink.into_inner() {
        Ok(Sink(hash)) => hexadecimal(hash),
        Err(_) => String::new(),
    }
}

struct Sink(Sha256);

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn hexadecimal(hash: Sha256) -> String {
    let digits = hash.finalize();
    let digits = digits.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
