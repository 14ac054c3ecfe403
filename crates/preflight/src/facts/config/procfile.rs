//! Procfile: a process a line.

use super::lines::lines;
use super::reader::Reader;
use crate::facts::Purpose;

/// Reads the processes.
pub(super) fn read(reader: &mut Reader) {
    for line in lines(reader.text()) {
        let Some((name, command)) = line.text.split_once(':') else { continue };
        let name = name.trim();
        if name.is_empty() || !name.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character)) {
            continue;
        }
        let purpose = match name {
            "web" => Purpose::Start,
            "release" => Purpose::Release,
            _ => Purpose::Script,
        };
        reader.command(purpose, Some(name), command, line.span());
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn processes_have_purposes() {
        let text = "# comment: no\nweb: gunicorn app:app\nrelease: ./manage.py migrate\nworker: celery -A a worker\n";
        insta::assert_snapshot!(summary("Procfile", text), @r#"
        command Start web: gunicorn app:app | web: gunicorn app:app
        command Release release: ./manage.py migrate | release: ./manage.py migrate
        command Script worker: celery -A a worker | worker: celery -A a worker
        "#);
    }
}
