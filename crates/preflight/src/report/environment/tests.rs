//! Every format, and the round trip through the wizard's reader.

use proptest::prelude::*;

use super::*;
use crate::report::ProviderChoice;

fn variable(name: &str, value: &str) -> Variable {
    Variable {
        name: name.into(),
        value: value.into(),
        secret: false,
        required: true,
        reason: String::new(),
        read_at: Vec::new(),
        placeholder: false,
        providers: Vec::new(),
    }
}

fn block() -> Vec<Variable> {
    let shape = |name: &str, value: &str| ProviderChoice { name: name.into(), value: value.into() };
    vec![
        Variable { reason: "Where the code is".into(), placeholder: true, ..variable("GIT_REPO_URL", "https://github.com/you/shop") },
        Variable { reason: "The port of the server\n(server.js:12)".into(), ..variable("APP_PORT", "3000") },
        Variable { reason: "npm start needs it".into(), ..variable("RUN_COMMAND", "node --import ./otel.mjs server.js") },
        Variable {
            reason: "Orders, instead of shop.sqlite".into(),
            secret: true,
            placeholder: true,
            read_at: vec!["src/db.js:3".into()],
            providers: vec![
                shape("Neon", "postgresql://user:password@ep-name.eu-central-1.aws.neon.tech/shop?sslmode=require"),
                shape("Supabase", "postgresql://postgres.ref:password@aws-0-eu-central-1.pooler.supabase.com:5432/postgres"),
            ],
            ..variable("DATABASE_URL", "postgresql://user:password@host:5432/shop")
        },
        Variable { secret: true, read_at: vec!["src/app.js:9".into()], ..variable("SESSION_SECRET", "") },
        Variable { read_at: vec!["src/mail.js:1".into()], ..variable("MAIL_FROM", "\"The Shop\" <shop@example.com>") },
        Variable { read_at: vec!["src/mail.js:2".into()], ..variable("PRICE", "it's $5 # a day: yes") },
        Variable {
            secret: true,
            read_at: vec!["src/jwt.js:4".into()],
            ..variable("JWT_KEY", "-----BEGIN KEY-----\nabc=\n-----END KEY-----\n")
        },
        Variable { required: false, reason: "Log level".into(), read_at: vec!["src/log.js:1".into()], ..variable("LOG_LEVEL", "") },
        variable("no=name", "x"),
    ]
}

#[test]
fn every_format_of_a_block() {
    for format in EnvironmentFormat::ALL {
        insta::assert_snapshot!(format.id(), render(&block(), format, &Choices::new()));
    }
}

#[test]
fn a_chosen_provider_gives_its_shape() {
    let choices = Choices::from([("DATABASE_URL".into(), "Neon".into()), ("APP_PORT".into(), "Nobody".into())]);
    let text = render(&block(), EnvironmentFormat::Lines, &choices);
    let read = wizard_reader::read(&text);
    assert!(read.iter().any(|(name, value)| name == "DATABASE_URL" && value.contains("neon.tech")));
    assert!(read.contains(&("APP_PORT".into(), "3000".into())));
}

#[test]
fn ids_name_their_formats() {
    for format in EnvironmentFormat::ALL {
        assert_eq!(EnvironmentFormat::from_id(format.id()), Some(format));
    }
}

#[test]
fn a_block_of_lower_case_names_is_not_read_as_yaml() {
    let text = render(&[variable("greeting", "hello: world")], EnvironmentFormat::Lines, &Choices::new());
    assert_eq!(wizard_reader::read(&text).last(), Some(&("greeting".into(), "hello: world".into())));
}

#[test]
fn a_name_comes_once() {
    let text = render(&[variable("A", "1"), variable("A", "2")], EnvironmentFormat::Compose, &Choices::new());
    assert_eq!(text.matches("A:").count(), 1);
}

#[test]
fn flux_json_holds_no_known_secret() {
    let secret = Variable { secret: true, ..variable("TOKEN", "s3cr3t") };
    let text = render(&[secret], EnvironmentFormat::FluxJson, &Choices::new());
    assert!(!text.contains("s3cr3t") && text.contains("<your TOKEN>"));
}

/// What comes back for a variable: what was put in, except for line breaks, which the box can't take.
fn expected(variable: &Variable) -> Option<(String, Option<String>)> {
    let value = variable.shown_value().filter(|_| variable.has_settable_name())?;
    let has_breaks = value.chars().any(|character| (character.is_control() && character != '\t') || "\u{2028}\u{2029}".contains(character));
    Some((variable.name.clone(), (!has_breaks).then_some(value)))
}

fn any_variable() -> impl Strategy<Value = Variable> {
    let name = prop_oneof!["[A-Z_][A-Z0-9_]{0,8}", "[a-zA-Z_.-]{1,8}", "\\PC{0,6}", any::<String>()];
    let value = prop_oneof![
        any::<String>(),
        "[ '\"#:=$\\\\{}a]{0,12}",
        "\\PC{0,20}",
        Just("a: b".to_owned()),
        Just("export X=1".to_owned()),
        Just("line\nKEY=value".to_owned())
    ];
    (name, value, any::<bool>(), any::<String>(), any::<bool>()).prop_map(|(name, value, required, reason, secret)| Variable {
        required,
        reason,
        secret,
        ..variable(&name, &value)
    })
}

proptest! {
    #[test]
    fn lines_survive_the_wizard(variables in proptest::collection::vec(any_variable(), 0..6)) {
        let mut names = BTreeSet::new();
        let variables: Vec<Variable> = variables.into_iter().filter(|variable| names.insert(variable.name.clone())).collect();
        let text = render(&variables, EnvironmentFormat::Lines, &Choices::new());
        let read: BTreeMap<String, String> = wizard_reader::read(&text).into_iter().filter(|pair| pair.0 != "PROJECT_TYPE").collect();
        let wanted: BTreeMap<_, _> = variables.iter().filter_map(expected).collect();
        prop_assert_eq!(read.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "{}", text);
        for (name, value) in wanted {
            if let Some(value) = value {
                prop_assert_eq!(&read[&name], &value, "{}", text);
            }
        }
    }

    #[test]
    fn shells_read_back_what_docker_run_says(value in "[^\0]{1,20}") {
        let text = render(&[variable("A", &value)], EnvironmentFormat::DockerRun, &Choices::new());
        let words = shlex::split(&text.replace("\\\n", "")).unwrap_or_default();
        let shown = variable("A", &value).shown_value().unwrap_or_default();
        prop_assert!(value.contains("\\\n") || words.contains(&format!("A={shown}")), "{}", text);
    }

    #[test]
    fn flux_json_is_json(variables in proptest::collection::vec(any_variable(), 0..4)) {
        let text = render(&variables, EnvironmentFormat::FluxJson, &Choices::new());
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }
}

/// The scalars of a YAML text, in their order.
#[cfg(feature = "engine")]
fn yaml_scalars(text: &str) -> Vec<String> {
    use saphyr_parser::{Event, Parser};
    let events = Parser::new_from_str(text).map(|event| event.unwrap_or_else(|error| panic!("{error}: {text}")).0);
    events.filter_map(|event| if let Event::Scalar(value, ..) = event { Some(value.into_owned()) } else { None }).collect()
}

#[cfg(feature = "engine")]
proptest! {
    #[test]
    fn yaml_formats_read_back(value in prop_oneof![any::<String>(), "[ '\"#:=${}a0\\-]{1,12}", "\\PC{1,20}", "[0-9]{1,4}", "true|no|~|null|1e3|0x1f"]) {
        let one = [variable("NAME", &value)];
        let shown = one[0].shown_value().unwrap_or_default();
        let compose = yaml_scalars(&render(&one, EnvironmentFormat::Compose, &Choices::new()));
        prop_assert_eq!(compose.last().map(|value| value.replace("$$", "$")), Some(shown.clone()));
        let guide = yaml_scalars(&render(&one, EnvironmentFormat::Yaml, &Choices::new()));
        prop_assert_eq!(guide.last(), Some(&shown));
    }
}
