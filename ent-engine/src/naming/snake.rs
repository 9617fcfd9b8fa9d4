/// `name` in snake case, by Ent's rule: `UserInfo` is `user_info`, `HTTPCode` is `http_code`.
///
/// An underscore goes before an upper-case letter that is neither first nor last, when the letter
/// before it is lower case; or when the letter after it is lower case, a letter stands before it,
/// and the last underscore did not go before that letter. A digit is no letter, and the last letter
/// is never split off: `OAuth2Token` is `oauth2token` and `UserV2` is `user_v2`.
pub fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    let mut split_at = 0;
    for (i, &letter) in letters.iter().enumerate() {
        let previous = i.checked_sub(1).and_then(|before| letters.get(before));
        if let (true, Some(previous), Some(next)) = (letter.is_uppercase(), previous, letters.get(i + 1)) {
            let starts_word = next.is_lowercase() && previous.is_alphabetic() && split_at + 1 != i;
            if previous.is_lowercase() || starts_word {
                split_at = i;
                out.push('_');
            }
        }
        out.extend(letter.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn names_that_ent_is_known_to_give() {
        for (name, expected) in [
            ("UserInfo", "user_info"),
            ("HTTPCode", "http_code"),
            ("PHBOrg", "phb_org"),
            ("UserIDs", "user_ids"),
            ("UserID", "user_id"),
            ("OAuth2Token", "oauth2token"),
            ("IPv4Addr", "ipv4addr"),
            ("UserV2", "user_v2"),
            ("IntSIDs", "int_si_ds"),
            ("APIs", "ap_is"),
            ("URLs", "ur_ls"),
            ("PCs", "pcs"),
            ("User", "user"),
            ("created_at", "created_at"),
            ("A", "a"),
            ("", ""),
        ] {
            assert_eq!(snake(name), expected, "{name}");
        }
    }
}
