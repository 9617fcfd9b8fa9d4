#[derive(EntSchema)]
#[cfg(feature = "a")]
struct A {
    #[cfg(unix)]
    x: i32,
    #[cfg_attr(unix, ent(unique))]
    y: i32,
    #[cfg_attr(docsrs, doc(cfg(unix)))]
    z: macro_type!(),
    #[cfg_attr(unix, doc = "text")]
    v: i32,
    #[cfg_attr(unix, serde(rename = "a"))]
    w: i32,
}
#[cfg_attr(feature = "db", derive(EntSchema))]
struct B {}
#[cfg(feature = "c")]
mod c {
    #[derive(EntEnum)]
    enum C { X }
}
entities! { #[derive(EntSchema)] struct D { x: i32 } }
macro_rules! make { ($name:ident) => { #[derive(ent_runtime::EntMixin)] struct $name { x: i32 } } }
#[derive(EntSchema, EntMixin)]
struct E { x: i32 }
