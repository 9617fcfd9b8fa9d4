//! Constants of date and time types in the form in which the server prints them.

/// The constant as a value of type `ty`; `None` for another type, or a form that we don't read.
pub(super) fn canonical(text: &str, ty: &str) -> Option<String> {
    match ty.split('(').next()? {
        "date" => {
            let date = text.split([' ', 'T']).next()?;
            is_date(date).then(|| date.to_owned())
        }
        "time" => time(text),
        "timestamp" => moment(text).map(|(moment, _)| moment),
        // Without a zone it is the session's, which is taken for UTC.
        "timestamptz" => moment(text).map(|(moment, zone)| match zone.as_str() {
            "" => format!("{moment}+00"),
            zone => format!("{moment}{zone}"),
        }),
        _ => None,
    }
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Date and time, and the zone where one is written.
fn moment(text: &str) -> Option<(String, String)> {
    let date = text.get(..10).filter(|date| is_date(date))?;
    let rest = text.get(10..)?.trim_start_matches([' ', 'T']);
    let zone_at = rest.find(['+', '-', 'Z', 'z']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone_at);
    let clock = if clock.trim().is_empty() { "00:00:00".to_owned() } else { time(clock.trim())? };
    let zone = match zone.trim() {
        "Z" | "z" | "+00:00" | "+0000" | "+0" => "+00",
        other => other.strip_suffix(":00").unwrap_or(other),
    };
    Some((format!("{date} {clock}"), zone.to_owned()))
}

fn time(text: &str) -> Option<String> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = Vec::new();
    for part in clock.split(':') {
        if part.is_empty() || part.len() > 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        parts.push(format!("{part:0>2}"));
    }
    if !(2..=3).contains(&parts.len()) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    parts.resize(3, "00".to_owned());
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}{point}{fraction}", parts.join(":")))
}
