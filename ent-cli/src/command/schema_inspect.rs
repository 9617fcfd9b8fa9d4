use super::Outcome;
use crate::args::SchemaInspect;
use crate::error::CliError;
use crate::format::Format;
use crate::state::{self, Breadth, Selection};

/// `ent schema inspect`: what a URL amounts to.
pub async fn run(args: &SchemaInspect) -> Result<Outcome, CliError> {
    let format = args.format.as_deref().map(Format::parse).transpose()?.unwrap_or_default();
    let source = &args.source;
    let flavor = state::flavor_of(source.dialect.as_deref(), source.dev_url.as_deref()).await?;
    let selection = Selection { schemas: source.schema.clone(), exclude: source.exclude.clone() };
    let state = state::load(&args.url, flavor, Breadth::Schema, &selection).await?;
    Ok(Outcome::data(format.realm(state.dialect().as_ref(), &state.realm)?))
}
