//! The platform's version variables, from what a project pins.

/// A runtime's version variable.
struct Pin {
    runtime: &'static str,
    variable: &'static str,
    /// How many numbers of a version the platform takes: 1 for `20`, 2 for `3.11`.
    parts: usize,
    /// What the platform takes when nothing is said; an open range that holds it needs no pin.
    usual: &'static [u32],
    /// The versions that the platform has, where it has a fixed list.
    offered: &'static [&'static str],
}

const PINS: &[Pin] = &[
    Pin { runtime: "node", variable: "NODE_VERSION", parts: 1, usual: &[22], offered: &[] },
    Pin { runtime: "bun", variable: "BUN_VERSION", parts: 3, usual: &[1, 2], offered: &[] },
    Pin { runtime: "python", variable: "PYTHON_VERSION", parts: 2, usual: &[3, 11], offered: &[] },
    Pin { runtime: "ruby", variable: "RUBY_VERSION", parts: 3, usual: &[3, 0], offered: &[] },
    Pin { runtime: "go", variable: "GO_VERSION", parts: 2, usual: &[1, 22], offered: &[] },
    Pin { runtime: "rust", variable: "RUST_VERSION", parts: 3, usual: &[], offered: &[] },
    Pin { runtime: "java", variable: "JAVA_VERSION", parts: 1, usual: &[17], offered: &["8", "11", "17", "21"] },
    Pin { runtime: "dotnet", variable: "DOTNET_VERSION", parts: 2, usual: &[8, 0], offered: &["6.0", "7.0", "8.0", "9.0"] },
    Pin { runtime: "php", variable: "PHP_VERSION", parts: 2, usual: &[8, 2], offered: &["7.4", "8.0", "8.1", "8.2", "8.3"] },
];

/// The variable and value that pin a runtime's version; nothing where the platform's own choice fits what is written.
pub fn pin(runtime: &str, written: &str) -> Option<(&'static str, String)> {
    let pin = PINS.iter().find(|pin| pin.runtime == runtime)?;
    // Of several alternatives the last is usually the newest.
    let range = written.rsplit("||").next()?.trim();
    let open = range.starts_with('>');
    let numbers = numbers(range);
    if numbers.is_empty() || open && !pin.usual.is_empty() && at_most(&numbers, pin.usual) {
        return None;
    }
    let mut wanted: Vec<String> = numbers.iter().take(pin.parts).map(u32::to_string).collect();
    if pin.parts == 2 && wanted.len() == 1 {
        // `3` alone is no version of these.
        let minor = pin.usual.get(1).filter(|_| pin.usual.first() == numbers.first());
        wanted.push(minor.map_or_else(|| "0".to_owned(), u32::to_string));
    }
    let version = wanted.join(".");
    (pin.offered.is_empty() || pin.offered.contains(&version.as_str())).then_some((pin.variable, version))
}

/// The numbers of the first version of a range: 3, 9 of `>=3.9,<4`; 20 of `20.x`.
fn numbers(range: &str) -> Vec<u32> {
    let start = range.trim_start_matches(|character: char| !character.is_ascii_digit());
    let version = start
        .split(|character: char| !(character.is_ascii_alphanumeric() || character == '.' || character == '*'))
        .next()
        .unwrap_or_default();
    version.split('.').map_while(|part| part.parse().ok()).collect()
}

fn at_most(numbers: &[u32], usual: &[u32]) -> bool {
    let shared = numbers.len().min(usual.len());
    numbers.iter().take(shared).le(usual.iter().take(shared))
}

#[cfg(test)]
mod tests {
    use super::pin;

    fn pinned(runtime: &str, written: &str) -> Option<String> {
        pin(runtime, written).map(|(name, value)| format!("{name}={value}"))
    }

    #[test]
    fn what_is_pinned_is_set() {
        assert_eq!(pinned("node", "v20.11.1"), Some("NODE_VERSION=20".into()));
        assert_eq!(pinned("node", "^18 || ^20"), Some("NODE_VERSION=20".into()));
        assert_eq!(pinned("node", "18.x"), Some("NODE_VERSION=18".into()));
        assert_eq!(pinned("python", "python-3.12.1"), Some("PYTHON_VERSION=3.12".into()));
        assert_eq!(pinned("python", "^3.10"), Some("PYTHON_VERSION=3.10".into()));
        assert_eq!(pinned("java", "21"), Some("JAVA_VERSION=21".into()));
    }

    #[test]
    fn open_ranges_leave_the_choice_to_the_platform() {
        assert_eq!(pinned("node", ">=14"), None);
        assert_eq!(pinned("node", ">=24.1"), Some("NODE_VERSION=24".into()));
        assert_eq!(pinned("python", ">=3.8,<4"), None);
        assert_eq!(pinned("python", ">=3.13"), Some("PYTHON_VERSION=3.13".into()));
        assert_eq!(pinned("node", "lts/*"), None);
        assert_eq!(pinned("java", "25"), None);
    }
}
