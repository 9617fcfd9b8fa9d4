//! Ctrl-C, and a system that wants us to end.
//!
//! Who heeds an interruption ends in good order: a run has the server stop what it is at, a dev database is cleared. Whatever
//! else a command is at is dropped. A second interruption ends the program at once.

use std::pin::pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ent_runtime::Stop;

use crate::error::CliError;

/// The wish of whoever interrupts, for the whole program.
static STOP: LazyLock<Stop> = LazyLock::new(Stop::new);

/// How many heed it now.
static HEEDING: AtomicUsize = AtomicUsize::new(0);

/// How long connections that are dropped may take to have their servers stop and undo.
pub const AFTERWARDS: Duration = Duration::from_secs(1);

/// The wish of whoever interrupts.
pub fn stop() -> &'static Stop {
    &STOP
}

/// That somebody heeds an interruption, as long as it is kept.
pub struct Heeding;

/// Heeds an interruption from now on: who calls this sees to it that what it does ends.
pub fn heed() -> Heeding {
    HEEDING.fetch_add(1, Ordering::Relaxed);
    Heeding
}

impl Drop for Heeding {
    fn drop(&mut self) {
        HEEDING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What `work` comes to, unless it is interrupted.
///
/// # Errors
/// Those of `work`, and the interruption where nobody heeds it, or it is the second.
pub async fn unless_interrupted<T>(work: impl Future<Output = Result<T, CliError>>) -> Result<T, CliError> {
    {
        let mut work = pin!(work);
        tokio::select! {
            outcome = &mut work => return outcome,
            () = interruption() => STOP.stop(),
        }
        if HEEDING.load(Ordering::Relaxed) > 0 {
            tokio::select! {
                outcome = &mut work => return outcome,
                () = interruption() => return Err(CliError::Interrupted),
            }
        }
    }
    tokio::select! {
        () = tasks_are_done() => {}
        () = interruption() => {}
    }
    Err(CliError::Interrupted)
}

/// Waits for the tasks that undo what was dropped.
async fn tasks_are_done() {
    let (tasks, start) = (tokio::runtime::Handle::current().metrics(), Instant::now());
    while tasks.num_alive_tasks() > 0 && start.elapsed() < AFTERWARDS {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Waits for Ctrl-C, or for the signal that asks a program to end.
async fn interruption() {
    tokio::select! {
        Ok(()) = tokio::signal::ctrl_c() => {}
        () = termination() => {}
    }
}

#[cfg(unix)]
async fn termination() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn termination() {
    std::future::pending().await
}
