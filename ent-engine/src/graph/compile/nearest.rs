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

/// How many letters to insert, delete, replace or swap with the next to get from `a` to `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    let at = |rows: &[Vec<usize>], i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied();
    for (i, letter) in a.iter().enumerate() {
        rows.push(vec![i + 1]);
        for (j, other) in b.iter().enumerate() {
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(other) && b.get(j - 1) == Some(letter);
            let ways = [
                at(&rows, i, j).map(|edits| edits + usize::from(letter != other)),
                at(&rows, i, j + 1).map(|edits| edits + 1),
                at(&rows, i + 1, j).map(|edits| edits + 1),
                i.checked_sub(1).filter(|_| swapped).and_then(|i| at(&rows, i, j - 1)).map(|edits| edits + 1),
            ];
            let fewest = ways.into_iter().flatten().min().unwrap_or_default();
            if let Some(row) = rows.last_mut() {
                row.push(fewest);
            }
        }
    }
    at(&rows, a.len(), b.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("Pte", "Pet"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }

    #[test]
    fn names_the_nearest_or_all() {
        assert_eq!(suggest("street", "fields", ["name", "emails"]), "fields: name, emails");
        assert_eq!(suggest("nmae", "fields", ["name", "email"]), "did you mean `name`?");
        assert_eq!(suggest("emails", "fields", ["name", "email"]), "did you mean `email`?");
        assert_eq!(suggest("x", "fields", []), "there are no fields");
    }
}
