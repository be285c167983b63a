-- Policies, proposals, votes, and what votes have switched.
-- Weights and stakes are smallest units of ANM: at most 10^15, so one integer holds them, and a
-- JavaScript number too. Proposer and voter are no foreign keys: what was voted outlives accounts.

CREATE TABLE proposals (
  number            INTEGER PRIMARY KEY,
  id                TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  proposer          TEXT NOT NULL CHECK (length(proposer) = 36),
  kind              TEXT NOT NULL CHECK (kind IN ('new_agent', 'agent_upgrade', 'style_pack', 'feature', 'parameter', 'treasury', 'ecosystem')),
  title             TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  body              TEXT NOT NULL CHECK (length(CAST(body AS BLOB)) <= 20000),
  actions           TEXT NOT NULL CHECK (json_array_length(actions) BETWEEN 1 AND 10),
  status            TEXT NOT NULL CHECK (status IN ('draft', 'active', 'passed', 'rejected', 'expired', 'executed', 'cancelled')),
  version           INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at        INTEGER NOT NULL,
  -- Set when voting begins, and never changed after that.
  opened_at         INTEGER,
  quorum            INTEGER CHECK (quorum BETWEEN 0 AND 1000000000),
  approval          INTEGER CHECK (approval BETWEEN 0 AND 1000000000),
  time_lock_ms      INTEGER CHECK (time_lock_ms >= 0),
  grace_ms          INTEGER CHECK (grace_ms >= 0),
  late_window_ms    INTEGER CHECK (late_window_ms >= 0),
  late_extension_ms INTEGER CHECK (late_extension_ms >= 0),
  snapshot_xfer     INTEGER CHECK (snapshot_xfer >= 0),
  total             INTEGER CHECK (total > 0),
  -- The last moment in which a vote counts; moved once at most.
  ends_at           INTEGER CHECK (ends_at >= opened_at),
  quorum_at         INTEGER,
  extended_at       INTEGER,
  -- Kept by the triggers of the votes.
  in_favour         INTEGER NOT NULL DEFAULT 0 CHECK (in_favour >= 0),
  against           INTEGER NOT NULL DEFAULT 0 CHECK (against >= 0),
  abstained         INTEGER NOT NULL DEFAULT 0 CHECK (abstained >= 0),
  voters            INTEGER NOT NULL DEFAULT 0 CHECK (voters >= 0),
  -- When time decided: passed, rejected or expired.
  closed_at         INTEGER,
  lapsed_at         INTEGER,
  cancelled_at      INTEGER,
  cancelled_by      TEXT,
  CONSTRAINT OPENED_WHOLE CHECK (
    (opened_at IS NULL) = (ends_at IS NULL) AND (opened_at IS NULL) = (total IS NULL)
    AND (opened_at IS NULL) = (snapshot_xfer IS NULL) AND (opened_at IS NULL) = (quorum IS NULL)
    AND (opened_at IS NULL) = (approval IS NULL) AND (opened_at IS NULL) = (time_lock_ms IS NULL)
    AND (opened_at IS NULL) = (grace_ms IS NULL) AND (opened_at IS NULL) = (late_window_ms IS NULL)
    AND (opened_at IS NULL) = (late_extension_ms IS NULL)
    AND (opened_at IS NOT NULL OR status IN ('draft', 'cancelled'))
  ),
  CONSTRAINT VOTES_WITHIN_STAKE CHECK (total IS NULL OR in_favour + against + abstained <= total)
) STRICT;
CREATE INDEX proposals_by_status ON proposals (status, number);
CREATE INDEX proposals_by_proposer ON proposals (proposer, status);

-- draft -> active -> passed, rejected or expired; passed -> executed or expired; and cancelled.
CREATE TRIGGER proposals_only_forward BEFORE UPDATE OF status ON proposals
WHEN NEW.status IS NOT OLD.status AND NOT (
  (OLD.status = 'draft' AND NEW.status IN ('active', 'cancelled'))
  OR (OLD.status = 'active' AND NEW.status IN ('passed', 'rejected', 'expired', 'cancelled'))
  OR (OLD.status = 'passed' AND NEW.status IN ('executed', 'expired', 'cancelled'))
)
BEGIN
  SELECT RAISE(ABORT, 'PROPOSAL_FORWARD_ONLY');
END;

CREATE TRIGGER proposals_keep_their_words
BEFORE UPDATE OF number, id, proposer, kind, title, body, actions, created_at ON proposals
WHEN OLD.status <> 'draft' OR NEW.number IS NOT OLD.number OR NEW.id IS NOT OLD.id
  OR NEW.proposer IS NOT OLD.proposer OR NEW.created_at IS NOT OLD.created_at
BEGIN
  SELECT RAISE(ABORT, 'PROPOSAL_FROZEN');
END;

CREATE TRIGGER proposals_keep_their_rules
BEFORE UPDATE OF opened_at, quorum, approval, time_lock_ms, grace_ms, late_window_ms, late_extension_ms, snapshot_xfer, total ON proposals
WHEN OLD.opened_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'PROPOSAL_FROZEN');
END;

CREATE TRIGGER proposals_end_moves_once BEFORE UPDATE OF ends_at, extended_at ON proposals
WHEN OLD.ends_at IS NOT NULL AND (OLD.extended_at IS NOT NULL OR NEW.extended_at IS NULL OR NEW.ends_at <= OLD.ends_at OR OLD.status <> 'active')
BEGIN
  SELECT RAISE(ABORT, 'PROPOSAL_FROZEN');
END;

CREATE TRIGGER proposals_stay BEFORE DELETE ON proposals
BEGIN
  SELECT RAISE(ABORT, 'PROPOSAL_STAYS');
END;

CREATE TRIGGER proposals_are_not_replaced BEFORE INSERT ON proposals
WHEN EXISTS (SELECT 1 FROM proposals WHERE number = NEW.number OR id = NEW.id)
  OR NEW.in_favour + NEW.against + NEW.abstained + NEW.voters > 0 OR NEW.status <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'PROPOSAL_FROZEN');
END;

-- One live vote for each voter; the weight is what was staked at the snapshot.
CREATE TABLE votes (
  number   INTEGER PRIMARY KEY,
  proposal INTEGER NOT NULL REFERENCES proposals (number),
  voter    TEXT NOT NULL CHECK (length(voter) = 36),
  choice   TEXT NOT NULL CHECK (choice IN ('for', 'against', 'abstain')),
  weight   INTEGER NOT NULL CHECK (weight > 0),
  at       INTEGER NOT NULL,
  UNIQUE (proposal, voter)
) STRICT;

-- Everything that was ever chosen.
CREATE TABLE vote_history (
  number   INTEGER PRIMARY KEY,
  proposal INTEGER NOT NULL REFERENCES proposals (number),
  voter    TEXT NOT NULL,
  choice   TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX vote_history_by_voter ON vote_history (proposal, voter, number);

CREATE TRIGGER votes_only_while_open BEFORE INSERT ON votes
WHEN NOT EXISTS (SELECT 1 FROM proposals WHERE number = NEW.proposal AND status = 'active' AND NEW.at BETWEEN opened_at AND ends_at)
BEGIN
  SELECT RAISE(ABORT, 'VOTING_CLOSED');
END;
CREATE TRIGGER votes_are_not_replaced BEFORE INSERT ON votes
WHEN EXISTS (SELECT 1 FROM votes WHERE number = NEW.number OR (proposal = NEW.proposal AND voter = NEW.voter))
BEGIN
  SELECT RAISE(ABORT, 'VOTE_KNOWN');
END;
CREATE TRIGGER votes_change_only_while_open BEFORE UPDATE ON votes
WHEN NOT EXISTS (SELECT 1 FROM proposals WHERE number = NEW.proposal AND status = 'active' AND NEW.at BETWEEN opened_at AND ends_at)
BEGIN
  SELECT RAISE(ABORT, 'VOTING_CLOSED');
END;
CREATE TRIGGER votes_keep_their_weight BEFORE UPDATE ON votes
WHEN NEW.number IS NOT OLD.number OR NEW.proposal IS NOT OLD.proposal OR NEW.voter IS NOT OLD.voter OR NEW.weight IS NOT OLD.weight
BEGIN
  SELECT RAISE(ABORT, 'VOTE_WEIGHT_FIXED');
END;
CREATE TRIGGER votes_stay BEFORE DELETE ON votes
BEGIN
  SELECT RAISE(ABORT, 'VOTE_STAYS');
END;

CREATE TRIGGER votes_counted AFTER INSERT ON votes
BEGIN
  UPDATE proposals SET
    in_favour = in_favour + NEW.weight * (NEW.choice = 'for'),
    against = against + NEW.weight * (NEW.choice = 'against'),
    abstained = abstained + NEW.weight * (NEW.choice = 'abstain'),
    voters = voters + 1,
    version = version + 1
  WHERE number = NEW.proposal;
  INSERT INTO vote_history (proposal, voter, choice, at) VALUES (NEW.proposal, NEW.voter, NEW.choice, NEW.at);
END;
CREATE TRIGGER votes_counted_anew AFTER UPDATE OF choice ON votes
BEGIN
  UPDATE proposals SET
    in_favour = in_favour + NEW.weight * ((NEW.choice = 'for') - (OLD.choice = 'for')),
    against = against + NEW.weight * ((NEW.choice = 'against') - (OLD.choice = 'against')),
    abstained = abstained + NEW.weight * ((NEW.choice = 'abstain') - (OLD.choice = 'abstain')),
    version = version + 1
  WHERE number = NEW.proposal;
  INSERT INTO vote_history (proposal, voter, choice, at) VALUES (NEW.proposal, NEW.voter, NEW.choice, NEW.at);
END;
CREATE TRIGGER vote_history_stays BEFORE DELETE ON vote_history
BEGIN
  SELECT RAISE(ABORT, 'VOTE_STAYS');
END;
CREATE TRIGGER vote_history_is_not_replaced BEFORE INSERT ON vote_history
WHEN EXISTS (SELECT 1 FROM vote_history WHERE number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'VOTE_STAYS');
END;
CREATE TRIGGER vote_history_is_not_rewritten BEFORE UPDATE ON vote_history
BEGIN
  SELECT RAISE(ABORT, 'VOTE_STAYS');
END;

-- That a proposal was executed: once, of what has passed, after the time lock and in time. What an
-- execution changes refers to it, so that nothing of it can be without a vote.
CREATE TABLE executions (
  proposal INTEGER PRIMARY KEY REFERENCES proposals (number),
  at       INTEGER NOT NULL,
  executor TEXT NOT NULL CHECK (length(executor) = 36)
) STRICT;
CREATE TRIGGER executions_of_what_has_passed BEFORE INSERT ON executions
WHEN NOT EXISTS (
  SELECT 1 FROM proposals WHERE number = NEW.proposal AND status = 'passed'
  AND NEW.at BETWEEN ends_at + time_lock_ms AND ends_at + time_lock_ms + grace_ms
)
BEGIN
  SELECT RAISE(ABORT, 'NOT_EXECUTABLE');
END;
CREATE TRIGGER executions_take_effect AFTER INSERT ON executions
BEGIN
  UPDATE proposals SET status = 'executed', version = version + 1 WHERE number = NEW.proposal;
END;
CREATE TRIGGER executions_stay BEFORE DELETE ON executions
BEGIN
  SELECT RAISE(ABORT, 'EXECUTION_STAYS');
END;
CREATE TRIGGER executions_are_not_rewritten BEFORE UPDATE ON executions
BEGIN
  SELECT RAISE(ABORT, 'EXECUTION_STAYS');
END;
CREATE TRIGGER proposals_are_executed_once BEFORE UPDATE OF status ON proposals
WHEN NEW.status = 'executed' AND NOT EXISTS (SELECT 1 FROM executions WHERE proposal = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'NOT_EXECUTABLE');
END;

-- Changes of policies; the defaults are in the program. The latest version that has taken effect
-- holds.
CREATE TABLE policies (
  key          TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 64),
  version      INTEGER NOT NULL CHECK (version >= 1),
  value        TEXT NOT NULL CHECK (length(value) <= 2000),
  effective_at INTEGER NOT NULL,
  proposal     INTEGER NOT NULL REFERENCES executions (proposal),
  PRIMARY KEY (key, version)
) STRICT;
CREATE TRIGGER policies_follow_each_other BEFORE INSERT ON policies
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM policies WHERE key = NEW.key)
  OR NEW.effective_at < (SELECT coalesce(max(effective_at), 0) FROM policies WHERE key = NEW.key)
BEGIN
  SELECT RAISE(ABORT, 'POLICY_OUT_OF_ORDER');
END;
CREATE TRIGGER policies_stay BEFORE DELETE ON policies
BEGIN
  SELECT RAISE(ABORT, 'POLICY_STAYS');
END;
CREATE TRIGGER policies_are_not_rewritten BEFORE UPDATE ON policies
BEGIN
  SELECT RAISE(ABORT, 'POLICY_STAYS');
END;

-- What votes have switched; the last row for each thing holds.
CREATE TABLE switches (
  number   INTEGER PRIMARY KEY,
  section  TEXT NOT NULL CHECK (section IN ('agent', 'style_pack', 'feature')),
  id       TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 40),
  enabled  INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  version  TEXT,
  at       INTEGER NOT NULL,
  proposal INTEGER NOT NULL REFERENCES executions (proposal)
) STRICT;
CREATE INDEX switches_by_thing ON switches (section, id, number);
CREATE TRIGGER switches_stay BEFORE DELETE ON switches
BEGIN
  SELECT RAISE(ABORT, 'SWITCH_STAYS');
END;
CREATE TRIGGER switches_are_not_replaced BEFORE INSERT ON switches
WHEN EXISTS (SELECT 1 FROM switches WHERE number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'SWITCH_STAYS');
END;
CREATE TRIGGER switches_are_not_rewritten BEFORE UPDATE ON switches
BEGIN
  SELECT RAISE(ABORT, 'SWITCH_STAYS');
END;

-- What the treasury paid for which action of which proposal: at most once, by its key.
CREATE TABLE proposal_payments (
  proposal INTEGER NOT NULL REFERENCES executions (proposal),
  action   INTEGER NOT NULL CHECK (action >= 0),
  posting  TEXT NOT NULL,
  PRIMARY KEY (proposal, action)
) STRICT;
