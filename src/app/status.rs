//! The lines around: the header above the article and the status below it.

use super::{
    App, Pane,
    asking::{Asking, Purpose},
    chips,
    command::{
        Command,
        Direction::{Back, Forward},
        Step, Whose,
    },
    facts::Facts,
    hint,
    keymap::Keymap,
    matches::Unit,
    panel::{Panel, Subject},
    role::{Piece, Role, Strip, object, position_sign, shortened, side, sign, tier_sign, width},
    sidebar::sentence,
    signs::Signs,
    why::kind_word,
};
use crate::{
    analysis::work::Progress,
    fact::{Quotation, Stance},
    page::{mark::Chosen, wrap},
    text::{Span, one_line},
};

/// The header: what is read, and beside it where it comes from, as far as there is room.
#[must_use]
pub fn header(app: &App, columns: usize) -> Strip {
    let about = &app.article().about;
    let source = about.source.as_deref();
    let file = source.map(|path| path.rsplit('/').next().unwrap_or(path));
    let title = one_line(about.title.as_deref().or(file).unwrap_or("standard input"));
    let origin = about.byline.as_deref().or(file.filter(|_| about.title.is_some()));
    let mut beside: Vec<_> = [origin, about.date.as_deref()].into_iter().flatten().collect();
    let room = columns.saturating_sub(wrap::cells(&title) + 3);
    while !beside.is_empty() && wrap::cells(&beside.join(" · ")) > room {
        beside.remove(0);
    }
    Strip {
        left: vec![Piece::new(Role::Heading, title)],
        right: vec![Piece::new(Role::Faint, beside.join(" · "))],
    }
}

/// Cells that are left at least of what is cut to make room for keys.
const SHORTEST: usize = 16;
/// Cells of a pattern that the status line shows.
const PATTERN: usize = 16;

/// The status line: what was searched for, which quotation, whose, where; and the keys that matter
/// now.
#[must_use]
pub fn status(app: &App, columns: usize) -> Strip {
    if let Some(typed) = hint::typed(app) {
        return typed;
    }
    let gap = if columns < 60 { "  " } else { "   " };
    let mut left = search(app, gap);
    left.extend(told(app, gap));
    if app.note.is_none() && app.facts.is_some() {
        let chips = chips::wide(app, gap);
        make_room(app, &mut left, columns.saturating_sub(width(&chips)));
        if width(&left) + width(&chips) > columns {
            return Strip { left, right: chips::narrow(app, columns * 2 / 3) };
        }
        left.extend(chips);
    }
    let room = columns.saturating_sub(width(&left) + 3);
    let progress = app.facts.as_ref().and_then(|facts| progress(facts.progress));
    let beside = |words: &String| keys(app, room.saturating_sub(wrap::cells(words) + 3));
    let keys_beside = progress.as_ref().map(beside).filter(|keys| !keys.is_empty());
    let right = match progress.zip(keys_beside) {
        Some((progress, keys)) => format!("{progress}   {keys}"),
        None => keys(app, room),
    };
    Strip { left, right: vec![Piece::new(Role::Faint, right)] }
}

/// Cuts the longest piece so that three of the keys that matter have room beside all, or else fewer;
/// but not where too little of it would be left.
fn make_room(app: &App, pieces: &mut [Piece], columns: usize) {
    let (keymap, signs) = (&app.input.keymap, app.layout.settings.signs);
    let keys = matter(app).into_iter().filter_map(|told| key(keymap, signs, told));
    let keys: Vec<_> = keys.collect();
    let all = width(pieces);
    let longest = pieces.iter_mut().max_by_key(|piece| wrap::cells(&piece.text));
    let Some(longest) = longest else { return };
    for count in [3, 2, 1] {
        let keys: usize = keys.iter().take(count).map(|key| wrap::cells(key) + 3).sum();
        let surplus = (all + keys).saturating_sub(columns);
        let left = wrap::cells(&longest.text).saturating_sub(surplus);
        if left >= SHORTEST {
            longest.text = shortened(&longest.text, left);
            return;
        }
    }
}

/// What was searched for, and which hit one has gone to.
fn search(app: &App, gap: &str) -> Vec<Piece> {
    let Some(search) = &app.reading.search else { return Vec::new() };
    let sign = Purpose::Search(search.direction).sign();
    let words = shortened(&search.pattern.words, PATTERN);
    vec![
        Piece::new(Role::Text, format!("{sign}{words} ")),
        Piece::new(Role::Notice, format!("{}{gap}", search.shown())),
    ]
}

/// The notice, or what is chosen.
fn told(app: &App, gap: &str) -> Vec<Piece> {
    match (&app.note, &app.facts) {
        (Some(note), _) => vec![Piece::new(Role::Notice, app.layout.settings.signs.keys(note))],
        (None, None) => vec![Piece::new(Role::Faint, app.waiting)],
        (None, Some(facts)) => chosen(app, facts, gap),
    }
}

/// The line that is being typed, with what it has led to; and the cells before the cursor.
#[must_use]
pub fn prompt(app: &App, asking: &Asking, columns: usize) -> (Strip, usize) {
    let sign = asking.purpose.sign();
    let told = match (&asking.trouble, asking.purpose, &app.reading.search) {
        (Some(trouble), ..) => trouble.clone(),
        (None, Purpose::Search(_), Some(search)) => search.shown(),
        (None, Purpose::Order, _) => "Tab completes".to_owned(),
        (None, Purpose::Search(_) | Purpose::Actors | Purpose::Help, _) => String::new(),
    };
    let told = shortened(&told, columns / 2);
    let (words, before) = asking.prompt.view(columns.saturating_sub(wrap::cells(&told) + 4));
    let left = vec![Piece::new(Role::Notice, sign), Piece::new(Role::Text, words)];
    (Strip { left, right: vec![Piece::new(Role::Faint, told)] }, sign.len() + before)
}

/// How far the analysis is, where it takes longer than a moment.
fn progress(progress: Progress) -> Option<String> {
    let told = progress.takes_long() && !progress.is_complete();
    told.then(|| format!("analysis {} %", progress.percent()))
}

/// What is chosen, or how many quotations there are.
fn chosen(app: &App, facts: &Facts, gap: &str) -> Vec<Piece> {
    if let Some(Panel::Matrix(matrix)) = &app.panel {
        return app.cell_in_words(matrix, facts, gap);
    }
    if let Some(Panel::Agreement(agreement)) = &app.panel {
        return app.entry_in_words(agreement, facts);
    }
    match app.walk.chosen {
        Chosen::Nothing => nothing(app, facts, gap),
        Chosen::Quotation(index) => {
            let fact = facts.analysis.quotations.get(index);
            fact.map_or(Vec::new(), |fact| quotation(app, facts, (index, fact), gap))
        }
        Chosen::Stance(index) => {
            let fact = facts.analysis.stances.get(index);
            let mut pieces = fact.map_or(Vec::new(), |fact| stance(app, facts, fact, gap));
            if facts.unit() == Unit::Stance {
                pieces.push(Piece::new(Role::Text, counted(facts, app.walk.chosen, gap)));
            }
            pieces
        }
    }
}

fn nothing(app: &App, facts: &Facts, gap: &str) -> Vec<Piece> {
    let percent = app.reading.percent();
    let all = facts.units().len();
    let word = match facts.unit() {
        Unit::Quotation => "quotation",
        Unit::Stance => "stance",
    };
    let words = match (facts.count(Chosen::Nothing).1, facts.matches.is_some()) {
        (count, true) => format!("{count} of {all} {word}s"),
        (0, false) => "no quotations".to_owned(),
        (1, false) => "1 quotation".to_owned(),
        (count, false) => format!("{count} quotations"),
    };
    vec![Piece::new(Role::Faint, format!("{words}{gap}{percent} %"))]
}

fn quotation(app: &App, facts: &Facts, fact: (usize, &Quotation), gap: &str) -> Vec<Piece> {
    let (index, fact) = fact;
    let place = paragraph(app, fact.extent());
    let kind = kind_word(fact.kind);
    vec![
        name(app, facts, fact.actor),
        Piece::new(Role::Text, counted(facts, Chosen::Quotation(index), gap)),
        Piece::new(Role::Faint, format!("{gap}{kind}{gap}¶{place}")),
    ]
}

fn stance(app: &App, facts: &Facts, fact: &Stance, gap: &str) -> Vec<Piece> {
    let label = facts.analysis.issues.get(fact.issue).map_or(fact.target.span, |i| i.label);
    let label = one_line(label.of(&app.article().text));
    let (lead, words) = sentence(fact.position, fact.strength, &label);
    let lead = Span::new(0, lead);
    let place = paragraph(app, fact.evidence);
    let sign = format!("{}{}", tier_sign(fact.tier), position_sign(fact.position));
    let lead_role = side(fact.position, fact.tier);
    vec![
        name(app, facts, Some(fact.actor)),
        Piece::new(lead_role, format!("{gap}{sign} {}", lead.of(&words))),
        Piece::new(object(fact.tier), Span::new(lead.end, words.len()).of(&words)),
        Piece::new(Role::Faint, format!("{gap}¶{place}")),
    ]
}

/// "3 of 12": which of what the walk stops at it is; how many there are, where it is none of them.
fn counted(facts: &Facts, chosen: Chosen, gap: &str) -> String {
    match facts.count(chosen) {
        (Some(number), count) => format!("{gap}{number} of {count}"),
        (None, count) => format!("{gap}not of the {count}"),
    }
}

fn paragraph(app: &App, span: Span) -> usize {
    app.article().paragraph_at(span.start) + 1
}

fn name(app: &App, facts: &Facts, actor: Option<usize>) -> Piece {
    let rank = facts.cast.rank(actor);
    let known = actor.and_then(|actor| facts.analysis.actors.get(actor));
    let name =
        known.map_or("somebody".to_owned(), |actor| one_line(actor.name.of(&app.article().text)));
    Piece::new(Role::LoudVoice(rank), format!("{} {name}", sign(rank)))
}

/// The keys that matter now, as many as there is room for; the first matter most.
fn keys(app: &App, room: usize) -> String {
    told_keys(&matter(app), &app.input.keymap, app.layout.settings.signs, room)
}

/// The keys of commands with what they do, as many as there is room for.
#[must_use]
pub fn told_keys(told: &[Told], keymap: &Keymap, signs: Signs, room: usize) -> String {
    let mut shown = String::new();
    for key in told.iter().filter_map(|told| key(keymap, signs, *told)) {
        let gap = if shown.is_empty() { "" } else { "   " };
        let more = format!("{key}{gap}{shown}");
        if wrap::cells(&more) > room {
            break;
        }
        shown = more;
    }
    shown
}

/// The keys of commands with what they do; nothing where they have none.
fn key(keymap: &Keymap, signs: Signs, (commands, words): Told) -> Option<String> {
    if commands.is_empty() {
        return Some(signs.keys(words).into_owned());
    }
    let keys: String = commands.iter().map(|command| keymap.first(*command)).collect();
    (!keys.is_empty()).then(|| format!("{} {words}", signs.keys(&keys)))
}

/// Commands whose keys are told, and what they do. Where there is no command, the words name keys
/// that nobody can change.
pub type Told = (&'static [Command], &'static str);

const HELP: Told = (&[Command::Help], "help");
const WHY: Told = (&[Command::Why], "why");
const ACTORS: Told = (&[Command::SwitchPane], "actors");
const HITS: Told = (&[Command::NextHit(Forward), Command::NextHit(Back)], "hits");
const MORE: Told = (&[Command::Go(Forward, Step::Line), Command::Go(Back, Step::Line)], "more");
const CHOOSE: Told = (&[Command::Go(Forward, Step::Line), Command::Go(Back, Step::Line)], "choose");
const BEGIN: Told = (&[Command::Walk(Forward, Whose::Any)], "quotations");
const WALK: Told =
    (&[Command::Walk(Back, Whose::Any), Command::Walk(Forward, Whose::Any)], "quotations");
const MATCHES: Told =
    (&[Command::Walk(Back, Whose::Any), Command::Walk(Forward, Whose::Any)], "matches");
const EVIDENCE: Told = (&[Command::Take], "evidence");
const WIDEN: &[Command] = &[Command::Widen];
const COMPARE: &[Command] = &[Command::Compare];
const FIND: &[Command] = &[Command::Search(Forward)];

/// Whether a matrix is open that has nothing to go to.
fn is_empty(app: &App) -> bool {
    matches!(&app.panel, Some(Panel::Matrix(matrix)) if matrix.cell().is_none())
}

/// What Esc does.
const fn esc(words: &'static str) -> Told {
    (&[Command::Close], words)
}

/// The commands that matter now, the first most.
fn matter(app: &App) -> Vec<Told> {
    let more = app.panel.as_ref().is_some_and(Panel::has_more).then_some(MORE);
    let silent = app.facts.as_ref().is_some_and(|facts| facts.analysis.quotations.is_empty());
    let searched = app.reading.search.is_some();
    match (app.panel.as_ref().map(Panel::subject), app.pane) {
        (Some(Subject::Help), _) if app.input.help.filter.is_some() => {
            [esc("all lines")].into_iter().chain(more).collect()
        }
        (Some(Subject::Help), _) => {
            [esc("close")].into_iter().chain(more).chain([(FIND, "find")]).collect()
        }
        (Some(Subject::Why), _) => [esc("close")].into_iter().chain(more).chain([WALK]).collect(),
        (Some(Subject::Matrix), _) => {
            let (issues, compare) = ((WIDEN, "issues"), (COMPARE, "compare"));
            if is_empty(app) {
                return vec![esc("back"), (&[Command::Inferred], "inferred"), issues, HELP];
            }
            vec![esc("back"), EVIDENCE, issues, compare, WHY, HELP, (&[Command::Matrix], "stay")]
        }
        (Some(Subject::Picker), _) => {
            vec![(&[], "Esc back"), (&[], "Enter go"), (&[], "↓↑ choose")]
        }
        (Some(Subject::Agreement), _) => {
            vec![esc("back"), EVIDENCE, WHY, HELP, (COMPARE, "stay")]
        }
        (None, Pane::Sidebar) => {
            let filtered = app.sidebar.filter.is_some();
            let back = if filtered { "all actors" } else { "back" };
            vec![(&[Command::Take], "go"), esc(back), CHOOSE, WHY, (FIND, "find")]
        }
        (None, Pane::Article) if searched => vec![HITS, esc("end search"), HELP, WALK],
        (None, Pane::Article) if !app.walk.filter.is_empty() => {
            vec![esc("lift filter"), MATCHES, (&[Command::Fold], "fold"), WHY, HELP]
        }
        (None, Pane::Article) => match app.walk.chosen {
            Chosen::Nothing if silent => vec![HELP, (FIND, "find")],
            Chosen::Nothing => vec![HELP, BEGIN, ACTORS, (FIND, "find")],
            Chosen::Quotation(_) | Chosen::Stance(_) => vec![HELP, WHY, WALK, ACTORS],
        },
    }
}
