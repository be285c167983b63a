//! One question over plain HTTP: does the server on this machine answer, and with what?

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Asks `GET path` on loopback and returns the status, or nothing if nobody answers in time.
pub(crate) fn status(port: u16, path: &str) -> Option<u16> {
    const PATIENCE: Duration = Duration::from_secs(5);
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let question =
        format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).ok()?;
    let mut head = [0; 64];
    let length = stream.read(&mut head).ok()?;
    parse_status(&head[..length])
}

fn parse_status(head: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(head.get(..12)?).ok()?;
    line.strip_prefix("HTTP/1.1 ")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_status;

    #[test]
    fn a_status_line_is_read_and_anything_else_is_not() {
        assert_eq!(parse_status(b"HTTP/1.1 200 OK\r\n"), Some(200));
        assert_eq!(parse_status(b"HTTP/1.1 5"), None);
        assert_eq!(parse_status(b"SSH-2.0-OpenSSH_9"), None);
    }
}
