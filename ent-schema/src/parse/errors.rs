use proc_macro2::{Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::{Diagnostic, Position};

/// One thing that is wrong with a declaration, at the tokens that are wrong.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The first wrong token.
    pub start: Span,
    /// The last wrong token.
    pub end: Span,
    /// What is wrong: a sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Problem {
    fn compile_error(&self) -> TokenStream {
        let text = match &self.help {
            Some(help) => format!("{}\nhelp: {help}", self.message),
            None => self.message.clone(),
        };
        let word = |word, span| TokenTree::Ident(Ident::new(word, span));
        let mark = |mark, spacing, span| {
            let mut punct = Punct::new(mark, spacing);
            punct.set_span(span);
            TokenTree::Punct(punct)
        };
        let mut literal = Literal::string(&text);
        literal.set_span(self.end);
        let mut group =
            Group::new(proc_macro2::Delimiter::Brace, TokenStream::from(TokenTree::Literal(literal)));
        group.set_span(self.end);
        TokenStream::from_iter([
            mark(':', Spacing::Joint, self.start),
            mark(':', Spacing::Alone, self.start),
            word("core", self.start),
            mark(':', Spacing::Joint, self.start),
            mark(':', Spacing::Alone, self.start),
            word("compile_error", self.start),
            mark('!', Spacing::Alone, self.start),
            TokenTree::Group(group),
        ])
    }
}

/// All that is wrong with a declaration.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    problems: Vec<Problem>,
}

impl Errors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many things are wrong.
    pub(super) fn len(&self) -> usize {
        self.problems.len()
    }

    /// The problems, in the order in which they were found.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// `compile_error!` invocations, one per problem, each at the tokens that are wrong.
    pub fn to_compile_errors(&self) -> TokenStream {
        self.problems.iter().map(Problem::compile_error).collect()
    }

    /// The problems with their places in `file`, in the order of the file.
    ///
    /// Lines and columns are known only with the feature `positions`.
    pub fn into_diagnostics(self, file: &str) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<_> = self
            .problems
            .into_iter()
            .map(|problem| Diagnostic {
                position: position(problem.start, file),
                message: problem.message,
                help: problem.help,
            })
            .collect();
        diagnostics.sort_by_key(|diagnostic| (diagnostic.position.line, diagnostic.position.column));
        diagnostics
    }

    /// Adds a problem at `tokens`.
    pub(super) fn at(&mut self, tokens: &impl ToTokens, message: impl Into<String>, help: impl Into<String>) {
        let (start, end) = ends(tokens);
        self.problems.push(Problem { start, end, message: message.into(), help: Some(help.into()) });
    }

    /// Adds a problem at `span`.
    pub(super) fn at_span(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let (message, help) = (message.into(), Some(help.into()));
        self.problems.push(Problem { start: span, end: span, message, help });
    }

    /// Adds what syn found wrong.
    pub(super) fn syntax(&mut self, error: &syn::Error, help: impl Into<String>) {
        self.at_span(error.span(), error.to_string(), help);
    }

    pub(super) fn append(&mut self, mut other: Self) {
        self.problems.append(&mut other.problems);
    }
}

/// The spans of the first and the last token.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut trees = tokens.to_token_stream().into_iter();
    let Some(first) = trees.next() else { return (Span::call_site(), Span::call_site()) };
    let end = trees.last().map_or_else(|| first.span(), |last| last.span());
    (first.span(), end)
}

/// The place in `file` that `span` names; unknown without the feature `positions`.
#[cfg(feature = "positions")]
pub(super) fn position(span: Span, file: &str) -> Position {
    let start = span.start();
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position {
        file: file.to_owned(),
        line: number(start.line),
        column: number(start.column).saturating_add(1),
    }
}

#[cfg(not(feature = "positions"))]
pub(super) fn position(_: Span, file: &str) -> Position {
    Position { file: file.to_owned(), ..Position::default() }
}
