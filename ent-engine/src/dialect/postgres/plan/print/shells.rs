//! Types that are made as shells first, so that the functions which the type itself needs can name them.

use super::Printer;
use super::needs::{Kind, Piece};
use crate::change::Subject;
use crate::dialect::postgres::objects::{RoutinesOfType, shell_of};
use crate::model::{Object, Realm};
use crate::plan::Statement;
use crate::sql::{Syntax, TokenKind, Tokens, identifier_value};

/// A type that is made as a shell first.
struct Shell {
    subject: Subject,
    sql: String,
    path: Option<Vec<String>>,
    /// The functions that come between.
    routines: RoutinesOfType,
}

/// All such types of a realm.
pub(super) struct Shells(Vec<Shell>);

impl Printer<'_> {
    pub(super) fn shells(&self, realm: &Realm) -> Shells {
        let objects =
            realm.schemas.iter().flat_map(|schema| schema.objects.iter().map(move |object| (schema, object)));
        let shells = objects.filter_map(|(schema, object)| {
            Some(Shell {
                sql: shell_of(self.postgres, object)?,
                subject: Subject::of_object(schema, object),
                path: object.origin.search_path.clone(),
                routines: RoutinesOfType::of(self.postgres, object),
            })
        });
        Shells(shells.collect())
    }
}

impl Shells {
    /// The piece of an object, after the shell that it needs: that of the type itself, or of the type whose function it
    /// is. Such a function is part of the type.
    pub(super) fn behind(&self, schema: &str, object: &Object, mut piece: Piece) -> Piece {
        if let Some(own) = self.0.iter().find(|shell| shell.subject == piece.subject) {
            piece.need_in(Kind::Shell, &own.subject.schema, &own.subject.name);
            own.routines.names().for_each(|name| piece.need(Kind::Function, name));
        } else if let Some(of) = self.type_of(schema, object) {
            piece.need_in(Kind::Shell, &of.subject.schema, &of.subject.name);
            piece.does_without(Kind::Type, &of.subject.name);
            let name = object.name.split('(').next().unwrap_or_default();
            piece.bring(Kind::Function, name.to_owned());
            piece.subject = of.subject.clone();
        }
        piece
    }

    /// The type that a function is one of; of several whose functions have its name, that which it names itself.
    fn type_of(&self, schema: &str, object: &Object) -> Option<&Shell> {
        let names = |shell: &&Shell| {
            Tokens::new(&object.text, Syntax::postgres()).any(|token| match token.kind {
                TokenKind::Word => token.text.eq_ignore_ascii_case(&shell.subject.name),
                TokenKind::QuotedIdentifier => {
                    identifier_value(token.text, Syntax::postgres()) == shell.subject.name
                }
                _ => false,
            })
        };
        let of = || self.0.iter().filter(|shell| shell.routines.has(schema, object));
        of().find(names).or_else(|| of().next())
    }

    pub(super) fn into_pieces(self) -> impl Iterator<Item = Piece> {
        self.0.into_iter().map(|shell| {
            let comment = format!("create the name of {}", shell.subject.name);
            let statement = Statement::new(shell.sql, comment);
            Piece::new(Kind::Shell, shell.subject, shell.path, vec![statement])
        })
    }
}
