//! Serving the page on this machine alone.

mod site;

use std::io::Cursor;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::{page, paths, shell};
use site::{Reply, Site};

/// Where the page is, unless another port is asked for.
pub const PORT: u16 = 8080;

/// Builds the page if anything has changed, and serves it until the program is ended.
pub fn run(port: u16) -> Result<()> {
    page::build()?;
    let site = Site::open(&paths::dist())?;
    let server = Server::http(("127.0.0.1", port))
        .map_err(|why| anyhow!("port {port} can't be used: {why}\n  what to do: cargo xtask serve --port {}", port.wrapping_add(1)))?;
    shell::say(format!("the page is at http://127.0.0.1:{port}/ (Ctrl+C ends this)"));
    for request in server.incoming_requests() {
        let reply = answer(&site, request.method(), request.url());
        // A browser that has hung up meanwhile is no reason to stop.
        let _ = send(request, reply);
    }
    Ok(())
}

fn answer(site: &Site, method: &Method, address: &str) -> Reply {
    match method {
        // The server leaves out the content for HEAD on its own.
        Method::Get | Method::Head => site.reply(address),
        _ => Reply::error(405, "This page can only be read."),
    }
}

fn send(request: Request, reply: Reply) -> std::io::Result<()> {
    let headers = reply.headers.iter().filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok());
    let length = reply.content.len();
    request.respond(Response::new(StatusCode(reply.status), headers.collect(), Cursor::new(reply.content), Some(length), None))
}
