//! Looks: the theme and the widths, changed while one reads.

use super::{
    App,
    action::Effect,
    command::{Command, Direction},
    settings::{AUTO, MEASURES, Settings},
};

/// Cells that a width changes by at a time.
const STEP: u16 = 2;

impl App {
    pub(super) fn next_theme(&mut self) {
        self.layout.settings.next_theme();
        self.note = Some(format!("theme: {}", self.layout.settings.theme));
    }

    /// Takes the theme of a name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn take_theme(&mut self, name: &str) -> Result<Option<Effect>, String> {
        let settings = &self.layout.settings;
        if name != AUTO && settings.themes().all(|theme| theme != name) {
            let themes: Vec<_> = settings.themes().collect();
            return Err(format!("no theme is called {name}: {}", themes.join(", ")));
        }
        self.set(|settings| name.clone_into(&mut settings.theme));
        self.note = Some(format!("theme: {name}"));
        Ok(None)
    }

    /// The names that a theme can be asked for by.
    pub fn themes(&self, _: &str) -> Vec<String> {
        self.layout.settings.themes().chain([AUTO]).map(str::to_owned).collect()
    }

    /// Moves the line between the article and the sidebar; forward is to the right.
    pub(super) fn move_divide(&mut self, direction: Direction, count: Option<usize>) {
        let Some(columns) = &self.layout.sidebar else {
            let zen = self.layout.settings.zen;
            let key = self.input.keymap.told(Command::Zen);
            let alone = || format!("the article is alone: {key}");
            self.note = Some(if zen { alone() } else { "too narrow for a divide".to_owned() });
            return;
        };
        let width = columns.end - columns.start - 1;
        let wanted = match direction {
            Direction::Forward => width.saturating_sub(steps(count)),
            Direction::Back => width.saturating_add(steps(count)),
        };
        self.set(|settings| settings.sidebar = Some(wanted));
        let width = self.layout.sidebar.as_ref().map_or(0, |columns| columns.end - columns.start);
        let width = width.saturating_sub(1);
        // What there is no room for is not kept for a wider terminal.
        self.layout.settings.sidebar = Some(width);
        self.note = Some(format!("actors: {width} cells"));
    }

    /// Makes the lines of the article longer or shorter; forward is longer.
    pub(super) fn change_measure(&mut self, direction: Direction, count: Option<usize>) {
        let measure = u16::try_from(self.layout.measure()).unwrap_or(u16::MAX);
        let (least, most) = MEASURES;
        let wanted = match direction {
            Direction::Forward => measure.saturating_add(steps(count)),
            Direction::Back => measure.saturating_sub(steps(count)),
        };
        self.set(|settings| settings.measure = wanted.clamp(least, most));
        let now = self.layout.measure();
        let words = if now == usize::from(measure) { "no further" } else { "lines" };
        self.note = Some(format!("{words}: {now} cells"));
    }

    /// Leaves the article alone on the screen, or brings the sidebar back.
    pub(super) fn toggle_zen(&mut self) {
        self.set(|settings| settings.zen = !settings.zen);
    }

    /// Changes the settings, and lays all out anew.
    pub fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.layout.settings);
        let (width, height) = self.layout.size;
        self.resize(width, height);
    }
}

fn steps(count: Option<usize>) -> u16 {
    u16::try_from(count.unwrap_or(1)).unwrap_or(u16::MAX).saturating_mul(STEP)
}
