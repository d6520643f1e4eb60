//! The terminal: taken over on the way in, given back on every way out.

use std::{
    io::{self, BufWriter, Stdout, Write, stdout},
    panic,
    sync::Once,
    thread,
};

use crossterm::{
    cursor::{Hide, SetCursorStyle, Show},
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute, queue,
    style::force_color_output,
    terminal::{
        DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen,
        disable_raw_mode, enable_raw_mode, size,
    },
};
use ratatui::{Frame, Terminal, layout::Rect};

use super::output::{self, Output, Shown};

/// A frame is written in one go.
const BUFFER: usize = 64 * 1024;

/// The terminal while the reader has it.
pub struct Screen {
    terminal: Terminal<Output<BufWriter<Stdout>>>,
    /// Whether the terminal was asked to tell of the mouse.
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is no terminal, or it refuses.
    pub fn take() -> io::Result<Self> {
        give_back_on_panic();
        // With NO_COLOR set crossterm would drop bold and underline of coloured cells too; the
        // theme has no colours then.
        force_color_output(true);
        enter()?;
        let backend = Output::new(BufWriter::with_capacity(BUFFER, stdout()));
        let terminal = Terminal::new(backend).inspect_err(|_| give_back())?;
        Ok(Self { terminal, mouse: false })
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal does not tell.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(&mut self, links: &[Shown], draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        // The cursor is shown where the frame wants it, and does not run about until then.
        queue!(self.terminal.backend_mut(), Hide)?;
        let backend = self.terminal.backend_mut();
        backend.link(links.to_vec());
        let draw = |frame: &mut Frame| {
            draw(frame);
            output::mark(frame.buffer_mut(), links);
        };
        self.terminal.draw(draw).map(drop)
    }

    /// Writes bytes that change nothing on the screen; only between two frames.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        backend.write_all(bytes)?;
        io::Write::flush(backend)
    }

    /// Forgets what the terminal shows, so that the next frame draws all of it. (The terminal is
    /// not asked where its cursor is, as ratatui's `clear` would: not all answer.)
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn forget(&mut self) -> io::Result<()> {
        let (width, height) = size()?;
        self.terminal.resize(Rect::new(0, 0, width, height))
    }

    /// Lets the terminal tell of the mouse or keep it for itself, as is wanted.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn want_mouse(&mut self, wanted: bool) -> io::Result<()> {
        if self.mouse == wanted {
            return Ok(());
        }
        self.mouse = wanted;
        if wanted {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        }
    }

    /// Takes the terminal over again after somebody else had it.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn retake(&mut self) -> io::Result<()> {
        // Whoever had it may have changed its modes; crossterm believes they are as it left them.
        let _ = disable_raw_mode();
        enter()?;
        let wanted = std::mem::take(&mut self.mouse);
        self.want_mouse(wanted)?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    // Nothing blinks, and what is wider than the reader thinks does not run into the next row.
    let shape = SetCursorStyle::SteadyBar;
    execute!(stdout(), EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste, Hide, shape)
        .inspect_err(|_| give_back())
}

/// Gives the terminal back. Nothing can be done about a terminal that is gone.
pub fn give_back() {
    let shape = SetCursorStyle::DefaultUserShape;
    let _ = execute!(
        stdout(),
        DisableMouseCapture,
        DisableBracketedPaste,
        EnableLineWrap,
        LeaveAlternateScreen,
        shape,
        Show
    );
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// On a panic of this thread, gives the terminal back before the message is printed. Panics of
/// other threads are caught there, and must not write over the screen.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let reader = thread::current().id();
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().id() == reader {
                give_back();
                usual(panic);
            }
        }));
    });
}
