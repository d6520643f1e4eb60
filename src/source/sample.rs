//! The articles that come with the program, so that a first look shows what it can do.

use super::{Format, Loaded, clean::line, error::Error};

/// A built-in article.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Its text, Markdown with front matter.
    pub markdown: &'static str,
}

/// Declares the samples by the names of their files.
macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        &[$(Sample {
            name: $name,
            markdown: include_str!(concat!("../../assets/articles/", $name, ".md")),
        }),*]
    };
}

/// Every built-in article; the first is the one that opens without being asked for.
pub const SAMPLES: &[Sample] = samples!["troops", "quay", "hearing"];

/// Reads the built-in article of this name, or the first one.
///
/// # Errors
/// Where no sample has this name.
pub fn load(name: Option<&str>) -> Result<Loaded, Error> {
    let mut samples = SAMPLES.iter();
    let sample = match name {
        Some(name) => samples.find(|sample| sample.name == name),
        None => samples.next(),
    };
    let named = || Error::NoSample(line(name.unwrap_or_default()));
    let Sample { name, markdown } = sample.ok_or_else(named)?;
    let mut loaded = super::read(markdown.as_bytes(), Format::Markdown, name)?;
    loaded.article.about.id.get_or_insert_with(|| (*name).into());
    Ok(loaded)
}

#[cfg(test)]
mod tests {
    use super::{SAMPLES, load};

    #[test]
    fn every_sample_opens_and_says_its_title() {
        for sample in SAMPLES {
            let loaded = load(Some(sample.name)).unwrap();
            assert!(loaded.article.about.title.is_some(), "{} has no title", sample.name);
            assert!(loaded.note.is_none());
        }
    }

    #[test]
    fn the_first_sample_is_the_built_in_article() {
        assert_eq!(load(None).unwrap().article, load(Some(SAMPLES[0].name)).unwrap().article);
    }
}
