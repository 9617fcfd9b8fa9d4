mod schema {
    mod inner {
        #[derive(EntMixin)]
        #[schema("db1")]
        pub struct Placed;

        #[derive(Clone, EntMixin)]
        #[ent(mixin(Placed), index(a), check("a > 0"))]
        pub struct Nested {
            a: i32,
            #[ent(mixin)]
            b: super::Other,
            c: i32,
        }
    }
    #[derive(EntEnum, Clone)]
    #[ent(native = "state", renamed_from = "condition")]
    #[schema("types")]
    pub(super) enum State {
        Open,
        #[ent(value = "on hold", renamed_from = "held")]
        OnHold,
        HTTPError = 5,
        r#Self_,
    }

    #[derive(EntEnum)]
    #[ent(native)]
    enum Size { S, M }

    #[derive(EntValue)]
    pub struct Email(pub String);

    #[derive(EntView)]
    #[ent(sql(postgres = "SELECT 1", mysql = "SELECT 2"), materialized, table = "seen", comment = "c", comments)]
    #[schema("db2")]
    struct Seen {
        #[ent(storage = "x", type = "text")]
        a: String,
        b: Option<i64>,
    }

    #[path = "elsewhere.rs"]
    pub mod far;
    #[cfg(feature = "more")]
    mod more {
        mod deep;
    }
}
#[cfg(test)]
mod tests {
    #[derive(EntSchema)]
    struct Unseen(i32);
}
mod user;
#[cfg(unix)]
pub(crate) mod unix;
fn main() {}
