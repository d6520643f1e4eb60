//! Orders: what can be typed on the command line, and what it comes to.

use super::{
    App,
    action::Effect,
    command::{Command, Direction, Leap},
    keymap::{self, Binding},
    likeness,
    search::pattern::Pattern,
};

/// How like a name must be to be meant: from 0, nothing in common, to 1.
const LIKE: f64 = 0.75;

/// A command that takes an argument, and is not in the table of keys for that.
pub struct Order {
    /// Its name.
    pub name: &'static str,
    /// What its argument is, as the list of candidates shows it.
    pub argument: &'static str,
    /// What it does.
    pub help: &'static str,
    /// What the last word of its argument may become, where that is known.
    pub values: fn(&App, &str) -> Vec<String>,
    /// Does it, or says why not.
    pub run: fn(&mut App, &str) -> Result<Option<Effect>, String>,
}

/// An argument may be anything.
const fn any(_: &App, _: &str) -> Vec<String> {
    Vec::new()
}

/// The commands that take an argument.
pub const ORDERS: &[Order] = &[
    Order {
        name: "paragraph",
        argument: "NUMBER",
        help: "go to a paragraph; :NUMBER does the same",
        values: any,
        run: App::go_to_paragraph,
    },
    Order {
        name: "find",
        argument: "WORDS",
        help: "search further down, and round",
        values: any,
        run: App::find_words,
    },
    Order {
        name: "filter",
        argument: "FACET:VALUE …",
        help: "walk only what matches: actor:NAME, kind:direct, position:against, issue:WORDS, …",
        values: App::terms,
        run: App::filter_words,
    },
    Order {
        name: "theme",
        argument: "NAME",
        help: "read in other colours",
        values: App::themes,
        run: App::take_theme,
    },
    Order {
        name: "pipe",
        argument: "COMMAND",
        help: "give the chosen quotation, or else the article, to a shell command",
        values: any,
        run: App::pipe,
    },
    Order {
        name: "pipe-quotations",
        argument: "COMMAND",
        help: "give the quotations that are walked, a line each, to a shell command",
        values: any,
        run: App::pipe_quotations,
    },
    Order {
        name: "pipe-article",
        argument: "COMMAND",
        help: "give the article to a shell command",
        values: any,
        run: App::pipe_article,
    },
];

/// What a line comes to.
#[derive(Debug, PartialEq, Eq)]
enum Said<'a> {
    Nothing,
    Paragraph(usize),
    Percent(usize),
    Command(Command, Option<usize>),
    Order(usize, &'a str),
}

/// A name or an argument that a line may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name, or the last word of the argument.
    pub name: String,
    /// What stands before it on the line.
    pub head: String,
    /// What its argument is; nothing where it needs none.
    pub argument: &'static str,
    /// What it does.
    pub help: &'static str,
    /// What it asks for, if it has keys.
    pub command: Option<Command>,
}

/// Every name of the command line, with what it does.
fn all() -> impl Iterator<Item = (&'static str, Candidate)> {
    let actions = keymap::entries().flat_map(|entry| {
        entry.bindings.iter().map(|binding| {
            let argument = if binding.takes_letter() { "LETTER" } else { "" };
            (binding.name, argument, entry.help, Some(binding.command))
        })
    });
    let orders = ORDERS.iter().map(|order| (order.name, order.argument, order.help, None));
    orders.chain(actions).map(|(name, argument, help, command)| {
        let (head, owned) = (String::new(), name.to_owned());
        (name, Candidate { name: owned, head, argument, help, command })
    })
}

/// Every name of the command line.
fn names() -> impl Iterator<Item = &'static str> {
    all().map(|(name, _)| name)
}

/// What a line may become that was typed so far, the likeliest first.
#[must_use]
pub fn candidates(app: &App, typed: &str) -> Vec<Candidate> {
    let Some((name, argument)) = typed.split_once(' ') else {
        return likeliest(typed, all().map(|(_, candidate)| candidate));
    };
    let order = full(name).ok().and_then(|name| ORDERS.iter().find(|order| order.name == name));
    let Some(order) = order else { return Vec::new() };
    // White space between quotation marks does not part words.
    let mut open = false;
    let parts = |c: char| {
        open ^= c == '"';
        c == ' ' && !open
    };
    let last = argument.match_indices(parts).last().map_or(0, |(at, _)| at + 1);
    let (before, word) = argument.split_at(last);
    let values = (order.values)(app, word).into_iter().map(|name| Candidate {
        name,
        head: format!("{} {before}", order.name),
        argument: "",
        help: "",
        command: None,
    });
    likeliest(word, values)
}

/// Those that hold what was typed, or its letters: first those that begin with it, then those that
/// hold it as it is.
fn likeliest(typed: &str, all: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let all: Vec<_> = all.collect();
    let names: Vec<_> = all.iter().map(|one| &*one.name).collect();
    let mut ranked: Vec<_> =
        likeness::ranked(typed, &names).into_iter().map(|at| all[at].clone()).collect();
    ranked.sort_by_key(|one| (!one.name.starts_with(typed), !one.name.contains(typed)));
    ranked
}

/// Reads a line.
///
/// # Errors
/// When it is no order: what it may have been meant to be.
fn read(line: &str) -> Result<Said<'_>, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Said::Nothing);
    }
    if let Ok(number) = line.parse() {
        return Ok(Said::Paragraph(number));
    }
    if let Some(percent) = line.strip_suffix('%').and_then(|number| number.trim().parse().ok()) {
        return Ok(Said::Percent(percent));
    }
    let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
    let (name, argument) = (full(name)?, argument.trim());
    if let Some(index) = ORDERS.iter().position(|order| order.name == name) {
        if argument.is_empty() {
            return Err(format!("{name} what? :{name} {}", ORDERS[index].argument));
        }
        return Ok(Said::Order(index, argument));
    }
    match keymap::bindings().find(|binding| binding.name == name) {
        Some(binding) => with_argument(binding, argument),
        None => Ok(Said::Nothing),
    }
}

/// The name that is meant: one that is typed in full, or the only one that begins so.
fn full(typed: &str) -> Result<&'static str, String> {
    let fitting: Vec<_> = names().filter(|name| name.starts_with(typed)).collect();
    if let Some(name) = fitting.iter().find(|name| **name == typed) {
        return Ok(name);
    }
    match fitting[..] {
        [only] => Ok(only),
        [] => Err(unknown(typed)),
        [..] => Err(format!("{typed} may be {}", fitting.join(", "))),
    }
}

fn unknown(typed: &str) -> String {
    let like = |name: &&str| strsim::jaro_winkler(typed, name);
    let nearest = names().max_by(|a, b| like(a).total_cmp(&like(b)));
    match nearest.filter(|name| like(name) >= LIKE) {
        Some(name) => format!("no command {typed}: {name}?"),
        None => format!("no command {typed}: Tab lists them"),
    }
}

/// An action with its letter or count.
fn with_argument(binding: &Binding, argument: &str) -> Result<Said<'static>, String> {
    let name = binding.name;
    let mut letters = argument.chars();
    match (binding.takes_letter(), letters.next(), letters.next()) {
        (true, Some(letter), None) if letter.is_alphabetic() => {
            Ok(Said::Command(binding.command.with_letter(letter), None))
        }
        (true, ..) => Err(format!("{name} which letter? :{name} a")),
        (false, None, _) => Ok(Said::Command(binding.command, None)),
        (false, Some(_), _) => match argument.parse() {
            Ok(count) => Ok(Said::Command(binding.command, Some(count))),
            Err(_) => Err(format!("{name} takes a number or nothing, not {argument}")),
        },
    }
}

impl App {
    /// Does what a line of the command line says.
    pub(super) fn order(&mut self, line: &str) -> Option<Effect> {
        let done = match read(line) {
            Ok(Said::Nothing) => Ok(None),
            Ok(Said::Paragraph(number)) => self.go_to_paragraph(&number.to_string()),
            Ok(Said::Percent(percent)) => Ok(self.obey(Command::Percent, Some(percent))),
            Ok(Said::Command(command, count)) => Ok(self.obey(command, count)),
            Ok(Said::Order(index, argument)) => (ORDERS[index].run)(self, argument),
            Err(reason) => Err(reason),
        };
        done.unwrap_or_else(|reason| {
            self.note = Some(reason);
            None
        })
    }

    fn go_to_paragraph(&mut self, number: &str) -> Result<Option<Effect>, String> {
        let number: usize =
            number.parse().map_err(|_| format!("{number} is no number of a paragraph"))?;
        let before = self.reading.place.seen();
        self.reading.go_to_paragraph(number);
        self.note_jump(Leap::Always, before);
        Ok(None)
    }

    fn find_words(&mut self, words: &str) -> Result<Option<Effect>, String> {
        let pattern = Pattern::new(words)?;
        let from = self.reading.place.top();
        self.search_for(pattern, Direction::Forward, from);
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, Said, names, read};
    use crate::app::command::{Direction, Step};

    #[test]
    fn every_name_is_a_name_of_its_own_and_one_word() {
        let names: Vec<_> = names().collect();
        for (i, name) in names.iter().enumerate() {
            assert!(!names[..i].contains(name) && !name.contains(' '), "{name}");
        }
    }

    #[test]
    fn a_line_is_a_place_or_an_action() {
        let down = Command::Go(Direction::Forward, Step::Line);
        assert_eq!(read(" 12 "), Ok(Said::Paragraph(12)));
        assert_eq!(read("50%"), Ok(Said::Percent(50)));
        assert_eq!(read("50 %"), Ok(Said::Percent(50)));
        assert_eq!(read("down"), Ok(Said::Command(down, None)));
        assert_eq!(read("down 5"), Ok(Said::Command(down, Some(5))));
        assert_eq!(read("mark x"), Ok(Said::Command(Command::Mark('x'), None)));
        assert_eq!(read("q"), Ok(Said::Command(Command::Quit, None)));
        assert_eq!(read("find two words"), Ok(Said::Order(1, "two words")));
        assert_eq!(read(""), Ok(Said::Nothing));
    }

    #[test]
    fn what_is_no_order_says_what_is_nearest() {
        let refusal = |line| read(line).unwrap_err();
        assert_eq!(refusal("donw"), "no command donw: down?");
        assert_eq!(refusal("xyz"), "no command xyz: Tab lists them");
        assert_eq!(refusal("find"), "find what? :find WORDS");
        assert_eq!(refusal("mark"), "mark which letter? :mark a");
        assert_eq!(refusal("mark ab"), "mark which letter? :mark a");
        assert_eq!(refusal("down x"), "down takes a number or nothing, not x");
        assert_eq!(refusal("next-p q"), "next-paragraph takes a number or nothing, not q");
        assert!(refusal("page").starts_with("page may be page-down, page-up"));
    }
}
