//! Paths of files, as the file system and as reports know them.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// What a configuration is called where nobody names it.
pub const CONFIGURATION: &str = ".quorate.yaml";

/// The folder of a file.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a file lies, or lay: of one that is gone, as far as its folders are there, with the rest as it is written.
pub fn place_of(file: &Path) -> PathBuf {
    let in_folder = |folder: &Path| {
        let rest = file.strip_prefix(folder).ok()?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Some(without_dots(&fs::canonicalize(folder).ok()?.join(rest)))
    };
    file.ancestors().skip(1).find_map(in_folder).unwrap_or_else(|| file.to_owned())
}

/// A path with every `.` and `..` resolved as they are written.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// A path with `/` between its parts, on every system.
pub fn with_slashes(path: &Path) -> String {
    let plain: PathBuf = path.components().collect();
    let text = plain.to_string_lossy();
    // On other systems a backslash is a letter of a name.
    if cfg!(windows) { of_windows(&text) } else { text.into_owned() }
}

/// A path as Windows writes it, with `/`, and without the sign by which Windows takes it letter by letter.
fn of_windows(path: &str) -> String {
    let path = path.replace('\\', "/");
    match path.strip_prefix("//?/").or(path.strip_prefix("//./")) {
        Some(rest) => match rest.strip_prefix("UNC/") {
            Some(share) => format!("//{share}"),
            None => rest.to_owned(),
        },
        None => path,
    }
}

/// A folder that paths are seen from; where it really lies is looked up once.
#[derive(Debug, Clone)]
pub struct SeenFrom(Option<PathBuf>);

impl SeenFrom {
    /// Seen from a folder.
    pub fn new(folder: &Path) -> SeenFrom {
        SeenFrom(fs::canonicalize(folder).ok())
    }

    /// A file that really lies at `real`, as it is seen from the folder; where the folder cannot be found, as it is.
    pub fn path(&self, real: &Path) -> String {
        let seen = self.0.as_ref().and_then(|folder| pathdiff::diff_paths(real, folder));
        with_slashes(seen.as_deref().unwrap_or(real))
    }

    /// Where a file really lies, or would lie, that is seen so from the folder.
    pub fn real(&self, path: &str) -> Option<PathBuf> {
        let mut real = self.0.clone()?;
        for part in Path::new(path).components() {
            match part {
                Component::ParentDir => {
                    real.pop();
                }
                part => real.push(part),
            }
        }
        Some(real)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_slashes_on_every_system() {
        for (path, slashed) in [
            ("a/b.yaml", "a/b.yaml"),
            ("./a//b/./c.yaml", "./a/b/c.yaml"),
            ("../a.yaml", "../a.yaml"),
            ("/a/b.yaml", "/a/b.yaml"),
        ] {
            assert_eq!(with_slashes(Path::new(path)), slashed);
        }
        for (path, slashed) in [
            (r"grants\a.yaml", "grants/a.yaml"),
            (r"C:\grants\a.yaml", "C:/grants/a.yaml"),
            (r"\\?\C:\grants\a.yaml", "C:/grants/a.yaml"),
            (r"\\.\C:\grants\a.yaml", "C:/grants/a.yaml"),
            (r"\\?\UNC\server\share\a.yaml", "//server/share/a.yaml"),
            (r"\\server\share\a.yaml", "//server/share/a.yaml"),
            ("grants/a.yaml", "grants/a.yaml"),
        ] {
            assert_eq!(of_windows(path), slashed, "{path}");
        }
    }

    #[test]
    fn a_file_that_is_gone_lay_where_its_folders_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = fs::canonicalize(folder.path()).expect("a folder");
        fs::create_dir(folder.path().join("a")).expect("a folder");
        for gone in ["gone.yaml", "a/../gone.yaml", "x/../gone.yaml", "./gone.yaml"] {
            assert_eq!(place_of(&folder.path().join(gone)), real.join("gone.yaml"), "{gone}");
        }
        assert_eq!(place_of(&folder.path().join("a/x/gone.yaml")), real.join("a/x/gone.yaml"));
    }
}
