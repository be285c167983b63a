//! Proposals in the database.

pub mod read;
pub mod stake;
pub mod votes;
pub mod write;

use governance::{
    Action, Ballot, Choice, Draft, Proposal, ProposalStatus, ProposalType, Rules, Tally,
};
use money::{Amount, Rate};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::error::Failure;

/// A proposal as the database has it, with the names of those it speaks of and the caller's vote.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Counts from 1.
    pub number: u64,
    /// UUID.
    pub id: String,
    /// Id of who wrote it.
    pub proposer: String,
    /// Their username.
    pub proposer_name: Option<String>,
    kind: String,
    title: String,
    body: String,
    actions: String,
    status: String,
    /// Grows with each change.
    pub version: u64,
    /// Milliseconds since 1970, like every moment here.
    pub created_at: u64,
    opened_at: Option<u64>,
    quorum: Option<u64>,
    approval: Option<u64>,
    time_lock_ms: Option<u64>,
    grace_ms: Option<u64>,
    late_window_ms: Option<u64>,
    late_extension_ms: Option<u64>,
    /// The last movement in the books when voting began.
    pub snapshot_xfer: Option<u64>,
    total: Option<u64>,
    ends_at: Option<u64>,
    quorum_at: Option<u64>,
    extended_at: Option<u64>,
    in_favour: u64,
    against: u64,
    abstained: u64,
    /// How many members voted.
    pub voters: u64,
    /// When time decided the vote.
    pub closed_at: Option<u64>,
    /// When time ran out for a passed proposal.
    pub lapsed_at: Option<u64>,
    /// When it was executed.
    pub executed_at: Option<u64>,
    /// Id of who did it.
    pub executor: Option<String>,
    /// Their username.
    pub executor_name: Option<String>,
    /// When it was taken back.
    pub cancelled_at: Option<u64>,
    /// Id of who did it.
    pub cancelled_by: Option<String>,
    /// Their username.
    pub canceller_name: Option<String>,
    my_choice: Option<String>,
    /// When the caller voted last.
    pub my_at: Option<u64>,
}

/// A word of the wire as the database keeps it.
pub fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A word of the database as the wire names it.
pub fn read_word<T: DeserializeOwned>(word: &str) -> Result<T, Failure> {
    Ok(serde_json::from_value(Value::String(word.to_owned()))?)
}

/// Actions as the database keeps them.
pub fn write_actions(actions: &[Action]) -> Result<String, Failure> {
    let shown: Vec<_> = actions.iter().map(Action::show).collect();
    Ok(serde_json::to_string(&shown)?)
}

fn read_actions(text: &str) -> Result<Vec<Action>, Failure> {
    let sent: Vec<wire::governance::Action> = serde_json::from_str(text)?;
    let read = |action| Action::read(action).map_err(|reason| Failure::Fault(reason.to_owned()));
    sent.into_iter().map(read).collect()
}

impl Row {
    /// The row of a draft that is about to be.
    pub fn new(
        number: u64,
        id: String,
        proposer: &str,
        draft: &Draft,
        now: u64,
    ) -> Result<Self, Failure> {
        Ok(Self {
            number,
            id,
            proposer: proposer.to_owned(),
            proposer_name: None,
            kind: word(draft.kind),
            title: draft.title.clone(),
            body: draft.body.clone(),
            actions: write_actions(&draft.actions)?,
            status: word(ProposalStatus::Draft),
            version: 1,
            created_at: now,
            opened_at: None,
            quorum: None,
            approval: None,
            time_lock_ms: None,
            grace_ms: None,
            late_window_ms: None,
            late_extension_ms: None,
            snapshot_xfer: None,
            total: None,
            ends_at: None,
            quorum_at: None,
            extended_at: None,
            in_favour: 0,
            against: 0,
            abstained: 0,
            voters: 0,
            closed_at: None,
            lapsed_at: None,
            executed_at: None,
            executor: None,
            executor_name: None,
            cancelled_at: None,
            cancelled_by: None,
            canceller_name: None,
            my_choice: None,
            my_at: None,
        })
    }

    /// The proposal as the rules know it.
    pub fn proposal(&self) -> Result<Proposal, Failure> {
        Ok(Proposal {
            proposer: self.proposer.clone(),
            draft: Draft {
                title: self.title.clone(),
                kind: read_word::<ProposalType>(&self.kind)?,
                body: self.body.clone(),
                actions: read_actions(&self.actions)?,
            },
            status: read_word(&self.status)?,
            ballot: self.ballot(),
        })
    }

    fn ballot(&self) -> Option<Ballot> {
        Some(Ballot {
            rules: Rules {
                quorum: Rate::parts(self.quorum?),
                approval: Rate::parts(self.approval?),
                time_lock_ms: self.time_lock_ms?,
                grace_ms: self.grace_ms?,
                late_window_ms: self.late_window_ms?,
                late_extension_ms: self.late_extension_ms?,
            },
            total: anm(self.total?),
            opened_at_ms: self.opened_at?,
            ends_at_ms: self.ends_at?,
            quorum_at_ms: self.quorum_at,
            extended_at_ms: self.extended_at,
            tally: Tally {
                in_favour: anm(self.in_favour),
                against: anm(self.against),
                abstained: anm(self.abstained),
            },
        })
    }

    /// Takes over what has become of the proposal.
    pub fn take(&mut self, proposal: &Proposal) -> Result<(), Failure> {
        self.kind = word(proposal.draft.kind);
        self.title.clone_from(&proposal.draft.title);
        self.body.clone_from(&proposal.draft.body);
        self.actions = write_actions(&proposal.draft.actions)?;
        self.status = word(proposal.status);
        self.version += 1;
        if let Some(ballot) = &proposal.ballot {
            let units = |amount: Amount| amount.as_units() as u64;
            self.quorum = Some(ballot.rules.quorum.as_parts());
            self.approval = Some(ballot.rules.approval.as_parts());
            self.time_lock_ms = Some(ballot.rules.time_lock_ms);
            self.grace_ms = Some(ballot.rules.grace_ms);
            self.late_window_ms = Some(ballot.rules.late_window_ms);
            self.late_extension_ms = Some(ballot.rules.late_extension_ms);
            self.total = Some(units(ballot.total));
            self.opened_at = Some(ballot.opened_at_ms);
            self.ends_at = Some(ballot.ends_at_ms);
            self.quorum_at = ballot.quorum_at_ms;
            self.extended_at = ballot.extended_at_ms;
            self.in_favour = units(ballot.tally.in_favour);
            self.against = units(ballot.tally.against);
            self.abstained = units(ballot.tally.abstained);
        }
        Ok(())
    }

    /// Whether somebody may see it: what was never brought to a vote is its proposer's alone.
    pub fn visible_to(&self, me: Option<&str>) -> bool {
        self.opened_at.is_some() || me == Some(self.proposer.as_str())
    }

    /// The caller's vote.
    pub fn my_choice(&self) -> Result<Option<Choice>, Failure> {
        self.my_choice.as_deref().map(read_word).transpose()
    }

    /// Notes the caller's vote.
    pub fn note_vote(&mut self, choice: Choice, now: u64) {
        self.voters += u64::from(self.my_choice.is_none());
        self.my_choice = Some(word(choice));
        self.my_at = Some(now);
    }

    /// The ETag of the description.
    pub fn etag(&self) -> String {
        format!("\"v{}\"", self.version)
    }
}

/// Smallest units of ANM, of which there are 10^15.
pub fn anm(units: u64) -> Amount {
    Amount::units(units.into())
}
