use std::io::Write as _;
use std::time::{Duration, Instant};

use ent_runtime::Event;

/// The account of a run, written to stdout while it goes on, or kept until it is over.
pub struct Account {
    start: Instant,
    kept: Option<String>,
    began: bool,
    checking: bool,
    files: Counts,
    statements: Counts,
}

/// How many went well, and how many did not.
#[derive(Default)]
struct Counts {
    ok: usize,
    failed: usize,
}

impl Account {
    /// The account of a run that begins now.
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
            kept: None,
            began: false,
            checking: false,
            files: Counts::default(),
            statements: Counts::default(),
        }
    }

    /// The account of a run among others, kept until it is over.
    pub fn kept() -> Self {
        Self { kept: Some(String::new()), ..Self::new() }
    }

    /// What was kept.
    pub fn text(&self) -> &str {
        self.kept.as_deref().unwrap_or_default()
    }

    /// Whoever reads us may have gone; the migration goes on all the same.
    fn print(&mut self, text: &str) {
        if let Some(kept) = &mut self.kept {
            kept.push_str(text);
            return;
        }
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes());
        let _ = out.flush();
    }

    /// Writes down what happened.
    pub fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Start { current, files } => {
                self.began = true;
                let last = files.last().map_or("", |migration| migration.version.as_str());
                let from = current.map(|version| format!(" from {version}")).unwrap_or_default();
                self.print(&format!(
                    "Migrating to version {last}{from} ({} migrations in total):\n",
                    files.len()
                ));
            }
            Event::Reverting { current, target, count } => {
                self.began = true;
                let to = target.map(|version| format!(" to {version}")).unwrap_or_default();
                let plural = if count == 1 { "" } else { "s" };
                self.print(&format!(
                    "Migrating down from version {current}{to} ({count} migration{plural} in total):\n"
                ));
            }
            Event::Checks { version } => {
                self.checking = true;
                self.print(&format!("\n  -- checks before reverting version {version}\n"));
            }
            Event::Revert { version } => {
                self.checking = false;
                self.print(&format!("\n  -- reverting version {version}\n"));
            }
            Event::File(migration) => {
                self.print(&format!("\n  -- migrating version {}\n", migration.version));
            }
            Event::Statement(text) => {
                self.statements.ok += usize::from(!self.checking);
                self.print(&format!("    -> {}\n", text.trim().replace('\n', "\n       ")));
            }
            Event::Stays(text) => {
                let first = text.trim().lines().next().unwrap_or_default();
                self.print(&format!(
                    "    -- rows stay as this left them, as no down file says more: {first}\n"
                ));
            }
            Event::Held(text) => {
                self.print(&format!(
                    "    -- took hold in a run that was cut off: {}\n",
                    text.trim().replace('\n', "\n       ")
                ));
            }
            Event::NothingInDoubt => {
                self.print("\n  -- nothing was in doubt: --in-doubt changed nothing\n");
            }
            Event::Done { elapsed } => {
                self.files.ok += usize::from(!self.checking);
                self.print(&format!("  -- ok ({})\n", shown(elapsed)));
            }
            Event::Failed { error } => {
                if !self.checking {
                    self.statements.ok = self.statements.ok.saturating_sub(1);
                    self.statements.failed += 1;
                }
                self.files.failed += 1;
                self.print(&format!("    {error}\n"));
            }
            _ => {}
        }
    }

    /// The sums at the end, if anything ran.
    pub fn end(&mut self) {
        if !self.began {
            return;
        }
        let elapsed = shown(self.start.elapsed());
        let mut text = format!("\n  -------------------------\n  -- {elapsed}\n");
        for (counts, noun) in [(&self.files, "migration"), (&self.statements, "sql statement")] {
            if let Some(line) = counts.line(noun) {
                text.push_str(&format!("  -- {line}\n"));
            }
        }
        self.print(&text);
    }
}

impl Counts {
    fn line(&self, noun: &str) -> Option<String> {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        match (self.ok, self.failed) {
            (0, 0) => None,
            (ok, 0) => Some(format!("{ok} {noun}{}", plural(ok))),
            (0, failed) => Some(format!("{failed} {noun}{} with errors", plural(failed))),
            (ok, failed) => Some(format!("{ok} {noun}{} ok, {failed} with errors", plural(ok))),
        }
    }
}

/// A duration as Go prints it, to three digits after the point.
fn shown(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    let (value, unit) = match seconds {
        s if s >= 60.0 => return format!("{}m{:.3}s", duration.as_secs() / 60, seconds % 60.0),
        s if s >= 1.0 => (s, "s"),
        s if s >= 1e-3 => (s * 1e3, "ms"),
        s => (s * 1e6, "µs"),
    };
    let text = format!("{value:.3}");
    format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_go_s() {
        for (nanos, expected) in
            [(1_200_000, "1.2ms"), (500, "0.5µs"), (2_000_000_000, "2s"), (90_500_000_000, "1m30.500s")]
        {
            assert_eq!(shown(Duration::from_nanos(nanos)), expected);
        }
    }

    #[test]
    fn sums_leave_zeros_out() {
        let line = |ok, failed| Counts { ok, failed }.line("migration");
        assert_eq!(line(0, 0), None);
        assert_eq!(line(1, 0).as_deref(), Some("1 migration"));
        assert_eq!(line(2, 1).as_deref(), Some("2 migrations ok, 1 with errors"));
        assert_eq!(line(0, 1).as_deref(), Some("1 migration with errors"));
    }
}
