/// A question after the name that was probably meant, or the list of those there are.
pub(crate) fn suggest<'a>(word: &str, what: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(word, &known) {
        Some(name) => format!("did you mean `{name}`?"),
        None if known.is_empty() => format!("there are no {what}"),
        None => format!("{what}: {}", known.join(", ")),
    }
}

/// The name of fewest edits from `word`, if it takes two (one in a short word) or a third of the
/// letters at most.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let letters = word.chars().count();
    let limit = if letters < 4 { 1 } else { (letters / 3).max(2) };
    known
        .iter()
        .map(|name| (distance(&word.to_lowercase(), &name.to_lowercase()), *name))
        .filter(|(edits, _)| *edits <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((j, other), (above, diagonal)) in b.iter().enumerate().zip(row.iter().skip(1).zip(&row)) {
            let left = next.get(j).copied().unwrap_or(0);
            let replace = diagonal + usize::from(letter != *other);
            next.push(replace.min(left + 1).min(above + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }

    #[test]
    fn names_the_nearest_or_all() {
        assert_eq!(suggest("emial", "fields", ["name", "emails"]), "fields: name, emails");
        assert_eq!(suggest("nmae", "fields", ["name", "email"]), "did you mean `name`?");
        assert_eq!(suggest("emails", "fields", ["name", "email"]), "did you mean `email`?");
        assert_eq!(suggest("x", "fields", []), "there are no fields");
    }
}
