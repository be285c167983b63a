-- Staking and productions. Amounts are units of ANM: the whole supply is 10^15, so one integer
-- holds any of them. Times are milliseconds since 1970.

-- What a stake has earned. The amount that is staked is the balance of the member's staked
-- account in the books, and is not kept here again.
CREATE TABLE stakes (
  principal_id TEXT PRIMARY KEY REFERENCES principals (id),
  accrued      INTEGER NOT NULL CHECK (accrued BETWEEN 0 AND 999999999999999999),
  claimed      INTEGER NOT NULL CHECK (claimed BETWEEN 0 AND 999999999999999999),
  settled_at   INTEGER NOT NULL CHECK (settled_at >= 0),
  version      INTEGER NOT NULL CHECK (version >= 1)
) STRICT;

-- Time is never settled twice, and what was paid is not taken back.
CREATE TRIGGER stakes_forward BEFORE UPDATE ON stakes
WHEN NEW.settled_at < OLD.settled_at OR NEW.claimed < OLD.claimed OR NEW.version <> OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'STAKE_BACKWARD');
END;
CREATE TRIGGER stakes_kept BEFORE DELETE ON stakes
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;

-- What is staked moves only together with its settlement: a reversal, or any other posting, would
-- change what time has earned. A forfeit ends the account and what it earns with it.
CREATE TRIGGER staked_only_by_staking AFTER INSERT ON tx
WHEN instr(NEW.legs, ':staked"') > 0 AND NEW.kind NOT IN ('stake', 'unstake', 'compound', 'forfeit')
BEGIN
  SELECT RAISE(ABORT, 'REVERSAL_MISMATCH STAKED_ONLY_BY_STAKING');
END;

CREATE TABLE staking_events (
  id             TEXT PRIMARY KEY CHECK (length(id) = 36),
  principal_id   TEXT NOT NULL REFERENCES principals (id),
  kind           TEXT NOT NULL CHECK (kind IN ('staked', 'unstaked', 'claimed', 'compounded')),
  amount         INTEGER NOT NULL CHECK (amount >= 0),
  reward         INTEGER NOT NULL CHECK (reward >= 0),
  staked         INTEGER NOT NULL CHECK (staked >= 0),
  accrued        INTEGER NOT NULL CHECK (accrued >= 0),
  tier_before    TEXT NOT NULL,
  tier_after     TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  version        INTEGER NOT NULL,
  at             INTEGER NOT NULL,
  UNIQUE (principal_id, version)
) STRICT;
-- Whoever listens hears of it; the books tell of the amounts themselves.
CREATE TRIGGER staking_events_told AFTER INSERT ON staking_events
BEGIN
  INSERT INTO outbox (at, topic, audience, body) VALUES (NEW.at, 'stake.changed', NEW.principal_id,
    json_object('id', NEW.id, 'kind', NEW.kind, 'tier', NEW.tier_after));
END;
CREATE TRIGGER staking_events_fixed BEFORE UPDATE ON staking_events
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER staking_events_kept BEFORE DELETE ON staking_events
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;

-- The last number given to a job. An order that fails afterwards leaves a gap.
CREATE TABLE job_numbers (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;
INSERT INTO job_numbers (one, last) VALUES (1, 0);

CREATE TABLE jobs (
  id              TEXT PRIMARY KEY CHECK (length(id) = 36),
  number          INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  principal_id    TEXT NOT NULL REFERENCES principals (id),
  title           TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  production      TEXT NOT NULL CHECK (json_valid(production)),
  clips           TEXT NOT NULL CHECK (json_valid(clips)),
  state           TEXT NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  -- The tier and the score follow the stake while the job waits. Ranks sort without a clock:
  -- score less what the moment of arrival is worth.
  tier            TEXT NOT NULL,
  score           INTEGER NOT NULL CHECK (score >= 100000000),
  aged            INTEGER NOT NULL,
  rank            INTEGER NOT NULL,
  -- The policies that all of this was counted with; when a vote changes them it is counted anew.
  ranked_with     TEXT NOT NULL,
  agents          INTEGER NOT NULL CHECK (agents > 0),
  work_ms         INTEGER NOT NULL CHECK (work_ms > 0),
  -- The price, as it was quoted.
  cost            INTEGER NOT NULL CHECK (cost > 0),
  fee             INTEGER NOT NULL CHECK (fee >= 0),
  burned          INTEGER NOT NULL CHECK (burned BETWEEN 0 AND fee),
  bonus           INTEGER NOT NULL CHECK (bonus >= 0),
  bonus_paid      INTEGER CHECK (bonus_paid IN (0, 1)),
  -- The postings that held the total, and that paid it or gave it back.
  held_by         TEXT NOT NULL,
  settled_by      TEXT,
  queued_at       INTEGER NOT NULL,
  started_at      INTEGER,
  ended_at        INTEGER,
  failure_code    TEXT,
  failure_message TEXT,
  manifest_sha256 TEXT CHECK (length(manifest_sha256) = 64),
  CHECK (rank = score - aged),
  CHECK ((state IN ('queued', 'cancelled')) OR started_at IS NOT NULL),
  CHECK ((state IN ('queued', 'running')) = (ended_at IS NULL)),
  CHECK ((state IN ('queued', 'running')) = (settled_by IS NULL)),
  CHECK ((state = 'completed') = (manifest_sha256 IS NOT NULL)),
  CHECK ((state = 'completed') = (bonus_paid IS NOT NULL)),
  CHECK ((state = 'failed') = (failure_code IS NOT NULL))
) STRICT;
CREATE INDEX jobs_by_rank ON jobs (rank DESC, number) WHERE state = 'queued';
CREATE INDEX jobs_by_owner ON jobs (principal_id, number);
CREATE INDEX jobs_by_rules ON jobs (ranked_with) WHERE state = 'queued';
CREATE INDEX jobs_running ON jobs (started_at) WHERE state = 'running';

-- What has ended stays as it is; nothing goes back into the queue.
CREATE TRIGGER jobs_follow BEFORE UPDATE ON jobs
WHEN NOT (
  (OLD.state = 'queued' AND NEW.state IN ('queued', 'running', 'cancelled'))
  OR (OLD.state = 'running' AND NEW.state IN ('completed', 'failed'))
)
BEGIN
  SELECT RAISE(ABORT, 'JOB_STATE');
END;
-- What was ordered and at what price never changes.
CREATE TRIGGER jobs_fixed BEFORE UPDATE OF id, number, principal_id, title, production, clips, cost,
  fee, burned, bonus, held_by, queued_at ON jobs
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER jobs_kept BEFORE DELETE ON jobs
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
-- REPLACE would delete without asking the triggers above.
CREATE TRIGGER jobs_new BEFORE INSERT ON jobs
WHEN NEW.state <> 'queued' OR EXISTS (SELECT 1 FROM jobs WHERE id = NEW.id OR number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'JOB_STATE');
END;

-- Whoever listens hears of it.
CREATE TRIGGER jobs_told_new AFTER INSERT ON jobs
BEGIN
  INSERT INTO outbox (at, topic, audience, body) VALUES (NEW.queued_at, 'job.changed',
    NEW.principal_id, json_object('id', NEW.id, 'number', NEW.number, 'state', NEW.state));
END;
CREATE TRIGGER jobs_told AFTER UPDATE OF state ON jobs WHEN NEW.state <> OLD.state
BEGIN
  INSERT INTO outbox (at, topic, audience, body) VALUES (
    coalesce(NEW.ended_at, NEW.started_at), 'job.changed', NEW.principal_id,
    json_object('id', NEW.id, 'number', NEW.number, 'state', NEW.state));
END;
