//! What stands before the operations: how to begin, who is calling, and what all operations share.
//! Written in Markdown; the tests hold its links and its examples to the truth.

/// One guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guide {
    /// Its part of the address; empty for the first.
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    /// One sentence under the title.
    pub(super) lead: &'static str,
    text: &'static str,
}

macro_rules! guides {
    ($($slug:literal $title:literal $file:literal $lead:literal;)*) => {
        /// All guides, in their order.
        pub(super) const GUIDES: &[Guide] = &[$(Guide {
            slug: $slug,
            title: $title,
            lead: $lead,
            text: include_str!(concat!("guides/", $file)),
        },)*];
    };
}

guides! {
    "" "Start here" "start.md" "Everything the pages do, a program can do.";
    "authentication" "Who is calling" "authentication.md" "Sessions, keys and scopes.";
    "agents" "Agent tokens" "agents.md" "A name that is its own key, and a token for each request.";
    "errors" "Errors" "errors.md" "One shape, stable codes.";
    "idempotency" "Idempotency" "idempotency.md" "Say it twice, and it happens once.";
    "paging" "Paging" "paging.md" "Long lists, a page at a time.";
    "limits" "Limits" "limits.md" "How often is too often.";
    "live-events" "Live events" "live.md" "What happens, as it happens.";
    "webhook-signatures" "Webhooks" "webhooks.md" "What happens, sent to you and signed.";
    "chain" "Proofs" "chain.md" "Check the books yourself.";
}

impl Guide {
    /// The guide of this address.
    pub(super) fn of(slug: &str) -> Option<&'static Self> {
        GUIDES.iter().find(|it| it.slug == slug)
    }

    /// Its address.
    pub(super) fn href(&self) -> String {
        if self.slug.is_empty() {
            "/developers".into()
        } else {
            format!("/developers/{}", self.slug)
        }
    }

    /// Its text, with this site's own addresses.
    pub(super) fn text(&self, origin: &str) -> String {
        let socket = origin.replacen("http", "ws", 1);
        self.text.replace("{{origin}}", origin).replace("{{socket}}", &socket)
    }

    /// Whether all these words occur in it.
    pub(super) fn fits(&self, typed: &str) -> bool {
        let all = format!("{} {} {}", self.title, self.lead, self.text).to_lowercase();
        typed.split_whitespace().all(|word| all.contains(&word.to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{self, Block};
    use wire::scope::Scope;

    #[test]
    fn guides_have_addresses_of_their_own_and_begin_below_the_title() {
        for guide in GUIDES {
            assert_eq!(Guide::of(guide.slug), Some(guide));
            let blocks = markdown::read(&guide.text("https://digigami.me"));
            assert!(matches!(blocks[0], Block::Paragraph(_)), "{}", guide.slug);
            assert!(!guide.text("https://digigami.me").contains("{{"), "{}", guide.slug);
        }
    }

    #[test]
    fn links_between_guides_lead_somewhere() {
        for guide in GUIDES {
            for link in guide.text.split("](/developers/").skip(1) {
                let topic = link.split(')').next().unwrap_or_default();
                // Ids of operations are in camelCase; the journey follows them.
                let is_operation = topic.contains(|letter: char| letter.is_ascii_uppercase());
                assert!(is_operation || Guide::of(topic).is_some(), "{topic} in {}", guide.slug);
            }
        }
    }

    #[test]
    fn every_scope_and_every_event_is_told() {
        let authentication = Guide::of("authentication").map(|it| it.text).unwrap_or_default();
        for scope in Scope::ALL.iter().filter(|it| **it != Scope::Admin) {
            assert!(authentication.contains(&format!("`{}`", scope.name())), "{scope:?}");
        }
        let live = Guide::of("live-events").map(|it| it.text).unwrap_or_default();
        for event in wire::webhook::EVENTS {
            assert!(live.contains(&format!("`{event}`")), "{event}");
        }
    }

    #[test]
    fn words_find_guides() {
        let found = |typed: &str| {
            GUIDES.iter().filter(|it| it.fits(typed)).map(|it| it.slug).collect::<Vec<_>>()
        };
        assert_eq!(found("HMAC"), ["webhook-signatures"]);
        assert!(found("retry-after").contains(&"limits"));
    }
}
