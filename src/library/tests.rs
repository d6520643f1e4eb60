//! What is remembered, by whom, and what is left alone.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

use super::{Book, Error, forget_oldest, open};
use crate::{
    anchor::Anchor,
    app::memory::{Memory, Remembered},
};

const TEXT: &str = "The quay is closed, said the mayor. It will open again in May, she added.";

/// A directory with an article in it, and room for what is remembered.
struct Room(TempDir);

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().unwrap());
        fs::write(room.article(), TEXT).unwrap();
        room
    }

    fn article(&self) -> PathBuf {
        self.0.path().join("story.txt")
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join("state/sayso/articles")
    }

    /// A window that opens the article.
    fn window(&self) -> Book {
        open(&self.folder(), &self.article()).unwrap().unwrap()
    }
}

fn anchor(words: &str) -> Anchor {
    Anchor::at(TEXT, TEXT.find(words).unwrap())
}

/// A memory of a place, with marks at words.
fn memory(place: &str, marks: &[(char, &str)]) -> Memory {
    Memory {
        place: anchor(place),
        marks: marks.iter().map(|(letter, words)| (*letter, anchor(words))).collect(),
        ..Memory::default()
    }
}

#[test]
fn what_was_left_is_there_the_next_time() {
    let room = Room::new();
    let mut window = room.window();
    assert_eq!(*window.memory(), Memory::default());
    let left = Memory {
        chosen: Some(Remembered::Quotation(anchor("It will"))),
        filters: "by Ann".to_owned(),
        folded: true,
        inferred: true,
        ..memory("said", &[('a', "May"), ('ü', "she")])
    };
    window.keep(left.clone()).unwrap();
    assert_eq!(*room.window().memory(), left);
}

#[test]
fn an_article_that_was_only_opened_leaves_nothing() {
    let room = Room::new();
    room.window().keep(Memory::default()).unwrap();
    assert!(!room.folder().exists());
}

#[test]
fn two_windows_at_once_lose_nothing() {
    let room = Room::new();
    let (mut one, mut two) = (room.window(), room.window());
    one.keep(memory("said", &[('a', "quay")])).unwrap();
    two.keep(memory("May", &[('b', "mayor")])).unwrap();
    // The last to leave tells the place; each adds its marks.
    assert_eq!(*room.window().memory(), memory("May", &[('a', "quay"), ('b', "mayor")]));
    // What a window has not changed since it wrote is left as others wrote it.
    one.keep(memory("said", &[('a', "open")])).unwrap();
    assert_eq!(*room.window().memory(), memory("May", &[('a', "open"), ('b', "mayor")]));
}

#[test]
fn many_windows_that_write_at_the_same_moment_lose_no_mark() {
    let room = Room::new();
    // A window that opened after another had written, and keeps only its own mark, would take the
    // other's away.
    let windows: Vec<_> = ('a'..='p').map(|letter| (letter, room.window())).collect();
    std::thread::scope(|scope| {
        for (letter, mut window) in windows {
            scope.spawn(move || window.keep(memory("said", &[(letter, "May")])).unwrap());
        }
    });
    assert_eq!(room.window().memory().marks.len(), 16);
    let left: Vec<_> = fs::read_dir(room.folder()).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(left.len(), 2, "one file and the lock: {left:?}");
}

#[track_caller]
fn only_file(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|ending| ending == "json")).unwrap()
}

#[test]
fn what_is_foreign_is_told_and_stays_as_it_is() {
    let other = "{\"form\":\"sayso-state/2\"}";
    for foreign in ["", "{", other, "{\"form\":\"sayso-state/1\"}", "\0\u{1}"] {
        let room = Room::new();
        let mut window = room.window();
        window.keep(memory("said", &[])).unwrap();
        let file = only_file(&room.folder());
        fs::write(&file, foreign).unwrap();
        assert!(matches!(open(&room.folder(), &room.article()), Err(Error::Foreign { .. })));
        // A window that was open before does not write over it either.
        let refused = window.keep(memory("May", &[])).unwrap_err();
        assert!(refused.to_string().contains("it stays as it is"), "{refused}");
        #[expect(clippy::disallowed_methods, reason = "the test reads what is left")]
        let left = fs::read_to_string(&file).unwrap();
        assert_eq!(left, foreign);
    }
}

#[test]
fn what_cannot_be_written_is_told() {
    let room = Room::new();
    fs::write(room.0.path().join("state"), "a file where the directory should be").unwrap();
    let error = match open(&room.folder(), &room.article()) {
        Ok(book) => book.unwrap().keep(memory("May", &[])).unwrap_err(),
        Err(error) => error,
    };
    assert!(error.to_string().contains("--no-state"), "{error}");
}

#[test]
fn nothing_is_remembered_of_what_is_no_file() {
    let room = Room::new();
    assert!(open(&room.folder(), room.0.path()).unwrap().is_none());
    assert!(open(&room.folder(), Path::new("/nowhere/at/all")).unwrap().is_none());
}

#[test]
fn an_article_has_one_memory_by_whatever_path_it_is_opened() {
    let room = Room::new();
    room.window().keep(memory("May", &[])).unwrap();
    let around = room.0.path().join("state/../story.txt");
    let book = open(&room.folder(), &around).unwrap().unwrap();
    assert_eq!(*book.memory(), memory("May", &[]));
}

#[test]
fn the_articles_that_were_not_read_for_longest_are_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    for age in 0..12 {
        let path = folder.path().join(format!("{age}.json"));
        fs::write(&path, "").unwrap();
        let written = SystemTime::now() - Duration::from_secs(age * 60);
        fs::File::options().append(true).open(&path).unwrap().set_modified(written).unwrap();
    }
    fs::write(folder.path().join("lock"), "").unwrap();
    forget_oldest(folder.path(), 10).unwrap();
    let left = |age: &u64| folder.path().join(format!("{age}.json")).exists();
    assert_eq!((0..12).filter(left).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
    assert!(folder.path().join("lock").exists());
}
