//! Where one may be led: nobody but the user leads into a private network or out of the web.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::Problem;

/// Whether an address may be opened that something other than the user led to, as far as it tells
/// by itself; a name is looked at again when the addresses behind it are known.
///
/// # Errors
/// Where it may not.
pub fn check(url: &Url, typed: Option<&Url>) -> Result<(), Problem> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Problem::Forbidden(format!("{}:", url.scheme())));
    }
    if typed.is_some_and(|typed| is_same_place(typed, url)) {
        return Ok(());
    }
    let private = match url.host() {
        Some(Host::Ipv4(address)) => is_private(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_private(IpAddr::V6(address)),
        Some(Host::Domain(name)) => is_local_name(name),
        None => true,
    };
    if private { Err(forbidden(url)) } else { Ok(()) }
}

/// What is said of an address that may not be opened.
#[must_use]
pub fn forbidden(url: &Url) -> Problem {
    Problem::Forbidden(format!("the private network at {}", url.host_str().unwrap_or("?")))
}

/// Whether two addresses are of one server: who typed the one may be led to the other.
#[must_use]
pub fn is_same_place(one: &Url, other: &Url) -> bool {
    one.host() == other.host() && one.port_or_known_default() == other.port_or_known_default()
}

fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let ending = name.rsplit('.').next().unwrap_or_default();
    // A name without a dot is one of the own network.
    !name.contains('.')
        || matches!(
            ending,
            "localhost"
                | "localdomain"
                | "local"
                | "internal"
                | "intranet"
                | "lan"
                | "home"
                | "corp"
        )
}

/// Whether an address of the internet's is of no public server.
#[must_use]
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || matches!((a, b), (0 | 240.., _) | (100, 64..=127) | (198, 18..=19))
        || (a, b, c) == (192, 0, 0)
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let first = parts[0];
    let is_local = address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || (first & 0xfe00) == 0xfc00
        || (first & 0xffc0) == 0xfe80
        || (first & 0xffc0) == 0xfec0;
    is_local || inner_v4(&parts).is_some_and(is_private_v4)
}

/// The older address within a newer one: mapped, compatible, translated, tunnelled.
fn inner_v4(parts: &[u16; 8]) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match *parts {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{check, is_private};

    fn url(address: &str) -> Url {
        Url::parse(address).unwrap()
    }

    #[test]
    fn private_addresses_are_known_in_every_disguise() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "ff02::1",
            "192.0.0.8",
        ] {
            assert!(is_private(address.parse().unwrap()), "{address}");
        }
        for address in ["1.1.1.1", "172.32.0.1", "2606:4700::1", "::ffff:8.8.8.8", "100.128.0.1"] {
            assert!(!is_private(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn nobody_but_the_user_leads_out_of_the_public_web() {
        for address in [
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://a.example/",
            "http://127.0.0.1/",
            "http://localhost:80/",
            "http://[::1]/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://router/",
            "http://a.local/",
            "http://printer.lan./",
            "https://127.1/",
        ] {
            let private = check(&url(address), None).unwrap_err().to_string();
            assert!(private.starts_with("it leads to "), "{address}: {private}");
        }
        assert!(check(&url("https://a.example/"), None).is_ok());
    }

    #[test]
    fn whoever_typed_a_private_address_may_be_led_about_there() {
        let typed = url("http://127.0.0.1:8000/feed");
        assert!(check(&url("http://127.0.0.1:8000/one"), Some(&typed)).is_ok());
        for other in ["http://127.0.0.1:22/", "http://127.0.0.2:8000/", "file:///a"] {
            assert!(check(&url(other), Some(&typed)).is_err(), "{other}");
        }
    }
}
