-- Addresses that events are sent to. The secret is kept as it is: an HMAC needs it.
CREATE TABLE webhooks (
  id              TEXT PRIMARY KEY CHECK (length(id) = 36),
  principal_id    TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE,
  name            TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
  url             TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
  events          TEXT NOT NULL CHECK (json_valid(events)),
  secret          TEXT NOT NULL,
  previous_secret TEXT,
  previous_until  INTEGER,
  enabled         INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  failures        INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  created_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_by_principal ON webhooks (principal_id);
CREATE TRIGGER webhooks_full BEFORE INSERT ON webhooks
WHEN (SELECT count(*) FROM webhooks WHERE principal_id = NEW.principal_id) >= 10
BEGIN
  SELECT RAISE(ABORT, 'webhooks_full');
END;

-- One event on its way to one webhook. `event_id` is the outbox's; a test has none.
CREATE TABLE webhook_deliveries (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id      TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  event_id        INTEGER,
  topic           TEXT NOT NULL,
  body            TEXT NOT NULL CHECK (json_valid(body)),
  state           TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  response_status INTEGER,
  created_at      INTEGER NOT NULL,
  last_attempt_at INTEGER,
  next_attempt_at INTEGER,
  -- Until then a message of the queue is on its way for it.
  queued_until    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at) WHERE state = 'pending';

-- In the same batch as the event itself, so that none is ever missed or sent twice.
CREATE TRIGGER outbox_to_own_webhooks AFTER INSERT ON outbox WHEN NEW.audience <> '*'
BEGIN
  INSERT INTO webhook_deliveries (webhook_id, event_id, topic, body, created_at, next_attempt_at)
  SELECT w.id, NEW.id, NEW.topic, NEW.body, NEW.at, NEW.at FROM webhooks w
  WHERE w.principal_id = NEW.audience AND w.enabled = 1
  AND EXISTS (SELECT 1 FROM json_each(w.events) e WHERE e.value IN ('*', NEW.topic));
END;
CREATE TRIGGER outbox_to_all_webhooks AFTER INSERT ON outbox WHEN NEW.audience = '*'
BEGIN
  INSERT INTO webhook_deliveries (webhook_id, event_id, topic, body, created_at, next_attempt_at)
  SELECT w.id, NEW.id, NEW.topic, NEW.body, NEW.at, NEW.at FROM webhooks w
  WHERE w.enabled = 1
  AND EXISTS (SELECT 1 FROM json_each(w.events) e WHERE e.value IN ('*', NEW.topic));
END;
