//! Files that are embedded: a new one must make Cargo build again.

fn main() {
    for folder in ["config", "migrations", "static", "templates"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
