use std::path::Path;

/// `path` as seen from `base`, for messages; the whole path where it lies elsewhere.
pub(crate) fn shown(path: &Path, base: &Path) -> String {
    path.strip_prefix(base).unwrap_or(path).display().to_string()
}
