/// A type that declares something of the schema: implemented by the derives, never by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares nothing of the schema",
    label = "neither an entity nor a mixin",
    note = "derive `EntSchema` on an entity, `EntMixin` on what entities share"
)]
pub trait Declared {
    /// Rust name of the type.
    const NAME: &'static str;

    /// The declaration, in the text form of [`ent_schema::wire`].
    const TEXT: &'static str;

    /// The [`fingerprint`](crate::fingerprint) of [`TEXT`](Self::TEXT): what the build script read
    /// is held against it when the generated client is compiled.
    const FINGERPRINT: u64;
}
