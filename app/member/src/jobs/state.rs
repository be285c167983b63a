//! What the page of productions knows, what can happen on it, and what it may cause. Pure.

use crate::api::Failure;
use money::Amount;
use policy::{Catalogue, Policies, Versions};
use wire::job::{Job, JobPage, Manifest, NewJob, QueueStats, Transition};

use super::draft::Draft;

/// What a member has, as far as a price needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Means {
    pub(super) staked: Amount,
    pub(super) available: Amount,
}

/// What the last step asks about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    Order(Box<NewJob>),
    /// Take back a production that waits.
    Cancel(Box<Job>),
}

/// The last step before something moves.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asking {
    pub(super) act: Act,
    pub(super) is_busy: bool,
    pub(super) trouble: Option<String>,
}

/// The member's productions, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct List {
    pub(super) items: Vec<Job>,
    pub(super) next: Option<String>,
    pub(super) is_known: bool,
    pub(super) is_busy: bool,
}

/// One production that is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Opened {
    pub(super) id: String,
    pub(super) job: Option<Job>,
    pub(super) manifest: Option<Manifest>,
    pub(super) trouble: Option<String>,
}

/// All that the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    /// None for those who are not members.
    pub(super) means: Option<Means>,
    /// None until they have come.
    pub(super) rules: Option<Versions>,
    /// Agents, style packs and features, as votes have switched them; as they began until they come.
    pub(super) catalogue: Catalogue,
    pub(super) trouble: Option<String>,
    pub(super) draft: Draft,
    pub(super) asking: Option<Asking>,
    pub(super) list: List,
    pub(super) queue: Option<QueueStats>,
    pub(super) opened: Option<Opened>,
    /// What was done last, in one sentence, and the production that is meant.
    pub(super) receipt: Option<(String, String)>,
    /// Counts the wishes: the same one sent again is granted once.
    pub(super) wish: u32,
}

impl State {
    /// What holds now; the defaults until it is known.
    pub(super) fn policies(&self) -> Policies {
        self.rules.as_ref().map(|rules| rules.at(u64::MAX)).unwrap_or_default()
    }

    /// What is staked; nothing for a guest.
    pub(super) fn staked(&self) -> Amount {
        self.means.map(|means| means.staked).unwrap_or_default()
    }
}

/// What a press or a letter changes in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    Title(String),
    Resolution(&'static str),
    Fps(u32),
    Pack(String),
    /// One of [`super::draft::PARTS`], by its place.
    Part(usize, bool),
    ClipName(u32, String),
    ClipSeconds(u32, String),
    ClipTransition(u32, Transition),
    AddClip,
    RemoveClip(u32),
    /// One place nearer to the beginning.
    MoveUp(u32),
}

/// What can happen.
#[derive(Clone, Debug)]
pub(super) enum Message {
    /// The page is opened by a member, or something happened elsewhere.
    Refresh,
    /// The page is opened by a guest.
    Visit,
    Means(Result<Means, String>),
    Rules(Result<Versions, String>),
    Catalogue(Box<Catalogue>),
    Queue(QueueStats),
    List {
        page: Result<JobPage, String>,
        is_first: bool,
    },
    More,
    Edit(Edit),
    /// A production is looked at, or none.
    Open(Option<String>),
    Job(String, Result<Box<Job>, String>),
    Manifest(String, Box<Manifest>),
    Ask(Act),
    Leave,
    Confirm,
    Done(Result<Box<Job>, Failure>),
}

/// What the page may cause.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    LoadMeans,
    LoadRules,
    LoadCatalogue,
    LoadQueue,
    /// From here on; from the newest if none.
    LoadList(Option<String>),
    LoadJob(String),
    LoadManifest(String),
    Send {
        act: Act,
        wish: u32,
    },
    /// Gives the keyboard to the element with this id.
    Focus(String),
}
