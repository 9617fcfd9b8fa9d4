use std::collections::BTreeSet;

use ent_schema::Declaration;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput};

/// A `Debug` that shows every field but the sensitive ones; nothing when there are none.
///
/// Fields whose type has no `Debug` are shown as `..`, so the derive asks nothing of them.
pub(crate) fn masked(item: &DeriveInput, declaration: &Declaration) -> Option<TokenStream> {
    let Declaration::Entity(entity) = declaration else { return None };
    let Data::Struct(data) = &item.data else { return None };
    let sensitive: BTreeSet<&str> =
        entity.fields.iter().filter(|field| field.sensitive).map(|field| field.name.as_str()).collect();
    if sensitive.is_empty() {
        return None;
    }
    let rows = data.fields.iter().filter_map(|field| field.ident.as_ref()).map(|ident| {
        let name = ident.unraw().to_string();
        if sensitive.contains(name.as_str()) {
            quote! { (#name, &Masked) }
        } else {
            quote! { (#name, Shown(&self.#ident).shown()) }
        }
    });
    let (name, rust_name) = (&item.ident, &entity.name);
    Some(quote! {
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                use ::ent_runtime::derived::{Masked, Shown, Unshown as _};
                ::ent_runtime::derived::debug(f, #rust_name, &[#(#rows),*])
            }
        }
    })
}
