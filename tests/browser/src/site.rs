//! A static server for the release that writes down what was asked and what the policy refused.

use crate::repository;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

/// `dist/` on a free port of this machine, until the test process ends. Browsers that share a site
/// (and a profile) share its storage, as the port is part of the origin.
#[derive(Clone)]
pub struct Site {
    port: u16,
    records: Arc<Mutex<Records>>,
}

#[derive(Default)]
struct Records {
    requests: Vec<String>,
    violations: Vec<String>,
    /// Whether it answers nobody.
    away: bool,
}

const REPORTS: &str = "/csp-report";

/// A page without the app.
const NOTHING_HERE: &[u8] =
    b"<!doctype html><html lang=en><title>No such file</title><main>No such file</main>";

impl Site {
    /// Serves the release; panics if there is none.
    pub fn start() -> Self {
        Self::of(repository().join("dist"))
    }

    /// Serves a build in another directory; panics if there is none.
    pub fn of(root: PathBuf) -> Self {
        let policy = policy(&root);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("a port").port();
        let site = Self { port, records: Arc::default() };
        let server = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (server, root, policy) = (server.clone(), root.clone(), policy.clone());
                // An error is a browser that went away.
                thread::spawn(move || server.answer(stream, &root, &policy).ok());
            }
        });
        site
    }

    /// `http://127.0.0.1:<port>`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The address of a place of the app, such as `#/okrs`, or of a file.
    pub fn url(&self, place: &str) -> String {
        format!("{}/{place}", self.origin())
    }

    /// The path of every request so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.records().requests.clone()
    }

    /// The browser's report of each thing the content security policy refused so far.
    pub fn violations(&self) -> Vec<String> {
        self.records().violations.clone()
    }

    /// From now on it answers nobody, or everybody again: a network that is gone, in any engine.
    pub fn set_away(&self, away: bool) {
        self.records().away = away;
    }

    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, stream: TcpStream, root: &Path, policy: &str) -> std::io::Result<()> {
        let Some((path, body)) = read_request(&mut BufReader::new(&stream))? else {
            return Ok(());
        };
        if self.records().away {
            return Ok(());
        }
        if path == REPORTS {
            self.records().violations.push(body);
            return respond(&stream, "204 No Content", "text/plain", policy, b"");
        }
        let name = path.trim_start_matches('/');
        let name = if name.is_empty() { "index.html" } else { name };
        self.records().requests.push(path.clone());
        // A plain name in a plain folder is all that a release has.
        let found = if name.contains("..") { None } else { fs::read(root.join(name)).ok() };
        match found {
            Some(bytes) => respond(&stream, "200 OK", media_type(name), policy, &bytes),
            None => respond(&stream, "404 Not Found", media_type(".html"), policy, NOTHING_HERE),
        }
    }
}

/// The policy that the page itself declares, for the header: a header can ask for reports.
fn policy(root: &Path) -> String {
    let page: PathBuf = root.join("index.html");
    let html = fs::read_to_string(&page)
        .unwrap_or_else(|error| panic!("{}: {error}; `cargo xtask build` makes it", page.display()));
    let meta = html.split("Content-Security-Policy\"").nth(1).expect("a policy in index.html");
    let content = meta.split('"').nth(1).expect("the policy's content");
    format!("{content}; report-uri {REPORTS}")
}

/// The path, without query, and the body.
fn read_request(reader: &mut impl BufRead) -> std::io::Result<Option<(String, String)>> {
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let Some(target) = first.split(' ').nth(1) else {
        return Ok(None);
    };
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = String::new();
    reader.take(length).read_to_string(&mut body)?;
    let path = target.split('?').next().unwrap_or_default();
    Ok(Some((path.to_owned(), body)))
}

fn respond(
    mut stream: &TcpStream,
    status: &str,
    kind: &str,
    policy: &str,
    body: &[u8],
) -> std::io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {policy}\r\nX-Content-Type-Options: nosniff\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
