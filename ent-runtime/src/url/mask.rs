//! URLs as they may be shown.

use super::percent;

/// What the names of parameters that carry secrets have in them.
const SECRETS: &[&str] = &["pass", "pwd", "secret", "token"];

/// `url` with its password, and parameters that carry secrets, shown as `***`. Holds for text that
/// is no proper URL too: whatever stands between the scheme and the last `@` is not to be trusted.
pub(super) fn mask(url: &str) -> String {
    let Some(start) = url.find("://").map(|at| at + 3) else { return mask_words(url) };
    let (scheme, rest) = url.split_at(start);
    let (rest, query) = match rest.split_once('?') {
        Some((_, query)) if query.contains('@') && query.split('&').any(is_secret) => {
            // A password with a `?` in it, or one with an `@`: where either ends is not known.
            return format!("{scheme}***");
        }
        // An `@` after the `?` may end a password with a bare `?` in it.
        Some((rest, query)) if !query.contains('@') => (rest, Some(query)),
        _ => (rest, None),
    };
    let query = query.map(|query| format!("?{}", mask_parameters(query)));
    format!("{scheme}{}{}", mask_credentials(rest), query.unwrap_or_default())
}

/// `text`, which has no scheme. It may be what other drivers take: `host=db password=secret`.
fn mask_words(text: &str) -> String {
    let starts = text.match_indices(|c: char| c.is_whitespace() || "?&;".contains(c));
    let secret = std::iter::once(0)
        .chain(starts.map(|(at, separator)| at + separator.len()))
        .filter_map(|start| text.get(start..).zip(Some(start)))
        .find(|(word, _)| is_secret(word));
    match secret {
        // Where it ends depends on quotes that nobody need have closed.
        Some((word, start)) => {
            let name = word.split('=').next().unwrap_or_default();
            format!("{}{name}=***", mask_credentials(&text[..start]))
        }
        None => mask_credentials(text),
    }
}

fn mask_credentials(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((credentials, address)) => match credentials.split_once(':') {
            Some((user, _)) => format!("{user}:***@{address}"),
            None => format!("{credentials}@{address}"),
        },
        None => text.to_owned(),
    }
}

fn mask_parameters(query: &str) -> String {
    let masked = |pair| match is_secret(pair) {
        true => format!("{}=***", pair.split('=').next().unwrap_or_default()),
        false => pair.to_owned(),
    };
    query.split('&').map(masked).collect::<Vec<_>>().join("&")
}

/// Whether `pair` begins with the name of a secret, and an equals sign.
fn is_secret(pair: &str) -> bool {
    pair.split_once('=').is_some_and(|(name, _)| {
        let name = percent::decode(name).to_ascii_lowercase();
        !name.contains(char::is_whitespace) && SECRETS.iter().any(|secret| name.contains(secret))
    })
}
