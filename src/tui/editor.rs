//! The editor: which one, and how it is told the line.

use std::{
    ffi::{OsStr, OsString},
    path::Path,
};

/// The command of the reader's editor, if they have set one.
#[must_use]
pub fn command(variable: impl Fn(&str) -> Option<OsString>) -> Option<String> {
    let set = variable("VISUAL").or_else(|| variable("EDITOR"))?;
    Some(set.to_string_lossy().into_owned())
}

/// The name of the program in a command: "vim" of "/usr/bin/vim -u NONE".
#[must_use]
pub fn name(command: &str) -> &str {
    let command = command.trim_start();
    let quoted =
        ['"', '\''].into_iter().find_map(|mark| command.strip_prefix(mark)?.split(mark).next());
    let program = quoted.or(command.split_whitespace().next()).unwrap_or_default();
    Path::new(program).file_stem().and_then(OsStr::to_str).unwrap_or(program)
}

/// What the command is given so that it opens a file at a line; without the line where nobody
/// knows how the editor wants to be told.
#[must_use]
pub fn arguments(command: &str, path: &Path, line: usize) -> Vec<OsString> {
    let at = || {
        let mut at = path.as_os_str().to_owned();
        at.push(format!(":{line}"));
        at
    };
    match name(command) {
        "vi" | "vim" | "nvim" | "view" | "gvim" | "nvi" | "elvis" | "nano" | "pico" | "emacs"
        | "emacsclient" | "mg" | "jmacs" | "joe" | "jed" | "ne" | "kak" | "micro" | "mcedit"
        | "gedit" | "less" | "most" => {
            vec![format!("+{line}").into(), path.into()]
        }
        "code" | "codium" | "vscodium" | "cursor" => vec!["--goto".into(), at()],
        "hx" | "helix" | "subl" | "zed" | "zeditor" => vec![at()],
        "kate" | "mate" => vec!["--line".into(), line.to_string().into(), path.into()],
        _ => vec![path.into()],
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{arguments, command, name};

    #[track_caller]
    fn check(command: &str, expected: &[&str]) {
        assert_eq!(arguments(command, Path::new("a b.md"), 7), expected, "{command}");
    }

    #[test]
    fn an_editor_is_told_the_line_in_its_own_way() {
        check("vim", &["+7", "a b.md"]);
        check("/usr/bin/nano --softwrap", &["+7", "a b.md"]);
        check("emacsclient -t", &["+7", "a b.md"]);
        check("code --wait", &["--goto", "a b.md:7"]);
        check("hx", &["a b.md:7"]);
        check("kate", &["--line", "7", "a b.md"]);
        check("my-own-editor", &["a b.md"]);
    }

    #[test]
    fn visual_comes_before_editor() {
        let both = |name: &str| Some(if name == "VISUAL" { "hx" } else { "ed" }.into());
        assert_eq!(command(both).as_deref(), Some("hx"));
        let one = |name: &str| (name == "EDITOR").then(|| "ed -v".into());
        assert_eq!(command(one).as_deref(), Some("ed -v"));
        assert_eq!(command(|_: &str| None), None);
        assert_eq!(name("'/opt/My Editors/vim' -u NONE"), "vim");
        assert_eq!(name("/opt/editors/hx.exe -v"), "hx");
    }
}
