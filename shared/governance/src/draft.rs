//! What a proposal says.

use wire::governance::{NewProposal, ProposalType};

use crate::{ACTIONS_MAX, Action, Refusal};

/// Most characters of a title.
pub const TITLE_CHARS_MAX: usize = 120;
/// Most bytes of the text.
pub const BODY_BYTES_MAX: usize = 20_000;

/// What a proposal says: checked in form, not yet against what there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// 1 to [`TITLE_CHARS_MAX`] characters on one line.
    pub title: String,
    /// What it is about.
    pub kind: ProposalType,
    /// Markdown, as it was written.
    pub body: String,
    /// 1 to [`ACTIONS_MAX`] that fit the kind.
    pub actions: Vec<Action>,
}

impl Draft {
    /// Reads a draft and checks its form.
    pub fn new(sent: NewProposal) -> Result<Self, Refusal> {
        let title = sent.title.trim().to_owned();
        let length = title.chars().count();
        if !(1..=TITLE_CHARS_MAX).contains(&length) || title.chars().any(char::is_control) {
            return Err(Refusal::Field("title"));
        }
        let unfit = |it: char| it.is_control() && !matches!(it, '\n' | '\r' | '\t');
        if sent.body.len() > BODY_BYTES_MAX || sent.body.chars().any(unfit) {
            return Err(Refusal::Field("body"));
        }
        if !(1..=ACTIONS_MAX).contains(&sent.actions.len()) {
            return Err(Refusal::Field("actions"));
        }
        let mut actions: Vec<Action> = Vec::with_capacity(sent.actions.len());
        for (index, action) in sent.actions.into_iter().enumerate() {
            let refuse = |reason| Refusal::Action { index, reason };
            let action = Action::read(action).map_err(refuse)?;
            if !action.fits(sent.kind) {
                return Err(refuse("misplaced"));
            }
            if actions.iter().any(|known| known.clashes(&action)) {
                return Err(refuse("repeated"));
            }
            actions.push(action);
        }
        Ok(Self { title, kind: sent.kind, body: sent.body, actions })
    }
}
