use std::io::{self, Read, Write as _};

use crate::address::Address;
use crate::{ServerKind, Version};

/// Far above any handshake; a reply that claims more is not from a database server.
const LARGEST_MESSAGE: usize = 1 << 16;

/// Asks the server at `address` for its version, in as much of its protocol as that takes.
///
/// # Errors
/// If nobody listens yet, or the server is not ready for connections.
pub(crate) fn version(kind: ServerKind, address: &Address) -> io::Result<Version> {
    let mut stream = address.connect(kind)?;
    let text = match kind {
        ServerKind::Postgres => {
            stream.write_all(&postgres_startup())?;
            let text = postgres_version(&mut stream)?;
            // Terminate: without it the server logs a lost connection.
            stream.write_all(&[b'X', 0, 0, 0, 4])?;
            text
        }
        ServerKind::MariaDb | ServerKind::MySql => mysql_version(&mut stream)?,
    };
    Version::parse(&text).ok_or_else(|| invalid(format!("no version in {text:?}")))
}

/// The startup message (PostgreSQL manual, "Message Formats").
fn postgres_startup() -> Vec<u8> {
    let body = b"\0\x03\0\0user\0postgres\0database\0postgres\0\0";
    let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], body].concat()
}

/// Reads messages until the server is ready for a query and returns its `server_version`.
fn postgres_version(stream: &mut impl Read) -> io::Result<String> {
    let mut version = None;
    loop {
        let mut head = [0; 5];
        stream.read_exact(&mut head)?;
        let [tag, length @ ..] = head;
        let body = read_body(stream, u32::from_be_bytes(length).saturating_sub(4))?;
        match tag {
            b'E' => return Err(invalid(String::from_utf8_lossy(&body).into_owned())),
            b'S' => {
                let mut parts = body.split(|byte| *byte == 0);
                if parts.next() == Some(b"server_version") {
                    version = parts.next().map(|text| String::from_utf8_lossy(text).into_owned());
                }
            }
            b'Z' => return version.ok_or_else(|| invalid("the server gave no version".to_owned())),
            _ => {}
        }
    }
}

/// Reads the first packet that a server sends and returns the version in it (MySQL internals,
/// "Protocol::HandshakeV10").
fn mysql_version(stream: &mut impl Read) -> io::Result<String> {
    let mut head = [0; 4];
    stream.read_exact(&mut head)?;
    let [a, b, c, _sequence] = head;
    let body = read_body(stream, u32::from_le_bytes([a, b, c, 0]))?;
    match body.split_first() {
        Some((10, rest)) => {
            let text = rest.split(|byte| *byte == 0).next().unwrap_or_default();
            Ok(String::from_utf8_lossy(text).into_owned())
        }
        _ => Err(invalid(String::from_utf8_lossy(&body).into_owned())),
    }
}

fn read_body(stream: &mut impl Read, length: u32) -> io::Result<Vec<u8>> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if length > LARGEST_MESSAGE {
        return Err(invalid(format!("a message of {length} bytes")));
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn invalid(text: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_startup_message_counts_itself() {
        let message = postgres_startup();
        assert_eq!(usize::from(message[3]), message.len());
        assert_eq!(message[..3], [0, 0, 0]);
    }

    #[test]
    fn postgres_is_ready_only_after_the_last_message() {
        let auth = b"R\0\0\0\x08\0\0\0\0";
        let version = b"S\0\0\0\x18server_version\x0015.4\0";
        let ready = b"Z\0\0\0\x05I";
        let whole = [&auth[..], version, ready].concat();
        assert_eq!(postgres_version(&mut &whole[..]).ok().as_deref(), Some("15.4"));
        let torn = [&auth[..], version].concat();
        assert!(postgres_version(&mut &torn[..]).is_err());
    }

    #[test]
    fn postgres_still_starting_is_an_error() {
        let refusal = b"E\0\0\0\x0bstarting";
        let error = postgres_version(&mut &refusal[..]).map_err(|e| e.to_string());
        assert!(error.is_err());
    }

    #[test]
    fn mysql_greets_with_its_version() {
        let greeting = b"\x0c\0\0\0\x0a9.7.4-2\0abc";
        assert_eq!(mysql_version(&mut &greeting[..]).ok().as_deref(), Some("9.7.4-2"));
        let refusal = b"\x03\0\0\0\xff\x10\x04";
        assert!(mysql_version(&mut &refusal[..]).is_err());
        let absurd = b"\xff\xff\xff\0";
        assert!(mysql_version(&mut &absurd[..]).is_err());
    }
}
