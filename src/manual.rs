//! The manual page and the shells' completions, out of the command line and the key table.

use clap_complete::Shell;
use clap_complete_nushell::Nushell;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use crate::{
    app::keymap::{self, Keymap, TABLE},
    cli::{self, For},
};

/// The manual page of the program, or of one of its commands; `None` when there is none of the name.
#[must_use]
pub fn page(command: Option<&str>) -> Option<String> {
    let program = cli::program();
    let Some(name) = command else {
        return Some(rendered(&Man::new(program).section("1")) + &keys().render());
    };
    let command = program.get_subcommands().find(|command| command.get_name() == name)?.clone();
    let (shown, typed) = (format!("sayso-{name}"), format!("sayso {name}"));
    Some(rendered(&Man::new(command.display_name(shown).bin_name(typed)).section("1")))
}

fn rendered(man: &Man) -> String {
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = man.render(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}

/// The keys of the reader.
fn keys() -> Roff {
    let keymap = Keymap::default();
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    for chapter in TABLE {
        roff.control("SS", [chapter.heading]);
        for entry in chapter.entries {
            roff.control("TP", []);
            roff.text([bold(keymap.shown(entry, keymap::SHOWN))]);
            roff.text([roman(entry.help)]);
        }
    }
    roff
}

/// What a shell needs to complete a command line.
#[must_use]
pub fn completions(shell: For) -> String {
    let (mut program, mut script) = (cli::program(), Vec::new());
    match shell {
        For::Bash => clap_complete::generate(Shell::Bash, &mut program, "sayso", &mut script),
        For::Zsh => clap_complete::generate(Shell::Zsh, &mut program, "sayso", &mut script),
        For::Fish => clap_complete::generate(Shell::Fish, &mut program, "sayso", &mut script),
        For::Nushell => clap_complete::generate(Nushell, &mut program, "sayso", &mut script),
    }
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{completions, page};
    use crate::{app::keymap::TABLE, cli::For};

    #[test]
    fn the_page_explains_every_key_and_option() {
        let manual = page(None).unwrap().replace("\\*(Aq", "'").replace('\\', "");
        for entry in TABLE.iter().flat_map(|chapter| chapter.entries) {
            assert!(manual.contains(entry.help), "{}", entry.help);
        }
        for option in ["--plain", "--engine", "analyze", "completions"] {
            assert!(manual.contains(option), "{option}");
        }
        assert!(page(Some("evaluate")).unwrap().replace('\\', "").contains("--errors"));
        assert_eq!(page(Some("evaluat")), None);
    }

    #[test]
    fn every_shell_completes_the_commands() {
        for shell in [For::Bash, For::Zsh, For::Fish, For::Nushell] {
            let script = completions(shell);
            for word in ["analyze", "evaluate", "sample", "engine", "network"] {
                assert!(script.contains(word), "{shell:?} does not know {word}");
            }
        }
    }
}
