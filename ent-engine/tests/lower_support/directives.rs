use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::lower::{Comments, LowerOptions};

/// What comments at the top of a case say about how to lower it: `// schemas: db1=, db2=other`,
/// `// default_schema: app`, `// comments: always`, `// charset: latin1`, `// also: mysql 5.6`
/// (further versions), `// only: postgres`.
#[derive(Default)]
pub struct Directives {
    schemas: Vec<(String, String)>,
    default_schema: String,
    comments: Comments,
    charset: Option<String>,
    also: Vec<Flavor>,
    only: Vec<String>,
}

impl Directives {
    pub fn read(source: &str) -> Self {
        let mut read = Self::default();
        for line in source.lines().filter_map(|line| line.strip_prefix("// ")) {
            let Some((word, value)) = line.split_once(": ") else { continue };
            let list = || value.split(',').map(str::trim);
            match word {
                "schemas" => {
                    let pair = |text: &str| text.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned()));
                    read.schemas = list().filter_map(pair).collect();
                }
                "default_schema" => read.default_schema = value.to_owned(),
                "comments" => {
                    read.comments = if value == "always" { Comments::Always } else { Comments::Never }
                }
                "charset" => read.charset = Some(value.to_owned()),
                "also" => read.also = list().map(|text| text.parse().expect("a flavour")).collect(),
                "only" => read.only = list().map(str::to_owned).collect(),
                _ => {}
            }
        }
        read
    }

    /// Versions of a database to lower for.
    pub fn flavors(&self, database: &str) -> Vec<Flavor> {
        if !self.only.is_empty() && !self.only.iter().any(|name| name == database) {
            return Vec::new();
        }
        let name = DialectName::from_text(database).expect("the name of a database");
        let also = self.also.iter().copied().filter(|flavor| flavor.name == name);
        std::iter::once(Flavor::new(name)).chain(also).collect()
    }

    /// The options; SQLite has its schemas mapped to nothing when `schemas` says `sqlite=`.
    pub fn options(&self, flavor: Flavor) -> LowerOptions {
        let mut options = LowerOptions {
            default_schema: self.default_schema.clone(),
            comments: self.comments,
            charset: self.charset.clone(),
            ..LowerOptions::default()
        };
        for (from, to) in &self.schemas {
            match from.split_once(' ') {
                Some((database, from)) if database == flavor.name.as_str() => {
                    options.schemas.insert(from.to_owned(), to.clone());
                }
                Some(_) => {}
                None => {
                    options.schemas.insert(from.clone(), to.clone());
                }
            }
        }
        options
    }
}
