use md5::{Digest, Md5};

/// `name` if it fits `limit` bytes, else what fits of it with the MD5 of the whole: Ent's rule,
/// where the first `limit - 33` bytes are kept, then `_` and 32 hexadecimal digits.
///
/// A cut inside a character is moved before it. Ent shortens names of declared indexes and foreign
/// keys, and leaves implicit unique indexes to be cut by the server; we shorten those as well, so
/// that the name we plan is the name the server has.
pub fn shorten(name: &str, limit: usize) -> String {
    if name.len() <= limit {
        return name.to_owned();
    }
    let mut keep = limit.saturating_sub(33);
    while !name.is_char_boundary(keep) {
        keep -= 1;
    }
    let mut short = String::with_capacity(limit);
    short.push_str(&name[..keep]);
    short.push('_');
    for byte in Md5::digest(name.as_bytes()) {
        short.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        short.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    short
}

#[cfg(test)]
mod tests {
    use super::shorten;

    const LONG: &str = "super_duper_mega_ultra_hyper_giga_colossal_unbelievably_long_index_name";

    #[test]
    fn long_names_end_in_their_md5() {
        assert_eq!(shorten(LONG, 64), "super_duper_mega_ultra_hyper_gi_249590215c5bc8be0106146e65d7fa7f");
        assert_eq!(shorten(LONG, 63), "super_duper_mega_ultra_hyper_g_249590215c5bc8be0106146e65d7fa7f");
    }

    #[test]
    fn a_name_that_fits_stays() {
        let name = "n".repeat(63);
        assert_eq!(shorten(&name, 63), name);
    }

    #[test]
    fn a_character_is_never_cut() {
        let short = shorten(&"é".repeat(40), 64);
        assert!(short.starts_with(&format!("{}_", "é".repeat(15))), "{short}");
    }
}
