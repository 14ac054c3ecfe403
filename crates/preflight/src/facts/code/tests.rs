//! What small files say, as facts.

use crate::facts::{Call, Fact, FactKind, Facts, Holds, Scope, Value};
use crate::project::Project;

fn facts_of(files: &[(&str, &str)]) -> Vec<Fact> {
    Facts::gather(&Project::from_files(files.iter().map(|(path, text)| (*path, *text)))).facts
}

fn calls(files: &[(&str, &str)]) -> Vec<(String, Scope)> {
    facts_of(files)
        .into_iter()
        .filter_map(|fact| if let FactKind::Call(Call { name, .. }) = fact.kind { Some((name, fact.context.scope)) } else { None })
        .collect()
}

fn names(files: &[(&str, &str)]) -> Vec<String> {
    calls(files).into_iter().map(|(name, _)| name).collect()
}

fn setting(files: &[(&str, &str)], key: &str) -> Option<(Value, Holds)> {
    facts_of(files).into_iter().find_map(|fact| match fact.kind {
        FactKind::Setting(setting) if setting.key == key => Some((setting.value, fact.context.holds)),
        _ => None,
    })
}

fn containers(files: &[(&str, &str)]) -> Vec<(String, Vec<Scope>)> {
    facts_of(files)
        .into_iter()
        .filter_map(|fact| {
            if let FactKind::Container(found) = fact.kind {
                Some((found.name, found.changes.into_iter().map(|(_, scope)| scope).collect()))
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn names_come_from_the_imports() {
    let js = "import fs, { promises as p } from 'node:fs'; import { writeFile } from 'fs/promises'; const { join } = require('path'); const multer = require('multer');
        fs.writeFileSync('a'); p.rm('b'); writeFile('c'); multer.diskStorage({}); const u = multer({ dest: join(__dirname, 'uploads') }); u.single('x');";
    let names = names(&[("a.js", js)]);
    for expected in ["fs.writeFileSync", "fs.promises.rm", "fs.promises.writeFile", "multer.diskStorage", "multer", "multer().single"] {
        assert!(names.iter().any(|name| name == expected), "{expected}: {names:?}");
    }
}

#[test]
fn names_are_followed_across_files() {
    let files = [
        ("app/__init__.py", "from flask import Flask\nfrom .extensions import db\napp = Flask(__name__)\n"),
        ("app/extensions.py", "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n"),
        ("app/routes.py", "from app import app, db\ndb.create_all()\n@app.route('/')\ndef index():\n    db.session.commit()\n"),
    ];
    let names = names(&files);
    assert!(names.contains(&"flask_sqlalchemy.SQLAlchemy().create_all".to_owned()), "{names:?}");
    assert!(calls(&files).contains(&("flask_sqlalchemy.SQLAlchemy().session.commit".into(), Scope::Handler)));
}

#[test]
fn defaults_of_the_environment_are_folded() {
    let (value, _) =
        setting(&[("config.py", "import os\nURL = os.environ.get('DATABASE_URL') or 'sqlite:///' + os.path.join(BASE, 'a.db')\n")], "URL")
            .unwrap();
    let Value::Environment { name, default } = value else { panic!("{value:?}") };
    assert_eq!((name.as_str(), default.unwrap().template().as_deref()), ("DATABASE_URL", Some("sqlite:///{}/a.db")));
}

#[test]
fn conditions_are_read_as_production_reads_them() {
    let text = "import os\nDEV = os.getenv('DEVELOPMENT_MODE', 'False') == 'True'\nif DEV is True:\n    A = 'sqlite'\nelse:\n    B = 'postgres'\nif 'DYNO' in os.environ:\n    C = 1\nif os.getenv('X'):\n    D = 1\nelse:\n    E = 1\n";
    let holds = |key: &str| setting(&[("a.py", text)], key).unwrap().1;
    assert_eq!(holds("A"), Holds::Never);
    assert_eq!(holds("B"), Holds::Always);
    assert_eq!(holds("C"), Holds::Never);
    assert_eq!(holds("D"), Holds::Maybe);
    assert_eq!(holds("E"), Holds::Switched(vec!["X".into()]));
}

#[test]
fn containers_that_handlers_change() {
    let files = [
        ("Members.js", "const members = [{ id: 1 }];\nmodule.exports = members;\n"),
        (
            "routes/api.js",
            "const router = require('express').Router();\nconst members = require('../Members');\nrouter.post('/', (req, res) => { members.push(req.body); });\n",
        ),
    ];
    assert_eq!(containers(&files), [("members".to_owned(), vec![Scope::Handler])]);
    let python = "from fastapi import FastAPI\napp = FastAPI()\nitems = {}\nSTATIC = {}\n@app.post('/')\ndef add(item: dict):\n    items[item['id']] = item\n";
    assert_eq!(containers(&[("main.py", python)]), [("items".to_owned(), vec![Scope::Handler])]);
}

#[test]
fn fields_of_singletons_are_containers() {
    let manager = "class Manager:\n    def __init__(self):\n        self.active = []\n    async def connect(self, websocket):\n        self.active.append(websocket)\nmanager = Manager()\n";
    assert_eq!(containers(&[("main.py", manager)]), [("active".to_owned(), vec![Scope::Handler])]);
    let nest = "import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class CatsService {\n  private readonly cats: Cat[] = [];\n  create(cat: Cat) { this.cats.push(cat); }\n}\n";
    assert_eq!(containers(&[("cats.service.ts", nest)]).len(), 1);
    let plain = "class Stack { items = []; push(x) { this.items.push(x); } }\n";
    assert_eq!(containers(&[("stack.js", plain)]), []);
}

#[test]
fn handlers_reach_into_other_files() {
    let files = [
        (
            "server.js",
            "const express = require('express');\nconst { save } = require('./store');\nconst app = express();\napp.post('/', async (req, res) => { await save(req.body); });\n",
        ),
        (
            "store.js",
            "const fs = require('fs');\nfunction save(data) { fs.writeFileSync('data.json', JSON.stringify(data)); }\nmodule.exports = { save };\n",
        ),
    ];
    assert!(calls(&files).contains(&("fs.writeFileSync".into(), Scope::Handler)), "{:?}", calls(&files));
}

#[test]
fn development_alternatives_never_hold() {
    let knex = "module.exports = { development: { client: 'sqlite3' }, production: { client: 'pg' } };";
    assert!(setting(&[("knexfile.js", knex)], "exports.development.client").is_some());
    let text = "const isDev = process.env.NODE_ENV !== 'production';\nif (isDev) { devOnly(); } else { liveOnly(); }";
    let facts = facts_of(&[("a.js", text)]);
    let holds = |wanted: &str| {
        facts.iter().find_map(|fact| {
            if let FactKind::Call(call) = &fact.kind { (call.name == wanted).then(|| fact.context.holds.clone()) } else { None }
        })
    };
    assert_eq!(holds("devOnly"), Some(Holds::Never));
    assert_eq!(holds("liveOnly"), Some(Holds::Always));
}

#[test]
fn constants_are_followed_across_files() {
    let files = [
        ("config.js", "module.exports = { HOST: 'localhost', URL: process.env.URL || 'mongodb://localhost/a' };\n"),
        (
            "db.js",
            "const config = require('./config');\nconst { createPool } = require('mysql2');\nmodule.exports = createPool({ host: config.HOST, url: config.URL });\n",
        ),
    ];
    let arguments = facts_of(&files).into_iter().find_map(|fact| match fact.kind {
        FactKind::Call(call) if call.name == "mysql2.createPool" => Some(call.arguments),
        _ => None,
    });
    let options = arguments.unwrap().remove(0).value;
    assert_eq!(options.get("host"), Some(&Value::Text("localhost".into())));
    assert!(matches!(options.get("url"), Some(Value::Environment { name, .. }) if name == "URL"));
}

#[test]
fn a_file_that_is_loaded_under_a_condition_stands_under_it() {
    let files = [
        ("index.js", "if (process.env.MYSQL_HOST) module.exports = require('./mysql'); else module.exports = require('./sqlite');\n"),
        ("mysql.js", "require('mysql2').createPool({});\n"),
        ("sqlite.js", "const sqlite3 = require('sqlite3');\nnew sqlite3.Database('a.db');\n"),
    ];
    let fact = facts_of(&files).into_iter().find(|fact| matches!(&fact.kind, FactKind::Call(call) if call.name == "sqlite3.Database"));
    assert_eq!(fact.unwrap().context.holds, Holds::Switched(vec!["MYSQL_HOST".into()]));
}

#[test]
fn what_a_variable_falls_back_to_is_no_literal() {
    let text = "const fallback = 'mongodb://localhost/a';\nconst url = process.env.MONGO_URL || fallback;\nconst other = 'mongodb://localhost/b';\n";
    let texts: Vec<_> = facts_of(&[("a.js", text)])
        .into_iter()
        .filter_map(|fact| if let FactKind::Text(text) = fact.kind { Some(text.text) } else { None })
        .collect();
    assert_eq!(texts, ["mongodb://localhost/b"]);
}

#[test]
fn long_chains_are_folded_once() {
    let chain = ".option('-a, --all', 'everything')".repeat(60);
    let text = format!("import {{ Command }} from 'commander';\nconst program = new Command();\nprogram{chain};\n");
    assert_eq!(names(&[("a.ts", &text)]).len(), 61);
}
