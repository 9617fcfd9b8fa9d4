//! Domains and composite types that change where they are: columns of them stay.

use super::super::Postgres;
use super::super::objects::Attribute;
use crate::change::Pair;
use crate::dialect::Dialect;
use crate::dialect::shape::Shape;
use crate::model::{Collation, Object, ObjectKind};
use crate::plan::{Hazard, HazardKind, PlanContext, Statement, go_quote};

impl Postgres {
    /// Whether a domain or a composite type can change where it is.
    pub(super) fn can_alter(&self, previous: &Object, next: &Object) -> bool {
        match (previous.kind, next.kind) {
            (ObjectKind::Domain, ObjectKind::Domain) => {
                let shapes = self.shape(previous).zip(self.shape(next));
                shapes.is_some_and(|(previous, next)| {
                    self.domain_actions(&previous, &next).is_some()
                        && self.domain_actions(&next, &previous).is_some()
                })
            }
            (ObjectKind::Composite, ObjectKind::Composite) => {
                let attributes = self.attributes(previous).zip(self.attributes(next));
                attributes.is_some_and(|(previous, next)| self.composite_actions(&previous, &next).is_some())
            }
            _ => false,
        }
    }

    /// What changes a domain or a composite type; none where it can only be made anew, and for another object.
    pub(super) fn alter_own_type(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Pair<Object>,
    ) -> Option<Vec<Statement>> {
        let Pair { previous, next } = object;
        if previous.kind != next.kind {
            return None;
        }
        match next.kind {
            ObjectKind::Domain => self.alter_domain(context, schema, object),
            ObjectKind::Composite => self.alter_composite(context, schema, object).map(|one| vec![one]),
            _ => None,
        }
    }

    fn alter_domain(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Pair<Object>,
    ) -> Option<Vec<Statement>> {
        let shapes = Pair::new(self.shape(&object.previous)?, self.shape(&object.next)?);
        let up = self.domain_actions(&shapes.previous, &shapes.next)?;
        let down = self.domain_actions(&shapes.next, &shapes.previous)?;
        let name = self.full_name(context, schema, &object.next.origin, &object.next.name);
        let alter = |action: &str| format!("ALTER DOMAIN {name} {action}");
        let about = format!("modify {} domain", go_quote(&object.next.name));
        let mut statements: Vec<Statement> = Vec::new();
        for (action, is_doubtful) in &up {
            let mut statement = Statement::new(alter(action), about.clone());
            if *is_doubtful {
                let message = format!("fails if a value of domain {} breaks it", go_quote(&object.next.name));
                statement = statement.hazard(Hazard::new(HazardKind::DataDependent, message));
            }
            statements.push(statement);
        }
        if let Some(first) = statements.first_mut() {
            *first = first.clone().undone_by_all(down.iter().map(|(action, _)| alter(action)).collect());
        }
        Some(statements)
    }

    /// What `ALTER DOMAIN` has to do, each with whether values that are there may forbid it.
    fn domain_actions(&self, previous: &Shape, next: &Shape) -> Option<Vec<(String, bool)>> {
        let differences = previous.differences(next, self);
        let (mut drops, mut rest) = (Vec::new(), Vec::new());
        for about in &differences {
            let named = |word: &str| about.strip_prefix(word).filter(|name| !name.is_empty());
            if *about == "default" {
                rest.push(match next.expression(about) {
                    Some(value) => (format!("SET DEFAULT {value}"), false),
                    None => ("DROP DEFAULT".to_owned(), false),
                });
            } else if *about == "not null" {
                let comes = next.has(about);
                rest.push((if comes { "SET NOT NULL" } else { "DROP NOT NULL" }.to_owned(), comes));
            } else if let Some(name) = named("check ") {
                let (quoted, doubt) = (self.quote(name), next.has(&format!("doubt {name}")));
                if previous.has(about) {
                    drops.push((format!("DROP CONSTRAINT {quoted}"), false));
                }
                if let Some(check) = next.expression(about) {
                    let valid = if doubt { " NOT VALID" } else { "" };
                    rest.push((format!("ADD CONSTRAINT {quoted} CHECK ({check}){valid}"), !doubt));
                }
            } else if let Some(name) = named("doubt ") {
                let check = format!("check {name}");
                if differences.contains(check.as_str()) {
                    continue;
                }
                let quoted = self.quote(name);
                if previous.has(about) {
                    rest.push((format!("VALIDATE CONSTRAINT {quoted}"), true));
                } else {
                    let check = next.expression(&check)?;
                    drops.push((format!("DROP CONSTRAINT {quoted}"), false));
                    rest.push((format!("ADD CONSTRAINT {quoted} CHECK ({check}) NOT VALID"), false));
                }
            } else {
                return None;
            }
        }
        drops.append(&mut rest);
        Some(drops)
    }

    fn alter_composite(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        object: &Pair<Object>,
    ) -> Option<Statement> {
        let attributes = Pair::new(self.attributes(&object.previous)?, self.attributes(&object.next)?);
        let up = self.composite_actions(&attributes.previous, &attributes.next)?;
        let name = self.full_name(context, schema, &object.next.origin, &object.next.name);
        let alter = |actions: &[String]| format!("ALTER TYPE {name} {}", actions.join(", "));
        let about = format!("modify {} composite", go_quote(&object.next.name));
        let mut statement = Statement::new(alter(&up), about);
        statement = match self.composite_actions(&attributes.next, &attributes.previous) {
            Some(down) => statement.undone_by(alter(&down)),
            None => statement.irreversible("an attribute comes back behind the others only"),
        };
        for attribute in &attributes.previous {
            if !attributes.next.iter().any(|other| other.name == attribute.name) {
                let (attribute, ty) = (go_quote(&attribute.name), go_quote(&object.next.name));
                let message = format!("drops attribute {attribute} of type {ty} with its values");
                statement = statement.hazard(Hazard::new(HazardKind::DataLoss, message));
            }
        }
        Some(statement)
    }

    /// What `ALTER TYPE` has to do; none where attributes would come to stand in another order.
    fn composite_actions(&self, previous: &[Attribute], next: &[Attribute]) -> Option<Vec<String>> {
        let find = |list: &[Attribute], name: &str| list.iter().find(|other| other.name == name).cloned();
        let kept = previous.iter().filter(|attribute| find(next, &attribute.name).is_some());
        let added = next.iter().filter(|attribute| find(previous, &attribute.name).is_none());
        let names: Vec<&str> = kept.chain(added.clone()).map(|attribute| attribute.name.as_str()).collect();
        if next.iter().map(|attribute| attribute.name.as_str()).ne(names) {
            return None;
        }
        let ty = |attribute: &Attribute| match &attribute.collation {
            Some(Collation { schema, name }) => {
                let collation = self.qualified(schema.as_deref().unwrap_or_default(), name);
                format!("{} COLLATE {collation}", attribute.text)
            }
            None => attribute.text.clone(),
        };
        let mut actions = Vec::new();
        for attribute in previous {
            let name = self.quote(&attribute.name);
            match find(next, &attribute.name) {
                None => actions.push(format!("DROP ATTRIBUTE {name}")),
                Some(other) if (&other.ty, &other.collation) != (&attribute.ty, &attribute.collation) => {
                    actions.push(format!("ALTER ATTRIBUTE {name} TYPE {}", ty(&other)));
                }
                Some(_) => {}
            }
        }
        actions.extend(
            added.map(|attribute| format!("ADD ATTRIBUTE {} {}", self.quote(&attribute.name), ty(attribute))),
        );
        (!actions.is_empty()).then_some(actions)
    }
}
