//! The clipboard: through the terminal by OSC 52, then by a command of the system's.
//!
//! OSC 52 reaches the reader's own machine through SSH too, but no terminal confirms it. tmux as
//! it comes takes it neither as it is (`set-clipboard external`) nor wrapped
//! (`allow-passthrough off`), so both are sent there, and its own command is asked besides.

use std::{
    ffi::OsString,
    io::{self, Write},
    process::{Command, Stdio},
};

use base64::{Engine, prelude::BASE64_STANDARD};

/// The longest text that is sent, in bytes: in base64 and with its frame some terminals take no
/// more than 100 000 bytes.
const MOST: usize = 74_994;
/// Bytes that GNU screen passes on in one go; it drops what is longer than a few hundred.
const PIECE: usize = 240;

/// What lies between the program and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Nothing.
    Nothing,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
    /// A terminal without a clipboard.
    Console,
}

/// What an environment variable holds, if it is set and not empty.
pub trait Variables: Fn(&str) -> Option<OsString> {}
impl<T: Fn(&str) -> Option<OsString>> Variables for T {}

impl Around {
    /// What the environment tells of it.
    #[must_use]
    pub fn of(variable: impl Variables) -> Self {
        let term = variable("TERM").unwrap_or_default();
        let term = term.to_string_lossy();
        match () {
            () if variable("TMUX").is_some() => Self::Tmux,
            () if variable("STY").is_some() => Self::Screen,
            () if matches!(&*term, "linux" | "dumb" | "") && !cfg!(windows) => Self::Console,
            () => Self::Nothing,
        }
    }
}

/// Why the terminal is not sent a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It has no clipboard.
    #[error("this terminal has no clipboard")]
    Console,
    /// The text is too long, by its length in bytes.
    #[error("too long for the terminal ({} of {} KB)", .0.div_ceil(1000), MOST / 1000)]
    TooLong(usize),
    /// It cannot be written to.
    #[error("the terminal cannot be written to")]
    Unwritable,
}

/// The bytes that ask the terminal to take a text.
///
/// # Errors
/// Where it is too long, or the terminal is known to have no clipboard.
pub fn sequence(words: &str, around: Around) -> Result<Vec<u8>, Refused> {
    if words.len() > MOST {
        return Err(Refused::TooLong(words.len()));
    }
    // The bell ends it rather than ESC \, which would end the frames around it too.
    let plain = format!("\x1b]52;c;{}\x07", BASE64_STANDARD.encode(words));
    match around {
        Around::Nothing => Ok(plain.into_bytes()),
        Around::Console => Err(Refused::Console),
        Around::Tmux => {
            let doubled = plain.replace('\x1b', "\x1b\x1b");
            Ok(format!("{plain}\x1bPtmux;{doubled}\x1b\\").into_bytes())
        }
        Around::Screen => {
            let framed = |piece: &[u8]| [b"\x1bP", piece, b"\x1b\\"].concat();
            Ok(plain.as_bytes().chunks(PIECE).flat_map(framed).collect())
        }
    }
}

/// A command that takes a text for the clipboard on its standard input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tool {
    name: &'static str,
    arguments: &'static [&'static str],
    encoding: Encoding,
}

/// What a command takes a text for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// In the order of little ends, with a mark of that in front.
    Utf16,
}

const TMUX: Tool = tool("tmux", &["load-buffer", "-w", "-"]);
const WAYLAND: Tool = tool("wl-copy", &[]);
const X11: [Tool; 2] =
    [tool("xclip", &["-selection", "clipboard", "-in"]), tool("xsel", &["--clipboard", "--input"])];
const MACOS: Tool = tool("pbcopy", &[]);
const WINDOWS: Tool = Tool { encoding: Encoding::Utf16, ..tool("clip.exe", &[]) };

const fn tool(name: &'static str, arguments: &'static [&'static str]) -> Tool {
    Tool { name, arguments, encoding: Encoding::Utf8 }
}

/// The commands that can reach a clipboard from here, the best first. Those of a display that is
/// not there would wait for it.
#[must_use]
pub fn tools(variable: impl Variables) -> Vec<Tool> {
    let mut tools = Vec::new();
    if variable("TMUX").is_some() {
        tools.push(TMUX);
    }
    if cfg!(target_os = "macos") {
        tools.push(MACOS);
    }
    if variable("WAYLAND_DISPLAY").is_some() {
        tools.push(WAYLAND);
    }
    if variable("DISPLAY").is_some() {
        tools.extend(X11);
    }
    if cfg!(windows) || variable("WSL_DISTRO_NAME").is_some() {
        tools.push(WINDOWS);
    }
    tools
}

/// Gives a text to the first command that takes it, and to tmux beside it; names those that took
/// it.
#[must_use]
pub fn give(words: &str, tools: &[Tool]) -> Vec<&'static str> {
    let mut taken = Vec::new();
    for tool in tools {
        let done = taken.iter().any(|name| *name != TMUX.name);
        if !done && tool.take(words).is_ok() {
            taken.push(tool.name);
        }
    }
    taken
}

impl Tool {
    fn take(self, words: &str) -> io::Result<()> {
        let bytes = match self.encoding {
            Encoding::Utf8 => words.as_bytes().to_vec(),
            Encoding::Utf16 => {
                let units = std::iter::once(0xfeff).chain(words.encode_utf16());
                units.flat_map(u16::to_le_bytes).collect()
            }
        };
        let mut command = Command::new(self.name);
        command.args(self.arguments).stdin(Stdio::piped());
        // Some stay behind to serve the text, and would hold on to the terminal.
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(&bytes));
        if child.wait()?.success() { written } else { Err(io::ErrorKind::Other.into()) }
    }
}

/// What is said about a text that was sent to the terminal, or was not, and given to commands.
#[must_use]
pub fn report(what: &str, sent: &Result<(), Refused>, taken: &[&str], tools: &[Tool]) -> String {
    let by = taken.join(" and ");
    match sent {
        Ok(()) if taken.is_empty() => format!("sent {what} to the terminal's clipboard (OSC 52)"),
        Ok(()) => format!("copied {what} with {by}, and sent it to the terminal"),
        Err(refused) if taken.is_empty() => {
            let names: Vec<_> = tools.iter().map(|tool| tool.name).collect();
            let others = match &names[..] {
                [] => "no display and no tmux to go through".to_owned(),
                names => format!("no help from {}", names.join(", ")),
            };
            format!("could not copy {what}: {refused}, {others}")
        }
        Err(refused) => format!("copied {what} with {by}; {refused}"),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{Around, MOST, Refused, TMUX, WAYLAND, X11, report, sequence, tools};

    /// An environment, as `NAME=value` after `NAME=value`.
    fn environment(set: &'static str) -> impl Fn(&str) -> Option<OsString> {
        move |name| {
            let pairs = set.split(' ').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(known, _)| *known == name).map(|(_, value)| value.into()).next()
        }
    }

    #[test]
    fn the_text_travels_in_base64_and_is_wrapped_for_what_lies_around() {
        let bytes = |around| String::from_utf8(sequence("„No“", around).unwrap()).unwrap();
        assert_eq!(bytes(Around::Nothing), "\x1b]52;c;4oCeTm/igJw=\x07");
        assert_eq!(
            bytes(Around::Tmux),
            "\x1b]52;c;4oCeTm/igJw=\x07\x1bPtmux;\x1b\x1b]52;c;4oCeTm/igJw=\x07\x1b\\"
        );
        assert_eq!(bytes(Around::Screen), "\x1bP\x1b]52;c;4oCeTm/igJw=\x07\x1b\\");
    }

    #[test]
    fn screen_gets_it_in_pieces_that_join_to_the_whole() {
        let words = "The quay is closed. ".repeat(100);
        let plain = sequence(&words, Around::Nothing).unwrap();
        let pieces = String::from_utf8(sequence(&words, Around::Screen).unwrap()).unwrap();
        assert!(pieces.split("\x1b\\").all(|piece| piece.len() <= 242));
        assert_eq!(pieces.replace("\x1bP", "").replace("\x1b\\", "").as_bytes(), plain);
    }

    #[test]
    fn what_is_too_long_is_refused_and_said() {
        assert!(sequence(&"a".repeat(MOST), Around::Nothing).unwrap().len() <= 100_000);
        let refused = sequence(&"a".repeat(80_000), Around::Nothing).unwrap_err();
        assert_eq!(refused.to_string(), "too long for the terminal (80 of 74 KB)");
        assert_eq!(sequence("a", Around::Console), Err(Refused::Console));
    }

    #[test]
    fn the_environment_tells_what_lies_around() {
        let around = |set| Around::of(environment(set));
        assert_eq!(around("TERM=xterm"), Around::Nothing);
        assert_eq!(around("TERM=tmux-256color TMUX=/tmp/tmux,1,0"), Around::Tmux);
        assert_eq!(around("TERM=screen STY=1.pts"), Around::Screen);
        assert_eq!(around("TERM=linux"), Around::Console);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn only_commands_that_have_a_display_are_asked() {
        assert_eq!(tools(environment("TERM=xterm")), []);
        assert_eq!(tools(environment("TMUX=1 WAYLAND_DISPLAY=w")), [TMUX, WAYLAND]);
        assert_eq!(tools(environment("DISPLAY=:0")), X11);
    }

    #[test]
    fn the_reader_is_told_which_way_it_went() {
        let check = |sent, taken: &[&str], expected| {
            assert_eq!(report("the quotation", &sent, taken, &X11), expected);
        };
        check(Ok(()), &[], "sent the quotation to the terminal's clipboard (OSC 52)");
        check(
            Ok(()),
            &["tmux", "xclip"],
            "copied the quotation with tmux and xclip, and sent it to the terminal",
        );
        check(
            Err(Refused::Console),
            &["xsel"],
            "copied the quotation with xsel; this terminal has no clipboard",
        );
        check(
            Err(Refused::TooLong(80_000)),
            &[],
            "could not copy the quotation: too long for the terminal (80 of 74 KB), \
             no help from xclip, xsel",
        );
    }
}
