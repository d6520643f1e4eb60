//! Every theme of the program: how each role looks, how well it is read, what is told apart.
//!
//! The tables lie in `tests/snapshots`; `SAYSO_RENEW=1 cargo test --lib theme` writes them anew.

use std::{collections::HashSet, fmt::Write};

use ratatui::style::{Color, Modifier, Style};

use super::{
    BUILT_IN, Theme,
    colour::{self, Depth, Rgb},
};
use crate::{
    app::{
        role::{Role, position_sign, sign},
        settings::{OwnTheme, Settings, THEMES},
    },
    fact::Position,
    tui::view::tests::compare,
};

const POSITIONS: [Position; 4] =
    [Position::For, Position::Against, Position::Open, Position::Neutral];

fn theme(name: &str, depth: Depth) -> Theme {
    Theme::built_in(name, depth)
}

/// The roles with their names; those of actors for somebody without a colour and for so many with.
fn roles(voices: usize) -> Vec<(String, Role)> {
    let single = [
        ("text", Role::Text),
        ("heading", Role::Heading),
        ("faint", Role::Faint),
        ("rule", Role::Rule),
        ("cue", Role::Cue),
        ("notice", Role::Notice),
        ("hit", Role::Hit),
        ("current hit", Role::CurrentHit),
        ("link letter", Role::LinkLetter),
    ];
    let mut roles: Vec<_> = single.map(|(name, role)| (name.to_owned(), role)).into();
    for position in POSITIONS {
        roles.push((format!("{} {position:?}", "position"), Role::Position(position)));
        roles.push((format!("{} {position:?}", "decisive"), Role::Decisive(position)));
    }
    for rank in std::iter::once(None).chain((0..voices).map(Some)) {
        let of = |name: &str, role: Role| (format!("{name} {}", sign(rank)), role);
        roles.extend([
            of("voice", Role::Voice(rank)),
            of("loud voice", Role::LoudVoice(rank)),
            of("quoted", Role::Quoted(rank)),
            of("current", Role::Current(rank)),
            of("source", Role::Source(rank)),
            of("evidence", Role::Evidence(rank)),
        ]);
    }
    roles
}

fn shown(colour: Option<Color>) -> String {
    match colour {
        None => "-".to_owned(),
        Some(Color::Rgb(red, green, blue)) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Some(Color::Indexed(index)) => index.to_string(),
        Some(named) => format!("{named:?}").to_lowercase(),
    }
}

/// The contrast of a style, where its colours are not the terminal's own.
pub fn contrast(style: Style) -> Option<f64> {
    let reversed = style.add_modifier.contains(Modifier::REVERSED);
    let (ink, paper) = if reversed { (style.bg, style.fg) } else { (style.fg, style.bg) };
    Some(colour::contrast(colour::rgb(ink?)?, colour::rgb(paper?)?))
}

#[test]
fn every_role_looks_as_it_did() {
    for name in THEMES {
        let mut table =
            format!("{:18}{:24}{:10}{:22}{}\n", "role", "ink on paper", "of 256", "of 16", "shape");
        for (role_name, role) in roles(6) {
            let [full, many, few] = [Depth::True, Depth::Many, Depth::Sixteen]
                .map(|depth| theme(name, depth).style(role));
            let pair = |style: Style| format!("{} {}", shown(style.fg), shown(style.bg));
            let ratio = contrast(full).map_or(String::new(), |ratio| format!(" {ratio:.1}"));
            let shape = format!("{:?}", full.add_modifier).to_lowercase();
            let row = format!(
                "{role_name:18}{:24}{:10}{:22}{}",
                pair(full) + &ratio,
                pair(many),
                pair(few),
                shape.trim_start_matches("modifier(").trim_end_matches(')'),
            );
            let _ = writeln!(table, "{}", row.trim_end());
        }
        compare(&format!("theme-{name}"), &table);
    }
}

#[test]
fn the_themes_that_can_be_named_are_those_that_are_there() {
    assert_eq!(BUILT_IN.map(|(name, _)| name), THEMES);
    for (name, text) in BUILT_IN {
        Theme::read(name, text).unwrap();
    }
}

/// The owner's theme of such a text, named `mine`.
fn own(text: &str) -> Result<Theme, String> {
    let theme =
        OwnTheme { name: "mine".into(), path: "/t/mine.toml".into(), text: text.to_owned() };
    let settings = Settings { own_themes: [theme].into(), ..Settings::default() };
    Theme::named("mine", &settings, Depth::True).map_err(|mistake| mistake.to_string())
}

#[test]
fn a_theme_of_the_owner_s_says_only_what_is_otherwise() {
    let all = |theme: &Theme| roles(8).into_iter().map(|(_, role)| theme.style(role)).collect();
    let styles: Vec<Style> = all(&own("").unwrap());
    assert_eq!(styles, all(&theme("terminal", Depth::True)));
    let styles: Vec<Style> = all(&own("inherits = \"light\"").unwrap());
    assert_eq!(styles, all(&theme("light", Depth::True)));
    let mine = own("inherits = \"dark\"\nvoices = []\n[heading]\nforeground = \"#ffffff\"\n\
                    [cue]\nmodifiers = []")
    .unwrap();
    let dark = theme("dark", Depth::True);
    assert_eq!(mine.style(Role::Heading), dark.style(Role::Heading).fg(Color::Rgb(255, 255, 255)));
    assert_eq!(mine.style(Role::Cue), dark.paper());
    assert_eq!(mine.style(Role::Voice(Some(0))), dark.paper());
    assert_eq!(mine.style(Role::Hit), dark.style(Role::Hit));
    let mistake = own("\n[cue]\ncolor = 3").unwrap_err();
    assert!(mistake.starts_with("mine.toml, line 3: cue.color: unknown field"), "{mistake}");
}

#[test]
fn every_role_is_read_with_ease_on_the_paper_of_its_theme() {
    for name in THEMES {
        let least = if name == "high-contrast" { 7.0 } else { 4.5 };
        for depth in [Depth::True, Depth::Many] {
            let theme = theme(name, depth);
            for (role_name, role) in roles(48) {
                let style = theme.style(role);
                let Some(ratio) = contrast(style) else {
                    // Who brings no paper of their own leaves it to the terminal's owner.
                    assert_eq!(theme.paper(), Style::new(), "{name}: {role_name}");
                    continue;
                };
                assert!(ratio >= least, "{name}: {role_name} has {ratio:.2} at {depth:?}");
            }
        }
    }
}

#[test]
fn a_theme_with_paper_of_its_own_dims_nothing() {
    // Nobody knows what a terminal makes of a dim colour.
    for name in THEMES {
        let theme = theme(name, Depth::True);
        let dim =
            |(_, role): &(String, Role)| theme.style(*role).add_modifier.contains(Modifier::DIM);
        assert!(theme.paper() == Style::new() || !roles(8).iter().any(dim), "{name}");
    }
}

#[test]
fn no_letters_vanish_where_there_are_sixteen_colours() {
    for name in THEMES {
        for (role_name, role) in roles(48) {
            let style = theme(name, Depth::Sixteen).style(role);
            assert!(style.fg != style.bg || style.fg.is_none(), "{name}: {role_name}");
        }
    }
}

/// Roles that must be told apart without colour. Speech that is not looked at is told by its marks
/// and by the sign beside it; a position by its sign and its word.
pub const APART: [&[Role]; 9] = [
    &[Role::Text, Role::Current(Some(0)), Role::Source(Some(0)), Role::Cue],
    &[Role::Quoted(Some(0)), Role::Current(Some(0)), Role::Source(Some(0)), Role::Cue],
    &[Role::Text, Role::Current(Some(0)), Role::Hit, Role::CurrentHit],
    &[Role::Decisive(Position::For), Role::Hit, Role::CurrentHit],
    &[Role::Text, Role::Heading],
    &[Role::Text, Role::Notice],
    &[Role::Text, Role::Evidence(Some(0)), Role::Decisive(Position::For)],
    &[Role::Quoted(Some(0)), Role::Evidence(Some(0)), Role::Decisive(Position::Against)],
    &[Role::Voice(Some(0)), Role::LoudVoice(Some(0))],
];

#[test]
fn what_must_be_told_apart_is_so_without_colour() {
    for name in THEMES {
        let theme = theme(name, Depth::True);
        let look = |role| theme.style(role).add_modifier;
        for group in APART {
            let looks: HashSet<_> = group.iter().map(|role| look(*role)).collect();
            assert_eq!(looks.len(), group.len(), "{name}: {group:?}");
        }
    }
    let signs: HashSet<_> = POSITIONS.map(position_sign).into();
    assert_eq!(signs.len(), 4);
}

#[test]
fn forty_eight_actors_are_told_apart_in_every_theme_by_sign_alone() {
    let signs: HashSet<_> = (0..48).map(|rank| sign(Some(rank))).collect();
    assert_eq!(signs.len(), 48);
    assert!(!signs.contains(sign(None)));
    for name in THEMES {
        let theme = theme(name, Depth::Sixteen);
        let colours = |ranks: std::ops::Range<usize>| -> HashSet<String> {
            ranks.map(|rank| shown(theme.style(Role::Voice(Some(rank))).fg)).collect()
        };
        // The first ones, with whom one has most to do, by colour too.
        let most = if name == "monochrome" { 1 } else { 4 };
        assert!(colours(0..6).len() >= most, "{name}");
    }
}

#[test]
fn colours_that_mean_for_and_against_are_nobodys() {
    for name in THEMES.iter().filter(|name| **name != "monochrome") {
        let theme = theme(name, Depth::Many);
        let side = |position| theme.style(Role::Position(position)).fg;
        let voices: Vec<_> = (0..48).map(|rank| theme.style(Role::Voice(Some(rank))).fg).collect();
        assert_ne!(side(Position::For), side(Position::Against));
        assert!(!voices.contains(&side(Position::For)), "{name}");
        assert!(!voices.contains(&side(Position::Against)), "{name}");
    }
}

/// What a colour is to eyes without one of the three receptors: Viénot, Brettel and Mollon 1999
/// (the first two), in linear light.
#[test]
fn who_does_not_see_red_or_green_sees_for_and_against() {
    const EYES: [[f64; 9]; 2] = [
        [0.112_38, 0.887_62, 0.0, 0.112_38, 0.887_62, 0.0, 0.004_01, -0.004_01, 1.0],
        [0.292_75, 0.707_25, 0.0, 0.292_75, 0.707_25, 0.0, -0.022_34, 0.022_34, 1.0],
    ];
    let theme = theme("colour-blind-safe", Depth::True);
    let side = |position| {
        let Rgb(red, green, blue) =
            colour::rgb(theme.style(Role::Position(position)).fg.unwrap()).unwrap();
        [red, green, blue].map(|part| (f64::from(part) / 255.0).powf(2.2))
    };
    for eye in EYES {
        let seen = |light: [f64; 3]| {
            [0, 3, 6]
                .map(|row| (0..3).map(|i| eye[row + i] * light[i]).sum::<f64>().powf(1.0 / 2.2))
        };
        let (one, other) = (seen(side(Position::For)), seen(side(Position::Against)));
        let far: f64 = one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
        assert!(far > 0.5, "{far}");
    }
}
