use crate::environment::Environment;

/// What a build may do to the migration directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Write what is missing: a developer's checkout.
    Write,
    /// Write nothing and fail when something is missing: CI, and directories that are read-only.
    Check,
    /// Leave the directory alone: somebody's dependency, `cargo package`, a build of the docs.
    Off,
}

impl Mode {
    /// The mode that `text` names.
    pub fn from_text(text: &str) -> Option<Self> {
        match text {
            "write" => Some(Self::Write),
            "check" => Some(Self::Check),
            "off" => Some(Self::Off),
            _ => None,
        }
    }

    /// The mode for a build in `environment`, where `ENT_MIGRATE` asks for none; `option` is the
    /// one of the project's options.
    pub(crate) fn of(environment: &Environment, option: Option<Self>) -> Self {
        if environment.is_foreign() || environment.docs_rs {
            Self::Off
        } else if let Some(mode) = option {
            mode
        } else if environment.ci {
            Self::Check
        } else {
            Self::Write
        }
    }
}
