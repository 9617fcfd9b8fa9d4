//! English plurals as Ent forms them: ordered rules over the end of a word, frozen.
//!
//! The facts are those of the rule set that Ent uses (go-openapi/inflect 0.19.0, with nothing but
//! acronyms added), in which the rule added last is tried first. Several are odd; they stay, since
//! tables are called by them.

/// Words that have no plural, compared without regard to case.
const UNCOUNTABLE: &[&str] =
    &["equipment", "information", "rice", "money", "species", "series", "fish", "sheep", "jeans", "police"];

/// What a rule does to a word.
enum Rule {
    /// The whole word becomes another.
    Word(&'static str, &'static str),
    /// The end of the word becomes another end.
    End(&'static str, &'static str),
    /// The end stays but for what stands before it: one of the letters, then the end.
    After(&'static str, &'static str, &'static str),
}

use Rule::{After, End, Word};

/// Letters before a final `y` that make it `ies`.
const BEFORE_Y: &str = "bcdfghjklmnpqrstvwxz";
/// Letters before a final `fe` that make it `ves`.
const BEFORE_FE: &str = "abcdeghijklmnopqrstuvwxyz";

/// Rules for plurals, first match wins.
const PLURAL: &[Rule] = &[
    End("zombies", "zombies"),
    End("zombie", "zombies"),
    End("moves", "moves"),
    End("move", "moves"),
    End("sexes", "sexes"),
    End("sex", "sexes"),
    End("children", "children"),
    End("child", "children"),
    End("men", "men"),
    End("man", "men"),
    End("people", "people"),
    End("person", "people"),
    Word("quiz", "quizzes"),
    Word("oxen", "oxen"),
    Word("ox", "oxen"),
    End("lice", "lice"),
    End("mice", "mice"),
    End("louse", "lice"),
    End("mouse", "mice"),
    End("index", "indices"),
    End("vertex", "vertices"),
    End("matrex", "matrices"),
    End("indix", "indices"),
    End("vertix", "vertices"),
    End("matrix", "matrices"),
    End("sh", "shes"),
    End("ss", "sses"),
    End("ch", "ches"),
    End("x", "xes"),
    After(BEFORE_Y, "y", "ies"),
    End("quy", "quies"),
    End("hive", "hives"),
    After(BEFORE_FE, "fe", "ves"),
    End("rf", "rves"),
    End("lf", "lves"),
    End("sis", "ses"),
    End("ia", "ia"),
    End("ta", "ta"),
    End("ium", "ia"),
    End("tum", "ta"),
    End("tomato", "tomatoes"),
    End("buffalo", "buffaloes"),
    End("bus", "buses"),
    End("status", "statuses"),
    End("alias", "aliases"),
    End("viri", "viri"),
    End("octopi", "octopi"),
    End("virus", "viri"),
    End("octopus", "octopi"),
    End("axis", "axes"),
    End("testis", "testes"),
    End("s", "s"),
];

/// Rules for singulars, first match wins.
const SINGULAR: &[Rule] = &[
    End("zombies", "zombie"),
    End("moves", "move"),
    End("sexes", "sex"),
    End("children", "child"),
    End("men", "man"),
    End("people", "person"),
    End("databases", "database"),
    Word("quizzes", "quiz"),
    End("matrices", "matrix"),
    End("indices", "index"),
    End("vertices", "vertex"),
    Word("oxen", "ox"),
    End("aliases", "alias"),
    End("statuses", "status"),
    End("viri", "virus"),
    End("octopi", "octopus"),
    End("testes", "testis"),
    End("axes", "axis"),
    End("crises", "crisis"),
    End("shoes", "shoe"),
    End("oes", "o"),
    End("buses", "bus"),
    End("lice", "louse"),
    End("mice", "mouse"),
    End("shes", "sh"),
    End("sses", "ss"),
    End("ches", "ch"),
    End("xes", "x"),
    End("movies", "movie"),
    End("series", "series"),
    After(BEFORE_Y, "ies", "y"),
    End("quies", "quy"),
    End("rves", "rf"),
    End("lves", "lf"),
    End("tives", "tive"),
    End("hives", "hive"),
    After(BEFORE_FE, "ves", "fe"),
    End("analyses", "analysis"),
    End("theses", "thesis"),
    End("synopses", "synopsis"),
    End("prognoses", "prognosis"),
    End("parentheses", "parenthesis"),
    End("diagnoses", "diagnosis"),
    End("bases", "basis"),
    End("ia", "ium"),
    End("ta", "tum"),
    End("news", "news"),
    End("s", ""),
];

/// The plural of `word`. Rules look at the case of letters, so that a rule for a whole word does
/// not fire on a type name: `Person` gives `Persons`, `Salesman` gives `Salesmen`.
pub fn plural(word: &str) -> String {
    if word.is_empty() {
        return String::new();
    }
    inflect(word, PLURAL).unwrap_or_else(|| format!("{word}s"))
}

/// The singular of `word`: `friends` gives `friend`.
pub fn singular(word: &str) -> String {
    inflect(word, SINGULAR).unwrap_or_else(|| word.to_owned())
}

fn inflect(word: &str, rules: &[Rule]) -> Option<String> {
    if UNCOUNTABLE.contains(&word.to_lowercase().as_str()) {
        return Some(word.to_owned());
    }
    rules.iter().find_map(|rule| rule.apply(word))
}

impl Rule {
    fn apply(&self, word: &str) -> Option<String> {
        match self {
            Word(whole, next) => (word == *whole).then(|| (*next).to_owned()),
            End(end, next) => word.strip_suffix(end).map(|stem| format!("{stem}{next}")),
            After(letters, end, next) => {
                let stem = word.strip_suffix(end)?;
                stem.ends_with(|letter| letters.contains(letter)).then(|| format!("{stem}{next}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{plural, singular};
    use crate::naming::table_name;

    #[test]
    fn tables_are_called_as_ent_calls_them() {
        for (name, table) in [
            ("Person", "persons"),
            ("Child", "childs"),
            ("Man", "mans"),
            ("Woman", "women"),
            ("Human", "humen"),
            ("SalesPerson", "sales_persons"),
            ("Salesman", "salesmen"),
            ("Status", "status"),
            ("UserStatus", "user_status"),
            ("Bus", "bus"),
            ("Address", "addresses"),
            ("Process", "processes"),
            ("Class", "classes"),
            ("Box", "boxes"),
            ("Index", "indexes"),
            ("Category", "categories"),
            ("Day", "days"),
            ("Query", "queries"),
            ("Data", "data"),
            ("Metadata", "metadata"),
            ("Media", "media"),
            ("Beta", "beta"),
            ("Quota", "quota"),
            ("Criteria", "criteria"),
            ("News", "news"),
            ("Goods", "goods"),
            ("Information", "information"),
            ("UserInformation", "user_informations"),
            ("Crisis", "crises"),
            ("Analysis", "analyses"),
            ("Shelf", "shelves"),
            ("Leaf", "leafs"),
            ("Knife", "knives"),
            ("Mouse", "mouses"),
            ("Hero", "heros"),
            ("Photo", "photos"),
            ("API", "ap_is"),
            ("Api", "apis"),
            ("PC", "pcs"),
            ("URL", "ur_ls"),
            ("IntSID", "int_si_ds"),
            ("OAuth2Token", "oauth2tokens"),
            ("Quiz", "quizs"),
            ("Ox", "oxes"),
            ("Fish", "fish"),
            ("Jellyfish", "jellyfishes"),
            ("Fieldmouse", "fieldmice"),
            ("Datum", "data"),
            ("Virus", "virus"),
            ("Computervirus", "computerviri"),
            ("Soliloquy", "soliloquies"),
            ("Dwarf", "dwarves"),
        ] {
            assert_eq!(table_name(name), table, "{name}");
        }
    }

    #[test]
    fn singulars_of_edge_names_are_ents() {
        for (word, expected) in [
            ("friends", "friend"),
            ("children", "child"),
            ("followers", "follower"),
            ("following", "following"),
            ("people", "person"),
            ("statuses", "status"),
            ("addresses", "address"),
            ("categories", "category"),
            ("data", "datum"),
            ("media", "medium"),
            ("mice", "mouse"),
            ("leaves", "leafe"),
            ("process", "proces"),
            ("status", "statu"),
            ("news", "news"),
            ("movies", "movie"),
            ("buses", "bus"),
            ("axes", "axis"),
            ("bus", "bu"),
            ("lives", "life"),
            ("drives", "drife"),
            ("wolves", "wolf"),
            ("curves", "curf"),
            ("natives", "native"),
            ("cookies", "cooky"),
            ("heroes", "hero"),
            ("shoes", "shoe"),
            ("databases", "database"),
            ("bases", "basis"),
            ("soliloquies", "soliloquy"),
            ("series", "series"),
            ("subseries", "subseries"),
            ("oxen", "ox"),
            ("boxen", "boxen"),
            ("s", ""),
            ("", ""),
        ] {
            assert_eq!(singular(word), expected, "{word}");
        }
    }

    #[test]
    fn plurals_of_lower_case_words() {
        for (word, expected) in
            [("status", "statuses"), ("human", "humen"), ("moves", "moves"), ("a", "as"), ("", "")]
        {
            assert_eq!(plural(word), expected, "{word}");
        }
    }
}
