use std::io::{BufRead, IsTerminal, Write};

use ent_engine::author::AuthorError;
use ent_engine::diff::{Answer, RenameQuestion};
use ent_engine::model::Realm;
use ent_engine::plan::PlanError;

use crate::args::AnswerArgs;
use crate::error::CliError;

/// What two states alone do not tell of the way between them: said by flags, or asked for on a terminal.
#[derive(Debug)]
pub struct Answers {
    said: Vec<Answer>,
}

impl Answers {
    /// What the flags say.
    ///
    /// # Errors
    /// A flag without `=`.
    pub fn of(args: &AnswerArgs) -> Result<Self, CliError> {
        let mut said = Vec::new();
        for text in &args.rename {
            let (previous, next) = halves("--rename", text, "users.name=full_name")?;
            said.push(Answer::Renamed { previous, next });
        }
        // What is in a table is found by the table's name, which is told first.
        let depth = |answer: &Answer| match answer {
            Answer::Renamed { previous, .. } => previous.matches('.').count(),
            Answer::Dropped(_) | Answer::Filled { .. } => 0,
        };
        said.sort_by_key(depth);
        said.extend(args.drop.iter().cloned().map(Answer::Dropped));
        for text in &args.backfill {
            let (column, sql) = halves("--backfill", text, "users.age=0")?;
            said.push(Answer::Filled { column, sql });
        }
        Ok(Self { said })
    }

    /// The next state with all that was said.
    ///
    /// # Errors
    /// Of what is in neither state.
    pub fn applied(&self, previous: &Realm, next: &Realm) -> Result<Realm, CliError> {
        let mut next = next.clone();
        for answer in &self.said {
            answer.apply(previous, &mut next)?;
        }
        Ok(next)
    }

    /// Asks the questions on the terminal, if there is one, and gives whether there are answers to try again with.
    ///
    /// # Errors
    /// When the terminal can't be read.
    pub fn ask(&mut self, questions: &[RenameQuestion]) -> Result<bool, CliError> {
        let (input, output) = (std::io::stdin(), std::io::stderr());
        if questions.is_empty() || !input.is_terminal() || !output.is_terminal() {
            return Ok(false);
        }
        let answers = answers(questions, &mut input.lock(), &mut output.lock());
        let answers = answers.map_err(|error| CliError::Other(format!("cannot ask: {error}")))?;
        let is_complete = !answers.is_empty();
        self.said.extend(answers);
        Ok(is_complete)
    }
}

/// The answers that are read from `input`; none where it ends before they are given.
fn answers(
    questions: &[RenameQuestion],
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> std::io::Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for question in questions {
        let (previous, next) = (question.previous_path(), question.next_path());
        write!(output, "Was {previous} renamed to {next}? Otherwise it is dropped. [y/n] ")?;
        loop {
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                return Ok(Vec::new());
            }
            match line.trim().to_ascii_lowercase().as_str() {
                "y" | "yes" => answers.push(Answer::Renamed { previous, next }),
                "n" | "no" => answers.push(Answer::Dropped(previous)),
                _ => {
                    write!(output, "`y` or `n`? ")?;
                    continue;
                }
            }
            break;
        }
    }
    Ok(answers)
}

/// What to say of something that looks renamed.
pub fn note(question: &RenameQuestion) -> String {
    let (previous, next) = (question.previous_path(), question.next_path());
    format!(
        "note: {previous} looks renamed to {next}. If so, say `--rename {previous}={}`; if it goes, `--drop {previous}`\n",
        question.next
    )
}

/// An error with the flags that answer it.
pub fn explain(error: CliError) -> CliError {
    match error {
        CliError::Plan(PlanError::RemovedEnumValue { name, value })
        | CliError::Author(AuthorError::Plan(PlanError::RemovedEnumValue { name, value })) => {
            CliError::Other(format!(
                "enum type \"{name}\" loses the value '{value}', which rows may have: say which value takes its place \
                 with `--rename {name}.{value}=VALUE`, or `--drop {name}.{value}` if no row has it"
            ))
        }
        error => error,
    }
}

fn halves(flag: &str, text: &str, example: &str) -> Result<(String, String), CliError> {
    let (before, after) = text.split_once('=').ok_or_else(|| {
        CliError::Other(format!("invalid {flag} {text:?}; expected something like {example}"))
    })?;
    Ok((before.to_owned(), after.to_owned()))
}

#[cfg(test)]
mod tests {
    use ent_engine::diff::RenameKind;

    use super::*;

    #[test]
    fn a_terminal_is_asked_until_it_answers() {
        let question = RenameQuestion {
            kind: RenameKind::Column,
            schema: String::new(),
            parent: Some("users".to_owned()),
            previous: "name".to_owned(),
            next: "full_name".to_owned(),
            position: Default::default(),
            declared_as: String::new(),
        };
        let asked = |input: &str| {
            let mut output = Vec::new();
            let answers =
                answers(std::slice::from_ref(&question), &mut input.as_bytes(), &mut output).unwrap();
            (answers, String::from_utf8(output).unwrap())
        };
        let renamed =
            Answer::Renamed { previous: "users.name".to_owned(), next: "users.full_name".to_owned() };
        let text = "Was users.name renamed to users.full_name? Otherwise it is dropped. [y/n] ";
        assert_eq!(asked("y\n"), (vec![renamed.clone()], text.to_owned()));
        assert_eq!(asked("what\nYES\n"), (vec![renamed], format!("{text}`y` or `n`? ")));
        assert_eq!(asked("n\n").0, [Answer::Dropped("users.name".to_owned())]);
        assert_eq!(asked("").0, []);
    }
}
