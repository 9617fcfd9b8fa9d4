//! Names that are longer than the server takes (error 1059).

use crate::dialect::{Dialect, LowerRules, Mysql, Version};
use crate::model::Table;
use crate::replay::{ColumnDef, Constraint, ConstraintKind, CreateTable, Ddl, Problem, State, TableAction};

/// Refuses the names that a statement gives: of what it makes, and of what it renames.
pub(super) fn refuse(mysql: &Mysql, state: &State, ddl: &Ddl) -> Result<(), Problem> {
    let mut made = Vec::new();
    match ddl {
        Ddl::CreateSchema(create) => made.extend(create.name.as_deref().map(|name| ("schema", name))),
        Ddl::CreateTable(create) => of_table(create, &mut made),
        Ddl::AlterTable(alter) => alter.actions.iter().for_each(|action| of_action(action, &mut made)),
        Ddl::RenameTables(renames) => {
            made.extend(renames.iter().map(|(_, next)| ("table", next.name.as_str())));
        }
        Ddl::CreateIndex(create) => {
            made.extend(create.name.as_ref().map(|name| ("index", name.name.as_str())));
        }
        Ddl::CreateView(create) => {
            made.push(("view", create.name.name.as_str()));
            // MariaDB calls such columns otherwise.
            let columns = create.columns.iter().filter(|_| !mysql.replays_mariadb());
            made.extend(columns.map(|name| ("column", name.as_str())));
        }
        Ddl::CreateSequence(create) => made.push(("sequence", create.name.name.as_str())),
        Ddl::CreateObject(create) => made.push((create.kind.selector(), create.name.name.as_str())),
        Ddl::RenameObject(object, next) => made.push((object.kind.selector(), next.as_str())),
        _ => {}
    }
    let limit = mysql.identifier_limit();
    match made.into_iter().find(|(_, name)| mysql.is_too_long(name)) {
        Some((kind, name)) => Err(Problem::LongName { kind, name: name.to_owned(), limit }),
        None => match ddl {
            Ddl::CreateTable(create) => refuse_unnamed(mysql, state, create),
            _ => Ok(()),
        },
    }
}

/// Refuses a name that the server gives.
pub(super) fn refuse_given(mysql: &Mysql, kind: &'static str, name: &str) -> Result<(), Problem> {
    if !mysql.is_too_long(name) {
        return Ok(());
    }
    Err(Problem::LongGivenName { kind, name: name.to_owned(), limit: mysql.identifier_limit() })
}

/// Refuses a table for the names that MySQL has given. MariaDB takes long ones of keys that come after their table.
pub(super) fn refuse_of(mysql: &Mysql, table: &Table) -> Result<(), Problem> {
    if mysql.replays_mariadb() {
        return Ok(());
    }
    let keys = table.foreign_keys.iter().map(|key| ("foreign key", &key.name));
    let mut given = keys.chain(table.checks.iter().map(|check| ("check", &check.name)));
    given.try_for_each(|(kind, name)| refuse_given(mysql, kind, name))
}

/// Refuses a table for the names of what comes with it without one.
fn refuse_unnamed(mysql: &Mysql, state: &State, create: &CreateTable) -> Result<(), Problem> {
    if create.if_not_exists && state.find_table(&create.name).is_some() {
        return Ok(());
    }
    let table = &create.name.name;
    let in_columns = || create.columns.iter().flat_map(|def| &def.constraints);
    let is_key = |constraint: &&Constraint| matches!(constraint.kind, ConstraintKind::ForeignKey(_));
    let is_check = |constraint: &&Constraint| matches!(constraint.kind, ConstraintKind::Check(_));
    let is_unnamed = |constraint: &&Constraint| constraint.name.is_none();
    // Other engines than InnoDB pass over foreign keys, and servers over those of columns.
    let engine = create.options.engine.as_ref().or(state.session.default_engine.as_ref());
    if engine.is_none_or(|engine| engine.eq_ignore_ascii_case("InnoDB")) {
        let inline = in_columns().filter(|_| mysql.is_mariadb());
        let keys = inline.chain(&create.constraints).filter(is_key).filter(is_unnamed).count();
        if keys > 0 {
            refuse_given(mysql, "foreign key", &format!("{table}_ibfk_{keys}"))?;
        }
    }
    let has_checks = !mysql.replays_mariadb() && mysql.flavor.version >= Version(8, 0, 16);
    match in_columns().chain(&create.constraints).filter(is_check).filter(is_unnamed).count() {
        checks if checks > 0 && has_checks => refuse_given(mysql, "check", &format!("{table}_chk_{checks}")),
        _ => Ok(()),
    }
}

fn of_table<'a>(create: &'a CreateTable, made: &mut Vec<(&'static str, &'a str)>) {
    made.push(("table", &create.name.name));
    create.columns.iter().for_each(|def| of_column(def, made));
    made.extend(create.constraints.iter().filter_map(of_constraint));
}

fn of_column<'a>(def: &'a ColumnDef, made: &mut Vec<(&'static str, &'a str)>) {
    made.push(("column", &def.column.name));
    made.extend(def.constraints.iter().filter_map(of_constraint));
}

fn of_constraint(constraint: &Constraint) -> Option<(&'static str, &str)> {
    let kind = match constraint.kind {
        ConstraintKind::Index(_) => "index",
        _ => "constraint",
    };
    constraint.name.as_deref().map(|name| (kind, name))
}

fn of_action<'a>(action: &'a TableAction, made: &mut Vec<(&'static str, &'a str)>) {
    match action {
        TableAction::AddColumn { def, .. } | TableAction::ReplaceColumn { def, .. } => of_column(def, made),
        TableAction::RenameColumn { next, .. } => made.push(("column", next)),
        TableAction::AddConstraint { constraint, .. } => made.extend(of_constraint(constraint)),
        TableAction::RenameConstraint(_, next) => made.push(("constraint", next)),
        TableAction::RenameIndex(_, next) => made.push(("index", next)),
        TableAction::RenameTable(next) => made.push(("table", &next.name)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::dialect;
    use crate::replay::{Replay, ReplayOptions};

    /// What is wrong with statements about `$`, a table whose name leaves no room for those that the server makes of it.
    fn problem(flavor: &str, sql: &str) -> Option<String> {
        let dialect = dialect::of(flavor.parse().unwrap());
        let mut replay = Replay::new(dialect.as_ref(), &ReplayOptions::default());
        let outcome = replay.run("a.sql", &sql.replace('$', &"t".repeat(60)));
        outcome.err().map(|error| error.problem.to_string())
    }

    const CHECK: &str = "CREATE TABLE $ (a int, CHECK (a > 0))";
    const COPY: &str = "CREATE TABLE u (a int, CHECK (a > 0)); CREATE TABLE $ LIKE u";
    const KEY: &str =
        "CREATE TABLE u (a int PRIMARY KEY); CREATE TABLE $ (a int, FOREIGN KEY (a) REFERENCES u (a))";
    const LATER: &str =
        "CREATE TABLE $ (a int PRIMARY KEY); ALTER TABLE $ ADD FOREIGN KEY (a) REFERENCES $ (a)";
    const RENAMED: &str =
        "CREATE TABLE u (a int PRIMARY KEY, FOREIGN KEY (a) REFERENCES u (a)); RENAME TABLE u TO $";
    const RENAMED_AWAY: &str =
        "CREATE TABLE $ (a int PRIMARY KEY); ALTER TABLE $ RENAME TO v, ADD CHECK (a > 0)";
    const PASSED_OVER: &str =
        "CREATE TABLE $ (a int PRIMARY KEY, FOREIGN KEY (a) REFERENCES $ (a)) ENGINE=MEMORY";

    #[test]
    fn names_that_the_server_gives() {
        for (flavor, refused) in [
            ("mysql:8.4", [true, true, true, true, true, false, false]),
            ("mariadb", [false, false, true, false, false, false, false]),
        ] {
            let statements = [CHECK, COPY, KEY, LATER, RENAMED, RENAMED_AWAY, PASSED_OVER];
            for (sql, refused) in statements.into_iter().zip(refused) {
                let problem = problem(flavor, sql);
                assert_eq!(problem.is_some(), refused, "{flavor}: {sql}: {problem:?}");
            }
        }
    }

    #[test]
    fn names_that_statements_give() {
        let long = "n".repeat(65);
        let made = "CREATE TABLE u (a int, KEY a (a)); CREATE PROCEDURE p() DO 0; ";
        for sql in [
            "CREATE DATABASE #",
            "CREATE TABLE # (a int)",
            "CREATE TABLE t (# int)",
            "CREATE TABLE t (a int, CONSTRAINT # UNIQUE (a))",
            "CREATE TABLE t (a int, CONSTRAINT # CHECK (a > 0))",
            "ALTER TABLE u ADD # int",
            "ALTER TABLE u CHANGE a # int",
            "ALTER TABLE u RENAME COLUMN a TO #",
            "ALTER TABLE u RENAME INDEX a TO #",
            "ALTER TABLE u RENAME TO #",
            "RENAME TABLE u TO #",
            "CREATE INDEX # ON u (a)",
            "CREATE VIEW # AS SELECT 1",
            "CREATE TRIGGER # BEFORE INSERT ON u FOR EACH ROW SET @a = 1",
            "CREATE PROCEDURE #() DO 0",
            "CREATE EVENT # ON SCHEDULE EVERY 1 DAY DO DO 0",
        ] {
            for flavor in ["mysql:8.4", "mariadb"] {
                let problem = problem(flavor, &format!("{made}{}", sql.replace('#', &long)));
                assert!(problem.is_some_and(|problem| problem.contains(&long)), "{flavor}: {sql}");
                assert_eq!(
                    self::problem(flavor, &format!("{made}{}", sql.replace('#', &long[1..]))),
                    None,
                    "{sql}"
                );
            }
        }
    }
}
