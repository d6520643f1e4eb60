//! Inputs that were named together: a list of them.

use std::path::Path;

use super::{STDIN, Source, clean::line, error::Error, folder, shown};
use crate::shelf::{Entry, Place, Shelf};

/// A shelf of inputs that were named together.
///
/// # Errors
/// Where one of them is a file that is not there.
pub fn shelf(sources: &[Source]) -> Result<Shelf, Error> {
    let entry = |source: &Source| match source {
        Source::File(path) if !path.exists() => Err(Error::Missing(shown(path))),
        Source::File(path) => Ok(folder::file(path, shown(path))),
        Source::Address(address) => {
            let (id, title) = (line(address.url.as_str()), line(address.url.as_str()));
            let place = Place::Address((*address).clone());
            Ok(Entry { id, title, date: None, place })
        }
        Source::Stdin => Ok(folder::file(Path::new("/dev/stdin"), STDIN.into())),
    };
    let entries = sources.iter().map(entry).collect::<Result<_, _>>()?;
    Ok(Shelf { name: "the list".into(), entries, ..Shelf::default() })
}
