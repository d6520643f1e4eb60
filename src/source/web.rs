//! The web: what may be fetched, and what can go wrong.

#[cfg(feature = "fetch")]
mod cache;
#[cfg(feature = "fetch")]
mod fetch;
pub mod guard;

use std::{fmt, io};

use url::Url;

#[cfg(feature = "fetch")]
pub use fetch::fetch;

/// How to go about fetching.
#[derive(Clone, Copy)]
pub struct Visit<'a> {
    /// Whether what was kept of earlier visits may be shown.
    pub keep: Keep,
    /// Is told how far it is.
    pub watch: &'a dyn Fn(Progress),
    /// What is not gone beyond.
    pub limits: Limits,
}

impl Default for Visit<'_> {
    fn default() -> Self {
        Self { keep: Keep::Cached, watch: &|_| (), limits: Limits::default() }
    }
}

/// What is made of earlier visits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// The server is asked whether anything is new; without it what was kept is shown.
    #[default]
    Cached,
    /// All is fetched anew, and kept.
    Refreshed,
    /// Nothing is kept, and nothing that was.
    Nothing,
}

/// How far a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The bytes that have come, unpacked.
    pub read: u64,
    /// The bytes that are to come, if the server says so and does not pack them.
    pub all: Option<u64>,
}

/// What a visit does not go beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Milliseconds until there is a connection.
    pub connect: u64,
    /// Milliseconds until all is there, redirects and all.
    pub total: u64,
    /// Bytes, unpacked.
    pub bytes: u64,
    /// Redirects.
    pub hops: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let bytes = super::PAGE_LIMIT as u64;
        Self { connect: 10_000, total: 30_000, bytes, hops: 10 }
    }
}

/// What was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The bytes, unpacked.
    pub bytes: Vec<u8>,
    /// Where they came from, after all redirects.
    pub address: Option<Url>,
    /// What the server says that they are: `text/html; charset=utf-8`.
    pub content_type: Option<String>,
    /// For what was kept, where the server could not be asked: when it was fetched, as the server
    /// wrote it.
    pub kept: Option<String>,
}

impl Page {
    /// The type alone, in lower case: `text/html`.
    #[must_use]
    pub fn media_type(&self) -> String {
        let said = self.content_type.as_deref().unwrap_or_default();
        said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The encoding that the server names.
    #[must_use]
    pub fn charset(&self) -> Option<&str> {
        let said = self.content_type.as_deref()?;
        let parameters = said.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
        let named = |(name, _): &(&str, &str)| name.trim().eq_ignore_ascii_case("charset");
        parameters.into_iter().find(named).map(|(_, value)| value.trim().trim_matches('"'))
    }
}

/// Why an address cannot be opened.
#[derive(Debug)]
pub enum Problem {
    /// It is no address.
    NotAnAddress(String),
    /// It is not of the web.
    Scheme(String),
    /// The program was built without fetching.
    NotBuilt,
    /// No server has this name.
    NoHost(String),
    /// The server does not answer.
    Unreachable(io::Error),
    /// There was no connection in time.
    ConnectTimeout(u64),
    /// Not all came in time.
    Timeout(u64),
    /// There is no such page.
    NotFound(u16),
    /// It is not for us.
    Refused(u16),
    /// The server failed.
    Server(u16),
    /// A redirect without a place, or some other answer that is none.
    Unexpected(u16),
    /// It led from place to place.
    Redirects(usize),
    /// It led, or a list leads, into a private network or out of the web.
    Forbidden(String),
    /// It is too large.
    TooLarge(u64),
    /// It ended before its end.
    CutShort,
    /// It was packed and could not be unpacked.
    Packed,
    /// The connection is not safe.
    Tls(String),
    /// Something else.
    Other(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NotAnAddress(why) => write!(f, "it is no address ({why}); check it"),
            Self::Scheme(scheme) => {
                write!(f, "{scheme}: is not read, only http: and https:; save it and open the file")
            }
            Self::NotBuilt => f.write_str(
                "this build fetches nothing; save the page and open the file, or build with \
                 `--features fetch`",
            ),
            Self::NoHost(host) => {
                write!(f, "no server is called {host}, or there is no network; check the address")
            }
            Self::Unreachable(error) => {
                write!(f, "the server does not answer ({error}); try again later")
            }
            Self::ConnectTimeout(limit) => {
                write!(f, "no connection within {} s; try again later", seconds(*limit))
            }
            Self::Timeout(limit) => {
                write!(f, "not all of it came within {} s; try again later", seconds(*limit))
            }
            Self::NotFound(code) => write!(f, "there is no such page ({code}); check the address"),
            Self::Refused(code) => write!(
                f,
                "the server refuses it ({code}); save it with a browser and open the file"
            ),
            Self::Server(code) => write!(f, "the server failed ({code}); try again later"),
            Self::Unexpected(code) => {
                write!(f, "the server gives no page ({code}); open it with a browser")
            }
            Self::Redirects(most) => {
                write!(f, "more than {most} redirects; open it with a browser")
            }
            Self::Forbidden(to) => write!(
                f,
                "it leads to {to}, where only you may lead; type that address if you trust it"
            ),
            Self::TooLarge(limit) => {
                write!(f, "it is larger than {} MiB, unpacked; open a part of it", limit >> 20)
            }
            Self::CutShort => f.write_str("it ended before its end; try again"),
            Self::Packed => f.write_str("it is packed and damaged; try again"),
            Self::Tls(why) => write!(f, "the connection is not safe ({why}); check the address"),
            Self::Other(why) => write!(f, "{why}; open it with a browser"),
        }
    }
}

/// Milliseconds as seconds.
fn seconds(milliseconds: u64) -> String {
    match (milliseconds / 1000, milliseconds % 1000) {
        (seconds, 0) => seconds.to_string(),
        (seconds, rest) => format!("{seconds}.{}", rest / 100),
    }
}

/// Says that nothing is fetched by this build.
///
/// # Errors
/// Always.
#[cfg(not(feature = "fetch"))]
pub fn fetch(_: &crate::shelf::Address, _: &Visit) -> Result<Page, Problem> {
    Err(Problem::NotBuilt)
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn a_content_type_names_a_type_and_an_encoding() {
        let page = |said: &str| Page { content_type: Some(said.into()), ..Page::default() };
        let full = page("Text/HTML; a=b; Charset=\"windows-1251\"");
        assert_eq!((&*full.media_type(), full.charset()), ("text/html", Some("windows-1251")));
        let bare = page("text/plain");
        assert_eq!((&*bare.media_type(), bare.charset()), ("text/plain", None));
        assert_eq!(Page::default().charset(), None);
    }
}
