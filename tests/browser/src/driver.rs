//! The process between the tests and the browser.

use crate::{Engine, Profile, scratch::Scratch, screen::Screen};
use std::{
    env, fs,
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// A running driver; it and its browsers end when this is dropped, also by a panic.
pub struct Driver {
    engine: Engine,
    process: Child,
    port: u16,
    /// What it and the browser say, until the end.
    said: Scratch,
    /// What ends the browser in good order, once there is one.
    session: Option<String>,
    _screen: Option<Screen>,
}

const SAID: &str = "said.log";

impl Driver {
    /// Starts one on a free port, for a browser with this profile.
    pub fn start(engine: Engine, profile: &Profile) -> Self {
        // chromedriver takes a free port of IPv4 and gives up where the same one of IPv6 is taken.
        let started = (0..5).find_map(|_| Self::try_start(engine, profile));
        started.unwrap_or_else(|| panic!("no port for the driver of {engine:?}"))
    }

    fn try_start(engine: Engine, profile: &Profile) -> Option<Self> {
        let said = Scratch::new();
        let file = fs::File::create(said.path().join(SAID)).expect("a file");
        let (variable, usual) = match engine {
            Engine::Chromium => ("CAIRN_CHROMEDRIVER", "chromedriver"),
            Engine::Firefox => ("CAIRN_GECKODRIVER", "geckodriver"),
            Engine::WebKit => ("CAIRN_WEBKIT_DRIVER", "WebKitWebDriver"),
        };
        let program = env::var(variable).unwrap_or_else(|_| usual.to_owned());
        let mut command = Command::new(&program);
        let mut screen = None;
        // One that looks for a port itself can't lose it to another process; geckodriver then refuses every call.
        let port = if engine == Engine::Chromium { 0 } else { free_port() };
        match engine {
            Engine::Chromium => {
                command.arg("--port=0");
            }
            // Two of them would take the same second port by themselves.
            Engine::Firefox => {
                command.args(["--port", &port.to_string(), "--websocket-port", "0"]);
            }
            Engine::WebKit => {
                command.arg(format!("--port={port}"));
                screen = Some(Screen::start());
                for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
                    command.env(variable, profile.path());
                }
                command.env("DISPLAY", screen.as_ref()?.display()).env_remove("WAYLAND_DISPLAY");
                command.env("GDK_BACKEND", "x11").env("LANGUAGE", "en_US").env("NO_AT_BRIDGE", "1");
            }
        }
        let errors = file.try_clone().expect("a file");
        let process = command.stdin(Stdio::null()).stdout(file).stderr(errors).process_group(0).spawn();
        let process = process.unwrap_or_else(|error| {
            panic!("{program}: {error}; `cargo xtask setup --engines all` installs it")
        });
        let mut driver = Self { engine, process, port, said, session: None, _screen: screen };
        // A second one is given up by a drop.
        driver.wait_for_port().then_some(driver)
    }

    fn wait_for_port(&mut self) -> bool {
        for _ in 0..1000 {
            if self.port == 0 {
                self.port = self.said().lines().find_map(port_in).unwrap_or(0);
            }
            if self.port != 0 && TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return true;
            }
            if !matches!(self.process.try_wait(), Ok(None)) {
                return false;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The session that is to be ended in good order.
    pub fn holds(&mut self, session: String) {
        self.session = Some(session);
    }

    /// What it and the browser have said so far.
    pub fn said(&self) -> String {
        let bytes = fs::read(self.said.path().join(SAID)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Closes its browser in good order; blocks, so that it can be done in a drop.
    fn shut_down(&self) -> std::io::Result<()> {
        let request = match (self.engine, &self.session) {
            (Engine::Chromium, _) => "GET /shutdown".to_owned(),
            (_, Some(session)) => format!("DELETE /session/{session}"),
            (_, None) => return Ok(()),
        };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "{request} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        // Not all drivers close the connection, but all answer when it is done.
        stream.read(&mut [0; 256]).map(drop)
    }
}

impl Driver {
    /// The browser is in the group of its driver: what is still writing gets its time, and what hangs an end.
    fn end_browser(&self) {
        let group = format!("-{}", self.process.id());
        let kill = |signal: &str| {
            let mut kill = Command::new("kill");
            kill.args([signal, "--", &group]).stdout(Stdio::null()).stderr(Stdio::null());
            kill.status().is_ok_and(|status| status.success())
        };
        for _ in 0..100 {
            if !kill("-0") {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        kill("-KILL");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let asked = self.shut_down();
        // Only chromedriver ends with its browsers.
        for _ in 0..if self.engine == Engine::Chromium { 100 } else { 0 } {
            if asked.is_err() || !matches!(self.process.try_wait(), Ok(None)) {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        // Does nothing to a process that has ended.
        self.process.kill().ok();
        self.process.wait().ok();
        self.end_browser();
    }
}

fn port_in(line: &str) -> Option<u16> {
    let port = line.split("started successfully on port ").nth(1)?;
    port.trim_end_matches('.').parse().ok()
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("a port").port()
}
