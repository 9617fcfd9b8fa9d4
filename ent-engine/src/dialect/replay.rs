use crate::model::{Column, DataType, Expr, Object, ObjectKind, OtherKind, Realm, Table, TableRef, View};
use crate::replay::{
    AlterTable, ColumnDef, Constraint, CreateIndex, CreateTable, CreateView, Ddl, DropKind, DropObject, Head,
    Like, Name, Problem, Reader, Runner, SequenceChange, Session, State, TableAction,
};
use crate::sql::Syntax;

/// Names of the columns of a function that stands in FROM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableColumns {
    /// One column, which is called as the function is there: by its alias or its own name.
    OfAlias,
    /// Columns with names of their own.
    Named(Vec<String>),
}

/// What replay asks of a dialect: reading its statements, and the rules by which its server applies them.
pub trait ReplayRules {
    /// Lexical rules of a file.
    fn syntax(&self) -> Syntax;

    /// How names are found and compared.
    fn naming(&self) -> Naming;

    /// The statement as the server's parser sees it, where that is not the text itself (version comments).
    fn visible<'a>(&self, sql: &'a str, _syntax: Syntax) -> std::borrow::Cow<'a, str> {
        std::borrow::Cow::Borrowed(sql)
    }

    /// A plain word as a name: folded to lower case by PostgreSQL.
    fn fold(&self) -> fn(&str) -> String;

    /// Whether a statement can touch no schema object, told from its first words alone.
    fn is_neutral(&self, head: &Head) -> bool;

    /// What a command to the client does.
    fn client_command(&self, name: &str, _args: &str) -> Result<Vec<Ddl>, Problem> {
        Err(Problem::Unknowable(format!("`{name}` is a command to the client, not to the server")))
    }

    /// Runs a statement that is a program of its own, or calls one; false for any other.
    fn run(&self, _runner: &mut dyn Runner, _reader: &mut Reader<'_>) -> Result<bool, Problem> {
        Ok(false)
    }

    /// What a statement does; nothing for one that can't touch the schema, which is told from its first words.
    fn read(&self, reader: &mut Reader<'_>, session: &Session) -> Result<Vec<Ddl>, Problem>;

    /// Adds a column at the end of a table that is being made or altered, with what comes along (sequences). Its
    /// constraints are given back, for [`ReplayRules::add_constraints`].
    fn add_column(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        def: ColumnDef,
    ) -> Result<Vec<ColumnConstraint>, Problem>;

    /// Adds constraints and indexes to a table, called as the server does. `table` is not in the realm meanwhile.
    fn add_constraints(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        constraints: Vec<ColumnConstraint>,
    ) -> Result<(), Problem>;

    /// Adds an index that `CREATE INDEX` makes. `table` is not in the realm meanwhile.
    fn add_index(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        create: CreateIndex,
    ) -> Result<(), Problem>;

    /// Follows up an index that was added; `only` to this table, not to its partitions.
    fn indexed(&self, _state: &mut State, _table: &TableRef, _only: bool) -> Result<(), Problem> {
        Ok(())
    }

    /// Adds an index to a view.
    fn index_view(&self, _state: &mut State, view: &TableRef, _create: CreateIndex) -> Result<(), Problem> {
        Err(Problem::Refused(format!("`{view}` is a view")))
    }

    /// What a table has before its own columns: those it inherits. Gives back constraints to add.
    fn start_table(
        &self,
        _state: &mut State,
        _place: &TableRef,
        _table: &mut Table,
        _create: &CreateTable,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        Ok(Vec::new())
    }

    /// A table as a query sees it, with what its columns leave to it told out.
    fn queried_table(&self, _state: &State, _place: &TableRef, table: Table) -> Table {
        table
    }

    /// A column of a relation as another schema's query sees it.
    fn column_from(&self, _state: &State, _relation: &TableRef, column: Column) -> Column {
        column
    }

    /// What a column becomes in a table that is made of a query which takes it as it is.
    fn queried_column(&self, source: &Column) -> Column;

    /// Copies what `LIKE` takes from another table.
    fn copy_like(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        source: &Table,
        like: &Like,
    ) -> Result<Vec<ColumnConstraint>, Problem>;

    /// Completes a column that a table takes from a query.
    fn settle_queried(&self, _state: &State, _place: &TableRef, _table: &Table, _column: &mut Column) {}

    /// Completes an object that is made in a schema.
    fn finish_object(&self, _state: &State, _schema: &str, _object: &mut Object) {}

    /// The text of a domain that says to have no default, where it says nothing about it and is over another one.
    fn without_default(&self, _domain: &Object) -> Option<String> {
        None
    }

    /// Refuses the names that a statement gives and that the server does not take.
    fn refuse_names(&self, _state: &State, _ddl: &Ddl) -> Result<(), Problem> {
        Ok(())
    }

    /// Before a schema's character set changes.
    fn altering_schema(&self, _state: &mut State, _schema: &str) {}

    /// The actions of an ALTER TABLE as they can be applied one after the other, where the server reads them together.
    fn arrange(
        &self,
        _state: &mut State,
        _table: &TableRef,
        alter: AlterTable,
    ) -> Result<Vec<TableAction>, Problem> {
        Ok(alter.actions)
    }

    /// Round in which an action of an ALTER TABLE runs, whatever its place among the others.
    fn round(&self, _action: &TableAction) -> u8 {
        0
    }

    /// Applies an action that is the dialect's own, or does it in its own way; gives it back if it isn't.
    fn alter(
        &self,
        _state: &mut State,
        _table: &TableRef,
        action: TableAction,
    ) -> Result<Option<TableAction>, Problem> {
        Ok(Some(action))
    }

    /// The same for ALTER TABLE ONLY: what goes on to children stops there.
    fn alter_only(
        &self,
        state: &mut State,
        table: &TableRef,
        action: TableAction,
    ) -> Result<Option<TableAction>, Problem> {
        self.alter(state, table, action)
    }

    /// Refuses what a whole ALTER TABLE left behind, if the server does.
    fn altered(&self, _state: &mut State, _table: &TableRef) -> Result<(), Problem> {
        Ok(())
    }

    /// Applies an ALTER TABLE of something that is no table; `None` if there is no such thing.
    fn alter_other(&self, _state: &mut State, _alter: &AlterTable) -> Option<Result<(), Problem>> {
        None
    }

    /// Drops what a DROP TABLE names that is no table of the model; false if there is no such thing.
    fn drop_other_table(&self, _state: &mut State, _name: &Name) -> bool {
        false
    }

    /// Drops a constraint or index of a table; false if there is none of the name.
    fn drop_constraint(
        &self,
        state: &mut State,
        table: &TableRef,
        kind: DropKind,
        name: &str,
        cascade: bool,
    ) -> Result<bool, Problem>;

    /// Drops an index that is there.
    fn drop_index(
        &self,
        state: &mut State,
        table: &TableRef,
        name: &str,
        cascade: bool,
    ) -> Result<(), Problem>;

    /// Drops an index of a view; false if there is none of the name.
    fn drop_view_index(&self, _state: &mut State, _name: &Name) -> bool {
        false
    }

    /// Renames an index that is no index of the model: that of a primary key, or of a view. False if there is none.
    fn rename_key_index(&self, _state: &mut State, _name: &Name, _next: &str) -> Result<bool, Problem> {
        Ok(false)
    }

    /// Changes an object that a table has from another, of which it is a partition; false if it has none of the name.
    fn alter_inherited_object(
        &self,
        _state: &mut State,
        _object: &DropObject,
        _text: &str,
    ) -> Result<bool, Problem> {
        Ok(false)
    }

    /// Puts an extension in another schema.
    fn moved_extension(&self, _state: &mut State, name: &str, _next: &str) -> Result<(), Problem> {
        Err(Problem::Unknown(format!("ALTER EXTENSION {name} SET SCHEMA")))
    }

    /// Follows an index of a table or view to its next name, into what names it.
    fn index_renamed(&self, _state: &mut State, _table: &TableRef, _previous: &str, _next: &str) {}

    /// Sets the comment of an index.
    fn comment_index(&self, _state: &mut State, name: &Name, _text: Option<String>) -> Result<(), Problem> {
        Err(Problem::missing("index", name))
    }

    /// The name of the column that an expression without a name gives in a query.
    fn column_of_expression(&self, expr: &str) -> String {
        expr.to_owned()
    }

    /// The type of an expression in a query, where its text tells; `column` gives the types of the columns in it.
    fn expression_type(&self, _expr: &str, _column: &dyn Fn(&str) -> Option<DataType>) -> Option<DataType> {
        None
    }

    /// The column of an expression in a query; `column` gives the columns in it.
    fn expression_column(&self, expr: &str, column: &dyn Fn(&str) -> Option<Column>) -> Option<Column> {
        let ty = self.expression_type(expr, &|name| column(name).map(|column| column.ty))?;
        Some(Column { ty, null: true, ..Column::default() })
    }

    /// A column of a query or view as one that reads it sees it; none where that can't be told.
    fn derived_column(&self, _column: Column) -> Option<Column> {
        None
    }

    /// A column of several queries that are put together, by what each gives there; none where that can't be told.
    fn united_column(&self, _columns: &[Column]) -> Option<Column> {
        None
    }

    /// Completes a view that is being made.
    fn finish_view(
        &self,
        _state: &mut State,
        _place: &TableRef,
        _view: &mut View,
        _create: &CreateView,
    ) -> Result<(), Problem> {
        Ok(())
    }

    /// What has the name of a type in a schema, if anything has.
    fn type_taken(&self, _state: &State, _schema: &str, _name: &str) -> Option<&'static str> {
        None
    }

    /// Whether the name is that of the sequence behind an identity column.
    fn is_identity_sequence(&self, _state: &State, _name: &Name) -> bool {
        false
    }

    /// Whether a table that gets a name without a schema goes to the schema that new tables go to (MySQL, MariaDB).
    fn renames_into_current(&self) -> bool {
        false
    }

    /// Changes the sequence behind an identity column; false if the name is of none.
    fn alter_identity_sequence(
        &self,
        _state: &mut State,
        _name: &Name,
        _changes: &[SequenceChange],
    ) -> Result<bool, Problem> {
        Ok(false)
    }

    /// The relation or composite type of whose rows a function gives one, where that is known.
    fn row_of_function(&self, _state: &State, _name: &Name) -> Option<TableRef> {
        None
    }

    /// The relation or composite type whose rows a type stands for, in a schema.
    fn row_of_type(&self, _state: &State, _schema: &str, _ty: &DataType) -> Option<TableRef> {
        None
    }

    /// The columns of a function that stands in FROM, where they are known.
    fn function_columns(&self, _state: &State, _name: &Name) -> Option<TableColumns> {
        None
    }

    /// Follows up the rename of a sequence, from and to, each a schema and a name.
    fn renamed_sequence(&self, _state: &mut State, _previous: (&str, &str), _next: (&str, &str)) {}

    /// Columns whose defaults draw on a sequence.
    fn defaults_from(&self, _state: &State, _schema: &str, _sequence: &str) -> Vec<(TableRef, String)> {
        Vec::new()
    }

    /// Follows up the end of a carried object, which is gone already.
    fn dropped_object(
        &self,
        _state: &mut State,
        _schema: Option<&str>,
        _object: &Object,
        _cascade: bool,
    ) -> Result<(), Problem> {
        Ok(())
    }

    /// Follows up the next name of a routine, from and to, each a schema and a name. It has its next name already.
    fn renamed_routine(
        &self,
        _state: &mut State,
        _kind: ObjectKind,
        _previous: (&str, &str),
        _next: (&str, &str),
    ) -> Result<(), Problem> {
        Ok(())
    }

    /// Follows up the next name of a collation, from and to, each a schema and a name. It has its next name already.
    fn renamed_collation(&self, _state: &mut State, _previous: (&str, &str), _next: (&str, &str)) {}

    /// Follows up the next name of a type, from and to, each a schema and a name, in texts.
    fn renamed_type(&self, _state: &mut State, _previous: (&str, &str), _next: (&str, &str)) {}

    /// Follows up the next name of a value of an enum type in texts: the type's schema and name, then the values.
    fn renamed_value(
        &self,
        _state: &mut State,
        _ty: (&str, &str),
        _previous: &str,
        _next: &str,
    ) -> Result<(), Problem> {
        Ok(())
    }

    /// The statement that makes a carried object as another one changes it, where the server keeps no other text.
    fn altered_object(&self, _object: &Object, _alter: &str) -> Option<String> {
        None
    }

    /// Whether carried objects of a kind stand in the database beside all schemas.
    fn lives_in_no_schema(&self, _kind: OtherKind) -> bool {
        false
    }

    /// Changes a carried type of a schema by the clause that follows its name in an ALTER.
    fn alter_carried_type(
        &self,
        _state: &mut State,
        _schema: &str,
        object: &mut Object,
        _clause: &str,
    ) -> Result<(), Problem> {
        Err(Problem::Unknown(format!("ALTER TYPE {}", object.name)))
    }

    /// Drops what names a type that goes in expressions: the type, a schema and a name, is still there.
    fn dropping_type(&self, _state: &mut State, _ty: (&str, &str)) -> Result<(), Problem> {
        Ok(())
    }

    /// A default as a statement that is kept says it, whatever the search path is later.
    fn settled_default(&self, _state: &State, default: Expr) -> Expr {
        default
    }

    /// What the clause that changes the attributes of a composite type does to the tables of the type.
    fn attribute_actions(&self, clause: &str) -> Result<Vec<TableAction>, Problem> {
        Err(Problem::Unknown(format!("ALTER TYPE .. {clause}")))
    }

    /// The names of the attributes of a composite type.
    fn attribute_names(&self, _object: &Object) -> Result<Vec<String>, Problem> {
        Ok(Vec::new())
    }

    /// Takes the attributes of types that go out of a composite type; `is_gone` is asked with the texts of the types.
    fn drop_attributes(&self, object: &mut Object, _is_gone: &dyn Fn(&str) -> bool) -> Result<(), Problem> {
        Err(Problem::Unknown(format!("DROP TYPE under {}", object.name)))
    }

    /// Drops what goes with a column and refuses what the server refuses. The column is still there.
    fn dropping_column(
        &self,
        state: &mut State,
        table: &TableRef,
        column: &str,
        cascade: bool,
    ) -> Result<(), Problem>;

    /// Drops what goes with a table and refuses what the server refuses. The table is still there.
    fn dropping_table(&self, state: &mut State, table: &TableRef, cascade: bool) -> Result<(), Problem>;

    /// Whether foreign keys that refer to a table follow its rename.
    fn references_follow(&self, _session: &Session, _table: &Table) -> bool {
        true
    }

    /// Follows up the rename of a table: names that the server derives from its name, and texts that name it.
    fn renamed_table(&self, state: &mut State, previous: &TableRef, next: &TableRef) -> Result<(), Problem>;

    /// Follows up the rename of a column in texts beyond its own table.
    fn renamed_column(
        &self,
        _state: &mut State,
        _table: &TableRef,
        _previous: &str,
        _next: &str,
    ) -> Result<(), Problem> {
        Ok(())
    }

    /// Whether names of tables, views, sequences and indexes stand in one space per schema.
    fn taken(&self, state: &State, schema: &str, name: &str) -> Option<&'static str>;

    /// Brings a finished realm into the form in which states are compared.
    fn tidy(&self, realm: &mut Realm);
}

/// A constraint and the column that it is written with, if it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnConstraint {
    /// The column.
    pub column: Option<String>,
    /// The constraint.
    pub constraint: Constraint,
}

/// How a server finds and compares names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Its own name for the schema of the connection: `public`, `main`; empty where it has none.
    pub own_schema: &'static str,
    /// Names of tables, views and schemas.
    pub tables: LetterCase,
    /// Names of columns, indexes and constraints.
    pub columns: LetterCase,
    /// Whether a string is a name where only a name can stand (SQLite).
    pub strings_are_names: bool,
    /// Whether a rollback undoes changes of the schema.
    pub transactional: bool,
    /// Whether foreign keys are checked in a new session.
    pub foreign_keys_at_start: bool,
    /// Whether a name of a trigger stands for one in the whole schema, whatever its table.
    pub tables_share_triggers: bool,
    /// Whether an object can't be dropped while others depend on it.
    pub tracks_dependents: bool,
}

/// Whether letter case tells names apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LetterCase {
    /// It does.
    #[default]
    Exact,
    /// It doesn't.
    Ignored,
}

impl LetterCase {
    /// Whether two names are the same.
    pub fn same(self, a: &str, b: &str) -> bool {
        match self {
            Self::Exact => a == b,
            Self::Ignored => {
                a.eq_ignore_ascii_case(b) || !a.is_ascii() && a.to_lowercase() == b.to_lowercase()
            }
        }
    }
}
