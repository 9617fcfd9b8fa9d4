//! `migrations!("migrations")`: a migration directory in the program itself.

use std::path::{Path, PathBuf};

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token};

/// Folders in folders that are looked into, as where a directory is read at run time.
const MAX_DEPTH: usize = 8;

/// Names of formats, and of the variants of `ent_runtime::Format`.
const FORMATS: &[(&str, &str)] = &[
    ("golang-migrate", "GolangMigrate"),
    ("atlas", "Atlas"),
    ("sqlx", "Sqlx"),
    ("goose", "Goose"),
    ("dbmate", "Dbmate"),
    ("flyway", "Flyway"),
    ("liquibase", "Liquibase"),
    ("refinery", "Refinery"),
    ("diesel", "Diesel"),
];

/// What stands between the parentheses.
struct Arguments {
    path: LitStr,
    format: Option<LitStr>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.parse()?;
        let mut format = None;
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let name: Ident = input.parse()?;
            if name != "format" {
                return Err(syn::Error::new(name.span(), "expected `format = \"...\"`"));
            }
            input.parse::<Token![=]>()?;
            format = Some(input.parse()?);
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { path, format })
    }
}

/// The directory as an expression. `root` is the folder of the crate.
pub(crate) fn expand(input: TokenStream, root: &Path) -> TokenStream {
    embed(input, root).unwrap_or_else(syn::Error::into_compile_error)
}

fn embed(input: TokenStream, root: &Path) -> syn::Result<TokenStream> {
    let arguments: Arguments = syn::parse2(input)?;
    let format = format(arguments.format.as_ref())?;
    let folder = root.join(arguments.path.value());
    let wrong = |error: String| syn::Error::new(arguments.path.span(), error);
    let mut files = Vec::new();
    collect(&folder, "", 0, &mut files).map_err(wrong)?;
    files.sort();
    let files = files.iter().map(|(name, path)| {
        // An included file is watched by the compiler; a new one changes `atlas.sum`, which is one.
        quote!(::ent_runtime::File::new(#name, ::core::include_bytes!(#path)))
    });
    let files = quote!(::std::vec![#(#files),*]);
    Ok(match format {
        Some(format) => quote!(::ent_runtime::Dir::new(::ent_runtime::Format::#format, #files)),
        None => quote!(::ent_runtime::Dir::detected(#files)),
    })
}

fn format(name: Option<&LitStr>) -> syn::Result<Option<Ident>> {
    let Some(name) = name else { return Ok(None) };
    let text = name.value();
    match FORMATS.iter().find(|(known, _)| *known == text) {
        Some((_, variant)) => Ok(Some(Ident::new(variant, name.span()))),
        None => {
            let known: Vec<&str> = FORMATS.iter().map(|(known, _)| *known).collect();
            let message = format!("unknown format `{text}`; expected one of {}", known.join(", "));
            Err(syn::Error::new(name.span(), message))
        }
    }
}

/// The migration files and the sum file below `folder`: the name inside it and the whole path.
fn collect(
    folder: &Path,
    prefix: &str,
    depth: usize,
    files: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let failed = |path: &Path, error: std::io::Error| format!("cannot read {}: {error}", path.display());
    for entry in std::fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path: PathBuf = entry.map_err(|error| failed(folder, error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            if depth < MAX_DEPTH {
                collect(&path, &format!("{name}/"), depth + 1, files)?;
            }
        } else if name.ends_with(".sql") || name == "atlas.sum" {
            let path = path.to_str().ok_or_else(|| format!("{} is not text", path.display()))?;
            files.push((name, path.to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn expanded(input: TokenStream) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("ent-embed-{}-{number}", std::process::id()));
        std::fs::create_dir_all(folder.join("migrations")).expect("a temporary folder");
        for name in ["1_a.up.sql", "1_a.down.sql", "atlas.sum", ".lock", "README"] {
            std::fs::write(folder.join("migrations").join(name), "").expect("a file");
        }
        let output = expand(input, &folder).to_string();
        std::fs::remove_dir_all(&folder).expect("the folder goes");
        output.replace(&folder.display().to_string(), "ROOT").replace(' ', "")
    }

    #[test]
    fn every_migration_and_the_sum_are_included() {
        assert_eq!(
            expanded(quote!("migrations", format = "sqlx")),
            "::ent_runtime::Dir::new(::ent_runtime::Format::Sqlx,::std::vec![\
             ::ent_runtime::File::new(\"1_a.down.sql\",::core::include_bytes!(\"ROOT/migrations/1_a.down.sql\")),\
             ::ent_runtime::File::new(\"1_a.up.sql\",::core::include_bytes!(\"ROOT/migrations/1_a.up.sql\")),\
             ::ent_runtime::File::new(\"atlas.sum\",::core::include_bytes!(\"ROOT/migrations/atlas.sum\"))])"
        );
    }

    #[test]
    fn the_layout_is_told_by_the_files_unless_it_is_named() {
        let output = expanded(quote!("migrations"));
        assert!(
            output.starts_with("::ent_runtime::Dir::detected(::std::vec![::ent_runtime::File::new("),
            "{output}"
        );
    }

    #[test]
    fn what_is_wrong_is_a_compile_error() {
        let cases = [
            (quote!("nowhere"), "cannotreadROOT/nowhere"),
            (quote!("migrations", format = "atlass"), "unknownformat`atlass`;expectedoneof"),
            (quote!("migrations", name = "x"), "expected`format="),
        ];
        for (input, expected) in cases {
            let output = expanded(input);
            assert!(output.contains("compile_error!") && output.contains(expected), "{output}");
        }
    }
}
