use std::fmt;

/// A server's version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The numbers, most significant first: `[10, 11, 6]`.
    pub numbers: Vec<u32>,
    /// What the server itself said.
    pub text: String,
}

impl Version {
    /// The first dotted number in `text`: from a banner of `--version`, or from what a server says
    /// of itself on the wire. `None` if there is no digit.
    ///
    /// MariaDB below 11 puts `5.5.5-` before its version in the handshake, so that old replicas
    /// accept it; that prefix is not its version.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let own = match text.strip_prefix("5.5.5-") {
            Some(rest) if rest.contains("MariaDB") => rest,
            _ => text,
        };
        // `mysqld  Ver 9.7.4-2 for Linux`: paths such as /proc/self/fd/9 may stand before it.
        let own = own.split_once(" Ver ").map_or(own, |(_, rest)| rest.trim_start());
        let start = own.find(|c: char| c.is_ascii_digit())?;
        let digits: String = own[start..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let numbers: Vec<u32> = digits.split('.').filter_map(|part| part.parse().ok()).collect();
        (!numbers.is_empty()).then(|| Self { numbers, text: own.to_owned() })
    }

    /// The first number; 0 if there is none.
    pub fn major(&self) -> u32 {
        self.numbers.first().copied().unwrap_or(0)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, number) in self.numbers.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            write!(f, "{number}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_banners_and_handshakes() {
        let cases: [(&str, &[u32]); 8] = [
            ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", &[15, 14]),
            ("postgres (PostgreSQL) 18beta1", &[18]),
            ("/usr/sbin/mysqld  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu", &[10, 11, 19]),
            ("/proc/self/fd/9/usr/sbin/mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))", &[9, 7, 4]),
            ("5.5.5-10.11.19-MariaDB-0+deb12u1", &[10, 11, 19]),
            ("11.8.3-MariaDB-0+deb13u1", &[11, 8, 3]),
            ("5.5.5-m3", &[5, 5, 5]),
            ("9.7.4-2", &[9, 7, 4]),
        ];
        for (text, numbers) in cases {
            assert_eq!(Version::parse(text).map(|v| v.numbers).as_deref(), Some(numbers), "{text}");
        }
        assert_eq!(Version::parse("no number"), None);
    }

    #[test]
    fn a_version_prints_its_numbers_only() {
        let printed = Version::parse("15.14 (Debian 15.14-0+deb12u1)").map(|v| v.to_string());
        assert_eq!(printed.as_deref(), Some("15.14"));
    }
}
