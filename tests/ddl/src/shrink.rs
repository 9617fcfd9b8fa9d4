use crate::{Held, Server, hold};

/// How many times a sequence is run again to make it shorter.
const ATTEMPTS: usize = 90;

/// A shorter sequence that fails in the same way.
pub async fn shrink(server: &mut Server, held: Held) -> Held {
    let Some((kind, _)) = held.outcome.failure() else { return held };
    let mut best = held;
    let mut size = (best.statements.len() / 2).max(1);
    let mut attempts = 0;
    loop {
        let mut shorter = false;
        // From the end: what comes last is least needed by others.
        let mut end = best.statements.len();
        while end > 0 && attempts < ATTEMPTS {
            let start = end.saturating_sub(size);
            let mut rest = best.statements.clone();
            rest.drain(start..end.min(rest.len()));
            attempts += 1;
            let next = hold(server, &rest).await;
            let fails = next.outcome.failure().is_some_and(|(next, _)| next == kind);
            if fails && next.statements.len() < best.statements.len() {
                best = next;
                shorter = true;
            }
            end = start.min(best.statements.len());
        }
        if attempts >= ATTEMPTS || (size == 1 && !shorter) {
            return best;
        }
        size = (size / 2).max(1);
    }
}
