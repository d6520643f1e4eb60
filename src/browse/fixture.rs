//! A list of our own, for tests of its state and of the screen.

use crate::{
    article::About,
    shelf::{Address, Entry, Form, Place, Shelf, Text},
};

/// The titles of the entries with their days and authors; those without an author are addresses.
const ENTRIES: [(&str, &str, &str); 12] = [
    ("Council votes to close the quay", "2026-03-12", "Ann Lee"),
    ("Fishers ask for more time, and the mayor says that she has none to give", "2026-03-11", ""),
    ("Trams for Harbour Street", "2026-03-09", "Bo Kim"),
    ("鉄道の再開をめぐり市長が発言、反対派は集会", "2026-03-08", "Ann Lee"),
    ("ראש העיר: הגשר ייפתח בקיץ", "2026-03-07", "Bo Kim"),
    ("An undated note", "", "Ann Lee"),
    ("No toll at the bridge", "2026-03-05", "Ann Lee and Bartholomew Featherstonehaugh"),
    ("What the study says", "2026-03-04", ""),
    ("(no title)", "", "Bo Kim"),
    ("A seat for every grandmother", "2026-03-02", "Ann Lee"),
    ("Sixty years after the last tram", "2026-03-01", "Bo Kim"),
    ("The harbour in winter", "2026-02-27", "Ann Lee"),
];

/// A feed with articles in it and links to others; nobody has read any of it.
pub fn shelf() -> Shelf {
    let entries = ENTRIES.iter().enumerate().map(|(number, &(title, day, author))| {
        let url = format!("https://www.harbour.example/{number}").parse().unwrap();
        let place = if author.is_empty() {
            Place::Address(Address::listed(url, None))
        } else {
            let about = About { byline: Some(author.into()), ..About::default() };
            Place::Text(Box::new(Text {
                words: String::new(),
                form: Form::Html,
                base: None,
                about,
            }))
        };
        let date = Some(day.to_owned()).filter(|day| !day.is_empty());
        Entry { id: number.to_string(), title: title.into(), date, place }
    });
    Shelf {
        name: "feed.xml".into(),
        title: Some("Harbour News".into()),
        from: Some(Box::new(Place::File("feed.xml".into()))),
        is_book: false,
        entries: entries.collect(),
    }
}
