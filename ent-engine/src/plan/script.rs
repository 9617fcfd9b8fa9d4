use super::{Plan, Statement};
use crate::dialect::Dialect;
use crate::sql::{Client, Tokens};

/// `plan` as text that the database's own client runs: each statement below its comment, ended by `;`.
///
/// The mysql client ends a statement at the first `;` whatever stands around it, so that a body with
/// several statements goes between `DELIMITER` lines, as `mysqldump` writes it.
pub fn script(dialect: &dyn Dialect, plan: &Plan) -> String {
    text(dialect, &plan.statements)
}

/// The statements as [`script()`] writes them.
pub(super) fn text(dialect: &dyn Dialect, statements: &[Statement]) -> String {
    let mut out = String::new();
    for Statement { sql, comment, .. } in statements {
        comment_lines(&mut out, comment);
        if needs_delimiter(dialect, sql) {
            let delimiter = free_delimiter(sql);
            out.push_str(&format!("DELIMITER {delimiter}\n{sql}{delimiter}\nDELIMITER ;\n"));
        } else {
            out.push_str(sql);
            out.push_str(";\n");
        }
    }
    out
}

/// The comment, its first letter a capital as Atlas writes it, a line for each of its own.
fn comment_lines(out: &mut String, comment: &str) {
    for (i, line) in comment.lines().enumerate() {
        out.push_str("-- ");
        let mut chars = line.chars();
        match chars.next() {
            Some(first) if i == 0 => {
                out.extend(first.to_uppercase());
                out.push_str(chars.as_str());
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
}

fn needs_delimiter(dialect: &dyn Dialect, sql: &str) -> bool {
    let syntax = dialect.syntax();
    syntax.client == Client::MySql && Tokens::new(sql, syntax).any(|token| token.is_symbol(";"))
}

/// A delimiter that does not occur in `sql`.
fn free_delimiter(sql: &str) -> &'static str {
    ["$$", "//", ";;", "$$$"].into_iter().find(|delimiter| !sql.contains(delimiter)).unwrap_or("$$EOF$$")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{self, Flavor};

    fn script_of(flavor: &str, statements: &[(&str, &str)]) -> String {
        let flavor: Flavor = flavor.parse().unwrap();
        let statements = statements
            .iter()
            .map(|(comment, sql)| Statement {
                sql: (*sql).to_owned(),
                comment: (*comment).to_owned(),
                ..Statement::default()
            })
            .collect();
        script(dialect::of(flavor).as_ref(), &Plan { statements })
    }

    #[test]
    fn statements_end_as_the_client_wants_it() {
        let trigger = "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @x = 1; SET @y = '$$'; END";
        let statements =
            [("create \"a\" table", "CREATE TABLE a (id int)"), ("create \"t\" trigger", trigger)];
        assert_eq!(
            script_of("sqlite", &statements),
            format!("-- Create \"a\" table\nCREATE TABLE a (id int);\n-- Create \"t\" trigger\n{trigger};\n")
        );
        assert_eq!(
            script_of("mysql", &statements),
            format!(
                "-- Create \"a\" table\nCREATE TABLE a (id int);\n-- Create \"t\" trigger\n\
                 DELIMITER //\n{trigger}//\nDELIMITER ;\n"
            )
        );
    }
}
