use syn::{Attribute, Expr, Lit, Meta};

/// The first paragraph of the doc comment: its lines trimmed and joined by line breaks.
pub(super) fn doc(attributes: &[Attribute]) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Meta::NameValue(pair) = &attribute.meta else { continue };
        let Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { continue };
        let text = text.value();
        // A block comment is one attribute of many lines, each of which may begin with a star.
        let block = text.contains('\n');
        for line in text.split('\n') {
            let line = line.trim();
            let line = if block { line.strip_prefix('*').unwrap_or(line).trim() } else { line };
            lines.push(line.to_owned());
        }
    }
    let paragraph: Vec<_> =
        lines.into_iter().skip_while(String::is_empty).take_while(|line| !line.is_empty()).collect();
    (!paragraph.is_empty()).then(|| paragraph.join("\n"))
}
