//! Numbers as text.

/// The number with nothing that doesn't change its value: no leading or trailing zeros, no plus,
/// no exponent. `None` where the text is no number, or one of absurd size.
pub(crate) fn decimal(text: &str) -> Option<String> {
    let (negative, digits, scale) = parts(text)?;
    let trimmed = digits.trim_start_matches('0');
    let scale_digits = usize::try_from(scale).ok()?;
    let (whole, fraction) = if trimmed.len() > scale_digits {
        trimmed.split_at(trimmed.len() - scale_digits)
    } else {
        ("", trimmed)
    };
    let zeros = scale_digits.saturating_sub(fraction.len());
    let fraction = format!("{}{fraction}", "0".repeat(zeros));
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if negative && (whole != "0" || !fraction.is_empty()) { "-" } else { "" };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// The number without exponent and superfluous zeros in front, its zeros at the end kept: they
/// tell the scale of a decimal.
pub(crate) fn plain_number(text: &str) -> Option<String> {
    let (negative, digits, scale) = parts(text)?;
    let scale = usize::try_from(scale).ok()?;
    let digits = format!("{}{digits}", "0".repeat((scale + 1).saturating_sub(digits.len())));
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if negative { "-" } else { "" };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// The number rounded half away from zero to `scale` digits after the point.
pub(crate) fn rounded(number: &str, scale: usize) -> Option<String> {
    let plain = decimal(number)?;
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    if fraction.len() <= scale {
        return decimal(&format!("{sign}{plain}"));
    }
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(scale)).collect();
    if fraction.as_bytes().get(scale).is_some_and(|digit| *digit >= b'5') {
        let mut at = digits.len();
        loop {
            if at == 0 {
                digits.insert(0, b'1');
                break;
            }
            at -= 1;
            if digits[at] < b'9' {
                digits[at] += 1;
                break;
            }
            digits[at] = b'0';
        }
    }
    let text: String = digits.into_iter().map(char::from).collect();
    let (whole, fraction) = text.split_at(text.len() - scale);
    decimal(&format!("{sign}{whole}.{fraction}"))
}

/// Sign, all digits, and how many of them stand after the point.
fn parts(text: &str) -> Option<(bool, String, i64)> {
    let text = text.trim();
    let (negative, rest) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest.trim_start()),
        None => (false, text),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let mut digits = format!("{whole}{fraction}");
    let mut scale = i64::try_from(fraction.len()).ok()? - exponent;
    if scale.abs() > 400 {
        return None;
    }
    while scale < 0 {
        digits.push('0');
        scale += 1;
    }
    Some((negative, digits, scale))
}
