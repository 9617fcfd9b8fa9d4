use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::ServerKind;

/// How to reach a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listen {
    /// By a free TCP port on 127.0.0.1, open to every user of the machine.
    Port,
    /// By a socket in the server's folder, which is open to its user only.
    Socket,
}

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// The TCP port on 127.0.0.1.
    Port(u16),
    /// The folder of its socket.
    Socket(PathBuf),
}

/// Name of the socket of MySQL and MariaDB in their folder.
pub(crate) const MYSQL_SOCKET: &str = "socket";

/// Name of PostgreSQL's socket, by its default port.
const POSTGRES_SOCKET: &str = ".s.PGSQL.5432";

impl Address {
    /// An address that nobody listens at, for a server with its data in `folder`.
    pub(crate) fn free(listen: Listen, folder: &Path) -> io::Result<Self> {
        match listen {
            // Between choosing a port and listening on it somebody else may take it.
            Listen::Port => Ok(Self::Port(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())),
            Listen::Socket => Ok(Self::Socket(folder.to_owned())),
        }
    }

    /// The URL to connect to as the administrator, without a password.
    pub(crate) fn url(&self, kind: ServerKind) -> String {
        match (self, kind) {
            (Self::Port(port), ServerKind::Postgres) => {
                format!("postgres://postgres@127.0.0.1:{port}/postgres")
            }
            (Self::Port(port), ServerKind::MariaDb) => format!("mariadb://root@127.0.0.1:{port}/mysql"),
            (Self::Port(port), ServerKind::MySql) => format!("mysql://root@127.0.0.1:{port}/mysql"),
            (Self::Socket(folder), ServerKind::Postgres) => {
                format!("postgres://postgres@/postgres?host={}", folder.display())
            }
            (Self::Socket(folder), kind) => {
                let scheme = if kind == ServerKind::MariaDb { "mariadb" } else { "mysql" };
                format!("{scheme}+unix://root@{}", folder.join(MYSQL_SOCKET).display())
            }
        }
    }

    /// A connection to the server.
    pub(crate) fn connect(&self, kind: ServerKind) -> io::Result<Box<dyn Stream>> {
        let timeout = Duration::from_secs(2);
        match self {
            Self::Port(port) => {
                let address = SocketAddr::from((Ipv4Addr::LOCALHOST, *port));
                let stream = TcpStream::connect_timeout(&address, timeout)?;
                stream.set_read_timeout(Some(timeout))?;
                stream.set_write_timeout(Some(timeout))?;
                Ok(Box::new(stream))
            }
            Self::Socket(folder) => {
                let name = if kind == ServerKind::Postgres { POSTGRES_SOCKET } else { MYSQL_SOCKET };
                let stream = UnixStream::connect(folder.join(name))?;
                stream.set_read_timeout(Some(timeout))?;
                stream.set_write_timeout(Some(timeout))?;
                Ok(Box::new(stream))
            }
        }
    }
}

/// Both ways of a connection.
pub(crate) trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        let socket = Address::Socket("/dev/shm/x".into());
        let urls = ServerKind::ALL.map(|kind| [Address::Port(4711).url(kind), socket.url(kind)]);
        assert_eq!(
            urls.as_flattened(),
            [
                "postgres://postgres@127.0.0.1:4711/postgres",
                "postgres://postgres@/postgres?host=/dev/shm/x",
                "mariadb://root@127.0.0.1:4711/mysql",
                "mariadb+unix://root@/dev/shm/x/socket",
                "mysql://root@127.0.0.1:4711/mysql",
                "mysql+unix://root@/dev/shm/x/socket",
            ]
        );
    }
}
