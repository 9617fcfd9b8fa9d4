use std::collections::BTreeSet;

use ent_schema::parse::{Claim, DeriveKind, Parsed, parse_derive};
use ent_schema::wire::{fingerprint, to_text};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput};

use crate::debug;

/// What a derive adds to the item; when the item is wrong, the errors in its place.
pub(crate) fn expand(kind: DeriveKind, input: TokenStream) -> TokenStream {
    let item: DeriveInput = match syn::parse2(input) {
        Ok(item) => item,
        Err(error) => return error.to_compile_error(),
    };
    match parse_derive(kind, &item, "") {
        Ok(parsed) => implement(kind, &item, &parsed),
        // The trait is implemented all the same, so that the only errors are the ones that matter.
        Err(errors) => {
            let mut tokens = errors.to_compile_errors();
            tokens.extend(placeholder(kind, &item));
            tokens
        }
    }
}

fn implement(kind: DeriveKind, item: &DeriveInput, parsed: &Parsed) -> TokenStream {
    let name = &item.ident;
    let rust_name = parsed.declaration.name();
    let text = to_text(&parsed.declaration);
    let hash = fingerprint(&text);
    let text = raw(&text);
    let confirm = confirm(rust_name, &parsed.claims);
    let functions = parsed.claims.iter().filter_map(|claim| match claim {
        Claim::Returns { ty, function } => Some(quote! { const _: fn() -> #ty = #function; }),
        Claim::Holds { ty, value } => Some(quote! { const _: fn() -> #ty = || #value; }),
        Claim::Stores { .. } | Claim::Declares { .. } => None,
    });
    let debug = debug::masked(item, &parsed.declaration);
    let value_type = value_type(kind, item, rust_name);
    let used = used(item);
    quote! {
        #[automatically_derived]
        impl ::ent_runtime::Declared for #name {
            const NAME: &'static str = #rust_name;
            const TEXT: &'static str = #text;
            const FINGERPRINT: u64 = #hash;
        }
        #value_type
        #confirm
        #(#functions)*
        #debug
        #used
    }
}

/// Uses what the item is made of: a column that no code reads is not dead code.
fn used(item: &DeriveInput) -> Option<TokenStream> {
    let name = &item.ident;
    let body = match &item.data {
        Data::Struct(data) => {
            let fields = data.fields.members();
            quote! { fn used(it: &#name) { let _ = (#(&it.#fields,)*); } }
        }
        Data::Enum(data) => {
            let variants = data.variants.iter().map(|variant| &variant.ident);
            quote! { fn used() { let _ = [#(#name::#variants),*]; } }
        }
        Data::Union(_) => return None,
    };
    Some(quote! { const _: () = { #[allow(dead_code, clippy::all)] #body }; })
}

/// Enums and newtypes are types that a column can hold.
fn value_type(kind: DeriveKind, item: &DeriveInput, rust_name: &str) -> Option<TokenStream> {
    let name = &item.ident;
    matches!(kind, DeriveKind::Enum | DeriveKind::Value).then(|| {
        quote! {
            #[automatically_derived]
            impl ::ent_runtime::ValueType for #name {
                const KIND: &'static str = #rust_name;
            }
        }
    })
}

/// One constant that has the compiler compare what names were taken to mean with what they mean.
/// A type that several fields have is asked about once.
fn confirm(owner: &str, claims: &[Claim]) -> Option<TokenStream> {
    let mut asked = BTreeSet::new();
    let mut rows = Vec::new();
    for claim in claims {
        let (place, named, constant) = match claim {
            Claim::Stores { field, kind, ty } => {
                (field, kind, quote! { <#ty as ::ent_runtime::ValueType>::KIND })
            }
            Claim::Declares { place, name, ty } => {
                (place, name, quote! { <#ty as ::ent_runtime::Declared>::NAME })
            }
            Claim::Returns { .. } | Claim::Holds { .. } => continue,
        };
        if asked.insert((named, constant.to_string())) {
            rows.push(quote! { (#place, #named, #constant) });
        }
    }
    (!rows.is_empty())
        .then(|| quote! { const _: () = ::ent_runtime::derived::confirm(#owner, &[#(#rows),*]); })
}

/// Stands in for the implementations of an item that is wrong.
fn placeholder(kind: DeriveKind, item: &DeriveInput) -> Option<TokenStream> {
    if !item.generics.params.is_empty() {
        return None;
    }
    let name = &item.ident;
    let rust_name = syn::ext::IdentExt::unraw(name).to_string();
    let value_type = value_type(kind, item, &rust_name);
    Some(quote! {
        #[automatically_derived]
        impl ::ent_runtime::Declared for #name {
            const NAME: &'static str = #rust_name;
            const TEXT: &'static str = "";
            const FINGERPRINT: u64 = 0;
        }
        #value_type
    })
}

/// `text` as a raw string literal, which needs no escape for each of its quotes.
fn raw(text: &str) -> TokenStream {
    let mut longest = 0;
    for (at, _) in text.match_indices('"') {
        let hashes = text.bytes().skip(at + 1).take_while(|byte| *byte == b'#').count();
        longest = longest.max(hashes + 1);
    }
    let hashes = "#".repeat(longest.max(1));
    match format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>() {
        Ok(literal) => literal.into_token_stream(),
        Err(_) => Literal::string(text).into_token_stream(),
    }
}
