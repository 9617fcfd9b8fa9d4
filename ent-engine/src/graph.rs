//! The graph: what all declarations of a crate amount to, with every name and relation worked out.
//!
//! [`Graph::compile`] resolves what one struct alone can't know: mixins, enums and newtypes, the
//! other ends of edges, foreign keys and join tables, and the names of them all. It knows no
//! database: what a column's type is called, or how a long name is cut, is [`lower`](crate::lower)'s
//! to say. The result is plain data, fit for lowering, for a client and for pictures.

mod compile;
mod edge;
mod field;
mod index;
mod join;
mod key;
mod load;
mod node;
mod view;

pub(crate) use compile::Problems;

use std::collections::BTreeSet;

pub use edge::{Edge, Relation, RelationKind, RelationStorage};
pub use ent_schema::{Declaration, Diagnostic};
pub use field::{Field, FieldSource, ValueType};
pub use index::{Index, IndexKey, IndexPart};
pub use join::{JoinSide, JoinTable};
pub use key::{Key, KeyColumn};
pub use load::schema_root;
pub use node::{Node, Previous};
pub use view::ViewNode;

use ent_schema::EnumDecl;

/// All entities, views and enums of a crate, and what stores their relations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Entities, by type name in the order of bytes.
    pub nodes: Vec<Node>,
    /// Join tables that no entity declares, in the order met: by entity, then by edge.
    pub joins: Vec<JoinTable>,
    /// Views, by type name in the order of bytes.
    pub views: Vec<ViewNode>,
    /// Enums, by type name in the order of bytes.
    pub enums: Vec<EnumDecl>,
}

impl Graph {
    /// The graph of `declarations`, in whatever order they come.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of places: unknown mixins, types and edges, ends that
    /// do not fit together, names used twice, options without effect.
    pub fn compile(declarations: &[Declaration]) -> Result<Self, Vec<Diagnostic>> {
        compile::compile(declarations)
    }

    /// The entity `name`.
    pub fn node(&self, name: &str) -> Option<&Node> {
        let at = self.nodes.binary_search_by(|node| node.name.as_str().cmp(name)).ok()?;
        self.nodes.get(at)
    }

    /// The enum `name`.
    pub fn enum_decl(&self, name: &str) -> Option<&EnumDecl> {
        let at = self.enums.binary_search_by(|decl| decl.name.as_str().cmp(name)).ok()?;
        self.enums.get(at)
    }

    /// Names of the database schemas that the declarations name, sorted.
    pub fn schemas(&self) -> Vec<&str> {
        let nodes = self.nodes.iter().filter(|node| !node.skip).map(|node| node.schema.as_str());
        let joins = self.joins.iter().map(|join| join.schema.as_str());
        let views = self.views.iter().filter(|view| !view.skip).map(|view| view.schema.as_str());
        let enums = self.enums.iter().filter_map(|decl| decl.schema.as_deref());
        let names: BTreeSet<&str> = nodes.chain(joins).chain(views).chain(enums).collect();
        names.into_iter().filter(|name| !name.is_empty()).collect()
    }
}
