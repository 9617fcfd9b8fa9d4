use ent_schema::{Action, FieldType, Literal};

use super::Types;
use crate::model::{Column, DataType, Expr, Identity, Index, ReferentialAction, Table, TableOptions};

/// What a database makes of entities: how it stores what a field holds, what it calls what nobody
/// named, and what it can't do.
///
/// Where the answer is "no", [`lower`](crate::lower::lower) leaves a thing out if that changes
/// nothing but speed or comfort, and reports an error if it would change what the schema means.
pub trait LowerRules: Types {
    /// Whether the database has `feature`.
    fn has(&self, feature: Feature) -> bool;

    /// Type of the column for a plain field, as SQL; `None` where only the user can choose.
    fn scalar_type(&self, field: &ScalarField) -> Option<String>;

    /// Character set and collation that the column of a plain field must have, whatever those of
    /// its table.
    fn scalar_collation(&self, _: &FieldType) -> Option<(&'static str, &'static str)> {
        None
    }

    /// Type of the column for a text out of `values`, as SQL.
    fn enum_type(&self, values: &[String]) -> String;

    /// Which of the values of an enum the server would not keep as it is, and why.
    fn refuses_value<'a>(&self, _values: &'a [String]) -> Option<(&'a str, &'static str)> {
        None
    }

    /// Type of a column of a table with these options that refers to one of type `id`.
    fn key_type(&self, id: DataType, _: &TableOptions) -> DataType {
        id
    }

    /// Why a table with these options would refuse a column of a type that the user named, if it
    /// would: what doesn't fit, and what to write instead.
    fn refuses_type(&self, _: &DataType, _: &TableOptions) -> Option<(&'static str, &'static str)> {
        None
    }

    /// Has the server number the rows in `column`, from `start` on.
    ///
    /// # Errors
    /// Why it can't.
    fn count_up(
        &self,
        column: &mut Column,
        options: &mut TableOptions,
        start: Option<i64>,
    ) -> Result<(), &'static str>;

    /// Default of a column of type `ty` for a constant; `None` where the server takes none and the
    /// client fills the column in anyway.
    fn constant_default(&self, ty: &DataType, literal: &Literal) -> Option<Expr> {
        let _ = ty;
        Some(constant(literal))
    }

    /// Why a column of type `ty` can't hold the constant, if it can't.
    fn refuses_constant(&self, _ty: &DataType, _literal: &Literal) -> Option<&'static str> {
        None
    }

    /// Whether the server takes `expr` as the default of a column of type `ty`.
    fn takes_default(&self, _ty: &DataType, _expr: &str) -> bool {
        true
    }

    /// Last word on a column: what the server does by itself is written out or taken away.
    fn finish_column(&self, _: &mut Column) {}

    /// How a table is stored.
    ///
    /// # Errors
    /// Why the text of the options can't be read.
    fn table_options(&self, given: &GivenOptions) -> Result<TableOptions, String>;

    /// Name of the index behind a unique column, before a long one is shortened.
    fn unique_name(&self, table: &str, column: &str) -> String;

    /// Whether a declared unique index of this name is the one behind a unique column.
    fn is_unique_name(&self, name: &str, table: &str, column: &str) -> bool;

    /// Kind of an index, `None` for the default one. `own` tells whether the kind was written for
    /// this database: one that was written for all is left out where it is not known.
    ///
    /// # Errors
    /// Why it is refused.
    fn index_kind(&self, kind: &str, own: bool) -> Result<Option<String>, String>;

    /// Why the server would refuse an index of `table`, if it would.
    fn refuses_index(&self, _table: &Table, _index: &Index) -> Option<String> {
        None
    }

    /// Why the server would refuse the table, if it would.
    fn refuses_table(&self, _table: &Table) -> Option<String> {
        None
    }

    /// Why the server would refuse a foreign key from a table with these options to one with those of
    /// `target`, if it would: what doesn't fit, and what to do.
    fn refuses_key(&self, _: &TableOptions, _target: &TableOptions) -> Option<(&'static str, &'static str)> {
        None
    }

    /// Gives a join table, whose options nobody names, those that it must have to refer to a table with
    /// the options of `side`.
    fn follow_side(&self, _: &mut TableOptions, _side: &TableOptions) {}

    /// A referential action, `None` where the server refuses it.
    fn action(&self, action: Action) -> Option<ReferentialAction> {
        Some(match action {
            Action::NoAction => ReferentialAction::NoAction,
            Action::Restrict => ReferentialAction::Restrict,
            Action::Cascade => ReferentialAction::Cascade,
            Action::SetNull => ReferentialAction::SetNull,
            Action::SetDefault => ReferentialAction::SetDefault,
        })
    }

    /// Whether the server refuses or cuts a table's or column's name of this length.
    fn is_too_long(&self, name: &str) -> bool;
}

/// Something that one database has and another has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Feature {
    /// Comments on tables and columns.
    Comments,
    /// Comments on views.
    ViewComments,
    /// Types that are a list of values (`CREATE TYPE .. AS ENUM`).
    EnumTypes,
    /// CHECK constraints that are kept and enforced.
    Checks,
    /// Columns that the database computes.
    GeneratedColumns,
    /// Generated columns that are computed when read.
    VirtualColumns,
    /// Columns that count up without being the primary key.
    FreeIdentity,
    /// Character sets of columns, which must agree on both sides of a foreign key.
    ColumnCharsets,
    /// Indexes with a predicate.
    PartialIndexes,
    /// Indexes over expressions.
    ExpressionIndexes,
    /// Index parts that sort downwards.
    DescendingIndexes,
    /// Index parts that take only the first characters.
    IndexPrefixes,
    /// Collations of index parts.
    PartCollations,
    /// Operator classes.
    OperatorClasses,
    /// A place for NULLs in the order of an index.
    NullsOrder,
    /// Unique indexes in which NULLs are equal.
    NullsNotDistinct,
    /// Columns that an index carries along.
    IncludedColumns,
    /// Views that keep their rows.
    MaterializedViews,
    /// Names of indexes that are one space with those of tables, in the whole schema.
    SchemaWideIndexNames,
    /// Names of foreign keys that are one space in the whole schema.
    SchemaWideKeyNames,
    /// Names of CHECK constraints that are one space in the whole schema.
    SchemaWideCheckNames,
    /// Names without a schema that mean the schema of the table at hand, not the connection's.
    RelativeNames,
}

/// A plain field to find a type for.
#[derive(Clone, Copy, Debug)]
pub struct ScalarField<'a> {
    /// What it holds; never `Values` or `Named`.
    pub ty: &'a FieldType,
    /// Greatest length in characters or bytes.
    pub size: Option<i64>,
    /// Whether it is unique, in the primary key or in an index.
    pub keyed: bool,
    /// How its table is stored.
    pub table: &'a TableOptions,
    /// Character set of the column, where it is not the table's.
    pub charset: Option<&'a str>,
}

/// What was declared about how a table is stored.
#[derive(Clone, Copy, Debug, Default)]
pub struct GivenOptions<'a> {
    /// Character set of the table.
    pub charset: Option<&'a str>,
    /// Collation of the table.
    pub collation: Option<&'a str>,
    /// Character set where the table names none; `None` for Ent's.
    pub default_charset: Option<&'a str>,
    /// Collation where the table names none; `None` for Ent's.
    pub default_collation: Option<&'a str>,
    /// Options as SQL.
    pub text: Option<&'a str>,
}

/// The constant as SQL: `'x'`, `1`, `true`.
pub(super) fn constant(literal: &Literal) -> Expr {
    match literal {
        Literal::Bool(flag) => Expr::new(flag.to_string()),
        Literal::Number(text) => Expr::new(text.clone()),
        Literal::String(text) | Literal::Path(text) => Expr::string(text),
    }
}

/// Whether the constant is a whole number that takes more than 64 bits with a sign.
pub(super) fn is_beyond_bigint(literal: &Literal) -> bool {
    match literal {
        Literal::Number(digits) => digits.parse::<i128>().is_ok_and(|number| i64::try_from(number).is_err()),
        _ => false,
    }
}

/// The identity that numbers rows from `start` on.
pub(super) fn identity(start: Option<i64>) -> Identity {
    Identity { start: start.filter(|start| *start > 1), ..Identity::default() }
}

/// Whether `rest` of a name is a number greater than `above`.
pub(super) fn is_number_above(rest: &str, above: u64) -> bool {
    rest.bytes().all(|byte| byte.is_ascii_digit()) && rest.parse::<u64>().is_ok_and(|number| number > above)
}
