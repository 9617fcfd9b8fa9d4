/// Which seeds to run: that of the variable `seed` alone, or those from one to another (`501-1000`), or as many as
/// the variable `count` says, or so many.
pub fn seeds(seed: &str, count: &str, default: u64) -> Vec<u64> {
    let text = |name: &str| std::env::var(name).unwrap_or_default();
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let seed = text(seed);
    let (first, last) = seed.split_once('-').unwrap_or((&seed, &seed));
    match (number(first), number(last)) {
        (Some(first), Some(last)) => (first..=last).collect(),
        _ => (1..=number(&text(count)).unwrap_or(default)).collect(),
    }
}
