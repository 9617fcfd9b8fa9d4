//! Text search configurations: which dictionaries each kind of token is looked up in.

use super::NEAR;
use crate::dialect::shape::{Shape, words};
use crate::replay::{Problem, Reader};

/// Kinds of tokens of the default parser that are looked up as they are.
const AS_THEY_ARE: [&str; 13] = [
    "email",
    "url",
    "url_path",
    "host",
    "file",
    "version",
    "sfloat",
    "float",
    "int",
    "uint",
    "numword",
    "hword_numpart",
    "numhword",
];

/// Those that are words of ASCII letters.
const ASCII_WORDS: [&str; 3] = ["asciiword", "hword_asciipart", "asciihword"];

/// Those that are other words.
const WORDS: [&str; 3] = ["word", "hword_part", "hword"];

/// Languages that the server has configurations for (`snowball_create.pl` of the server).
const LANGUAGES: [&str; 28] = [
    "arabic",
    "armenian",
    "basque",
    "catalan",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
    "yiddish",
];

/// Reads `CREATE TEXT SEARCH CONFIGURATION`. A copy of one of the server's own is what that says.
pub(super) fn configuration(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE TEXT SEARCH CONFIGURATION")?;
    reader.name()?;
    let mut copied = None;
    reader.list(|reader| {
        let key = reader.ident()?;
        reader.expect_symbol("=")?;
        let name = reader.name()?;
        match key.as_str() {
            "copy" => copied = Some(name),
            _ => shape.words(key, name.name),
        }
        Ok(())
    })?;
    reader.expect_done()?;
    let Some(name) = copied else { return Ok(()) };
    let stem = match name.name.as_str() {
        "simple" => "simple".to_owned(),
        language if LANGUAGES.contains(&language) => format!("{language}_stem"),
        _ => return Err(reader.unexpected("a configuration of the server's own")),
    };
    shape.words("parser", "default");
    let ascii = if matches!(name.name.as_str(), "hindi" | "russian") { "english_stem" } else { &stem };
    for (tokens, dictionary) in [(&AS_THEY_ARE[..], "simple"), (&ASCII_WORDS[..], ascii), (&WORDS[..], &stem)]
    {
        for token in tokens {
            shape.words(about(token), dictionary);
        }
    }
    Ok(())
}

/// Reads `ALTER TEXT SEARCH CONFIGURATION`.
pub(super) fn change(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("ALTER TEXT SEARCH CONFIGURATION")?;
    reader.name()?;
    if reader.eat("DROP MAPPING") {
        reader.if_exists();
        reader.expect("FOR")?;
        for token in reader.comma_list(Reader::ident)? {
            shape.remove(&about(&token));
        }
        return reader.expect_done();
    }
    if reader.eat_any(&["ADD", "ALTER"]).is_none() {
        return Err(reader.unexpected("a change of a mapping"));
    }
    reader.expect("MAPPING FOR")?;
    let tokens = reader.comma_list(Reader::ident)?;
    reader.expect("WITH")?;
    let from = reader.at();
    reader.rest();
    let dictionaries = words(&reader.tokens()[from..], reader.syntax(), &NEAR);
    for token in tokens {
        shape.words(about(&token), dictionaries.clone());
    }
    Ok(())
}

fn about(token: &str) -> String {
    format!("mapping for {token}")
}
