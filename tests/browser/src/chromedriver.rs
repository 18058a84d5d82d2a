//! The process between the tests and Chromium.

use std::{
    env,
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

/// A running chromedriver; it and its browsers end when this is dropped, also by a panic.
pub struct Chromedriver {
    process: Child,
    port: u16,
    /// Kept open, as chromedriver goes on writing.
    _output: BufReader<ChildStdout>,
}

impl Chromedriver {
    /// Starts one on a free port.
    pub fn start() -> Self {
        // It takes a free port of IPv4 and gives up where the same one of IPv6 is taken.
        let started = (0..5).find_map(|_| Self::try_start());
        started.expect("chromedriver's port")
    }

    fn try_start() -> Option<Self> {
        let program = env::var("CAIRN_CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program}: {error}; `cargo xtask setup` installs it"));
        let mut output = BufReader::new(process.stdout.take().expect("a piped stdout"));
        let Some(port) = read_port(&mut output) else {
            process.kill().ok();
            process.wait().ok();
            return None;
        };
        Some(Self { process, port, _output: output })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Closes all its browsers in good order, then itself; blocks, so that it can be done in a drop.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let asked = self.shut_down();
        for _ in 0..100 {
            if asked.is_err() || !matches!(self.process.try_wait(), Ok(None)) {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        // Does nothing to a process that has ended.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn read_port(output: &mut impl BufRead) -> Option<u16> {
    output.lines().map_while(Result::ok).find_map(|line| {
        let port = line.split("started successfully on port ").nth(1)?;
        port.trim_end_matches('.').parse().ok()
    })
}
