//! What was read and what was left out, in words.

use super::bounds::{MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES};

/// What was counted while files were read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that were read.
    pub read: usize,
    /// Names of folders that were not entered.
    pub folders: Vec<String>,
    /// Files without text.
    pub binary: usize,
    /// Files over the limit of one file.
    pub too_large: Vec<String>,
    /// Files that came after the limits of all files were reached.
    pub over_the_limit: usize,
    /// Files that the browser could not read.
    pub unreadable: Vec<String>,
}

impl Tally {
    /// Counts a folder that is not entered, once a name.
    pub fn skip_folder(&mut self, name: &str) {
        if !self.folders.iter().any(|folder| folder == name) {
            self.folders.push(name.to_owned());
        }
    }

    /// True when something was left out that could have mattered.
    pub fn is_incomplete(&self) -> bool {
        !self.too_large.is_empty() || self.over_the_limit > 0 || !self.unreadable.is_empty()
    }

    /// All of it in a sentence or some.
    pub fn message(&self) -> String {
        let mut left_out = self.folders.clone();
        if self.binary > 0 {
            left_out.push(format!("{} without text (images, archives…)", files(self.binary)));
        }
        if !self.too_large.is_empty() {
            left_out.push(format!(
                "{} larger than {:.0} KiB ({})",
                files(self.too_large.len()),
                MAX_FILE_BYTES / 1024.0,
                some(&self.too_large)
            ));
        }
        if !self.unreadable.is_empty() {
            left_out.push(format!("{} that could not be read ({})", files(self.unreadable.len()), some(&self.unreadable)));
        }
        if self.over_the_limit > 0 {
            let megabytes = MAX_TOTAL_BYTES / 1024.0 / 1024.0;
            left_out.push(format!("{} past the limit of {MAX_FILES} files or {megabytes:.0} MiB", files(self.over_the_limit)));
        }
        let read = format!("Read {}.", files(self.read));
        if left_out.is_empty() { read } else { format!("{read} Left out: {}.", left_out.join(", ")) }
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".into() } else { format!("{count} files") }
}

/// The first few names.
fn some(names: &[String]) -> String {
    let shown = names.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > 3 { format!("{shown}, …") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_left_out_is_said() {
        let mut tally = Tally { read: 1, binary: 2, too_large: vec!["a.sql".into()], over_the_limit: 3, ..Tally::default() };
        tally.skip_folder("node_modules");
        tally.skip_folder("node_modules");
        assert_eq!(
            tally.message(),
            "Read 1 file. Left out: node_modules, 2 files without text (images, archives…), 1 file larger than 1024 KiB (a.sql), \
             3 files past the limit of 20000 files or 64 MiB."
        );
        assert!(tally.is_incomplete());
    }
}
