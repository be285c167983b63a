//! Where events may be sent: to https on the public internet.

use std::net::{IpAddr, Ipv4Addr};

use worker::Url;

/// Longest address.
pub const ADDRESS_MAX: usize = 500;

/// Names that never lead outside.
const PRIVATE_NAMES: [&str; 5] = ["localhost", "local", "internal", "home.arpa", "invalid"];

/// An address that may be sent to, in its normal form. Development may send to itself.
pub fn parse(sent: &str, development: bool) -> Option<Url> {
    let url = Url::parse(sent.trim()).ok().filter(|_| sent.len() <= ADDRESS_MAX)?;
    let plain = url.username().is_empty() && url.password().is_none();
    let safe = url.scheme() == "https" && is_public(url.host_str()?);
    let near = development && matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    (plain && (safe || near)).then_some(url)
}

fn is_public(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => is_public_v4(address),
        Ok(IpAddr::V6(address)) => match address.to_ipv4() {
            // An IPv4 address in IPv6 clothes, the unspecified and the loopback among them.
            Some(inner) => is_public_v4(inner),
            // Global unicast, without documentation, and without the tunnels that hide IPv4.
            None => {
                let first = address.segments();
                let global = first[0] & 0xe000 == 0x2000;
                let tunnel = first[0] == 0x2002 || (first[0] == 0x2001 && first[1] < 0x0200);
                global && !tunnel && !(first[0] == 0x2001 && first[1] == 0x0db8)
            }
        },
        Err(_) => {
            let name = host.trim_end_matches('.');
            let private = |suffix: &&str| name == *suffix || name.ends_with(&format!(".{suffix}"));
            name.contains('.') && !PRIVATE_NAMES.iter().any(private)
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let special = (a == 192 && b == 0 && c == 0) || (a == 198 && (b == 18 || b == 19));
    let reserved = a == 0 || a >= 224;
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || shared
        || special
        || reserved)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_public_internet_over_tls_is_taken() {
        for good in [
            "https://example.com/hook",
            "https://hooks.example.com:8443/a?b=c",
            "https://93.184.216.34/",
            "https://[2606:4700::1111]/",
        ] {
            assert!(parse(good, false).is_some(), "{good}");
        }
    }

    #[test]
    fn everything_near_is_refused_however_it_is_written() {
        for bad in [
            "http://example.com/",
            "ftp://example.com/",
            "https://localhost/",
            "https://a.localhost/",
            "https://localhost./",
            "https://printer/",
            "https://db.internal/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://10.0.0.1/",
            "https://172.16.0.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/",
            "https://0.0.0.0/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[fe80::1]/",
            "https://[fc00::1]/",
            "https://[2002:7f00:1::]/",
            "https://user:secret@example.com/",
            "not an address",
        ] {
            assert!(parse(bad, false).is_none(), "{bad}");
        }
        let long = format!("https://example.com/{}", "x".repeat(500));
        assert!(parse(&long, false).is_none());
    }

    #[test]
    fn development_may_send_to_itself() {
        assert!(parse("http://localhost:8788/hook", true).is_some());
        assert!(parse("ftp://localhost/", true).is_none());
    }
}
