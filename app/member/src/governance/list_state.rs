//! The list of proposals: what is shown, and what follows from what happens. Pure.

use wire::governance::{
    GovernanceSummary, ProposalCounts, ProposalPage, ProposalStatus, ProposalSummary,
};

/// Which proposals are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Active,
    Drafts,
    Passed,
    Past,
}

impl Tab {
    pub(super) const ALL: [Self; 4] = [Self::Active, Self::Drafts, Self::Passed, Self::Past];

    /// As it stands in the address.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Drafts => "drafts",
            Self::Passed => "passed",
            Self::Past => "past",
        }
    }

    /// The tab of an address; the first for any other.
    pub(super) fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.name() == name).unwrap_or_default()
    }

    /// The word on it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Drafts => "Your drafts",
            Self::Passed => "Passed",
            Self::Past => "Past",
        }
    }

    /// What the API calls it; what is past has four states, and is picked out of all.
    pub(super) fn query(self) -> Option<&'static str> {
        match self {
            Self::Active => Some("active"),
            Self::Drafts => Some("draft"),
            Self::Passed => Some("passed"),
            Self::Past => None,
        }
    }

    /// Whether proposals of this state are listed here.
    fn holds(self, status: ProposalStatus) -> bool {
        match status {
            ProposalStatus::Active => self == Self::Active,
            ProposalStatus::Draft => self == Self::Drafts,
            ProposalStatus::Passed => self == Self::Passed,
            ProposalStatus::Rejected
            | ProposalStatus::Expired
            | ProposalStatus::Executed
            | ProposalStatus::Cancelled => self == Self::Past,
        }
    }

    /// How many proposals it has; none if that is not known.
    pub(super) fn count(self, summary: &GovernanceSummary) -> Option<u64> {
        let ProposalCounts { active, passed, rejected, expired, executed, cancelled } =
            summary.counts;
        match self {
            Self::Active => Some(active),
            Self::Drafts => summary.me.as_ref().map(|me| me.drafts),
            Self::Passed => Some(passed),
            Self::Past => Some(rejected + expired + executed + cancelled),
        }
    }

    /// What stands where nothing is listed, and what to do about it.
    pub(super) fn nothing(self) -> (&'static str, &'static str) {
        match self {
            Self::Active => (
                "Nothing is open to votes.",
                "When somebody opens a proposal, it stands here with its time, its quorum and your vote.",
            ),
            Self::Drafts => (
                "You have no drafts.",
                "A draft is seen by you alone, until you bring it to a vote.",
            ),
            Self::Passed => (
                "Nothing waits to be carried out.",
                "What passes waits here for its time lock; then anybody can carry it out.",
            ),
            Self::Past => (
                "Nothing has been decided yet.",
                "What was carried out, rejected or taken back stays here.",
            ),
        }
    }
}

/// Everything the list page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub(super) tab: Tab,
    pub(super) summary: Option<GovernanceSummary>,
    /// What is listed; none while it is on the way.
    pub(super) items: Option<Vec<ProposalSummary>>,
    pub(super) cursor: Option<String>,
    pub(super) is_more_coming: bool,
    pub(super) trouble: Option<String>,
}

/// What happens.
#[derive(Clone, Debug)]
pub(super) enum Message {
    /// The page was opened, or something happened elsewhere.
    Look,
    Open(Tab),
    More,
    /// The answer for a tab, after a cursor.
    Came(Tab, Option<String>, Result<ProposalPage, String>),
    SummaryCame(GovernanceSummary),
}

/// What is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    List(Tab, Option<String>),
    Summary,
}

/// What follows from a message.
pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Look => vec![Effect::Summary, Effect::List(state.tab, None)],
        Message::Open(tab) if tab == state.tab => vec![],
        Message::Open(tab) => {
            let summary = state.summary.take();
            *state = State { tab, summary, ..State::default() };
            vec![Effect::List(tab, None)]
        }
        Message::More => {
            if state.is_more_coming || state.cursor.is_none() {
                return vec![];
            }
            state.is_more_coming = true;
            vec![Effect::List(state.tab, state.cursor.clone())]
        }
        // An answer for a tab that was left meanwhile.
        Message::Came(tab, ..) if tab != state.tab => vec![],
        Message::Came(_, after, Ok(mut page)) => {
            page.items.retain(|it| state.tab.holds(it.status));
            state.trouble = None;
            state.is_more_coming = false;
            state.cursor = page.next_cursor;
            let is_barren = page.items.is_empty();
            match (&mut state.items, after) {
                (Some(items), Some(_)) => {
                    // Something new at the top moves the pages: nothing is listed twice.
                    let new = page
                        .items
                        .into_iter()
                        .filter(|it| !items.iter().any(|old| old.id == it.id));
                    let new: Vec<_> = new.collect();
                    items.extend(new);
                }
                _ => state.items = Some(page.items),
            }
            // A page of nothing but others is followed by the next one.
            if is_barren { update(state, Message::More) } else { vec![] }
        }
        Message::Came(_, _, Err(words)) => {
            state.is_more_coming = false;
            state.trouble = Some(words);
            vec![]
        }
        Message::SummaryCame(summary) => {
            state.summary = Some(summary);
            vec![]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::governance::{Person, ProposalType};

    fn item(id: &str) -> ProposalSummary {
        ProposalSummary {
            id: id.into(),
            number: 1,
            title: "Lower the fee".into(),
            kind: ProposalType::Parameter,
            status: ProposalStatus::Active,
            proposer: Person { id: "1".into(), username: None },
            created_at: String::new(),
            voting_ends_at: None,
            tally: None,
            my_choice: None,
        }
    }

    fn page(ids: &[&str], next: Option<&str>) -> Result<ProposalPage, String> {
        let items = ids.iter().map(|id| item(id)).collect();
        Ok(ProposalPage { items, next_cursor: next.map(Into::into) })
    }

    fn ids(state: &State) -> Vec<&str> {
        state.items.iter().flatten().map(|it| it.id.as_str()).collect()
    }

    #[test]
    fn pages_are_added_and_nothing_is_listed_twice() {
        let mut state = State::default();
        update(&mut state, Message::Came(Tab::Active, None, page(&["3", "2"], Some("c"))));
        assert_eq!(
            update(&mut state, Message::More),
            [Effect::List(Tab::Active, Some("c".into()))]
        );
        assert_eq!(update(&mut state, Message::More), [], "one at a time");
        update(&mut state, Message::Came(Tab::Active, Some("c".into()), page(&["2", "1"], None)));
        assert_eq!(ids(&state), ["3", "2", "1"]);
        assert_eq!(update(&mut state, Message::More), [], "that was all");
    }

    #[test]
    fn an_answer_for_a_tab_that_was_left_is_dropped() {
        let mut state = State::default();
        assert_eq!(update(&mut state, Message::Open(Tab::Past)), [Effect::List(Tab::Past, None)]);
        update(&mut state, Message::Came(Tab::Active, None, page(&["1"], None)));
        assert_eq!(state.items, None);
        assert_eq!(update(&mut state, Message::Open(Tab::Past)), []);
    }

    #[test]
    fn trouble_leaves_what_is_shown_where_it_is() {
        let mut state = State::default();
        update(&mut state, Message::Came(Tab::Active, None, page(&["1"], None)));
        update(&mut state, Message::Came(Tab::Active, None, Err("You are offline.".into())));
        assert_eq!(ids(&state), ["1"]);
        assert_eq!(state.trouble.as_deref(), Some("You are offline."));
    }

    #[test]
    fn what_is_past_is_picked_out_of_all_and_barren_pages_are_passed_over() {
        let mut state = State { tab: Tab::Past, ..State::default() };
        let barren = Message::Came(Tab::Past, None, page(&["9"], Some("c")));
        assert_eq!(update(&mut state, barren), [Effect::List(Tab::Past, Some("c".into()))]);
        let past = ProposalSummary { status: ProposalStatus::Executed, ..item("1") };
        let found = ProposalPage { items: vec![item("8"), past], next_cursor: None };
        update(&mut state, Message::Came(Tab::Past, Some("c".into()), Ok(found)));
        assert_eq!(ids(&state), ["1"]);
    }

    #[test]
    fn addresses_name_tabs() {
        for tab in Tab::ALL {
            assert_eq!(Tab::of(tab.name()), tab);
        }
        assert_eq!(Tab::of("nonsense"), Tab::Active);
    }
}
