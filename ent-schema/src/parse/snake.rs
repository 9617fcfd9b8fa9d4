/// The stored value of a variant that names none: its name in snake case.
///
/// A capital starts a word after a lower-case letter or a digit, and after a capital when a
/// lower-case letter follows. (Table names follow Ent's own rule, which is another.)
pub(super) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut before = None::<char>;
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        let starts_word = before.is_some_and(|before| {
            let last_of_capitals =
                before.is_uppercase() && rest.peek().is_some_and(|next| next.is_lowercase());
            before.is_lowercase() || before.is_numeric() || last_of_capitals
        });
        if c.is_uppercase() && starts_word {
            out.push('_');
        }
        out.extend(c.to_lowercase());
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn words() {
        for (name, expected) in [
            ("OnHold", "on_hold"),
            ("PlanB", "plan_b"),
            ("HTTPCode", "http_code"),
            ("UserID", "user_id"),
            ("V2Beta", "v2_beta"),
            ("Active", "active"),
            ("A", "a"),
            ("Already_snake", "already_snake"),
        ] {
            assert_eq!(snake(name), expected);
        }
    }
}
