//! Shell words and lines.

/// Characters that need no quotes in a word.
const PLAIN: &str = "-_./:@=,+%";

/// A shell line of the words of an exec form. `sh -c "line"` is that line.
pub(super) fn join(words: impl IntoIterator<Item = String>) -> String {
    let words: Vec<String> = words.into_iter().collect();
    match words.as_slice() {
        [shell, flag, line] if shell.ends_with("sh") && flag.starts_with('-') && flag.ends_with('c') => line.clone(),
        words => words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" "),
    }
}

fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|character| character.is_alphanumeric() || PLAIN.contains(character));
    match shlex::try_quote(word) {
        Ok(quoted) if !plain => quoted.into_owned(),
        _ => word.to_owned(),
    }
}

/// A command whose lines end with backslashes, on one line; comments between the lines are left out.
pub(super) fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.strip_suffix('\\').unwrap_or(line).trim_end()).collect::<Vec<_>>().join(" ")
}

/// The lines of a script and where they begin; a line that ends with a backslash holds the next one too.
pub(super) fn logical_lines(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if !line.trim_end().ends_with('\\') {
            found.push((start, text.get(start..end).unwrap_or_default().trim_end()));
            start = end;
        }
    }
    found.push((start, text.get(start..end).unwrap_or_default().trim_end()));
    found.retain(|(_, line)| !line.trim().is_empty());
    found
}

/// A word of a shell line.
#[derive(Debug, PartialEq)]
pub(super) struct Word {
    /// Its value without quotes.
    pub value: String,
    /// Where it begins in the line, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The words of a shell line with their places. Lines that end with a backslash go on.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        let is_continuation = byte == b'\\' && text.as_bytes().get(at + 1).is_some_and(|next| matches!(next, b'\n' | b'\r'));
        match byte {
            b'\\' if quote != Some(b'\'') => {
                bytes.next();
            }
            b'\'' | b'"' if quote == Some(byte) => quote = None,
            b'\'' | b'"' if quote.is_none() => quote = Some(byte),
            _ => {}
        }
        let is_blank = quote.is_none() && (byte.is_ascii_whitespace() || is_continuation);
        match (is_blank, start) {
            (false, None) => start = Some(at),
            (true, Some(begin)) => {
                found.extend(word(text, begin, at));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.and_then(|begin| word(text, begin, text.len())));
    found
}

fn word(text: &str, start: usize, end: usize) -> Option<Word> {
    let raw = text.get(start..end)?;
    // `#` begins a comment for the splitter, but not here: environment values hold it.
    let value = if raw.contains('#') && !raw.contains(['\'', '"', '\\']) { None } else { shlex::split(raw) };
    let value = value.filter(|words| words.len() <= 1).map_or_else(|| raw.to_owned(), |words| words.concat());
    Some(Word { value, start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exec_forms_become_lines() {
        let line = |words: &[&str]| join(words.iter().map(|word| (*word).to_owned()));
        assert_eq!(line(&["gunicorn", "-b", "0.0.0.0:8000", "app:app"]), "gunicorn -b 0.0.0.0:8000 app:app");
        assert_eq!(line(&["sh", "-c", "npm run migrate && npm start"]), "npm run migrate && npm start");
        assert_eq!(line(&["echo", "two words"]), "echo 'two words'");
    }

    #[test]
    fn words_keep_their_places() {
        let text = "run -e \"A=b c\" \\\n  -p 80:3000 A#1 'x";
        let words = words(text);
        let values: Vec<_> = words.iter().map(|word| word.value.as_str()).collect();
        assert_eq!(values, ["run", "-e", "A=b c", "-p", "80:3000", "A#1", "'x"]);
        assert_eq!(&text[words[2].start..words[2].end], "\"A=b c\"");
    }
}
