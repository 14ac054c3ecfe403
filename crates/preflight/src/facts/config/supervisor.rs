//! supervisord's programs.

use super::reader::Reader;
use super::tree::Node;
use crate::facts::Purpose;

/// Reads the commands of `[program:name]` sections.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    for section in root.members() {
        if let Some(name) = section.key.strip_prefix("program:")
            && let Some(command) = section.value.get("command")
            && let Some(line) = command.value.text()
        {
            reader.command(Purpose::Script, Some(name.trim()), line, command.span());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary_without_settings;

    #[test]
    fn programs_are_commands() {
        let text = "[supervisord]\nnodaemon=true\n[program:redis]\ncommand=redis-server --save 60 1 ; cache\n";
        let expected = "command Script redis: redis-server --save 60 1 | command=redis-server --save 60 1\n";
        assert_eq!(summary_without_settings("supervisord.conf", text), expected);
        assert_eq!(summary_without_settings("deploy/apps.conf", text), expected);
        assert_eq!(summary_without_settings("nginx.conf", "server { listen 80; }"), "");
    }
}
