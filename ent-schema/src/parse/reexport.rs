use syn::ext::IdentExt;
use syn::{ItemUse, UseTree};

use super::Visibility;

/// `use path::to::Item as Name;` or `use path::to::*;`, one for each name that the item brings.
#[derive(Clone, Debug, PartialEq)]
pub struct ReExport {
    /// The inline modules around it, outermost first.
    pub module: Vec<String>,
    /// What it names, as written: with `self`, `super` and `crate` in front where they stand.
    pub path: Vec<String>,
    /// The name it gives; `None` for everything in the module that `path` names.
    pub name: Option<String>,
    /// Who may use the name.
    pub visibility: Visibility,
}

/// The re-exports that a `use` item makes.
pub(super) fn reexports(item: &ItemUse, module: &[String]) -> Vec<ReExport> {
    let mut found = Vec::new();
    if item.leading_colon.is_none() {
        collect(&item.tree, &mut Vec::new(), &mut |path, name| {
            found.push(ReExport {
                module: module.to_vec(),
                path,
                name,
                visibility: Visibility::of(&item.vis),
            });
        });
    }
    found
}

fn collect(tree: &UseTree, path: &mut Vec<String>, found: &mut dyn FnMut(Vec<String>, Option<String>)) {
    let joined = |path: &[String], last: &syn::Ident| -> Vec<String> {
        // `a::{self}` names `a`.
        if last == "self" && !path.is_empty() {
            return path.to_vec();
        }
        [path, &[last.unraw().to_string()]].concat()
    };
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.unraw().to_string());
            collect(&inner.tree, path, found);
            path.pop();
        }
        UseTree::Name(name) => {
            let path = joined(path, &name.ident);
            let last = path.last().cloned();
            found(path, last);
        }
        UseTree::Rename(rename) => {
            found(joined(path, &rename.ident), Some(rename.rename.unraw().to_string()));
        }
        UseTree::Glob(_) => found(path.clone(), None),
        UseTree::Group(group) => {
            for tree in &group.items {
                collect(tree, path, found);
            }
        }
    }
}
