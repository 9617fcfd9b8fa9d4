use ent_engine::dir::{Format, LocalDir};
use ent_runtime::DatabaseUrl;

use crate::args::DirArgs;
use crate::error::CliError;

/// The path in `url`, which must have the scheme `scheme`, or be a path already.
pub fn path<'a>(url: &'a str, scheme: &str) -> Result<&'a str, CliError> {
    let path = match url.split_once("://") {
        Some((found, path)) if found == scheme => path,
        Some((found, _)) => {
            return Err(CliError::Other(format!(
                "unsupported scheme \"{found}\" in {}; expected {scheme}://",
                DatabaseUrl::masked(url)
            )));
        }
        None => url,
    };
    Ok(path.split_once('?').map_or(path, |(path, _)| path))
}

/// The parameter `name` of `url`.
fn parameter<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = url.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The layout that the arguments name: in the directory's URL, or beside it.
pub fn format(dir: &str, dir_format: Option<&str>) -> Result<Option<Format>, CliError> {
    let name = parameter(dir, "format").or(dir_format);
    Ok(name.map(str::parse).transpose()?)
}

/// The directory that the arguments name.
pub fn dir(args: &DirArgs) -> Result<LocalDir, CliError> {
    let path = path(&args.dir, "file")?;
    let format = format(&args.dir, args.dir_format.as_deref())?;
    let metadata = std::fs::metadata(path).map_err(|source| CliError::Io {
        action: "open the migration directory",
        path: path.into(),
        source,
    })?;
    if !metadata.is_dir() {
        return Err(CliError::Other(format!("{path:?} is not a dir")));
    }
    let format = match format {
        Some(format) => format,
        None => detected(path)?,
    };
    Ok(LocalDir::new(path, format))
}

/// The layout that the files of the folder tell, or the default one.
pub fn detected(path: impl Into<std::path::PathBuf>) -> Result<Format, CliError> {
    let files = LocalDir::new(path, Format::default()).read()?.files;
    Ok(Format::detect(&files).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        assert_eq!(path("file://a/b?format=goose", "file").unwrap(), "a/b");
        assert_eq!(path("a/b", "file").unwrap(), "a/b");
        let error = path("mysql://u:secret@x", "file").unwrap_err().to_string();
        assert_eq!(error, "unsupported scheme \"mysql\" in mysql://u:***@x; expected file://");
        assert_eq!(format("file://a?x=1&format=goose", Some("atlas")).unwrap(), Some(Format::Goose));
        assert_eq!(format("file://a", Some("atlas")).unwrap(), Some(Format::Atlas));
        assert!(format("file://a?format=x", None).is_err());
    }
}
