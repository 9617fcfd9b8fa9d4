//! Declarations that compile, each read by the derive and by the build script's reader: the texts
//! and the fingerprints must be the same.

use ent_runtime::{Declared, fingerprint};
use ent_schema::parse::parse_file;
use ent_schema::wire;

#[path = "declarations/face.rs"]
mod face;
#[path = "declarations/surface.rs"]
#[allow(
    clippy::duplicated_attributes,
    reason = "clippy takes a field named in two indexes for one attribute twice"
)]
mod surface;

/// Name, text and fingerprint that the derive gave a type.
fn compiled<T: Declared>() -> (&'static str, &'static str, u64) {
    (T::NAME, T::TEXT, T::FINGERPRINT)
}

/// Holds what the compiler saw against what the text of the file says, in order.
fn agree(source: &str, compiled: &[(&str, &str, u64)]) {
    let found = parse_file(source, "schema.rs").expect("the file declares well");
    let read: Vec<_> = found
        .declarations
        .iter()
        .map(|found| {
            let text = wire::to_text(&found.declaration);
            let hash = fingerprint(&text);
            (found.declaration.name().to_owned(), text, hash)
        })
        .collect();
    let compiled: Vec<_> =
        compiled.iter().map(|(name, text, hash)| (name.to_string(), text.to_string(), *hash)).collect();
    assert_eq!(read, compiled);
}

#[test]
fn the_face() {
    use face::*;
    agree(
        include_str!("declarations/face.rs"),
        &[
            compiled::<Audited>(),
            compiled::<Status>(),
            compiled::<User>(),
            compiled::<Pet>(),
            compiled::<LiveUser>(),
            compiled::<SoftDelete>(),
            compiled::<Group>(),
            compiled::<Follow>(),
        ],
    );
}

#[test]
fn the_whole_surface() {
    use surface::*;
    agree(
        include_str!("declarations/surface.rs"),
        &[
            compiled::<Placed>(),
            compiled::<Nested>(),
            compiled::<State>(),
            compiled::<Size>(),
            compiled::<Email>(),
            compiled::<Everything>(),
            compiled::<Account>(),
            compiled::<Hush>(),
            compiled::<Group>(),
            compiled::<Membership>(),
            compiled::<Seen>(),
            compiled::<inner::Deep>(),
        ],
    );
}

#[test]
fn sensitive_fields_are_masked() {
    let account = surface::Account { secret: surface::Hush::new("hush"), ..Default::default() };
    let shown = format!("{account:?}");
    assert!(shown.contains("secret: <sensitive>"), "{shown}");
    assert!(shown.contains("email: \"\""), "{shown}");
    assert!(shown.contains("opaque: .."), "{shown}");
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn a_declaration_is_read_back_from_its_text() {
    let declaration: ent_schema::Declaration = wire::from_text(face::User::TEXT).expect("the text");
    assert_eq!(wire::to_text(&declaration), face::User::TEXT);
}
