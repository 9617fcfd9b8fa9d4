// schemas: sqlite db1=, sqlite db2=, sqlite db3=

#[derive(EntMixin)]
#[schema("db1")]
#[ent(charset = "latin1", index(deleted_at), comments)]
pub struct SoftDelete {
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(EntMixin)]
#[ent(mixin(Tenanted), check("created_at <= updated_at"))]
pub struct Audited {
    /// When it was made.
    #[ent(immutable)]
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(EntMixin)]
#[schema("db2")]
#[ent(charset = "utf8mb4", options(mysql = "ROW_FORMAT=DYNAMIC", postgres = "UNLOGGED"))]
pub struct Tenanted {
    pub tenant: One<Tenant>,
    #[ent(values("a", "b"))]
    pub shard: String,
}

#[derive(EntSchema)]
#[schema("db1")]
pub struct Tenant {
    pub name: String,
}

/// Fields: those of the mixin on the struct, then first, the embedded one's, second.
#[derive(EntSchema)]
#[schema("db3")]
#[ent(mixin(SoftDelete), options(mysql = "ENGINE=Aria"), index(first, tenant))]
pub struct Entry {
    pub first: i32,
    #[ent(mixin)]
    pub audit: Audited,
    pub second: i32,
}

/// Everything from the mixin, also the schema.
#[derive(EntSchema)]
#[ent(mixin(SoftDelete))]
pub struct Note {
    pub text: String,
    #[ent(mixin)]
    pub audit: Audited,
}
