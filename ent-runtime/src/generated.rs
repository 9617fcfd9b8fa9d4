//! What a build script's generated module is made of.
//!
//! `ent-build` writes one call of [`define_client!`](crate::define_client!) into
//! `$OUT_DIR/ent.rs`, and [`include_client!`](crate::include_client!) takes that in. What a
//! generated client can do is written here, once.

/// Takes in what the build script generated: a `Client` over all entities of the crate.
///
/// ```ignore
/// mod schema;
/// mod ent {
///     ent_runtime::include_client!();
/// }
/// ```
#[macro_export]
macro_rules! include_client {
    () => {
        include!(concat!(
            env!(
                "OUT_DIR",
                "ent_runtime::include_client!() takes in what a build script wrote, and this crate has none: \
                 write build.rs with `fn main() { ent_build::run() }`, and ent-build under [build-dependencies]"
            ),
            "/ent.rs"
        ));
    };
}

/// Defines the client of a crate: the graph of its declarations, and for each type the proof that
/// the compiler saw what the build script read.
#[doc(hidden)]
#[macro_export]
macro_rules! define_client {
    (declarations = $declarations:literal; $($ty:path = $fingerprint:literal,)*) => {
        $(
            const _: () = ::core::assert!(
                <$ty as $crate::Declared>::FINGERPRINT == $fingerprint,
                ::core::concat!(
                    "ent: the build script read `", ::core::stringify!($ty), "` otherwise than the compiler sees it. ",
                    "Build again; if this stays, something changes the struct on its way to the compiler: a `cfg`, ",
                    "a macro around it, or an alias. Write the struct out plainly in the schema module.",
                ),
            );
        )*

        /// The declarations of this crate's schema, in their text form.
        pub const DECLARATIONS: &str = $declarations;

        /// The graph of this crate's schema.
        ///
        /// # Panics
        /// Never: the build script compiled the same graph from the same text.
        pub fn graph() -> ::std::sync::Arc<$crate::Graph> {
            static GRAPH: ::std::sync::OnceLock<::std::sync::Arc<$crate::Graph>> = ::std::sync::OnceLock::new();
            ::std::sync::Arc::clone(GRAPH.get_or_init(|| $crate::derived::generated_graph(DECLARATIONS)))
        }

        /// A database together with the entities of this crate.
        #[derive(Clone, Debug)]
        pub struct Client($crate::Client);

        #[allow(dead_code)]
        impl Client {
            /// A client over the database at `url`.
            ///
            /// # Errors
            /// When the URL can't be read, its driver is not compiled in, or the server can't be
            /// reached.
            pub async fn connect(url: &str) -> $crate::Result<Self> {
                ::core::result::Result::Ok(Self($crate::Client::connect(url, graph()).await?))
            }

            /// A client over a pool that the application has already: one of sqlx's.
            pub fn from_pool(pool: impl ::core::convert::Into<$crate::Pool>) -> Self {
                Self($crate::Client::from_pool(pool, graph()))
            }
        }

        impl ::core::ops::Deref for Client {
            type Target = $crate::Client;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}
