/// Longest message; what is longer is cut off.
const LIMIT: usize = 512;

/// Has the compiler compare what the names of types were taken to mean with what they mean: for
/// each place of `owner`, what its type was read as and what the compiler sees.
///
/// # Panics
/// When two differ. It is called in constants only, where that is an error of the compiler.
#[track_caller]
pub const fn confirm(owner: &str, claims: &[(&str, &str, &str)]) {
    let mut i = 0;
    while i < claims.len() {
        let (place, named, seen) = claims[i];
        if !same(named.as_bytes(), seen.as_bytes()) {
            mismatch(owner, place, named, seen);
        }
        i += 1;
    }
}

#[track_caller]
const fn mismatch(owner: &str, place: &str, named: &str, seen: &str) {
    let mut message = Message { bytes: [0; LIMIT], len: 0 };
    message.push(owner);
    message.push(": ");
    message.push(place);
    message.push(" is read as `");
    message.push(named);
    message.push("` by the name of its type, and the compiler sees `");
    message.push(seen);
    message.push(
        "`. The build script goes by names: write the type itself, not an alias, a renamed import or another type of that name",
    );
    match std::str::from_utf8(message.bytes.split_at(message.len).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("a type is not what its name says: write the type itself, not an alias"),
    }
}

struct Message {
    bytes: [u8; LIMIT],
    len: usize,
}

impl Message {
    const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() && self.len < LIMIT {
            self.bytes[self.len] = bytes[i];
            self.len += 1;
            i += 1;
        }
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::confirm;

    #[test]
    fn what_agrees_passes() {
        confirm("User", &[("age", "int32", "int32"), ("edge `pets`", "Pet", "Pet")]);
    }

    #[test]
    #[should_panic(
        expected = "User: age is read as `Age` by the name of its type, and the compiler sees `int32`."
    )]
    fn what_differs_is_named() {
        confirm("User", &[("name", "string", "string"), ("age", "Age", "int32")]);
    }
}
