//! One minimal project a framework, and the apps that are none.

use super::Stack;
use crate::facts::Facts;
use crate::project::Project;

fn recognise(files: &[(&str, &str)]) -> (Project, Stack) {
    let project = Project::from_files(files.iter().copied());
    let stack = Stack::recognise(&project, &Facts::gather(&project));
    (project, stack)
}

/// A Node app that declares `dependency` and holds `code` in server.js.
fn node(dependency: &str, code: &str) -> Stack {
    let manifest = format!(r#"{{"private": true, "scripts": {{"start": "node server.js"}}, "dependencies": {{"{dependency}": "1.2.3"}}}}"#);
    recognise(&[("package.json", &manifest), ("server.js", code)]).1
}

/// A Python app that requires `requirement` and holds `code` in main.py.
fn python(requirement: &str, code: &str) -> Stack {
    recognise(&[("requirements.txt", &format!("{requirement}==1.2.3\n")), ("main.py", code)]).1
}

fn lead(stack: &Stack) -> (&str, &str) {
    (stack.frameworks.first().map_or("", |framework| framework.name.as_str()), stack.kind.as_str())
}

#[test]
fn servers_of_other_scripts_are_entry_points_where_none_starts_by_itself() {
    let manifest = r#"{"scripts": {"devStart": "nodemon server.js", "devStartAuth": "nodemon auth.js"}, "dependencies": {"express": "4"}}"#;
    let server = "const app = require('express')();\napp.listen(3000);\n";
    let (project, stack) = recognise(&[("package.json", manifest), ("server.js", server), ("auth.js", server)]);
    let paths: Vec<&str> = stack.entry_points.iter().map(|id| project.file(*id).path.as_str()).collect();
    assert_eq!(paths, ["server.js", "auth.js"]);
}

#[test]
fn bun_is_told_the_file_that_is_there() {
    let (_, stack) = recognise(&[
        ("package.json", r#"{"dependencies": {"elysia": "1"}}"#),
        ("bun.lock", "{}"),
        ("src/index.tsx", "import { Elysia } from 'elysia';\nnew Elysia().listen(3000);\n"),
    ]);
    assert_eq!(stack.start.as_deref(), Some("bun run src/index.tsx"));
}

#[test]
fn node_servers() {
    for (dependency, code, name, kind) in [
        ("express", "const app = require('express')(); app.listen(3000);", "Express", "rest"),
        ("fastify", "const app = require('fastify')(); app.listen({ port: 3000 });", "Fastify", "rest"),
        (
            "@nestjs/core",
            "const { NestFactory } = require('@nestjs/core'); NestFactory.create(A).then(app => app.listen(3000));",
            "NestJS",
            "rest",
        ),
        ("@adonisjs/core", "new (require('@adonisjs/core').Ignitor)();", "AdonisJS", "server-rendered"),
        ("@loopback/rest", "const { RestApplication } = require('@loopback/rest');", "LoopBack", "rest"),
        ("koa", "const Koa = require('koa'); new Koa().listen(3000);", "Koa", "rest"),
        ("@hapi/hapi", "const Hapi = require('@hapi/hapi'); Hapi.server({ port: 3000 });", "Hapi", "rest"),
        ("restify", "const restify = require('restify'); restify.createServer().listen(3000);", "Restify", "rest"),
        ("elysia", "const { Elysia } = require('elysia'); new Elysia().listen(3000);", "Elysia", "rest"),
        ("hono", "const { Hono } = require('hono'); const app = new Hono();", "Hono", "rest"),
        ("@apollo/server", "const { ApolloServer } = require('@apollo/server'); new ApolloServer({});", "Apollo Server", "graphql"),
        ("graphql-yoga", "const { createYoga } = require('graphql-yoga'); createYoga({});", "GraphQL Yoga", "graphql"),
        ("mercurius", "const mercurius = require('mercurius');", "Mercurius", "graphql"),
        ("socket.io", "const { Server } = require('socket.io'); new Server(3000);", "Socket.IO", "websocket"),
        ("ws", "const { WebSocketServer } = require('ws'); new WebSocketServer({ port: 8080 });", "ws", "websocket"),
        ("@strapi/strapi", "const strapi = require('@strapi/strapi');", "Strapi", "rest"),
        ("better-sse", "const { createSession } = require('better-sse');", "SSE endpoints", "sse"),
    ] {
        let stack = node(dependency, code);
        assert_eq!(stack.runtime, "node", "{name}");
        assert_eq!(lead(&stack), (name, kind));
        assert_eq!(stack.frameworks[0].version.as_deref(), Some("1.2.3"), "{name}");
        assert_eq!(stack.not_deployable, None, "{name}");
        assert_eq!(stack.entry_points.len(), 1, "{name}");
    }
}

#[test]
fn node_pages() {
    for (dependency, name, kind, port) in [
        ("next", "Next.js", "server-rendered", 3000),
        ("nuxt", "Nuxt", "server-rendered", 3000),
        ("@remix-run/node", "Remix", "server-rendered", 3000),
        ("astro", "Astro", "static-site", 4321),
        ("@angular/ssr", "Angular SSR", "server-rendered", 4000),
        ("@solidjs/start", "SolidStart", "server-rendered", 3000),
        ("@builder.io/qwik-city", "QwikCity", "server-rendered", 3000),
        ("@tanstack/react-start", "TanStack Start", "server-rendered", 3000),
        ("@sveltejs/kit", "SvelteKit", "server-rendered", 5173),
        ("react", "React", "front-end", 3000),
        ("vue", "Vue", "front-end", 3000),
        ("@angular/core", "Angular", "front-end", 4200),
        ("svelte", "Svelte", "front-end", 5173),
        ("preact", "Preact", "front-end", 3000),
        ("alpinejs", "Alpine.js", "front-end", 3000),
        ("lit", "Lit", "front-end", 3000),
        ("solid-js", "SolidJS", "front-end", 3000),
        ("vite", "Vite", "front-end", 5173),
        ("gatsby", "Gatsby", "static-site", 8000),
        ("gridsome", "Gridsome", "static-site", 3000),
        ("@11ty/eleventy", "Eleventy", "static-site", 3000),
        ("hexo", "Hexo", "static-site", 3000),
        ("@docusaurus/core", "Docusaurus", "static-site", 3000),
        ("vitepress", "VitePress", "static-site", 3000),
        ("vuepress", "VuePress", "static-site", 3000),
    ] {
        let manifest = format!(r#"{{"private": true, "scripts": {{"build": "x build"}}, "devDependencies": {{"{dependency}": "1.2.3"}}}}"#);
        let (_, stack) = recognise(&[("package.json", &manifest), ("index.html", "<!doctype html>")]);
        assert_eq!((stack.runtime.as_str(), lead(&stack), stack.port), ("node", (name, kind), Some(port)));
        assert_eq!(stack.not_deployable, None, "{name}");
        assert_eq!(stack.build.as_deref(), Some("npm run build"), "{name}");
    }
}

#[test]
fn python_apps() {
    for (requirement, code, name, kind, port, start) in [
        (
            "fastapi",
            "from fastapi import FastAPI\napp = FastAPI()\n",
            "FastAPI",
            "rest",
            8000,
            "uvicorn main:app --host 0.0.0.0 --port $APP_PORT",
        ),
        (
            "flask",
            "from flask import Flask\nserver = Flask(__name__)\n",
            "Flask",
            "rest",
            5000,
            "gunicorn main:server --bind 0.0.0.0:$APP_PORT",
        ),
        (
            "starlette",
            "from starlette.applications import Starlette\napp = Starlette()\n",
            "Starlette",
            "rest",
            8000,
            "uvicorn main:app --host 0.0.0.0 --port $APP_PORT",
        ),
        ("falcon", "import falcon\napp = falcon.App()\n", "Falcon", "rest", 8000, "gunicorn main:app --bind 0.0.0.0:$APP_PORT"),
        ("quart", "from quart import Quart\napp = Quart(__name__)\n", "Quart", "rest", 5000, "hypercorn main:app --bind 0.0.0.0:$APP_PORT"),
        (
            "gradio",
            "import gradio as gr\ndemo = gr.Interface(f, 'text', 'text')\ndemo.launch()\n",
            "Gradio",
            "front-end",
            7860,
            "python main.py",
        ),
        (
            "streamlit",
            "import streamlit as st\nst.title('x')\n",
            "Streamlit",
            "server-rendered",
            8501,
            "streamlit run main.py --server.port $APP_PORT --server.address 0.0.0.0",
        ),
    ] {
        let stack = python(requirement, code);
        assert_eq!((stack.runtime.as_str(), lead(&stack), stack.port), ("python", (name, kind), Some(port)));
        assert_eq!(stack.start.as_deref(), Some(start));
        assert_eq!(stack.install.as_deref(), Some("pip install -r requirements.txt"));
        assert_eq!(stack.not_deployable, None, "{name}");
        assert_eq!(stack.entry_points.len(), 1, "{name}");
    }
}

#[test]
fn django_and_what_joins_it() {
    let django = |requirements: &str, settings: &str| {
        let files = [
            ("requirements.txt", requirements),
            ("manage.py", "import os\nfrom django.core.management import execute_from_command_line\n"),
            ("mysite/settings.py", settings),
            ("mysite/wsgi.py", "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"),
        ];
        recognise(&files).1
    };
    let plain = django("Django==5.0\n", "DEBUG = False\n");
    assert_eq!(lead(&plain), ("Django", "server-rendered"));
    assert_eq!(plain.start.as_deref(), Some("gunicorn mysite.wsgi:application --bind 0.0.0.0:$APP_PORT"));
    assert!(plain.dynamic_loading && plain.entry_points.len() == 3);
    let rest = django("Django==5.0\ndjangorestframework\n", "import rest_framework\n");
    assert_eq!(lead(&rest), ("Django", "rest"));
    assert!(rest.has("django-rest"));
    let channels = django("Django==5.0\nchannels\n", "import channels\n");
    assert_eq!(lead(&channels), ("Django", "websocket"));
}

#[test]
fn other_runtimes_by_their_manifests() {
    for (path, text, runtime, name) in [
        ("Gemfile", "gem 'rails', '~> 7.1'\n", "ruby", "Rails"),
        ("Gemfile", "gem \"sinatra\"\n", "ruby", "Sinatra"),
        ("composer.json", r#"{"require": {"laravel/framework": "^11"}}"#, "php", "Laravel"),
        ("composer.json", r#"{"require": {"laravel/lumen-framework": "^10"}}"#, "php", "Lumen"),
        ("composer.json", r#"{"require": {"symfony/framework-bundle": "7"}}"#, "php", "Symfony"),
        ("composer.json", r#"{"require": {"slim/slim": "4"}}"#, "php", "Slim"),
        ("composer.json", r#"{"require": {"codeigniter4/framework": "4"}}"#, "php", "CodeIgniter"),
        ("composer.json", r#"{"require": {"cakephp/cakephp": "5"}}"#, "php", "CakePHP"),
        ("pom.xml", "<groupId>org.springframework.boot</groupId>", "java", "Spring Boot"),
        ("build.gradle", "id 'io.quarkus'", "java", "Quarkus"),
        ("build.gradle.kts", "id(\"io.micronaut.application\")", "java", "Micronaut"),
        ("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">", "dotnet", "ASP.NET Core"),
        ("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.BlazorWebAssembly\">", "dotnet", "Blazor WebAssembly"),
        ("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Worker\">", "dotnet", "Worker Service"),
        ("go.mod", "require github.com/gin-gonic/gin v1.9.1\n", "go", "Gin"),
        ("go.mod", "require github.com/labstack/echo/v4 v4.1.0\n", "go", "Echo"),
        ("go.mod", "require github.com/gofiber/fiber/v2 v2.0.0\n", "go", "Fiber"),
        ("go.mod", "require github.com/go-chi/chi/v5 v5.0.0\n", "go", "Chi"),
        ("go.mod", "require github.com/kataras/iris/v12 v12.0.0\n", "go", "Iris"),
        ("Cargo.toml", "[dependencies]\nactix-web = \"4\"\n", "rust", "Actix Web"),
        ("Cargo.toml", "[dependencies]\naxum = \"0.7\"\n", "rust", "Axum"),
        ("Cargo.toml", "[dependencies]\nrocket = \"0.5\"\n", "rust", "Rocket"),
        ("Cargo.toml", "[dependencies]\nwarp = \"0.3\"\n", "rust", "Warp"),
        ("Cargo.toml", "[dependencies]\ntide = \"0.16\"\n", "rust", "Tide"),
        ("Cargo.toml", "[dependencies]\nthruster = \"1\"\n", "rust", "Thruster"),
        ("Cargo.toml", "[dependencies]\nsalvo = \"0.6\"\n", "rust", "Salvo"),
        ("Cargo.toml", "[dependencies]\ngotham = \"0.7\"\n", "rust", "Gotham"),
        ("mkdocs.yml", "site_name: x\n", "static", "MkDocs"),
        ("hugo.toml", "title = 'x'\n", "static", "Hugo"),
        ("Trunk.toml", "[build]\n", "static", "Trunk"),
        ("index.html", "<p>x</p>", "static", "HTML"),
    ] {
        let (_, stack) = recognise(&[(path, text), ("README.md", "x")]);
        assert_eq!((stack.runtime.as_str(), lead(&stack).0), (runtime, name), "{path}");
        assert_eq!(stack.not_deployable, None, "{name}");
    }
    let (_, plain) =
        recognise(&[("go.mod", "module x\n"), ("main.go", "package main\nfunc main() { http.ListenAndServe(\":8080\", nil) }\n")]);
    assert_eq!(lead(&plain), ("net/http", "rest"));
    let sphinx = recognise(&[("requirements.txt", "sphinx\n"), ("conf.py", "project = 'x'\n")]).1;
    assert_eq!((sphinx.runtime.as_str(), lead(&sphinx)), ("static", ("Sphinx", "static-site")));
    let jekyll = recognise(&[("Gemfile", "gem 'jekyll'\n"), ("_config.yml", "title: x\n")]).1;
    assert_eq!((jekyll.runtime.as_str(), lead(&jekyll).1), ("static", "static-site"));
}

#[test]
fn several_markers_are_told_apart() {
    let node = r#"{"private": true, "devDependencies": {"vite": "5"}, "scripts": {"build": "vite build"}}"#;
    let server = r#"{"dependencies": {"express": "4"}, "scripts": {"start": "node a.js"}}"#;
    for (files, runtime) in [
        (&[("package.json", node), ("composer.json", r#"{"require": {"laravel/framework": "11"}}"#)][..], "php"),
        (&[("package.json", node), ("Gemfile", "gem 'rails'\n")], "ruby"),
        (&[("package.json", node), ("requirements.txt", "django\n")], "python"),
        (&[("package.json", server), ("bun.lock", "{}")], "bun"),
        (&[("package.json", server), ("requirements.txt", "numpy\n")], "node"),
        (&[("package.json", node), ("index.html", "x")], "node"),
        (&[("Cargo.toml", "[workspace]\n"), ("Trunk.toml", "[build]\n"), ("index.html", "x")], "static"),
        (&[("Dockerfile", "FROM python:3.12\nCMD [\"python\", \"a.py\"]\n"), ("Makefile", "x")], "python"),
    ] {
        assert_eq!(recognise(files).1.runtime, runtime, "{files:?}");
    }
}

#[test]
fn entry_points_follow_commands() {
    let express = "const app = require('express')(); app.listen(process.env.PORT || 4000);";
    for (manifest, code, extra) in [
        (r#"{"scripts": {"start": "node dist/main.js"}}"#, "src/main.ts", ("tsconfig.json", "{}")),
        (r#"{"scripts": {"start": "npm run serve", "serve": "cross-env A=b node ."}, "main": "lib/app.js"}"#, "lib/app.js", ("a.txt", "")),
        (
            r#"{"scripts": {"start": "pm2 start ecosystem.config.json"}}"#,
            "src/index.js",
            ("ecosystem.config.json", r#"{"apps": [{"script": "src/index.js"}]}"#),
        ),
        (r#"{"main": "index.js"}"#, "index.js", ("a.txt", "")),
        (r#"{"scripts": {"dev": "nodemon app/www.js"}}"#, "app/www.js", ("a.txt", "")),
        (r#"{}"#, "bin/run.js", ("Procfile", "web: node bin/run.js\n")),
        (r#"{}"#, "api.js", ("Dockerfile", "FROM node:20\nENTRYPOINT [\"docker-entrypoint.sh\"]\nCMD [\"node\", \"api.js\"]\n")),
    ] {
        let (project, stack) = recognise(&[("package.json", manifest), (code, express), extra]);
        let entries: Vec<_> = stack.entry_points.iter().map(|file| project.file(*file).path.as_str()).collect();
        assert!(entries.contains(&code), "{manifest}: {entries:?}");
        assert_eq!((stack.port, stack.port_variable.as_deref()), (Some(4000), Some("PORT")), "{manifest}");
    }
    let shell = [
        ("Dockerfile", "FROM python:3.12\nCOPY . /app\nCMD [\"/app/start.sh\"]\n"),
        ("start.sh", "#!/bin/sh\npython manage.py migrate\nexec gunicorn -b 0.0.0.0:9000 web.wsgi:app\n"),
        ("web/wsgi.py", "from flask import Flask\napp = Flask(__name__)\n"),
        ("requirements.txt", "flask\n"),
    ];
    let (project, stack) = recognise(&shell);
    assert!(stack.entry_points.iter().any(|file| project.file(*file).path == "web/wsgi.py"));
    assert_eq!(stack.port, Some(9000));
}

#[test]
fn package_managers_and_commands() {
    for (lock, manager, install) in [
        ("yarn.lock", "yarn", "yarn install --frozen-lockfile"),
        ("pnpm-lock.yaml", "pnpm", "pnpm install --frozen-lockfile"),
        ("package-lock.json", "npm", "npm ci"),
        ("a.txt", "npm", "npm install"),
    ] {
        let (_, stack) = recognise(&[("package.json", r#"{"dependencies": {"express": "4"}}"#), (lock, "")]);
        assert_eq!((stack.package_manager.as_deref(), stack.install.as_deref()), (Some(manager), Some(install)));
    }
    let (_, named) = recognise(&[("package.json", r#"{"packageManager": "pnpm@9.0.0"}"#), ("package-lock.json", "{}")]);
    assert_eq!(named.package_manager.as_deref(), Some("pnpm"));
    let (_, poetry) =
        recognise(&[("pyproject.toml", "[tool.poetry]\nname = 'x'\n"), ("app.py", "from flask import Flask\napp = Flask('x')\n")]);
    assert_eq!(poetry.package_manager.as_deref(), Some("poetry"));
}

#[test]
fn what_is_no_web_app() {
    let library = r#"{"name": "x", "files": ["dist"], "exports": "./dist/index.js", "devDependencies": {"express": "4", "vitest": "1"}, "scripts": {"build": "tsc", "test": "vitest"}}"#;
    let tool = r#"{"name": "x", "bin": {"x": "cli.js"}, "dependencies": {"commander": "12"}}"#;
    for (files, kind) in [
        (&[("package.json", library), ("src/index.ts", "export class Store {}\n")][..], "library"),
        (
            &[
                (
                    "package.json",
                    r#"{"name": "x", "version": "1.0.0", "main": "index.js", "scripts": {"test": "standard"}, "dependencies": {"debug": "4"}}"#,
                ),
                ("index.js", "module.exports = function () { return require('debug')('x'); };\n"),
            ],
            "library",
        ),
        (&[("package.json", tool), ("cli.js", "require('commander').program.parse();\n")], "command-line"),
        (
            &[
                ("package.json", r#"{"name": "x", "files": ["lib"], "bin": "lib/bin.js", "dependencies": {"express": "4"}}"#),
                (
                    "src/bin.ts",
                    "import { parseArgs } from 'node:util';\nimport express from 'express';\nexpress().listen(parseArgs({}).values.port);\n",
                ),
            ],
            "command-line",
        ),
        (
            &[
                ("package.json", r#"{"main": "main.js", "scripts": {"start": "electron ."}, "devDependencies": {"electron": "30"}}"#),
                ("main.js", "const { app } = require('electron');\n"),
            ],
            "desktop",
        ),
        (
            &[
                ("package.json", r#"{"main": "a.js", "dependencies": {"expo": "50", "react-native": "0.73"}}"#),
                ("a.js", "import 'expo';\n"),
            ],
            "desktop",
        ),
        (&[("requirements.txt", "pyqt5\n"), ("main.py", "from PyQt5 import QtWidgets\n")], "desktop"),
        (&[("main.py", "import tkinter as tk\nroot = tk.Tk()\n"), ("README.md", "x")], "desktop"),
        (
            &[
                ("pyproject.toml", "[build-system]\nrequires = ['hatchling']\n[project]\nname = 'x'\ndependencies = ['flask']\n"),
                ("src/x/__init__.py", "from flask import request\ndef f():\n    return request\n"),
            ],
            "library",
        ),
        (&[("pyproject.toml", "[project]\nname = 'x'\n[project.scripts]\nx = 'x:main'\n"), ("x.py", "import click\n")], "command-line"),
        (
            &[("Dockerfile", "FROM postgres:16\nCOPY init.sql /docker-entrypoint-initdb.d/\n"), ("init.sql", "create table a();")],
            "database",
        ),
        (&[("docker-compose.yml", "services:\n  store:\n    image: minio/minio\n"), ("README.md", "x")], "file-store"),
        (
            &[
                ("go.mod", "module x\n"),
                ("main.go", "package main\nfunc main() { l, _ := net.Listen(\"tcp\", \":6379\") }\n"),
                ("README.md", "# X\n\nX is a tiny [Redis](https://redis.io) server in Go.\n"),
            ],
            "database",
        ),
        (&[("Cargo.toml", "[package]\nname = 'x'\n"), ("src/lib.rs", "pub fn a() {}\n")], "library"),
        (&[("Cargo.toml", "[dependencies]\naxum = '0.8'\n"), ("src/lib.rs", "use axum::Router;\n")], "library"),
        (&[("go.mod", "require github.com/gin-gonic/gin v1\n"), ("a.go", "package a\n")], "library"),
        (&[("Cargo.toml", "[package]\nname = 'x'\n"), ("src/main.rs", "fn main() {}\n")], "command-line"),
    ] {
        let stack = recognise(files).1;
        assert_eq!(stack.kind, kind, "{files:?}");
        assert!(stack.not_deployable.is_some(), "{files:?}");
    }
}

#[test]
fn web_apps_that_look_like_something_else() {
    let listen = "const app = require('express')(); app.listen(3000);\n";
    for files in [
        // A server that is started by its own command, and an app with a scaffolding command.
        &[("package.json", r#"{"name": "x", "bin": "cli.js", "files": ["lib"], "dependencies": {"express": "4"}}"#), ("cli.js", listen)][..],
        &[
            ("package.json", r#"{"bin": "new.js", "scripts": {"start": "node app.js"}, "dependencies": {"express": "4"}}"#),
            ("app.js", listen),
            ("new.js", "1"),
        ],
        // Packages by their manifest, apps by their code.
        &[
            (
                "pyproject.toml",
                "[build-system]\nrequires = ['poetry-core']\n[tool.poetry]\nname = 'x'\n[tool.poetry.scripts]\nrun = 'x:main'\n",
            ),
            ("x/__init__.py", "from flask import Flask\ndef create_app():\n    app = Flask('x')\n    return app\n"),
        ],
        // A todo app that uses a database says so, and is none.
        &[
            (
                "package.json",
                r#"{"description": "uses a key-value store", "scripts": {"start": "node app.js"}, "dependencies": {"express": "4"}}"#,
            ),
            ("app.js", listen),
        ],
        &[("package.json", r#"{"main": "index.js", "license": "MIT", "dependencies": {"express": "4"}}"#), ("index.js", listen)],
        &[
            ("Dockerfile", "FROM node:20\nCMD node app.js\n"),
            ("docker-compose.yml", "services:\n  db:\n    image: postgres:16\n  web:\n    build: .\n"),
            ("package.json", "{}"),
            ("app.js", listen),
        ],
    ] {
        let stack = recognise(files).1;
        assert_eq!(stack.not_deployable, None, "{files:?}");
    }
}

#[test]
fn snippets_are_judged_by_what_they_show() {
    for (text, name, runtime, framework) in [
        ("const express = require('express');\nconst app = express();\napp.listen(3000);\n", None, "node", "Express"),
        ("from flask import Flask\napp = Flask(__name__)\n", None, "python", "Flask"),
        ("import { serve } from 'bun';\nconst a = 1;\nserve({ fetch() {} });\n", Some("a.ts"), "bun", "Bun.serve"),
        ("FROM python:3.12\nRUN pip install flask\nCMD python app.py\n", None, "python", ""),
        ("A=1\nB=2\n", None, "unknown", ""),
    ] {
        let project = Project::snippet(text, name);
        let stack = Stack::recognise(&project, &Facts::gather(&project));
        assert_eq!((stack.runtime.as_str(), lead(&stack).0), (runtime, framework), "{text}");
        assert_eq!(stack.not_deployable, None, "{text}");
    }
}

#[test]
fn packages_that_the_root_starts_belong_to_the_app() {
    let server = "const app = require('express')(); app.listen(process.env.PORT || 5001);";
    let (project, stack) = recognise(&[
        ("package.json", r#"{"scripts": {"start": "cd server && npm start"}, "workspaces": ["server", "client"]}"#),
        ("server/package.json", r#"{"scripts": {"start": "node index.js"}, "dependencies": {"express": "4"}}"#),
        ("server/index.js", server),
        ("client/package.json", r#"{"dependencies": {"react": "18"}}"#),
        ("client/src/a.js", "import React from 'react';"),
    ]);
    let entries: Vec<_> = stack.entry_points.iter().map(|file| project.file(*file).path.as_str()).collect();
    assert_eq!(entries, ["server/index.js"]);
    assert_eq!((lead(&stack), stack.port), (("Express", "rest"), Some(5001)));
    assert!(stack.inferred.iter().any(|(what, because, _)| what == "project_path" && because.contains("client")));
}

#[test]
fn factories_are_started_by_what_they_are_bound_to() {
    let package = ("web/__init__.py", "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n    return app\n");
    let requirements = ("requirements.txt", "flask\n");
    let (_, bound) = recognise(&[requirements, package, ("wsgi.py", "from web import create_app\nsite = create_app()\n")]);
    assert_eq!(bound.start.as_deref(), Some("gunicorn wsgi:site --bind 0.0.0.0:$APP_PORT"));
    let (_, unbound) = recognise(&[requirements, package]);
    assert_eq!(unbound.start.as_deref(), Some("gunicorn 'web:create_app()' --bind 0.0.0.0:$APP_PORT"));
}

#[test]
fn code_that_loads_folders_is_dynamic() {
    for (code, dynamic) in [
        ("const app = require('express')(); require('./routes')(app); app.listen(1);", false),
        ("const app = require('fastify')(); app.register(require('@fastify/autoload'), {});", true),
        ("const fs = require('fs'); fs.readdirSync(__dirname).forEach(file => require('./' + file));", true),
    ] {
        assert_eq!(node("express", code).dynamic_loading, dynamic, "{code}");
    }
}
