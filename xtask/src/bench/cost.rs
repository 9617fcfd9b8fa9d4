use std::fmt;
use std::time::Instant;

/// What a step took.
pub(super) struct Cost {
    user: f64,
    system: f64,
    wall: f64,
}

impl Cost {
    /// What `step` takes, in all processes that it starts and waits for.
    pub fn of(step: impl FnOnce() -> Result<(), String>) -> Result<Self, String> {
        let (user, system) = children();
        let start = Instant::now();
        step()?;
        let wall = start.elapsed().as_secs_f64();
        let (user_after, system_after) = children();
        Ok(Self { user: user_after - user, system: system_after - system, wall })
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.2} s CPU in user mode, {:.2} s in system mode, {:.2} s in all",
            self.user, self.system, self.wall
        )
    }
}

/// Seconds of CPU that ended children of this process have taken, as Linux tells them in hundredths
/// (`proc(5)`, fields 16 and 17 of `stat`); zero elsewhere.
fn children() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may hold anything.
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name.split_whitespace().map(|field| field.parse().unwrap_or(0.0)).collect();
    let field = |number: usize| fields.get(number - 3).copied().unwrap_or(0.0) / 100.0;
    (field(16), field(17))
}
