//! The model: a database schema as plain data.
//!
//! Values and names only. Objects keep declaration order and refer to one another by name. What
//! only explains an object ([`Origin`]: where it was declared, what it was called before) rides
//! along and never takes part in a comparison.

mod check;
mod collation;
mod column;
mod column_setting;
mod data_type;
mod enum_type;
mod expr;
mod foreign_key;
mod index;
mod object;
mod origin;
mod other_kind;
mod realm;
mod rename;
mod renamed_value;
mod schema;
mod sequence;
mod table;
mod view;

pub use check::Check;
pub use collation::Collation;
pub use column::{Column, Generated, Identity, IdentityKind};
pub use column_setting::{ColumnSetting, ColumnSettings};
pub use data_type::DataType;
pub use enum_type::{EnumType, default_with};
pub use expr::Expr;
pub use foreign_key::{Deferrable, ForeignKey, MatchKind, ReferentialAction, TableRef};
pub use index::{Index, IndexPart, PartKey, PrimaryKey};
pub use object::{Object, ObjectKind};
pub use origin::{Origin, OriginParts};
pub use other_kind::OtherKind;
pub use realm::Realm;
pub use renamed_value::{RenamedValue, RenamedValues};
pub use schema::Schema;
pub use sequence::Sequence;
pub use table::{Partition, Table, TableOptions};
pub use view::View;
