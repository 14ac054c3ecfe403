//! Conda's environment.yml.

use super::reader::Reader;
use super::requirements;
use super::tree::Node;
use crate::facts::DependencyScope;

/// Reads packages of Conda and, nested in them, of pip. Both are Python packages here: they nearly always share their names.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    for item in root.get("dependencies").map(|list| list.value.items()).unwrap_or_default() {
        for package in item.get("pip").map(|list| list.value.items()).unwrap_or_default() {
            requirements::push(reader, package.text().unwrap_or_default(), DependencyScope::Runtime, package.span);
        }
        let Some(text) = item.text() else { continue };
        let package = text.rsplit("::").next().unwrap_or(text);
        let name_end = package.find(['=', '<', '>', '!', ' ', '~']).unwrap_or(package.len());
        let (name, version) = package.split_at(name_end);
        let version = version.trim().trim_start_matches('=');
        if name == "python" {
            reader.version("python", version, item.span);
        } else if !name.is_empty() && name != "pip" {
            let version = Some(version.to_owned()).filter(|version| !version.is_empty());
            requirements::push_named(reader, name, version, &[], DependencyScope::Runtime, item.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary_without_settings;

    #[test]
    fn packages_of_both() {
        let text = "name: app\ndependencies:\n  - python=3.11\n  - conda-forge::flask=3.0\n  - numpy>=1.20\n  - pip:\n      - redis==5.0\n";
        insta::assert_snapshot!(summary_without_settings("environment.yml", text), @r#"
        version python 3.11 | python=3.11
        dependency pypi flask Runtime 3.0 | conda-forge::flask=3.0
        dependency pypi numpy Runtime >=1.20 | numpy>=1.20
        dependency pypi redis Runtime ==5.0 | redis==5.0
        "#);
    }
}
