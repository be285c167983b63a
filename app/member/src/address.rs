//! Which page an address means. Pure.

/// A page of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Wallet,
    Staking,
    /// Productions; the query may name one.
    Jobs,
    Governance,
    /// One proposal, or `new`.
    Proposal(String),
    Treasury,
    Account,
    /// The documents, opened at a topic; empty for the first.
    Developers(String),
    /// An address that only looks like one of ours.
    Nowhere,
}

impl Place {
    /// Reads an address such as `/governance/7?from=wallet`.
    pub(crate) fn of(address: &str) -> Self {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (area, page, more) = (parts.next(), parts.next(), parts.next());
        match (area.unwrap_or_default(), page, more) {
            ("wallet", None, _) => Self::Wallet,
            ("staking", None, _) => Self::Staking,
            ("jobs", None, _) => Self::Jobs,
            ("governance", None, _) => Self::Governance,
            ("governance", Some(id), None) => Self::Proposal(id.to_owned()),
            ("treasury", None, _) => Self::Treasury,
            ("account", None, _) => Self::Account,
            ("developers", topic, None) => Self::Developers(topic.unwrap_or_default().to_owned()),
            _ => Self::Nowhere,
        }
    }
}

/// The value of a name in an address's query, with its escapes resolved by `decode`.
pub(crate) fn query(address: &str, name: &str, decode: impl Fn(&str) -> String) -> Option<String> {
    let query = address.split_once('?')?.1.split('#').next()?;
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| decode(value)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_pages() {
        assert_eq!(Place::of("/wallet?asset=AVT"), Place::Wallet);
        assert_eq!(Place::of("/governance"), Place::Governance);
        assert_eq!(Place::of("/governance/7/"), Place::Proposal("7".into()));
        assert_eq!(Place::of("/developers"), Place::Developers(String::new()));
        assert_eq!(Place::of("/wallet/secret"), Place::Nowhere);
        assert_eq!(Place::of("/"), Place::Nowhere);
    }

    #[test]
    fn a_query_is_read_by_its_whole_names() {
        let read =
            |name| query("/wallet?to=%40sora&asset=ANM#x", name, |it| it.replace("%40", "@"));
        assert_eq!(read("to").as_deref(), Some("@sora"));
        assert_eq!(read("asset").as_deref(), Some("ANM"));
        assert_eq!(read("o"), None);
    }
}
