use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use ent_servers::ServerKind;

/// Where a connection breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The server does not get the message with this number, from 1.
    Before(usize),
    /// The server gets it and answers, and the client does not hear of it.
    After(usize),
}

/// A proxy before a server, which counts what clients send, and breaks off where it is told.
pub struct Proxy {
    port: u16,
    sent: Arc<AtomicUsize>,
}

/// How long a server may take to answer the last message that it gets.
const PATIENCE: Duration = Duration::from_secs(5);

impl Proxy {
    /// A proxy before the server on `port` of this machine.
    pub fn start(kind: ServerKind, port: u16, cut: Option<Cut>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let own = listener.local_addr()?.port();
        let sent = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&sent);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (Ok(client), counter) = (client, Arc::clone(&counter)) else { return };
                thread::spawn(move || {
                    if let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
                        // However it ends, both ends are told.
                        let _ = relay(kind, &client, &server, &counter, cut);
                        let _ = server.shutdown(Shutdown::Both);
                    }
                    let _ = client.shutdown(Shutdown::Both);
                });
            }
        });
        Ok(Self { port: own, sent })
    }

    /// The port that clients come to.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Messages that clients sent so far, logging in aside.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }
}

fn relay(
    kind: ServerKind,
    client: &TcpStream,
    server: &TcpStream,
    sent: &AtomicUsize,
    cut: Option<Cut>,
) -> io::Result<()> {
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (is_deaf, heard) = (Arc::new(AtomicUsize::new(0)), mpsc::channel());
    let (mut from_server, mut to_client) = (server.try_clone()?, client.try_clone()?);
    let deaf = Arc::clone(&is_deaf);
    thread::spawn(move || {
        let mut buffer = [0; 16384];
        while let Ok(count @ 1..) = from_server.read(&mut buffer) {
            if deaf.load(Ordering::SeqCst) > 0 {
                let _ = heard.0.send(());
            } else if to_client.write_all(&buffer[..count]).is_err() {
                break;
            }
        }
        let _ = to_client.shutdown(Shutdown::Both);
    });
    let (mut client, mut server) = (client.try_clone()?, server.try_clone()?);
    let mut logging_in = true;
    loop {
        let message = match kind {
            ServerKind::Postgres => postgres_message(&mut client, logging_in)?,
            ServerKind::MariaDb | ServerKind::MySql => mysql_message(&mut client)?,
        };
        if logging_in {
            // Without a password, what PostgreSQL's client sends after the one message that has no tag are questions.
            logging_in = match kind {
                ServerKind::Postgres => is_ssl_request(&message),
                ServerKind::MariaDb | ServerKind::MySql => message.get(3) != Some(&0),
            };
            if logging_in || kind == ServerKind::Postgres {
                server.write_all(&message)?;
                continue;
            }
        }
        let number = sent.fetch_add(1, Ordering::SeqCst) + 1;
        match cut {
            Some(Cut::Before(at)) if number >= at => return Ok(()),
            Some(Cut::After(at)) if number >= at => {
                is_deaf.store(1, Ordering::SeqCst);
                server.write_all(&message)?;
                // An answer, or none for those messages that have none by themselves.
                let _ = heard.1.recv_timeout(if answers(kind, &message) { PATIENCE } else { Duration::ZERO });
                return Ok(());
            }
            _ => server.write_all(&message)?,
        }
    }
}

/// A message of PostgreSQL's client ("Message Formats"): a tag, but for the first, and the length of what follows with
/// itself.
fn postgres_message(client: &mut TcpStream, first: bool) -> io::Result<Vec<u8>> {
    let mut message = vec![0; if first { 4 } else { 5 }];
    client.read_exact(&mut message)?;
    let head = message.len();
    let length: [u8; 4] = message[head - 4..].try_into().unwrap_or_default();
    let rest = usize::try_from(u32::from_be_bytes(length)).unwrap_or_default().saturating_sub(4);
    message.resize(head + rest, 0);
    client.read_exact(&mut message[head..])?;
    Ok(message)
}

/// Whether a first message asks for TLS, which these servers decline, rather than logging in.
fn is_ssl_request(message: &[u8]) -> bool {
    message.len() == 8
}

/// A packet of MySQL's client: its length in three bytes, its number in the exchange, which is 0 for a command.
fn mysql_message(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut message = vec![0; 4];
    client.read_exact(&mut message)?;
    let rest =
        usize::try_from(u32::from_le_bytes([message[0], message[1], message[2], 0])).unwrap_or_default();
    message.resize(4 + rest, 0);
    client.read_exact(&mut message[4..])?;
    Ok(message)
}

/// Whether the server answers to this message at once.
fn answers(kind: ServerKind, message: &[u8]) -> bool {
    match kind {
        ServerKind::Postgres => matches!(message.first(), Some(b'Q' | b'S')),
        // All but closing a statement and quitting.
        ServerKind::MariaDb | ServerKind::MySql => !matches!(message.get(4), Some(0x19 | 0x01)),
    }
}
