//! yarn.lock: Yarn 1's own format, and the YAML of later versions, which have their lines in common.

use super::push;
use crate::facts::config::lines::{Line, lines};
use crate::facts::config::reader::Reader;

/// Reads the packages: a line that names what was asked for, and below it the version.
pub fn read(reader: &mut Reader) {
    let mut header: Option<Line> = None;
    for line in lines(reader.text()) {
        if !line.text.starts_with([' ', '#']) {
            header = line.text.ends_with(':').then_some(line);
        } else if let Some(version) = line.text.strip_prefix("  version").filter(|rest| rest.starts_with([' ', ':']))
            && let Some(header) = header.take()
        {
            package(reader, &header, version.trim_start_matches(':').trim().trim_matches('"'));
        }
    }
}

fn package(reader: &mut Reader, header: &Line, version: &str) {
    for asked in header.text.trim_end_matches(':').split(", ").map(|asked| asked.trim_matches('"')) {
        // The name itself may begin with an `@`.
        let Some(at) = asked.char_indices().skip(1).find(|(_, character)| *character == '@').map(|(at, _)| at) else { continue };
        let range = asked[at + 1..].trim_start_matches("npm:");
        push(reader, "npm", &asked[..at], Some(range), version, header.span());
    }
}
