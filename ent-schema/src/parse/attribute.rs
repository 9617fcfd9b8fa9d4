//! From tokens of an attribute to a list of words, values and nested lists; what they mean is not
//! known here.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Ident, Lit, Token, token};

use super::Errors;

/// One element of an attribute's list.
pub(super) enum Item {
    /// `word`, `word = value` or `word(..)`.
    Word(Given),
    /// A literal on its own: `check("age >= 18")`.
    Literal(Lit),
}

/// A word with what it was given.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) word: Ident,
    /// The word without `r#`.
    pub(super) name: String,
    pub(super) form: Form,
}

/// How a word was written.
#[derive(Clone)]
pub(super) enum Form {
    /// `word`
    Word,
    /// `word = value`
    Value(Box<Expr>),
    /// `word(..)`
    List(TokenStream),
}

/// The elements of a list; what can't be read is reported, and reading goes on after the next comma.
pub(super) fn items(tokens: TokenStream, errors: &mut Errors) -> Vec<Item> {
    const HELP: &str = "options are written `name`, `name = value` or `name(...)`";
    let mut items = Vec::new();
    let read = |input: ParseStream<'_>| {
        while !input.is_empty() {
            let start = input.span();
            match item(input) {
                Ok(item) => items.push(item),
                Err(error) => {
                    // At the end there is no token to point at.
                    let span = if input.is_empty() { start } else { error.span() };
                    errors.at_span(span, error.to_string(), HELP);
                    skip_to_comma(input)?;
                }
            }
            if input.is_empty() {
                break;
            }
            if !input.peek(Token![,]) {
                errors.syntax(&input.error("expected `,`"), "options are separated by commas");
                skip_to_comma(input)?;
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    };
    if let Err(error) = read.parse2(tokens) {
        errors.syntax(&error, HELP);
    }
    items
}

fn item(input: ParseStream<'_>) -> syn::Result<Item> {
    if input.peek(Lit) && !input.peek(syn::LitBool) {
        return input.parse().map(Item::Literal);
    }
    let word = input.call(Ident::parse_any)?;
    let name = word.unraw().to_string();
    let form = if input.peek(Token![=]) {
        let equals: Token![=] = input.parse()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(syn::Error::new(equals.span, format!("`{name} =` has no value")));
        }
        Form::Value(Box::new(input.parse()?))
    } else if input.peek(token::Paren) {
        let content;
        syn::parenthesized!(content in input);
        Form::List(content.parse()?)
    } else {
        Form::Word
    };
    Ok(Item::Word(Given { word, name, form }))
}

fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}
