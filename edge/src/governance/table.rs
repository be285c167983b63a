//! `/governance`

use wire::scope::Scope;

use crate::{
    error::Code,
    route::{Query, Route, Schemas, handler, route, schema},
};

use super::routes;

/// Refusals of every change of a proposal, and some more.
macro_rules! changes {
    ($($more:ident),*) => { &[
        Code::SessionRequired, Code::MembershipRequired, Code::ScopeMissing,
        Code::PasskeyRequired, Code::RoleRequired, Code::OriginRefused,
        Code::ContentTypeUnsupported, Code::IdempotencyKeyInvalid, Code::IdempotencyConflict,
        Code::Busy, $(Code::$more),*
    ] };
}

/// Refusals of a body that writes a proposal.
macro_rules! writes {
    ($($more:ident),*) => { changes!(
        BodyMalformed, BodyTooLarge, FieldMissing, FieldInvalid, ActionInvalid,
        PolicyUnknown, PolicyValueMalformed, PolicyValueOutOfBounds, PolicyContradiction,
        GrantRecipientUnknown, $($more),*
    ) };
}

/// The routes.
pub const ROUTES: &[Route] = &[
    route(
        ("GET", "/governance/summary"),
        "getGovernance",
        handler!(call => routes::get_summary(call)),
        "The rules of voting, and how proposals stand",
        (None, 200, Some("GovernanceSummary")),
        &[],
    ),
    route(
        ("GET", "/governance/proposals"),
        "listProposals",
        handler!(call => routes::list_proposals(call)),
        "Proposals, newest first; of drafts only your own",
        (None, 200, Some("ProposalPage")),
        &[Code::QueryInvalid],
    )
    .asking(&[
        Query { name: "status", kind: "string", words: "only those that stand so" },
        Query { name: "type", kind: "string", words: "only those of this type" },
        Query { name: "mine", kind: "boolean", words: "only your own" },
    ])
    .paged(),
    route(
        ("POST", "/governance/proposals"),
        "createProposal",
        handler!(call => routes::create_proposal(call)),
        "Write a proposal, as a draft",
        (Some("NewProposal"), 201, Some("Proposal")),
        writes!(ProposerStakeNeeded, DraftsFull),
    )
    .needing(Scope::Propose),
    route(
        ("GET", "/governance/proposals/:id"),
        "getProposal",
        handler!(call, at => routes::get_proposal(call, at.first())),
        "One proposal, its vote and its life",
        (None, 200, Some("Proposal")),
        &[Code::ProposalNotFound],
    ),
    route(
        ("PATCH", "/governance/proposals/:id"),
        "patchProposal",
        handler!(call, at => routes::patch_proposal(call, at.first())),
        "Change a draft",
        (Some("ProposalPatch"), 200, Some("Proposal")),
        writes!(ProposalNotFound, ProposalForeign, ProposalNotDraft, VersionConflict),
    )
    .needing(Scope::Propose),
    route(
        ("POST", "/governance/proposals/:id/activate"),
        "activateProposal",
        handler!(call, at => routes::activate_proposal(call, at.first())),
        "Bring a draft to a vote",
        (None, 200, Some("Proposal")),
        changes!(
            ProposalNotFound,
            ProposalForeign,
            ProposalNotDraft,
            ProposerStakeNeeded,
            ProposalsFull,
            ActionInvalid,
            PolicyUnknown,
            PolicyValueMalformed,
            PolicyValueOutOfBounds,
            PolicyContradiction,
            GrantRecipientUnknown,
            VersionConflict
        ),
    )
    .needing(Scope::Propose),
    route(
        ("POST", "/governance/proposals/:id/vote"),
        "vote",
        handler!(call, at => routes::cast_vote(call, at.first())),
        "Vote, or vote anew; the weight is what you had staked when voting began",
        (Some("CastVote"), 200, Some("Proposal")),
        changes!(
            BodyMalformed,
            BodyTooLarge,
            ProposalNotFound,
            VotingClosed,
            NoVotingWeight,
            VoteUnchanged
        ),
    )
    .needing(Scope::Vote),
    route(
        ("POST", "/governance/proposals/:id/execute"),
        "executeProposal",
        handler!(call, at => routes::execute_proposal(call, at.first())),
        "Do what was voted, all of it or nothing",
        (None, 200, Some("Proposal")),
        changes!(
            ProposalNotFound,
            ProposalNotPassed,
            ProposalTimeLocked,
            ProposalExecuted,
            ActionInvalid,
            PolicyUnknown,
            PolicyValueMalformed,
            PolicyValueOutOfBounds,
            PolicyContradiction,
            GrantRecipientUnknown,
            GrantUnfunded,
            VersionConflict
        ),
    )
    .needing(Scope::Vote),
    route(
        ("POST", "/governance/proposals/:id/cancel"),
        "cancelProposal",
        handler!(call, at => routes::cancel_proposal(call, at.first())),
        "Take a proposal back",
        (None, 200, Some("Proposal")),
        changes!(ProposalNotFound, ProposalForeign, ProposalOver, VersionConflict),
    )
    .needing(Scope::Propose),
    route(
        ("GET", "/governance/proposals/:id/votes"),
        "listVotes",
        handler!(call, at => routes::list_votes(call, at.first())),
        "Who voted how, and what they chose before",
        (None, 200, Some("VotePage")),
        &[Code::ProposalNotFound, Code::QueryInvalid],
    )
    .paged(),
];

/// The types.
pub fn schemas(list: &mut Schemas) {
    schema::<wire::governance::GovernanceSummary>(list);
    schema::<wire::governance::ProposalPage>(list);
    schema::<wire::governance::Proposal>(list);
    schema::<wire::governance::NewProposal>(list);
    schema::<wire::governance::ProposalPatch>(list);
    schema::<wire::governance::CastVote>(list);
    schema::<wire::governance::VotePage>(list);
}
