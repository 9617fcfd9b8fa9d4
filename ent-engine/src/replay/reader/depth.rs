use super::Reader;
use crate::replay::Problem;

/// The deepest that a text may be nested to be read: whoever follows brackets or blocks down does so on the stack,
/// which in a thread ends after a few hundred of them.
const DEEPEST: usize = 100;

impl<'a> Reader<'a> {
    /// Reads what is one level deeper, a block in a block.
    ///
    /// # Errors
    /// Those of `read`, and where there are too many levels.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        if self.level == DEEPEST {
            return Err(too_deep());
        }
        self.level += 1;
        let found = read(self);
        self.level -= 1;
        found
    }

    /// Looks whether brackets, CASE and prefix operators stay within what can be followed down.
    ///
    /// # Errors
    /// Where they don't.
    pub fn check_depth(&self) -> Result<(), Problem> {
        let (mut level, mut prefixes) = (0usize, 0usize);
        let mut after_end = false;
        for token in &self.tokens {
            prefixes = if is_prefix(token.text) { prefixes + 1 } else { 0 };
            match token.text {
                "(" | "[" => level += 1,
                ")" | "]" => level = level.saturating_sub(1),
                _ if token.is_word("CASE") && !after_end => level += 1,
                _ if token.is_word("END") => level = level.saturating_sub(1),
                _ => {}
            }
            after_end = token.is_word("END");
            if level.max(prefixes) > DEEPEST {
                return Err(too_deep());
            }
        }
        Ok(())
    }
}

fn is_prefix(text: &str) -> bool {
    matches!(text, "-" | "+" | "~" | "!") || text.eq_ignore_ascii_case("NOT")
}

fn too_deep() -> Problem {
    Problem::Unknowable(format!("it is nested more than {DEEPEST} levels deep"))
}
