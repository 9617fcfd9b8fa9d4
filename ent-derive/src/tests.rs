//! What the derives expand to, with the input at the head of each snapshot.

use ent_schema::parse::DeriveKind;
use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::expand;

/// The expansion, as rustfmt would print it.
fn printed(expanded: TokenStream) -> String {
    let file = syn::parse2(expanded).expect("the expansion is items");
    prettyplease::unparse(&file)
}

macro_rules! snapshot {
    ($name:ident, $kind:ident, { $($input:tt)* }) => {
        #[test]
        fn $name() {
            let input = quote! { $($input)* };
            let shown = printed(input.clone());
            let expanded = printed(expand(DeriveKind::$kind, input));
            insta::with_settings!({ description => shown, omit_expression => true }, {
                insta::assert_snapshot!(expanded);
            });
        }
    };
}

/// An entity of twelve fields, two indexes and two edges.
fn twelve_fields() -> TokenStream {
    quote! {
        /// Somebody with an account.
        #[schema("db1")]
        #[ent(mixin(Audited), index(name, age, unique), index(email(desc), where = "active"), check(adult = "age >= 18"))]
        pub struct User {
            pub id: Uuid,
            #[ent(unique, size = 320)]
            pub email: String,
            pub name: String,
            #[ent(default = 18, min = 0, max = 150)]
            pub age: i32,
            pub nickname: Option<String>,
            #[ent(default = Status::Active)]
            pub status: Status,
            #[ent(type(postgres = "numeric(10,2)", mysql = "decimal(10,2)"))]
            pub balance: Decimal,
            #[ent(default_expr(postgres = "gen_random_uuid()", mysql = "(uuid())"))]
            pub token: Uuid,
            #[ent(json)]
            pub settings: Settings,
            #[ent(default = true)]
            pub active: bool,
            #[ent(default_fn = Utc::now, immutable)]
            pub created_at: DateTime<Utc>,
            pub organization_id: Uuid,
            pub pets: Many<Pet>,
            #[ent(from = "members", field = organization_id, on_delete = cascade)]
            pub organization: One<Organization>,
        }
    }
}

#[test]
fn an_entity_of_twelve_fields() {
    let input = twelve_fields();
    let shown = printed(input.clone());
    let expanded = expand(DeriveKind::Schema, input);
    let size = expanded.to_string().len();
    assert!(size <= 5 * 1024, "the expansion has {size} bytes");
    insta::with_settings!({ description => shown, omit_expression => true }, {
        insta::assert_snapshot!(printed(expanded));
    });
}

snapshot!(a_sensitive_field, Schema, {
    struct Account {
        name: String,
        #[ent(sensitive)]
        password: String,
        r#type: i32,
    }
});

snapshot!(a_mixin, Mixin, {
    struct Audited {
        #[ent(default_fn = Utc::now)]
        created_at: DateTime<Utc>,
        #[ent(update_fn = Utc::now)]
        updated_at: Option<DateTime<Utc>>,
    }
});

snapshot!(a_view, View, {
    #[ent(sql = "SELECT 1 AS \"one\"#")]
    struct One_ {
        one: i32,
    }
});

snapshot!(an_enum, Enum, {
    enum Status {
        Active,
        #[ent(value = "on-hold")]
        OnHold,
    }
});

snapshot!(a_newtype, Value, {
    struct Email(String);
});

snapshot!(errors, Schema, {
    #[ent(tabel = "x")]
    struct User {
        #[ent(uniqe)]
        name: String,
        tags: Vec<String>,
    }
});
