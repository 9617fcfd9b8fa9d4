//! Conditional compilation, which the compiler resolves before a derive and the build script can't.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, DeriveInput, Meta};

use super::Errors;

/// Whether any token among `tokens`, at any depth, is one of `words`.
pub(super) fn mentions(tokens: TokenStream, words: &[&str]) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => words.iter().any(|word| ident == word),
        TokenTree::Group(group) => mentions(group.stream(), words),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The condition of the first `#[cfg(..)]`.
pub(super) fn condition(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("cfg"))?;
    match &attribute.meta {
        Meta::List(list) => Some(super::text::text(&list.tokens)),
        Meta::Path(_) | Meta::NameValue(_) => Some(String::new()),
    }
}

/// Reports every condition on what the item declares.
pub(super) fn check(item: &DeriveInput, errors: &mut Errors) {
    attributes(&item.attrs, errors);
    let check_fields = |fields: &syn::Fields, errors: &mut Errors| {
        for field in fields {
            attributes(&field.attrs, errors);
        }
    };
    match &item.data {
        syn::Data::Struct(data) => check_fields(&data.fields, errors),
        syn::Data::Enum(data) => {
            for variant in &data.variants {
                attributes(&variant.attrs, errors);
                check_fields(&variant.fields, errors);
            }
        }
        syn::Data::Union(_) => {}
    }
}

fn attributes(attributes: &[Attribute], errors: &mut Errors) {
    const HELP: &str = "a schema is the same in every build: leave the condition out, or mark what the database shall not have with `#[ent(skip)]`";
    for attribute in attributes {
        if attribute.path().is_ident("cfg") {
            errors.at(attribute, "the build script can't know whether this `cfg` holds", HELP);
        }
        let Meta::List(list) = &attribute.meta else { continue };
        let ours = &["ent", "schema", "cfg"];
        if attribute.path().is_ident("cfg_attr")
            && (mentions(list.tokens.clone(), ours) || is_doc(&list.tokens))
        {
            errors.at(attribute, "the build script can't know whether this `cfg_attr` holds", HELP);
        }
    }
}

/// Whether a doc comment hangs on a condition; `doc(...)` is none.
fn is_doc(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    trees.windows(2).any(|pair| {
        matches!(pair, [TokenTree::Ident(word), TokenTree::Punct(equals)] if word == "doc" && equals.as_char() == '=')
    })
}
