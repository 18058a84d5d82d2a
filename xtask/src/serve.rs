//! The app on this machine, built again at each change.

use crate::{Outcome, arguments::Arguments, setup, tools};
use std::{
    net::{Ipv4Addr, TcpListener},
    os::unix::process::CommandExt,
};

/// Its own directory: a release build must not pull the files from under a running server.
const DIST: &str = "target/serve";

/// How to serve.
pub struct Options {
    release: bool,
    port: u16,
}

impl Options {
    /// Reads `[--release] [--port N]`.
    pub fn parse(mut arguments: Arguments) -> Outcome<Self> {
        let release = arguments.flag("--release");
        let port = match arguments.option("--port")? {
            None => 8080,
            Some(port) => port.parse().map_err(|_| format!("`{port}` is not a port"))?,
        };
        arguments.done()?;
        Ok(Self { release, port })
    }
}

/// Serves until interrupted: this process becomes the server, so that ending one ends the other.
pub fn run(options: Options) -> Outcome {
    let port = options.port;
    // Asked before minutes of building, not after.
    if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        return Err(format!("port {port}: {error}; `cargo xtask serve --port N` takes another"));
    }
    setup::for_builds()?;
    println!("serve: building, then on http://127.0.0.1:{port} until Ctrl+C");
    let mut trunk = tools::trunk()?;
    // Trunk's reload is an inline script, which the app's content security policy refuses.
    trunk.args(["serve", "--no-autoreload", "--address", "127.0.0.1", "--dist", DIST]);
    trunk.args(["--port", &port.to_string()]);
    if options.release {
        trunk.arg("--release");
    }
    Err(format!("trunk does not start: {}", trunk.exec()))
}
