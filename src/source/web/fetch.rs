//! Fetching a page: every hop is looked at, everything has a limit, and nothing is told that need
//! not be.

use std::{
    io::{self, Read},
    net::IpAddr,
    time::{Duration, Instant},
};

use ureq::{
    Agent, Body, Proxy,
    config::Config,
    http::{HeaderMap, Response, StatusCode, Uri, header},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};
use url::{Host, Url};

use super::{
    Keep, Limits, Page, Problem, Progress, Visit,
    cache::{self, Kept},
    guard,
};
use crate::shelf::{Address, Named};

/// Who asks.
const AGENT: &str = concat!("sayso/", env!("CARGO_PKG_VERSION"));

/// What is read.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, \
     application/feed+json, application/epub+zip, text/markdown, text/plain, */*;q=0.1";

/// Fetches what is at an address, or what was kept of it where the network fails.
///
/// # Errors
/// Where it cannot be reached, is not there, is too large or leads where it must not.
pub fn fetch(address: &Address, visit: &Visit) -> Result<Page, Problem> {
    let asked = &address.url;
    let kept = match visit.keep {
        Keep::Cached => cache::find(asked),
        Keep::Refreshed | Keep::Nothing => None,
    };
    let mut journey =
        Journey { address, visit, kept: kept.as_ref(), end: clock(visit.limits.total) };
    match journey.go() {
        Ok(Found::New(new)) => {
            if visit.keep != Keep::Nothing {
                cache::keep(asked, &new);
            }
            Ok(new.page)
        }
        Ok(Found::Same) => kept.map(|kept| kept.page).ok_or(Problem::Unexpected(304)),
        Err(problem) => match kept {
            Some(kept) if passes(&problem) => {
                let date = kept.date.unwrap_or_else(|| "an earlier day".into());
                Ok(Page { kept: Some(date), ..kept.page })
            }
            _ => Err(problem),
        },
    }
}

/// Whether the problem is one of the network or the server, which says nothing of the page.
fn passes(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::NoHost(_)
            | Problem::Unreachable(_)
            | Problem::ConnectTimeout(_)
            | Problem::Timeout(_)
            | Problem::Server(_)
            | Problem::CutShort
            | Problem::Packed
            | Problem::Tls(_)
    )
}

/// What is at the end of a journey.
enum Found {
    New(Box<Kept>),
    /// What was kept is still what is there.
    Same,
}

/// From an address over redirects to a page.
struct Journey<'a> {
    address: &'a Address,
    visit: &'a Visit<'a>,
    kept: Option<&'a Kept>,
    end: Instant,
}

impl Journey<'_> {
    fn go(&mut self) -> Result<Found, Problem> {
        let mut url = self.address.url.clone();
        url.set_fragment(None);
        let typed = self.address.origin();
        match self.address.named {
            Named::ByUser => {}
            Named::ByList(_) => guard::check(&url, typed)?,
        }
        for _ in 0..=self.visit.limits.hops {
            if !matches!(url.scheme(), "http" | "https") {
                return Err(Problem::Scheme(url.scheme().into()));
            }
            let answer = self.ask(&url, typed)?;
            let status = answer.status();
            match status.as_u16() {
                304 => return Ok(Found::Same),
                301 | 302 | 303 | 307 | 308 => {
                    url = target(&answer, &url)?;
                    guard::check(&url, typed)?;
                }
                200..=299 => return self.read(answer, url).map(Box::new).map(Found::New),
                _ => return Err(refusal(status)),
            }
        }
        Err(Problem::Redirects(self.visit.limits.hops))
    }

    fn ask(&self, url: &Url, typed: Option<&Url>) -> Result<Response<Body>, Problem> {
        let Limits { connect, total, .. } = self.visit.limits;
        let left = self.left()?;
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(AGENT)
            .accept(ACCEPT)
            .proxy(Proxy::try_from_env().filter(|_| !is_loopback(url)))
            .timeout_global(Some(left))
            .timeout_connect(Some(left.min(Duration::from_millis(connect))))
            .timeout_resolve(Some(left.min(Duration::from_millis(connect))))
            .build();
        let free = typed.is_some_and(|typed| guard::is_same_place(typed, url));
        let proxied = config.proxy().is_some();
        let resolver = Guarded { free: free || proxied, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        let mut request = agent.get(url.as_str());
        let same = |kept: &&Kept| kept.page.address.as_ref() == Some(url);
        if let Some(kept) = self.kept.filter(same) {
            for (name, value) in
                [(header::IF_NONE_MATCH, &kept.etag), (header::IF_MODIFIED_SINCE, &kept.modified)]
            {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        request.call().map_err(|error| problem(error, url, (connect, total)))
    }

    fn read(&self, answer: Response<Body>, url: Url) -> Result<Kept, Problem> {
        let headers = answer.headers().clone();
        let limits = self.visit.limits;
        let packed = headers.contains_key(header::CONTENT_ENCODING);
        let all = answer.body().content_length().filter(|_| !packed);
        if all.is_some_and(|all| all > limits.bytes) {
            return Err(Problem::TooLarge(limits.bytes));
        }
        let mut reader = answer.into_body().into_reader();
        let mut bytes = Vec::new();
        let mut piece = vec![0; 1 << 16];
        loop {
            (self.visit.watch)(Progress { read: bytes.len() as u64, all });
            let read = match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(broken(error, packed, limits)),
            };
            bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
            if bytes.len() as u64 > limits.bytes {
                return Err(Problem::TooLarge(limits.bytes));
            }
            // A server that sends a byte now and then is not waited for.
            self.left()?;
        }
        if all.is_some_and(|all| all > bytes.len() as u64) {
            return Err(Problem::CutShort);
        }
        let content_type = text(&headers, &header::CONTENT_TYPE);
        let page = Page { bytes, address: Some(url), content_type, kept: None };
        Ok(Kept {
            page,
            etag: text(&headers, &header::ETAG),
            modified: text(&headers, &header::LAST_MODIFIED),
            date: text(&headers, &header::DATE),
        })
    }

    fn left(&self) -> Result<Duration, Problem> {
        let left = self.end.saturating_duration_since(clock(0));
        if left.is_zero() { Err(Problem::Timeout(self.visit.limits.total)) } else { Ok(left) }
    }
}

/// So many milliseconds from now.
#[expect(clippy::disallowed_methods, reason = "a network is not waited for without end")]
fn clock(milliseconds: u64) -> Instant {
    Instant::now() + Duration::from_millis(milliseconds)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    let value = headers.get(name)?.as_bytes();
    Some(String::from_utf8_lossy(value).into_owned()).filter(|value| !value.is_empty())
}

fn target(answer: &Response<Body>, from: &Url) -> Result<Url, Problem> {
    let place = text(answer.headers(), &header::LOCATION);
    let mut url = place
        .and_then(|place| from.join(&place).ok())
        .ok_or_else(|| Problem::Unexpected(answer.status().as_u16()))?;
    url.set_fragment(None);
    // A name and a password are the user's to give.
    let _ = (url.set_username(""), url.set_password(None));
    Ok(url)
}

fn refusal(status: StatusCode) -> Problem {
    let code = status.as_u16();
    match code {
        404 | 410 => Problem::NotFound(code),
        400..=499 => Problem::Refused(code),
        500..=599 => Problem::Server(code),
        _ => Problem::Unexpected(code),
    }
}

/// What went wrong while the bytes came.
fn broken(error: io::Error, packed: bool, limits: Limits) -> Problem {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Problem::Timeout(limits.total),
        io::ErrorKind::UnexpectedEof => Problem::CutShort,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput if packed => Problem::Packed,
        _ => match ureq::Error::from(error) {
            ureq::Error::Timeout(_) => Problem::Timeout(limits.total),
            ureq::Error::Decompress(..) => Problem::Packed,
            ureq::Error::Io(error) => Problem::Unreachable(error),
            _ => Problem::CutShort,
        },
    }
}

fn problem(error: ureq::Error, url: &Url, (connect, total): (u64, u64)) -> Problem {
    use ureq::{Error, Timeout};
    match error {
        Error::HostNotFound => Problem::NoHost(url.host_str().unwrap_or_default().into()),
        Error::Timeout(Timeout::Connect | Timeout::Resolve) => Problem::ConnectTimeout(connect),
        Error::Timeout(_) => Problem::Timeout(total),
        Error::Tls(why) => Problem::Tls(why.into()),
        Error::Rustls(why) => Problem::Tls(why.to_string()),
        Error::Io(error)
            if error
                .get_ref()
                .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Private>) =>
        {
            guard::forbidden(url)
        }
        Error::Io(error) if is_tls(&error) => Problem::Tls(error.to_string()),
        Error::Io(error) if is_unknown_name(&error) => {
            Problem::NoHost(url.host_str().unwrap_or_default().into())
        }
        Error::Io(error) => Problem::Unreachable(error),
        error => Problem::Other(error.to_string()),
    }
}

fn is_tls(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData
}

/// The standard library has no kind for a name that cannot be looked up.
fn is_unknown_name(error: &io::Error) -> bool {
    error.to_string().starts_with("failed to lookup address")
}

/// Looks names up, and finds no private address unless the user went there.
#[derive(Debug)]
struct Guarded {
    free: bool,
    inner: DefaultResolver,
}

/// Says that a name stands for a private address.
#[derive(Debug, thiserror::Error)]
#[error("a private address")]
struct Private;

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let private = |address: IpAddr| guard::is_private(address);
        if !self.free && found.iter().any(|address| private(address.ip())) {
            return Err(io::Error::other(Private).into());
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use url::Url;

    use super::{Address, Journey, Problem, Visit, clock};

    #[test]
    fn a_name_behind_which_is_a_private_address_leads_nowhere() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let url = Url::parse(&format!("http://localhost:{port}/")).unwrap();
        let (address, visit) = (Address::typed(url.clone()), Visit::default());
        let journey = Journey { address: &address, visit: &visit, kept: None, end: clock(5000) };
        // As if the name looked like any other: it is looked up, and no further.
        let problem = journey.ask(&url, None).unwrap_err();
        assert!(
            matches!(&problem, Problem::Forbidden(to) if to.ends_with("localhost")),
            "{problem}"
        );
        listener.set_nonblocking(true).unwrap();
        assert!(listener.accept().is_err());
    }
}
