use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Item, Meta, Path, Token};

use super::errors::position;
use super::{DeriveKind, Errors, ReExport, cfg, parse_derive, reexport};
use crate::{Declaration, Diagnostic, Position};

/// What one source file declares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileDeclarations {
    /// The declarations, in the order of the file.
    pub declarations: Vec<FoundDeclaration>,
    /// The modules that live in files of their own, in the order of the file.
    pub modules: Vec<ModuleFile>,
    /// The modules that are written out in the file, in its order.
    pub inline_modules: Vec<InlineModule>,
    /// What `use` items make known under other paths, in the order of the file.
    pub reexports: Vec<ReExport>,
}

/// `mod name { .. }`.
#[derive(Clone, Debug, PartialEq)]
pub struct InlineModule {
    /// Its name after those of the inline modules around it.
    pub path: Vec<String>,
    /// Who may name it.
    pub visibility: Visibility,
}

/// A declaration and where in the file it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDeclaration {
    /// What is declared.
    pub declaration: Declaration,
    /// The derive that declares it.
    pub kind: DeriveKind,
    /// The inline modules around it, outermost first.
    pub module: Vec<String>,
    /// Who may name it.
    pub visibility: Visibility,
}

/// `mod name;`: a module in a file of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct ModuleFile {
    /// Its name.
    pub name: String,
    /// The inline modules around it, outermost first.
    pub module: Vec<String>,
    /// `#[path = ".."]`.
    pub path: Option<String>,
    /// What stands in `#[cfg(..)]` on it or on an inline module around it.
    pub cfg: Option<String>,
    /// Who may name it.
    pub visibility: Visibility,
    /// Where it stands.
    pub position: Position,
}

/// Who may name an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// The module that it stands in.
    Private,
    /// `pub`.
    Public,
    /// `pub(crate)`, `pub(super)`, `pub(in path)`: what stands in the parentheses.
    Restricted(String),
}

impl Visibility {
    pub(super) fn of(visibility: &syn::Visibility) -> Self {
        match visibility {
            syn::Visibility::Public(_) => Self::Public,
            syn::Visibility::Restricted(restricted) => Self::Restricted(super::text::text(&restricted.path)),
            syn::Visibility::Inherited => Self::Private,
        }
    }
}

/// Reads the text of a source file; `file` names it in positions.
///
/// Items under `#[cfg(test)]` are passed over, and so are items inside functions.
///
/// # Errors
/// All that is wrong with what the file declares, in the order of the file: also what the build
/// script can't see as the compiler does, such as an entity under a `#[cfg]` or inside a macro.
pub fn parse_file(text: &str, file: &str) -> Result<FileDeclarations, Vec<Diagnostic>> {
    let mut errors = Errors::default();
    let mut walk = Walk { file, module: Vec::new(), cfg: None, found: FileDeclarations::default() };
    match syn::parse_file(text) {
        Ok(syntax) => walk.items(syntax.items, &mut errors),
        Err(error) => errors.at_span(
            error.span(),
            format!("the file is not valid Rust: {error}"),
            "rustc says more about it; the schema is read once the file is whole",
        ),
    }
    if errors.is_empty() { Ok(walk.found) } else { Err(errors.into_diagnostics(file)) }
}

/// A walk through the inline modules of a file.
struct Walk<'a> {
    file: &'a str,
    module: Vec<String>,
    /// The condition of the innermost module that has one.
    cfg: Option<String>,
    found: FileDeclarations,
}

impl Walk<'_> {
    fn items(&mut self, items: Vec<Item>, errors: &mut Errors) {
        for item in items {
            match item {
                Item::Struct(item) => self.item(item.into(), errors),
                Item::Enum(item) => self.item(item.into(), errors),
                Item::Union(item) => self.item(item.into(), errors),
                Item::Mod(item) => self.module(item, errors),
                Item::Use(item) => self.found.reexports.extend(reexport::reexports(&item, &self.module)),
                Item::Macro(item) if !is_test(&item.attrs) => self.macro_item(&item, errors),
                _ => {}
            }
        }
    }

    fn module(&mut self, item: syn::ItemMod, errors: &mut Errors) {
        if is_test(&item.attrs) {
            return;
        }
        let own = cfg::condition(&item.attrs);
        let name = item.ident.unraw().to_string();
        let outer = self.cfg.clone();
        self.cfg = match (outer.clone(), own) {
            (Some(outer), Some(own)) => Some(format!("all({outer}, {own})")),
            (outer, own) => own.or(outer),
        };
        match item.content {
            Some((_, items)) => {
                self.module.push(name);
                self.found
                    .inline_modules
                    .push(InlineModule { path: self.module.clone(), visibility: Visibility::of(&item.vis) });
                self.items(items, errors);
                self.module.pop();
            }
            None => self.found.modules.push(ModuleFile {
                name,
                module: self.module.clone(),
                path: path_attribute(&item.attrs),
                cfg: self.cfg.clone(),
                visibility: Visibility::of(&item.vis),
                position: position(item.ident.span(), self.file),
            }),
        }
        self.cfg = outer;
    }

    fn item(&mut self, item: DeriveInput, errors: &mut Errors) {
        if is_test(&item.attrs) {
            return;
        }
        let kinds = derives(&item.attrs, errors);
        let Some(kind) = kinds.first().copied() else { return };
        if let Some(other) = kinds.get(1) {
            let message = format!("`{}` and `{}` on one item", kind.as_str(), other.as_str());
            errors.at(&item.ident, message, "an item declares one thing: leave one of the derives out");
        }
        cfg::check(&item, errors);
        if let Some(condition) = &self.cfg {
            errors.at(
                &item.ident,
                format!(
                    "the build script can't know whether `cfg({condition})` holds for the module around it"
                ),
                "a schema is the same in every build: move it to a module without `cfg`",
            );
        }
        match parse_derive(kind, &item, self.file) {
            Ok(parsed) => self.found.declarations.push(FoundDeclaration {
                declaration: parsed.declaration,
                kind,
                module: self.module.clone(),
                visibility: Visibility::of(&item.vis),
            }),
            Err(found) => errors.append(found),
        }
    }

    /// A macro whose text has one of the derives may declare something that nobody can see.
    fn macro_item(&self, item: &syn::ItemMacro, errors: &mut Errors) {
        let names: Vec<&str> = DeriveKind::ALL.iter().map(|kind| kind.as_str()).collect();
        if cfg::mentions(item.mac.tokens.clone(), &names) {
            errors.at(
                &item.mac.path,
                "the build script can't see what a macro declares",
                "write the struct out, without the macro around it",
            );
        }
    }
}

/// The derives among `attributes` that declare something, known by the last segment of their path.
fn derives(attributes: &[Attribute], errors: &mut Errors) -> Vec<DeriveKind> {
    let of_path = |path: &Path| {
        let last = path.segments.last()?;
        DeriveKind::ALL.iter().copied().find(|kind| last.ident == kind.as_str())
    };
    let mut kinds = Vec::new();
    for attribute in attributes {
        let Meta::List(list) = &attribute.meta else { continue };
        if attribute.path().is_ident("derive") {
            let paths = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
            kinds.extend(paths.iter().flatten().filter_map(of_path));
        } else if attribute.path().is_ident("cfg_attr") {
            let names: Vec<&str> = DeriveKind::ALL.iter().map(|kind| kind.as_str()).collect();
            if cfg::mentions(list.tokens.clone(), &names) {
                errors.at(
                    attribute,
                    "the build script can't know whether this `cfg_attr` holds",
                    "a schema is the same in every build: write the derive without a condition",
                );
            }
        }
    }
    kinds
}

/// Whether the item is there in tests only, which no build script looks at.
fn is_test(attributes: &[Attribute]) -> bool {
    cfg::condition(attributes).as_deref() == Some("test")
}

/// The file that `#[path = ".."]` names.
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("path")).find_map(|attribute| {
        match &attribute.meta {
            Meta::NameValue(pair) => super::form::string(&pair.value),
            Meta::Path(_) | Meta::List(_) => None,
        }
    })
}
