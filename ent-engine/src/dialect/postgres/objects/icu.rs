//! Locales of ICU in one spelling: the server keeps them as they are written up to version 15, and as BCP 47 language tags
//! from 16 on (manual: "ICU Collations"; Unicode Technical Standard 35, "Key And Type Definitions").

/// Keys of the older spelling, `de@collation=phonebook`, and those of tags.
const KEYS: [(&str, &str); 10] = [
    ("collation", "co"),
    ("colalternate", "ka"),
    ("colbackwards", "kb"),
    ("colcaselevel", "kc"),
    ("colcasefirst", "kf"),
    ("colhiraganaquaternary", "kh"),
    ("colnormalization", "kk"),
    ("colnumeric", "kn"),
    ("colreorder", "kr"),
    ("colstrength", "ks"),
];

/// Values of the older spelling, and those of tags.
const VALUES: [(&str, &str); 14] = [
    ("dictionary", "dict"),
    ("gb2312han", "gb2312"),
    ("phonebook", "phonebk"),
    ("traditional", "trad"),
    ("non-ignorable", "noignore"),
    ("no", "false"),
    ("yes", "true"),
    ("primary", "level1"),
    ("secondary", "level2"),
    ("tertiary", "level3"),
    ("quaternary", "level4"),
    ("quarternary", "level4"),
    ("identical", "identic"),
    ("root", "und"),
];

/// The locale as a language tag in small letters, its keys in order, with nothing said for `true`.
pub(super) fn locale(text: &str) -> String {
    let lower = text.to_ascii_lowercase().replace('_', "-");
    let (language, mut settings) = match lower.split_once('@') {
        Some((language, list)) => (language, older(list)),
        None => match lower.split_once("-u-") {
            Some((language, list)) => (language, of_tag(list)),
            None => (lower.as_str(), Vec::new()),
        },
    };
    settings.sort();
    let language = if language.is_empty() { "und" } else { known(&VALUES, language) };
    let settings = settings.iter().map(|(key, value)| match value.as_str() {
        "" | "true" => format!("-{key}"),
        value => format!("-{key}-{value}"),
    });
    let settings: String = settings.collect();
    if settings.is_empty() { language.to_owned() } else { format!("{language}-u{settings}") }
}

fn known<'t>(words: &[(&'static str, &'static str)], word: &'t str) -> &'t str {
    words.iter().find(|(older, _)| *older == word).map_or(word, |(_, newer)| newer)
}

fn older(list: &str) -> Vec<(String, String)> {
    let pairs = list.split(';').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (known(&KEYS, key).to_owned(), known(&VALUES, value).to_owned())).collect()
}

/// `kn-true-ks-level2`: keys have two letters, values three or more, and may have several parts.
fn of_tag(list: &str) -> Vec<(String, String)> {
    let mut settings: Vec<(String, String)> = Vec::new();
    for part in list.split('-') {
        match settings.last_mut() {
            Some((_, value)) if part.len() != 2 => {
                if !value.is_empty() {
                    value.push('-');
                }
                value.push_str(part);
            }
            _ => settings.push((part.to_owned(), String::new())),
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_what_they_mean() {
        for (written, expected) in [
            ("en-u-kn-true", "en-u-kn"),
            ("en-u-kn", "en-u-kn"),
            ("en-US-u-kc-ka-shifted", "en-us-u-ka-shifted-kc"),
            ("de@collation=phonebook", "de-u-co-phonebk"),
            ("en@colNumeric=yes;colStrength=secondary", "en-u-kn-ks-level2"),
            ("de_DE", "de-de"),
            ("und-u-kr-grek-latn", "und-u-kr-grek-latn"),
            ("", "und"),
            ("@colStrength=primary", "und-u-ks-level1"),
        ] {
            assert_eq!(locale(written), expected, "{written}");
        }
    }
}
