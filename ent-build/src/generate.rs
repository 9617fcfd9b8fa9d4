//! The generated module: `$OUT_DIR/ent.rs`.

use std::fmt::Write as _;
use std::path::Path;

use ent_schema::source::Source;
use ent_schema::wire;

use crate::error::BuildError;

/// Name of the file in the output folder; `ent_runtime::include_client!` takes it in.
const FILE: &str = "ent.rs";

/// Whether an earlier run has written the module.
pub(crate) fn exists(out_dir: &Path) -> bool {
    out_dir.join(FILE).exists()
}

/// Writes the module for what `source` declares; `module` is the path of the schema module.
pub(crate) fn write(out_dir: &Path, module: &str, source: &Source) -> Result<(), BuildError> {
    write_if_changed(&out_dir.join(FILE), &text(module, source))
}

/// Writes a module that does not compile and says why.
pub(crate) fn write_broken(out_dir: &Path, why: &str) -> Result<(), BuildError> {
    let text = format!("compile_error!({:?});\n", format!("ent: the schema can't be read\n{why}"));
    write_if_changed(&out_dir.join(FILE), &text)
}

/// The module: a call of the runtime's macro, so that what a client can do is written there once.
fn text(module: &str, source: &Source) -> String {
    let mut declarations = String::from("[");
    let mut types = String::new();
    for (i, found) in source.declarations.iter().enumerate() {
        let text = wire::to_text(&found.declaration);
        let path = found.path.join("::");
        let fingerprint = wire::fingerprint(&text);
        // The compiler shows this line where it does not find the type.
        let place = match i {
            0 => format!(" // the schema module must be a part of this crate, as `{module}`"),
            _ => String::new(),
        };
        let _ = writeln!(types, "    {module}::{path} = {fingerprint:#018x},{place}");
        if i > 0 {
            declarations.push(',');
        }
        declarations.push_str(&text);
    }
    declarations.push(']');
    format!(
        "// Written by ent-build from the structs of the schema module. Edits are lost.\n\
         ::ent_runtime::define_client! {{\n    declarations = {};\n{types}}}\n",
        raw_string(&declarations)
    )
}

/// `text` as a raw string literal.
fn raw_string(text: &str) -> String {
    let mut hashes = String::from("#");
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// Cargo goes by the time of a file: one that does not change must not be written.
fn write_if_changed(path: &Path, text: &str) -> Result<(), BuildError> {
    if std::fs::read(path).is_ok_and(|current| current == text.as_bytes()) {
        return Ok(());
    }
    std::fs::write(path, text).map_err(|error| BuildError::io("write", path, error))
}
