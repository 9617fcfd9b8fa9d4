use std::sync::Arc;

use tokio::sync::watch;

/// Wish to stop a run, which may be uttered at any time and from anywhere: clones share it.
///
/// A run that was given one tells the server to stop the statement that it is at, and ends as it does when a statement
/// fails: what is in a transaction is rolled back, the lock is given back, and the error tells what was applied.
///
/// ```no_run
/// # async fn example(client: ent_runtime::Client) -> ent_runtime::Result<()> {
/// use ent_runtime::{Dir, Stop};
///
/// let stop = Stop::new();
/// let button = stop.clone();
/// std::thread::spawn(move || button.stop());
/// client.schema().apply(&Dir::local("migrations")).stop_when(&stop).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    /// A wish that nobody has uttered.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Utters it. That can't be taken back.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was uttered.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is uttered.
    pub async fn wanted(&self) {
        // The sender is ours: it is there as long as we wait.
        let _ = self.0.subscribe().wait_for(|is_wanted| *is_wanted).await;
    }
}
