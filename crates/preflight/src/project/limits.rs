//! Bounds on what is read. Whatever a user can paste is hostile, and hitting a bound is said, never silent.

use std::sync::Arc;

use super::Format;

/// The most files of a project that are read.
pub const MAX_FILES: usize = 20_000;
/// The most bytes of one file that are read; a larger one is left out.
pub const MAX_FILE_BYTES: usize = 1 << 20;
/// The most bytes of a lock file, of which only names and versions are read.
pub const MAX_LOCK_FILE_BYTES: usize = 4 << 20;
/// The most bytes of all files together.
pub const MAX_TOTAL_BYTES: usize = 64 << 20;

/// Decides whether a file is read, and gives its text with a note where something was replaced.
/// The error is the reason to leave it out; none for files that hold no text at all (images), which are left out in silence.
pub(super) fn admit(path: &str, bytes: &[u8], files: usize, total: &mut usize) -> Result<(Arc<str>, Option<String>), Option<String>> {
    if files >= MAX_FILES {
        return Err(Some(format!("Left out: {MAX_FILES} files are read already.")));
    }
    let decoded = decode_utf16(bytes);
    let bytes = decoded.as_deref().map_or(bytes, str::as_bytes);
    if bytes.iter().take(8192).any(|byte| *byte == 0) {
        return Err(None);
    }
    let most = if Format::by_name(path) == Some(Format::LockFile) { MAX_LOCK_FILE_BYTES } else { MAX_FILE_BYTES };
    if bytes.len() > most {
        return Err(Some(format!("Left out: larger than {} KiB.", most >> 10)));
    }
    if *total + bytes.len() > MAX_TOTAL_BYTES {
        return Err(Some(format!("Left out: the files before it hold {} MiB already.", MAX_TOTAL_BYTES >> 20)));
    }
    *total += bytes.len();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.into(), None)),
        Err(_) => Ok((String::from_utf8_lossy(bytes).into(), Some("Not UTF-8: unreadable characters are shown as \u{fffd}.".into()))),
    }
}

/// The text of a file in UTF-16 with a byte-order mark, as PowerShell's `>` writes it.
fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (read, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let units: Vec<u16> = rest.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_said() {
        let mut total = 0;
        assert!(admit("a.js", b"text", 0, &mut total).is_ok());
        assert_eq!(admit("a.js", b"\0binary", 0, &mut total), Err(None));
        assert!(admit("a.js", &vec![b'a'; MAX_FILE_BYTES + 1], 0, &mut total).unwrap_err().unwrap().contains("1024 KiB"));
        assert!(admit("a.js", b"a", MAX_FILES, &mut total).unwrap_err().is_some());
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("flask==3".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(admit("requirements.txt", &utf16, 0, &mut total).unwrap().0.as_ref(), "flask==3");
        assert!(admit("a.js", b"caf\xe9", 0, &mut total).unwrap().1.is_some());
    }
}
