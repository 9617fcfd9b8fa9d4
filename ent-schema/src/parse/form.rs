//! What a value means: typed readers over [`Given`], each with its own error.

use syn::{Expr, ExprUnary, Lit, UnOp};

use super::Errors;
use super::attribute::{Form, Given, Item, items};
use super::spec::Spec;
use super::text::text;
use crate::{DialectName, Literal, PerDialect};

/// An option as given, with its entry in the table.
pub(super) struct Opt {
    pub(super) given: Given,
    pub(super) spec: &'static Spec,
}

impl Opt {
    /// The option must be a flag.
    pub(super) fn flag(&self, errors: &mut Errors) -> bool {
        match &self.given.form {
            Form::Word => true,
            Form::Value(_) | Form::List(_) => {
                self.malformed("takes no value", errors);
                true
            }
        }
    }

    /// `= ".."`, not empty.
    pub(super) fn string(&self, errors: &mut Errors) -> Option<String> {
        match &self.given.form {
            Form::Value(expr) => self.text(expr, errors),
            Form::Word | Form::List(_) => {
                self.malformed("takes a string", errors);
                None
            }
        }
    }

    /// `= ".."` or `(sqlite = "..", postgres = "..", ..)`.
    pub(super) fn per_dialect(&self, errors: &mut Errors) -> PerDialect<String> {
        match &self.given.form {
            Form::Value(expr) => PerDialect { any: self.text(expr, errors), ..PerDialect::default() },
            Form::List(tokens) => {
                let items = items(tokens.clone(), errors);
                if items.is_empty() {
                    self.malformed("names no database", errors);
                }
                dialects(items, errors)
            }
            Form::Word => {
                self.malformed("takes a string, for all databases or for each", errors);
                PerDialect::default()
            }
        }
    }

    /// `= 18`.
    pub(super) fn integer<T: TryFrom<i128>>(&self, errors: &mut Errors) -> Option<T> {
        let Form::Value(expr) = &self.given.form else {
            self.malformed("takes a whole number", errors);
            return None;
        };
        let number = match literal(expr) {
            Some(Literal::Number(number)) => {
                number.parse::<i128>().ok().and_then(|number| number.try_into().ok())
            }
            _ => None,
        };
        if number.is_none() {
            let message = format!("`{}` takes a whole number in its range", self.given.name);
            errors.at(expr, message, self.advice());
        }
        number
    }

    /// `= 18`, `= "text"`, `= true`, `= Status::Active`.
    pub(super) fn literal(&self, errors: &mut Errors) -> Option<Literal> {
        let Form::Value(expr) = &self.given.form else {
            self.malformed("takes a value", errors);
            return None;
        };
        let value = literal(expr);
        if value.is_none() {
            errors.at(
                expr,
                format!("`{}` takes a literal or the path of an enum's variant", self.given.name),
                "what is computed is written `default_fn = path::to::function` (by the client) or `default_expr = \"...\"` (by the database)",
            );
        }
        value
    }

    /// `= path::to::it`.
    pub(super) fn path(&self, errors: &mut Errors) -> Option<syn::ExprPath> {
        match &self.given.form {
            Form::Value(expr) => match bare(expr) {
                Expr::Path(path) => Some(path.clone()),
                other => {
                    errors.at(other, format!("`{}` takes a path", self.given.name), self.advice());
                    None
                }
            },
            Form::Word | Form::List(_) => {
                self.malformed("takes a path", errors);
                None
            }
        }
    }

    /// `= name` or `= "name"`.
    pub(super) fn name(&self, errors: &mut Errors) -> Option<String> {
        match &self.given.form {
            Form::Value(expr) => match single_word(expr) {
                Some(name) => Some(name),
                None => self.text(expr, errors),
            },
            Form::Word | Form::List(_) => {
                self.malformed("takes a name", errors);
                None
            }
        }
    }

    /// `= ".."` or `("..", "..")`.
    pub(super) fn strings(&self, errors: &mut Errors) -> Vec<String> {
        let Form::List(tokens) = &self.given.form else {
            return self.string(errors).into_iter().collect();
        };
        let mut strings = Vec::new();
        let before = errors.len();
        for item in items(tokens.clone(), errors) {
            match item {
                Item::Literal(Lit::Str(value)) if !value.value().is_empty() => strings.push(value.value()),
                Item::Literal(other) => {
                    errors.at(
                        &other,
                        format!("`{}` takes strings that are not empty", self.given.name),
                        self.advice(),
                    );
                }
                Item::Word(given) => {
                    errors.at(&given.word, format!("`{}` takes strings", self.given.name), self.advice());
                }
            }
        }
        if strings.is_empty() && errors.len() == before {
            self.malformed("is empty", errors);
        }
        strings
    }

    /// `(a, b)`, each a word or a string, with its place.
    pub(super) fn names(&self, errors: &mut Errors) -> Vec<(String, proc_macro2::Span)> {
        let Form::List(tokens) = &self.given.form else {
            self.malformed("takes a list of names", errors);
            return Vec::new();
        };
        let mut names: Vec<(String, proc_macro2::Span)> = Vec::new();
        let before = errors.len();
        for item in items(tokens.clone(), errors) {
            let (name, span) = match item {
                Item::Word(Given { word, name, form: Form::Word }) => (name, word.span()),
                Item::Literal(Lit::Str(value)) if !value.value().is_empty() => (value.value(), value.span()),
                Item::Literal(other) => {
                    errors.at(&other, format!("`{}` takes names", self.given.name), self.advice());
                    continue;
                }
                Item::Word(given) => {
                    errors.at(&given.word, format!("`{}` takes bare names", self.given.name), self.advice());
                    continue;
                }
            };
            if names.iter().any(|(known, _)| *known == name) {
                let message = format!("`{name}` is named twice in `{}`", self.given.name);
                errors.at_span(span, message, "leave one out");
                continue;
            }
            names.push((name, span));
        }
        if names.is_empty() && errors.len() == before {
            self.malformed("names nothing", errors);
        }
        names
    }

    /// The option is not written as it should be.
    pub(super) fn malformed(&self, problem: &str, errors: &mut Errors) {
        errors.at(&self.given.word, format!("`{}` {problem}", self.given.name), self.advice());
    }

    /// How the option is written.
    pub(super) fn advice(&self) -> String {
        format!("write `{}`", self.spec.form)
    }

    fn text(&self, expr: &Expr, errors: &mut Errors) -> Option<String> {
        let Some(value) = string(expr) else {
            errors.at(expr, format!("`{}` takes a string literal", self.given.name), self.advice());
            return None;
        };
        if value.trim().is_empty() {
            errors.at(expr, format!("`{}` is empty", self.given.name), self.advice());
            return None;
        }
        Some(value)
    }
}

/// `sqlite = "..", postgres = ".."`.
pub(super) fn dialects(items: Vec<Item>, errors: &mut Errors) -> PerDialect<String> {
    const HELP: &str = "the databases are sqlite, postgres, mysql and mariadb";
    let mut values = PerDialect::default();
    for item in items {
        let given = match item {
            Item::Word(given) => given,
            Item::Literal(literal) => {
                errors.at(&literal, "expected the name of a database", HELP);
                continue;
            }
        };
        let Some(dialect) = DialectName::from_text(&given.name) else {
            let near =
                super::nearest::nearest(&given.name, DialectName::ALL.iter().map(|name| name.as_str()));
            let help = near.map_or_else(|| HELP.to_owned(), |near| format!("did you mean `{near}`?"));
            errors.at(&given.word, format!("`{}` is not the name of a database", given.name), help);
            continue;
        };
        if values.own(dialect).is_some() {
            errors.at(&given.word, format!("`{dialect}` is given twice"), "leave one out");
            continue;
        }
        match &given.form {
            Form::Value(expr) => match string(expr) {
                Some(value) if !value.trim().is_empty() => values.set(dialect, value),
                _ => errors.at(
                    expr,
                    format!("`{dialect}` takes a string that is not empty"),
                    format!("write `{dialect} = \"...\"`"),
                ),
            },
            Form::Word | Form::List(_) => {
                errors.at(
                    &given.word,
                    format!("`{dialect}` takes a string"),
                    format!("write `{dialect} = \"...\"`"),
                );
            }
        }
    }
    values
}

/// The expression without invisible groups and parentheses around it.
pub(super) fn bare(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Group(group) => &group.expr,
            Expr::Paren(paren) => &paren.expr,
            _ => return expr,
        };
    }
}

/// The string that a literal spells.
pub(super) fn string(expr: &Expr) -> Option<String> {
    match bare(expr) {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(value), .. }) => Some(value.value()),
        _ => None,
    }
}

/// The one word that a path consists of, without `r#`.
pub(super) fn single_word(expr: &Expr) -> Option<String> {
    match bare(expr) {
        Expr::Path(path) => path.path.get_ident().map(|ident| syn::ext::IdentExt::unraw(ident).to_string()),
        _ => None,
    }
}

/// The constant that the expression spells.
pub(super) fn literal(expr: &Expr) -> Option<Literal> {
    match bare(expr) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(value) => Some(Literal::String(value.value())),
            Lit::Char(value) => Some(Literal::String(value.value().to_string())),
            Lit::Bool(value) => Some(Literal::Bool(value.value)),
            Lit::Int(value) => Some(Literal::Number(value.base10_digits().to_owned())),
            Lit::Float(value) => Some(Literal::Number(value.base10_digits().to_owned())),
            _ => None,
        },
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match literal(expr)? {
            Literal::Number(digits) if !digits.starts_with('-') => {
                Some(Literal::Number(format!("-{digits}")))
            }
            _ => None,
        },
        Expr::Path(path) if path.qself.is_none() => Some(Literal::Path(text(path))),
        _ => None,
    }
}
