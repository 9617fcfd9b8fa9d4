use super::{CHARSET, COLLATION};
use crate::dialect::GivenOptions;
use crate::model::TableOptions;

/// Options of a table. One of character set and collation gives the other, as every character set
/// has a binary collation that begins with its name.
pub(super) fn table_options(given: &GivenOptions) -> TableOptions {
    let (charset, collation) = match (given.charset, given.collation) {
        (None, None) => match (given.default_charset, given.default_collation) {
            (None, None) => (CHARSET.into(), COLLATION.into()),
            (charset, collation) => both(charset, collation),
        },
        (charset, collation) => both(charset, collation),
    };
    let (engine, raw) = engine(given.text.unwrap_or_default());
    TableOptions {
        engine: engine.filter(|engine| !engine.eq_ignore_ascii_case("InnoDB")),
        charset: Some(charset),
        collation: Some(collation),
        raw: (!raw.is_empty()).then_some(raw),
        ..TableOptions::default()
    }
}

fn both(charset: Option<&str>, collation: Option<&str>) -> (String, String) {
    let charset = match (charset, collation) {
        (Some(charset), _) => charset,
        // MariaDB's newer collations (`uca1400_ai_ci`) go with any Unicode character set.
        (None, Some(collation)) if collation.starts_with("uca1400") => CHARSET,
        (None, Some(collation)) => collation.split('_').next().unwrap_or(CHARSET),
        (None, None) => CHARSET,
    };
    let collation = match collation {
        Some(collation) => collation.to_owned(),
        None if charset == "binary" => "binary".to_owned(),
        None => format!("{charset}_bin"),
    };
    (charset.to_owned(), collation)
}

/// Takes the engine out of the text of options: (engine, rest).
fn engine(text: &str) -> (Option<String>, String) {
    let spaced = text.replace('=', " = ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let Some(at) = words.iter().position(|word| word.eq_ignore_ascii_case("engine")) else {
        return (None, text.trim().to_owned());
    };
    let value_at = if words.get(at + 1) == Some(&"=") { at + 2 } else { at + 1 };
    let Some(engine) = words.get(value_at) else { return (None, text.trim().to_owned()) };
    let rest: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(place, _)| !(at..=value_at).contains(place))
        .map(|(_, word)| *word)
        .collect();
    let rest = rest.join(" ").replace(" = ", "=");
    (Some(engine.trim_end_matches(',').to_owned()), rest.trim_matches([',', ' ']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_charset_and_collation_gives_the_other() {
        assert_eq!(both(Some("latin1"), None), ("latin1".into(), "latin1_bin".into()));
        assert_eq!(both(None, Some("utf8mb4_general_ci")), ("utf8mb4".into(), "utf8mb4_general_ci".into()));
        assert_eq!(both(None, Some("uca1400_ai_ci")), ("utf8mb4".into(), "uca1400_ai_ci".into()));
        assert_eq!(both(Some("binary"), None), ("binary".into(), "binary".into()));
    }

    #[test]
    fn the_engine_is_taken_out_of_the_options() {
        for (text, expected, rest) in [
            ("ENGINE=MyISAM", Some("MyISAM"), ""),
            ("ENGINE = Aria ROW_FORMAT=PAGE", Some("Aria"), "ROW_FORMAT=PAGE"),
            ("ROW_FORMAT=DYNAMIC, engine InnoDB", Some("InnoDB"), "ROW_FORMAT=DYNAMIC"),
            ("ROW_FORMAT=DYNAMIC", None, "ROW_FORMAT=DYNAMIC"),
            ("", None, ""),
        ] {
            assert_eq!(engine(text), (expected.map(str::to_owned), rest.to_owned()), "{text}");
        }
    }
}
