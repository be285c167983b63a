-- What happened and is to be told, written in the same batch as what happened.
-- `audience` is the principal it concerns, or '*' for everybody.
CREATE TABLE outbox (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  at           INTEGER NOT NULL,
  topic        TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 64),
  audience     TEXT NOT NULL,
  body         TEXT NOT NULL CHECK (json_valid(body)),
  delivered_at INTEGER
) STRICT;
CREATE INDEX outbox_undelivered ON outbox (id) WHERE delivered_at IS NULL;
CREATE INDEX outbox_by_age ON outbox (at);

-- A precondition inside a batch: `INSERT INTO demand (holds) VALUES (…)` stores nothing, and
-- aborts the whole batch unless what it is given is 1.
CREATE VIEW demand AS SELECT 1 AS holds;
CREATE TRIGGER demand_insert INSTEAD OF INSERT ON demand WHEN NEW.holds IS NOT 1
BEGIN
  SELECT RAISE(ABORT, 'DEMAND_FAILED');
END;

-- Local development only: how far the clock is ahead. A deployment never reads it.
CREATE TABLE development (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL CHECK (value >= 0)
) STRICT;
