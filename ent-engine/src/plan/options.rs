/// How statements are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// The schema that names are qualified with. `None`: each object's own schema, where that has a
    /// name. `Some("")`: none; `Some("shop")`: that one. With `Some`, the plan must stay inside one
    /// schema and may not make or drop any.
    pub qualifier: Option<String>,
    /// Indent of the lines of a CREATE TABLE; `None` for statements on one line.
    pub indent: Option<String>,
}

impl PlanOptions {
    /// Options for a connection that is bound to one schema: no name is qualified.
    #[must_use]
    pub fn unqualified() -> Self {
        Self { qualifier: Some(String::new()), ..Self::default() }
    }

    /// The options with an indent.
    #[must_use]
    pub fn indented(mut self, indent: impl Into<String>) -> Self {
        self.indent = Some(indent.into());
        self
    }
}
