use crate::parse::{ReExport, Visibility};

/// Re-exports that lead to re-exports are followed so far.
const MAX_CHAIN: usize = 8;

/// Who may name what inside a schema module. Paths are relative to its root, which the whole crate
/// may name.
#[derive(Debug, Default)]
pub(super) struct Access {
    modules: Vec<(Vec<String>, Visibility)>,
    reexports: Vec<Exported>,
}

#[derive(Debug)]
struct Exported {
    /// The module that the `use` stands in.
    module: Vec<String>,
    /// What it names: an item, or a module of which it names everything.
    target: Vec<String>,
    /// The name given to an item; `None` for everything in a module.
    name: Option<String>,
}

impl Access {
    /// Takes down a module.
    pub fn module(&mut self, path: &[String], visibility: Visibility) {
        self.modules.push((path.to_vec(), visibility));
    }

    /// Takes down a `use` that stands in the file of `module`.
    pub fn reexport(&mut self, module: &[String], reexport: ReExport) {
        if reexport.visibility == Visibility::Private {
            return;
        }
        let module = [module, &reexport.module].concat();
        if let Some(target) = resolve(&module, &reexport.path) {
            self.reexports.push(Exported { module, target, name: reexport.name });
        }
    }

    /// A path to the item at `item` that code outside the schema module may use.
    pub fn path_to(&self, item: &[String], visibility: &Visibility) -> Option<Vec<String>> {
        if *visibility == Visibility::Private {
            return None;
        }
        self.find(item, 0)
    }

    fn find(&self, item: &[String], depth: usize) -> Option<Vec<String>> {
        let (_, module) = item.split_last()?;
        if self.is_open(module) {
            return Some(item.to_vec());
        }
        if depth == MAX_CHAIN {
            return None;
        }
        self.reexports.iter().find_map(|exported| {
            let rest = item.strip_prefix(&exported.target[..])?;
            // What lies deeper is brought along where its modules are open.
            let inner = rest.len().saturating_sub(1);
            if !(1..=inner).all(|depth| self.is_visible(&item[..item.len() - rest.len() + depth])) {
                return None;
            }
            let given = match &exported.name {
                Some(given) => std::slice::from_ref(given),
                None if rest.is_empty() => return None,
                None => &[],
            };
            let path = [&exported.module[..], given, rest].concat();
            (path != item).then(|| self.find(&path, depth + 1)).flatten()
        })
    }

    /// Whether code outside may name the module.
    fn is_open(&self, module: &[String]) -> bool {
        (1..=module.len()).all(|depth| self.is_visible(&module[..depth]))
    }

    /// Whether the module may be named by code outside that may name its parent. A path that no
    /// module was declared at is one that a re-export made.
    fn is_visible(&self, module: &[String]) -> bool {
        let visibility =
            self.modules.iter().find(|(path, _)| path == module).map(|(_, visibility)| visibility);
        match visibility {
            Some(Visibility::Private) => false,
            Some(Visibility::Public) | None => true,
            // The parent of the schema module is where the client is, or above it.
            Some(Visibility::Restricted(scope)) => scope == "crate" || scope == "super" && module.len() == 1,
        }
    }
}

/// The path that `path` names from inside `module`; `None` when it leads out of the schema module.
fn resolve(module: &[String], path: &[String]) -> Option<Vec<String>> {
    let mut base = module.to_vec();
    let mut rest = path;
    while let Some((first, tail)) = rest.split_first() {
        match first.as_str() {
            "self" => {}
            "super" => {
                base.pop()?;
            }
            "crate" => return None,
            _ => break,
        }
        rest = tail;
    }
    base.extend(rest.iter().cloned());
    Some(base)
}
