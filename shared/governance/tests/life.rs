//! The life of a proposal, told as a table and as many random lives.

use governance::{
    Ballot, Choice, Command, Context, Decision, Draft, Proposal, ProposalStatus, ProposalType,
    Refusal, Step,
};
use money::{Amount, Asset};
use policy::{Catalogue, Policies, Section};
use std::collections::BTreeSet;
use wire::governance::{Action, NewProposal};

const DAY: u64 = 24 * 3_600_000;

fn anm(text: &str) -> Amount {
    Amount::parse(text, Asset::Anm).expect("an amount")
}

/// Everything around a proposal, with sensible values.
struct World {
    policies: Policies,
    catalogue: Catalogue,
    recipients: BTreeSet<String>,
}

impl World {
    fn new() -> Self {
        let recipients = BTreeSet::from(["somebody".to_owned()]);
        Self { policies: Policies::default(), catalogue: Catalogue::default(), recipients }
    }

    fn at<'a>(&'a self, now_ms: u64, caller: &'a str) -> Context<'a> {
        Context {
            now_ms,
            caller,
            guardian: false,
            policies: &self.policies,
            catalogue: &self.catalogue,
            recipients: &self.recipients,
            proposer_staked: anm("100"),
            total_staked: anm("1000"),
            drafts: 0,
            live: 0,
            weight: Amount::ZERO,
            earlier: None,
        }
    }
}

fn set_policy(key: &str, value: &str) -> Action {
    Action::SetPolicy { key: key.to_owned(), value: value.to_owned() }
}

fn sent(kind: ProposalType, actions: Vec<Action>) -> NewProposal {
    NewProposal { title: "A title".to_owned(), kind, body: String::new(), actions }
}

fn draft(actions: Vec<Action>) -> Draft {
    Draft::new(sent(ProposalType::Parameter, actions)).expect("a draft")
}

fn fee_draft() -> Draft {
    draft(vec![set_policy("fee.usage.rate", "0.01")])
}

fn written(draft: Draft) -> Proposal {
    let proposer = "proposer".to_owned();
    Proposal { proposer, draft, status: ProposalStatus::Draft, ballot: None }
}

fn follow(
    proposal: Proposal,
    command: Command,
    context: &Context<'_>,
) -> Result<Proposal, Refusal> {
    let decision = governance::decide(Some(&proposal), command, context)?;
    Ok(proposal.after(&decision, context))
}

/// An active proposal, opened at moment 0 with this much staked in all.
fn opened(world: &World, total: &str) -> Proposal {
    let context = Context { total_staked: anm(total), ..world.at(0, "proposer") };
    follow(written(fee_draft()), Command::Activate, &context).expect("activated")
}

fn voted(
    world: &World,
    proposal: Proposal,
    at: u64,
    (choice, weight): (Choice, &str),
) -> Result<Proposal, Refusal> {
    let context = Context { weight: anm(weight), ..world.at(at, "voter") };
    follow(proposal, Command::Vote(choice), &context)
}

/// What was staked in all, who votes how with which weight, and what it comes to.
type Case<'a> = (&'a str, &'a [(Choice, &'a str)], ProposalStatus);

#[test]
fn golden_boundaries_of_the_specification() {
    use Choice::{Abstain, Against, For};
    use ProposalStatus::{Expired, Passed, Rejected};
    let world = World::new();
    let cases: [Case<'_>; 8] = [
        ("1000", &[(For, "100")], Passed),
        ("1001", &[(For, "100")], Expired),
        ("1000", &[(For, "99.99999999")], Expired),
        ("1000", &[(For, "660"), (Against, "340")], Passed),
        ("1000", &[(For, "659.9"), (Against, "340.1")], Rejected),
        ("1000", &[(For, "1"), (Abstain, "99")], Passed),
        ("1000", &[(Abstain, "100")], Rejected),
        ("1000", &[], Expired),
    ];
    for (total, votes, expected) in cases {
        let mut proposal = opened(&world, total);
        for vote in votes {
            proposal = voted(&world, proposal, 1, *vote).expect("open");
        }
        let end = proposal.ballot.expect("a ballot").ends_at_ms;
        assert_eq!(proposal.clone().by(end).status, ProposalStatus::Active, "at exactly the end");
        assert_eq!(proposal.by(end + 1).status, expected, "{total} {votes:?}");
    }
}

#[test]
fn proposing_needs_exactly_a_hundred() {
    let world = World::new();
    let with = |staked: &str| {
        let context = Context { proposer_staked: anm(staked), ..world.at(0, "proposer") };
        let created = governance::decide(None, Command::Create(fee_draft()), &context);
        let activated =
            governance::decide(Some(&written(fee_draft())), Command::Activate, &context);
        (created.map(|_| ()).map_err(|it| it.code()), activated.map(|_| ()).map_err(|it| it.code()))
    };
    assert_eq!(with("100"), (Ok(()), Ok(())));
    assert_eq!(with("99.99"), (Err("proposer_stake_needed"), Err("proposer_stake_needed")));
}

#[test]
fn a_revote_flips_the_outcome_and_the_weight_stays() {
    let world = World::new();
    let proposal = voted(&world, opened(&world, "1000"), 1, (Choice::For, "200")).expect("open");
    let context =
        Context { weight: anm("200"), earlier: Some(Choice::For), ..world.at(2, "voter") };
    let again = governance::decide(Some(&proposal), Command::Vote(Choice::For), &context);
    assert_eq!(again, Err(Refusal::SameVote));
    let flipped = follow(proposal, Command::Vote(Choice::Against), &context).expect("open");
    let ballot = flipped.ballot.expect("a ballot");
    assert_eq!((ballot.tally.in_favour, ballot.tally.against), (Amount::ZERO, anm("200")));
    assert_eq!(flipped.by(8 * DAY).status, ProposalStatus::Rejected);
}

#[test]
fn a_late_quorum_keeps_the_vote_open_once() {
    let world = World::new();
    let end = 7 * DAY;
    let at = |moment: u64| {
        let proposal = voted(&world, opened(&world, "1000"), moment, (Choice::For, "100"));
        proposal.expect("open").ballot.expect("a ballot")
    };
    assert_eq!(at(6 * DAY).ends_at_ms, end, "exactly a day is left: in time");
    assert_eq!(at(6 * DAY + 1).ends_at_ms, 7 * DAY + 1, "a millisecond later");
    assert_eq!(at(end).ends_at_ms, end + DAY, "in the last moment");
    assert_eq!(at(end).extended_at_ms, Some(end));
    // What comes after the quorum moves nothing, and no vote moves the end twice.
    let late = voted(&world, opened(&world, "1000"), end, (Choice::For, "100")).expect("open");
    let later = voted(&world, late, end + DAY, (Choice::Against, "300")).expect("open");
    assert_eq!(later.ballot.map(|it| it.ends_at_ms), Some(end + DAY));
    assert_eq!(later.by(end + DAY + 1).status, ProposalStatus::Rejected);
}

#[test]
fn a_passed_proposal_waits_and_then_expires() {
    let world = World::new();
    let proposal = voted(&world, opened(&world, "1000"), 1, (Choice::For, "700")).expect("open");
    let execute = |at: u64| {
        let decision = governance::decide(Some(&proposal), Command::Execute, &world.at(at, "any"));
        decision.map_err(|refusal| refusal.code())
    };
    assert_eq!(execute(7 * DAY), Err("proposal_not_passed"), "voting is open still");
    assert_eq!(execute(7 * DAY + 1), Err("proposal_time_locked"));
    assert_eq!(execute(8 * DAY - 1), Err("proposal_time_locked"));
    let steps = vec![Step::SetPolicy { key: "fee.usage.rate", value: "0.01".to_owned() }];
    assert_eq!(execute(8 * DAY), Ok(Decision::Executed(steps.clone())));
    assert_eq!(execute(22 * DAY), Ok(Decision::Executed(steps)));
    assert_eq!(execute(22 * DAY + 1), Err("proposal_not_passed"), "the grace period is over");
    assert_eq!(proposal.clone().by(22 * DAY + 1).status, ProposalStatus::Expired);
    let done = follow(proposal, Command::Execute, &world.at(8 * DAY, "any")).expect("executed");
    let again = governance::decide(Some(&done), Command::Execute, &world.at(8 * DAY, "any"));
    assert_eq!(again, Err(Refusal::Executed));
}

#[test]
fn rules_are_frozen_when_voting_begins() {
    let mut world = World::new();
    let proposal = voted(&world, opened(&world, "1000"), 1, (Choice::For, "100")).expect("open");
    let harder = [("governance.quorum", "0.5"), ("governance.time_lock", "0")];
    world.policies = world.policies.with(harder).expect("within bounds");
    assert_eq!(proposal.clone().by(7 * DAY + 1).status, ProposalStatus::Passed);
    let early = world.at(7 * DAY + 1, "any");
    let locked = governance::decide(Some(&proposal), Command::Execute, &early);
    assert_eq!(locked, Err(Refusal::TimeLocked { until_ms: 8 * DAY }));
}

#[test]
fn actions_are_checked_again_when_they_are_executed() {
    let mut world = World::new();
    let actions = vec![set_policy("tier.pro.min_stake", "5000")];
    let proposal = written(draft(actions));
    let proposal =
        follow(proposal, Command::Activate, &world.at(0, "proposer")).expect("activated");
    let proposal = voted(&world, proposal, 1, (Choice::For, "100")).expect("open");
    let lower = [("tier.studio.min_stake", "4000")];
    world.policies = world.policies.with(lower).expect("above Pro");
    let context = world.at(8 * DAY, "any");
    let refusal = governance::decide(Some(&proposal), Command::Execute, &context);
    assert_eq!(refusal.map_err(|it| it.code()), Err("policy_contradiction"));
}

#[test]
fn drafts_belong_to_their_proposer_alone() {
    let world = World::new();
    let stranger = world.at(0, "stranger");
    let draft = written(fee_draft());
    for command in [
        Command::Edit(fee_draft()),
        Command::Activate,
        Command::Vote(Choice::For),
        Command::Cancel,
        Command::Execute,
    ] {
        assert_eq!(governance::decide(Some(&draft), command, &stranger), Err(Refusal::NotFound));
    }
    let active = opened(&world, "1000");
    let edit = governance::decide(Some(&active), Command::Edit(fee_draft()), &stranger);
    assert_eq!(edit, Err(Refusal::Foreign));
    let own = world.at(0, "proposer");
    let edit = governance::decide(Some(&active), Command::Edit(fee_draft()), &own);
    assert_eq!(edit, Err(Refusal::NotDraft));
}

#[test]
fn who_may_take_a_proposal_back() {
    let world = World::new();
    let active = opened(&world, "1000");
    let cancel = |proposal: &Proposal, context: Context<'_>| {
        governance::decide(Some(proposal), Command::Cancel, &context)
            .map(|_| ())
            .map_err(|refusal| refusal.code())
    };
    let stranger = world.at(1, "stranger");
    assert_eq!(cancel(&active, world.at(1, "proposer")), Ok(()));
    assert_eq!(cancel(&active, stranger), Err("proposal_foreign"));
    assert_eq!(cancel(&active, Context { guardian: true, ..stranger }), Ok(()));
    let left = Context { proposer_staked: anm("99.99"), ..stranger };
    assert_eq!(cancel(&active, left), Ok(()), "the proposer has left");
    let passed = voted(&world, active, 1, (Choice::For, "700")).expect("open").by(7 * DAY + 1);
    assert_eq!(cancel(&passed, world.at(7 * DAY + 1, "proposer")), Err("proposal_foreign"));
    let guardian = Context { guardian: true, ..world.at(7 * DAY + 1, "guardian") };
    assert_eq!(cancel(&passed, guardian), Ok(()));
    let expired = passed.by(30 * DAY);
    let guardian = Context { guardian: true, ..world.at(30 * DAY, "guardian") };
    assert_eq!(cancel(&expired, guardian), Err("proposal_over"));
}

#[test]
fn limits_of_drafts_and_active_proposals() {
    let world = World::new();
    let full = Context { drafts: 10, live: 1, ..world.at(0, "proposer") };
    let created = governance::decide(None, Command::Create(fee_draft()), &full);
    assert_eq!(created, Err(Refusal::DraftsFull(10)));
    let activated = governance::decide(Some(&written(fee_draft())), Command::Activate, &full);
    assert_eq!(activated, Err(Refusal::LiveFull(1)));
}

#[test]
fn drafts_are_checked_in_form() {
    use ProposalType::{AgentUpgrade, Ecosystem, Parameter, Treasury};
    let why = |kind, actions: Vec<Action>| match Draft::new(sent(kind, actions)) {
        Err(Refusal::Action { index, reason }) => (index, reason),
        other => panic!("{other:?}"),
    };
    let pay = |asset: &str, amount: &str, memo: &str| Action::PayFromTreasury {
        asset: asset.to_owned(),
        to: "somebody".to_owned(),
        amount: amount.to_owned(),
        memo: memo.to_owned(),
    };
    let upgrade = |version: &str| Action::UpgradeAgent {
        agent: "writer".to_owned(),
        version: version.to_owned(),
    };
    let fee = || set_policy("fee.usage.rate", "0.01");
    assert_eq!(why(Treasury, vec![pay("ANM", "1", ""), fee()]), (1, "misplaced"));
    assert_eq!(why(Parameter, vec![fee(), fee()]), (1, "repeated"));
    for amount in ["0", "-1", "1e9", "0.000000001", ""] {
        assert_eq!(why(Treasury, vec![pay("ANM", amount, "")]), (0, "amount_invalid"), "{amount}");
    }
    assert_eq!(why(Treasury, vec![pay("EUR", "1", "")]), (0, "asset_unknown"));
    assert_eq!(why(Treasury, vec![pay("ANM", "1", &"x".repeat(201))]), (0, "memo_too_long"));
    for version in ["", "1", "1.0", "1.0.0.0", "v1.0.0", "1.0.-1", "01.0.0", "1.0.0000001"] {
        assert_eq!(why(AgentUpgrade, vec![upgrade(version)]), (0, "version_invalid"), "{version}");
    }
    assert_eq!(why(Ecosystem, vec![Action::Declare { text: " ".to_owned() }]), (0, "text_invalid"));
    let with = |change: fn(&mut NewProposal)| {
        let mut sent = sent(Parameter, vec![set_policy("fee.usage.rate", "0.01")]);
        change(&mut sent);
        Draft::new(sent).map(|_| ()).map_err(|refusal| refusal.field())
    };
    assert_eq!(with(|_| {}), Ok(()));
    assert_eq!(with(|it| it.title = " \t".to_owned()), Err(Some("title")));
    assert_eq!(with(|it| it.title = "é".repeat(121)), Err(Some("title")));
    assert_eq!(with(|it| it.body = "x".repeat(20_001)), Err(Some("body")));
    assert_eq!(with(|it| it.body = "a\u{0}b".to_owned()), Err(Some("body")));
    assert_eq!(with(|it| it.actions = Vec::new()), Err(Some("actions")));
    assert_eq!(
        with(|it| it.actions = (0..11).map(|_| it.actions[0].clone()).collect()),
        Err(Some("actions"))
    );
}

#[test]
fn actions_are_checked_against_what_there_is() {
    let world = World::new();
    let code = |kind, actions: Vec<Action>| {
        let draft = Draft::new(sent(kind, actions)).expect("a draft");
        let decision = governance::decide(None, Command::Create(draft), &world.at(0, "proposer"));
        decision.map(|_| ()).map_err(|refusal| (refusal.code(), refusal.details().len()))
    };
    let agent = |agent: &str, version: &str| Action::UpgradeAgent {
        agent: agent.to_owned(),
        version: version.to_owned(),
    };
    let upgrade = ProposalType::AgentUpgrade;
    assert_eq!(code(upgrade, vec![agent("writer", "1.0.1")]), Ok(()));
    assert_eq!(code(upgrade, vec![agent("writer", "1.0.0")]), Err(("action_invalid", 2)));
    assert_eq!(code(upgrade, vec![agent("nobody", "2.0.0")]), Err(("action_invalid", 2)));
    let nobody = Action::PayFromTreasury {
        asset: "ANM".to_owned(),
        to: "nobody".to_owned(),
        amount: "1".to_owned(),
        memo: String::new(),
    };
    assert_eq!(code(ProposalType::Treasury, vec![nobody]), Err(("grant_recipient_unknown", 1)));
    let parameter = ProposalType::Parameter;
    assert_eq!(code(parameter, vec![set_policy("fee.x", "1")]), Err(("policy_unknown", 2)));
    let both = vec![
        set_policy("tier.pro.min_stake", "10000"),
        set_policy("tier.studio.min_stake", "20000"),
    ];
    assert_eq!(code(parameter, both), Ok(()), "together they agree");
}

#[test]
fn every_kind_of_action_becomes_a_step() {
    let world = World::new();
    let steps = |kind, action: Action| {
        let actions = Draft::new(sent(kind, vec![action])).expect("a draft").actions;
        governance::steps(&actions, &world.policies, &world.catalogue, &world.recipients)
            .expect("possible")
            .remove(0)
    };
    let switch = |section, id: &str, enabled, version: Option<&str>| Step::Switch {
        section,
        id: id.to_owned(),
        enabled,
        version: version.map(str::to_owned),
    };
    let (agent, version) = ("colourist".to_owned(), "0.1.0".to_owned());
    let enable = Action::EnableAgent { agent, version };
    assert_eq!(
        steps(ProposalType::NewAgent, enable),
        switch(Section::Agents, "colourist", true, Some("0.1.0"))
    );
    let pack = Action::EnableStylePack { pack: "manga".to_owned() };
    assert_eq!(
        steps(ProposalType::StylePack, pack),
        switch(Section::StylePacks, "manga", true, None)
    );
    let feature = Action::SwitchFeature { feature: "productions".to_owned(), on: false };
    assert_eq!(
        steps(ProposalType::Feature, feature),
        switch(Section::Features, "productions", false, None)
    );
    let words = Action::Declare { text: "We agree.".to_owned() };
    assert_eq!(steps(ProposalType::Ecosystem, words), Step::Nothing);
}

/// A small linear congruence: the same lives every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn no_random_life_leaves_its_end_or_counts_a_weight_twice() {
    let world = World::new();
    let mut dice = Dice(7);
    let (mut n_executed, mut n_expired, mut n_rejected) = (0, 0, 0);
    for _ in 0..3000 {
        let weights: Vec<Amount> =
            (0..6).map(|_| Amount::units(u128::from(dice.roll(300)) * 100_000_000)).collect();
        let total = weights.iter().fold(Amount::units(100_000_000), |sum, weight| {
            sum.checked_add(*weight).expect("small")
        });
        let mut choices: [Option<Choice>; 6] = [None; 6];
        let mut proposal = written(fee_draft());
        let mut now = 0;
        for _ in 0..60 {
            now += dice.roll(12) * 3_600_000;
            let before = proposal.clone().by(now);
            let who = dice.roll(6) as usize;
            let caller = if who == 0 { "proposer" } else { "voter" };
            let command = match dice.roll(40) {
                0 => Command::Cancel,
                1..4 => Command::Execute,
                4..8 => Command::Activate,
                8 => Command::Edit(fee_draft()),
                9..20 => Command::Vote(Choice::For),
                20..30 => Command::Vote(Choice::Against),
                _ => Command::Vote(Choice::Abstain),
            };
            let context = Context {
                total_staked: total,
                weight: weights[who],
                earlier: choices[who],
                ..world.at(now, caller)
            };
            let Ok(after) = follow(proposal.clone(), command.clone(), &context) else { continue };
            assert!(!before.is_over(), "{before:?} was over and became {after:?}");
            if let Command::Vote(choice) = command {
                choices[who] = Some(choice);
            }
            check_tally(after.ballot.as_ref(), &weights, &choices);
            proposal = after;
        }
        match proposal.by(u64::MAX).status {
            ProposalStatus::Executed => n_executed += 1,
            ProposalStatus::Expired => n_expired += 1,
            ProposalStatus::Rejected => n_rejected += 1,
            _ => {}
        }
    }
    assert!(n_executed > 50 && n_expired > 50 && n_rejected > 50, "lives of all kinds were lived");
}

fn check_tally(ballot: Option<&Ballot>, weights: &[Amount], choices: &[Option<Choice>]) {
    let Some(ballot) = ballot else { return };
    let side = |wanted: Choice| -> u128 {
        let chosen = weights.iter().zip(choices).filter(|(_, choice)| **choice == Some(wanted));
        chosen.map(|(weight, _)| weight.as_units()).sum()
    };
    let tally = ballot.tally;
    assert_eq!(tally.in_favour.as_units(), side(Choice::For));
    assert_eq!(tally.against.as_units(), side(Choice::Against));
    assert_eq!(tally.abstained.as_units(), side(Choice::Abstain));
    assert!(tally.cast() <= ballot.total, "nobody votes with more than there is");
}
