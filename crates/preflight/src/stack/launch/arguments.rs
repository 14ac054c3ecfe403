//! The arguments of the programs that start apps.

use super::{Launcher, Target};

/// The arguments of a launcher, told apart.
pub(super) struct Arguments<'w> {
    /// Plain words after the launcher's own ones, with their places.
    pub plain: Vec<(usize, &'w str)>,
    /// The value of the option that holds the target, with its place.
    pub held: Option<(usize, &'w str)>,
    /// The value of the option that holds the port.
    pub port: Option<String>,
    /// The value of an option that changes the folder.
    pub folder: Option<&'w str>,
}

/// Options that change the folder of the command.
const FOLDERS: &[&str] = &["--prefix", "--cwd", "-C", "--dir"];

impl<'w> Arguments<'w> {
    /// Tells the words after the program apart.
    pub fn read(launcher: &Launcher, words: &'w [String]) -> Self {
        let mut read = Arguments { plain: Vec::new(), held: None, port: None, folder: None };
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let (option, glued) = match word.split_once('=').filter(|_| word.starts_with('-')) {
                Some((option, value)) => (option, Some(value)),
                None => (word.as_str(), None),
            };
            let (place, value) = match glued {
                Some(value) => (at, Some(value)),
                None => (at + 1, words.get(at + 1).map(String::as_str)),
            };
            let knows = |options: &[String]| options.iter().any(|known| known == option);
            let takes = knows(&launcher.option) || knows(&launcher.valued) || knows(&launcher.port);
            if word.starts_with('-') {
                if knows(&launcher.option) && read.held.is_none() {
                    read.held = value.map(|value| (place, value));
                }
                if knows(&launcher.port) {
                    read.port = value.map(|value| value.rsplit(':').next().unwrap_or(value).to_owned());
                }
                if FOLDERS.contains(&option) {
                    read.folder = value;
                }
                // After `python -m module` and `sh -c line` everything belongs to what was named.
                if knows(&launcher.option) && option.len() == 2 && launcher.target == Target::Script {
                    at = place + 1;
                    read.plain.extend(
                        words.iter().enumerate().skip(at).map(|(at, word)| (at, word.as_str())).filter(|(_, word)| !word.starts_with('-')),
                    );
                    return read;
                }
                at += if takes && glued.is_none() { 2 } else { 1 };
                continue;
            }
            let own = launcher.words.iter().any(|known| known == word) && read.plain.is_empty();
            let skipped = own || (launcher.target == Target::Wrapper && is_assignment(word));
            if !skipped {
                read.plain.push((at, word));
                if launcher.target == Target::Wrapper {
                    break;
                }
            }
            at += 1;
        }
        read
    }

    /// The value of the option that holds the target, else the first plain word.
    pub fn first(&self) -> Option<&'w str> {
        self.held.or_else(|| self.plain.first().copied()).map(|(_, word)| word)
    }

    /// The words from the first plain one on.
    pub fn plain_on<'a>(&self, words: &'a [String]) -> &'a [String] {
        self.plain.first().and_then(|(at, _)| words.get(*at..)).unwrap_or_default()
    }
}

/// True for `NAME=value`.
pub(super) fn is_assignment(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_'))
}
