//! `cargo xtask corpus`: the generator over real documents. (A helper writes this on the branch `corpus`; nobody else needs to.)
