//! One spelling for tokens, whoever made them: the compiler and proc-macro2's own lexer put their
//! spaces differently, and the text form must not.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

/// The tokens as text: no space but between two words and after a comma.
pub(super) fn text(tokens: &impl ToTokens) -> String {
    let mut out = String::new();
    write(tokens.to_token_stream(), &mut out);
    out
}

fn write(tokens: TokenStream, out: &mut String) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                write(group.stream(), out);
                out.push_str(close);
            }
            TokenTree::Punct(punct) => {
                out.push(punct.as_char());
                if matches!(punct.as_char(), ',' | ';') {
                    out.push(' ');
                }
            }
            TokenTree::Ident(ident) => word(&ident.to_string(), out),
            TokenTree::Literal(literal) => word(&literal.to_string(), out),
        }
    }
    if out.ends_with(", ") {
        out.pop();
    }
}

fn word(word: &str, out: &mut String) {
    if out.ends_with(|c: char| c.is_alphanumeric() || c == '_') && !word.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn spaces() {
        for (source, expected) in [
            ("chrono :: DateTime < Utc >", "chrono::DateTime<Utc>"),
            ("HashMap<String,Vec < u8 > >", "HashMap<String, Vec<u8>>"),
            ("& 'static  mut str", "&'static mut str"),
            ("[u8;16]", "[u8; 16]"),
            ("Box<dyn Fn(i32)->i32>", "Box<dyn Fn(i32)->i32>"),
        ] {
            let tokens: proc_macro2::TokenStream = source.parse().unwrap_or_default();
            assert_eq!(text(&tokens), expected);
        }
    }
}
