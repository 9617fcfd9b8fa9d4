//! The text of a column type, cut into words, arguments and brackets. What they mean is the
//! dialect's to say.

/// How a dialect quotes in the text of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// `"x"` is a name, `''` stands for a quote in a text.
    Standard,
    /// `"x"` is a text, `` `x` `` a name, and a backslash escapes (MySQL, MariaDB).
    Mysql,
}

/// One piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Bare word as written, or a number with its sign.
    Word(String),
    /// Quoted name, unquoted.
    Name(String),
    /// Quoted text, unquoted.
    Text(String),
    /// Anything else: a bracket, a comma, a dot.
    Symbol(char),
}

/// The text of a type by its parts: `double precision`, `numeric(10, 2)[]`,
/// `timestamp(3) with time zone`, `shop."Status"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypeText {
    /// Qualifying names before the last one, in the case they have.
    pub(crate) qualifiers: Vec<String>,
    /// Words before the arguments in lower case, or the one name that was quoted or qualified.
    pub(crate) head: Vec<String>,
    /// Whether the name was quoted or qualified, so that no word in it is a keyword.
    pub(crate) is_name: bool,
    /// The arguments, where parentheses stand.
    pub(crate) args: Option<Vec<Arg>>,
    /// Words after the arguments, in lower case.
    pub(crate) tail: Vec<String>,
    /// Pairs of square brackets.
    pub(crate) brackets: usize,
}

/// One argument of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Arg {
    /// A number or word, as written.
    Word(String),
    /// A text, unquoted.
    Text(String),
}

impl TypeText {
    /// Reads the text; the error is the reason why it is not the text of a type.
    pub(crate) fn read(text: &str, quotes: Quotes) -> Result<Self, String> {
        let tokens = tokens(text, quotes)?;
        let mut rest = tokens.iter().peekable();
        let mut read = Self::default();
        read.read_name(&mut rest)?;
        while let Some(token) = rest.next() {
            match token {
                Token::Symbol('(') if read.args.is_none() => read.args = Some(arguments(&mut rest)?),
                Token::Symbol('[') => {
                    match rest.next() {
                        Some(Token::Symbol(']')) => {}
                        Some(Token::Word(_)) if rest.next() == Some(&Token::Symbol(']')) => {}
                        _ => return Err("expected `]`".to_owned()),
                    }
                    read.brackets += 1;
                }
                Token::Word(word) if read.brackets == 0 || word.eq_ignore_ascii_case("array") => {
                    let words =
                        if read.args.is_some() || read.is_name { &mut read.tail } else { &mut read.head };
                    words.push(word.to_lowercase());
                }
                other => return Err(format!("`{}` is not expected there", shown(other))),
            }
        }
        Ok(read)
    }

    fn read_name<'a>(
        &mut self,
        rest: &mut std::iter::Peekable<impl Iterator<Item = &'a Token>>,
    ) -> Result<(), String> {
        let mut name = match rest.next() {
            None => return Err("it is empty".to_owned()),
            Some(Token::Word(word)) => word.to_lowercase(),
            Some(Token::Name(name)) => {
                self.is_name = true;
                name.clone()
            }
            Some(other) => return Err(format!("it starts with `{}`", shown(other))),
        };
        while rest.next_if_eq(&&Token::Symbol('.')).is_some() {
            self.is_name = true;
            let next = match rest.next() {
                Some(Token::Word(word)) => word.to_lowercase(),
                Some(Token::Name(name)) => name.clone(),
                _ => return Err("a name is missing after the dot".to_owned()),
            };
            self.qualifiers.push(std::mem::replace(&mut name, next));
        }
        self.head.push(name);
        Ok(())
    }

    /// The words before the arguments as one text.
    pub(crate) fn head(&self) -> String {
        self.head.join(" ")
    }

    /// The words after the arguments as one text.
    pub(crate) fn tail(&self) -> String {
        self.tail.join(" ")
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(text) | Token::Name(text) | Token::Text(text) => text.clone(),
        Token::Symbol(symbol) => symbol.to_string(),
    }
}

/// The arguments after `(`, up to its `)`.
fn arguments<'a>(rest: &mut impl Iterator<Item = &'a Token>) -> Result<Vec<Arg>, String> {
    let mut args = Vec::new();
    let mut current: Option<Arg> = None;
    for token in rest {
        match token {
            Token::Symbol(')') => {
                match current {
                    Some(arg) => args.push(arg),
                    None if args.is_empty() => {}
                    None => return Err("an argument is missing".to_owned()),
                }
                return Ok(args);
            }
            Token::Symbol(',') => match current.take() {
                Some(arg) => args.push(arg),
                None => return Err("an argument is missing".to_owned()),
            },
            Token::Text(text) if current.is_none() => current = Some(Arg::Text(text.clone())),
            Token::Word(word) | Token::Name(word) => match &mut current {
                None => current = Some(Arg::Word(word.clone())),
                Some(Arg::Word(before)) => {
                    if !matches!(before.as_str(), "-" | "+") {
                        before.push(' ');
                    }
                    before.push_str(word);
                }
                Some(Arg::Text(_)) => return Err("a comma is missing between arguments".to_owned()),
            },
            Token::Symbol(sign @ ('-' | '+')) if current.is_none() => {
                current = Some(Arg::Word(sign.to_string()))
            }
            other => return Err(format!("`{}` is not an argument", shown(other))),
        }
    }
    Err("`)` is missing".to_owned())
}

fn tokens(text: &str, quotes: Quotes) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => {}
            '\'' => tokens.push(Token::Text(quoted(&mut chars, '\'', quotes == Quotes::Mysql)?)),
            '"' if quotes == Quotes::Mysql => tokens.push(Token::Text(quoted(&mut chars, '"', true)?)),
            '"' => tokens.push(Token::Name(quoted(&mut chars, '"', false)?)),
            '`' if quotes == Quotes::Mysql => tokens.push(Token::Name(quoted(&mut chars, '`', false)?)),
            c if is_word(c) => {
                let mut word = c.to_string();
                while let Some(c) = chars.next_if(|c| is_word(*c)) {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
            other => tokens.push(Token::Symbol(other)),
        }
    }
    Ok(tokens)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// What stands in quotes, the opening one read.
fn quoted(
    chars: &mut std::iter::Peekable<impl Iterator<Item = char>>,
    quote: char,
    backslash: bool,
) -> Result<String, String> {
    let mut value = String::new();
    while let Some(c) = chars.next() {
        match c {
            c if c == quote => {
                if chars.next_if_eq(&quote).is_none() {
                    return Ok(value);
                }
                value.push(quote);
            }
            '\\' if backslash => match chars.next() {
                Some('n') => value.push('\n'),
                Some('t') => value.push('\t'),
                Some('r') => value.push('\r'),
                Some('0') => value.push('\0'),
                Some('b') => value.push('\u{8}'),
                Some('Z') => value.push('\u{1a}'),
                Some(c) => value.push(c),
                None => break,
            },
            c => value.push(c),
        }
    }
    Err(format!("the closing {quote} is missing"))
}
