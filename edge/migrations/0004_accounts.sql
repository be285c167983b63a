-- Accounts. A guest becomes a member in place: the principal stays, a row of `members` is added.
-- A principal whose account was deleted stays as well, without a member: the books refer to it.
ALTER TABLE principals ADD COLUMN closed_at INTEGER;

CREATE TABLE members (
  principal_id      TEXT PRIMARY KEY REFERENCES principals (id),
  username          TEXT NOT NULL UNIQUE CHECK (length(username) BETWEEN 3 AND 32),
  -- The same for all names that look alike.
  skeleton          TEXT NOT NULL UNIQUE,
  display_name      TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 50),
  -- What passkeys know the member by; random, so that a device learns no id of ours.
  user_handle       TEXT NOT NULL UNIQUE,
  picture_avatar_id TEXT REFERENCES avatars (id) ON DELETE SET NULL,
  created_at        INTEGER NOT NULL
) STRICT;

-- Sessions have a name and a life of their own now. A guest's has no idle limit.
ALTER TABLE sessions ADD COLUMN id TEXT;
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'guest';
ALTER TABLE sessions ADD COLUMN last_seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN idle_ms INTEGER;
-- When a passkey last proved who holds it; null when none did.
ALTER TABLE sessions ADD COLUMN fresh_at INTEGER;
-- 1 after a recovery, until a passkey is added.
ALTER TABLE sessions ADD COLUMN recovering INTEGER NOT NULL DEFAULT 0 CHECK (recovering IN (0, 1));
UPDATE sessions SET id = lower(hex(randomblob(16))), last_seen_at = created_at;
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);

CREATE TABLE passkeys (
  id              TEXT PRIMARY KEY CHECK (length(id) = 36),
  principal_id    TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE,
  credential_id   TEXT NOT NULL UNIQUE,
  public_key      TEXT NOT NULL,
  sign_count      INTEGER NOT NULL CHECK (sign_count >= 0),
  backup_eligible INTEGER NOT NULL CHECK (backup_eligible IN (0, 1)),
  backed_up       INTEGER NOT NULL CHECK (backed_up IN (0, 1)),
  transports      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(transports)),
  name            TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
  created_at      INTEGER NOT NULL,
  last_used_at    INTEGER
) STRICT;
CREATE INDEX passkeys_by_principal ON passkeys (principal_id);
CREATE TRIGGER passkeys_full BEFORE INSERT ON passkeys
WHEN (SELECT count(*) FROM passkeys WHERE principal_id = NEW.principal_id) >= 20
BEGIN
  SELECT RAISE(ABORT, 'passkeys_full');
END;

-- A ceremony that was begun. Whoever finishes it deletes the row first, so each works once.
CREATE TABLE ceremonies (
  id           TEXT PRIMARY KEY,
  purpose      TEXT NOT NULL CHECK (purpose IN ('sign_up', 'sign_in', 'add')),
  challenge    TEXT NOT NULL,
  principal_id TEXT,
  user_handle  TEXT,
  username     TEXT,
  display_name TEXT,
  expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX ceremonies_by_expiry ON ceremonies (expires_at);

CREATE TABLE recovery_codes (
  principal_id TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE,
  code_hash    TEXT NOT NULL CHECK (length(code_hash) = 64),
  used_at      INTEGER,
  PRIMARY KEY (principal_id, code_hash)
) STRICT;

-- Guests whose avatars did not all fit into the account they signed in to; the rest comes along
-- at a later sign-in, when there is room.
CREATE TABLE left_behind (
  guest_id  TEXT PRIMARY KEY REFERENCES principals (id) ON DELETE CASCADE,
  member_id TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX left_behind_by_member ON left_behind (member_id);

CREATE TABLE api_keys (
  id           TEXT PRIMARY KEY CHECK (length(id) = 16),
  principal_id TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE,
  name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
  secret_hash  TEXT NOT NULL CHECK (length(secret_hash) = 64),
  scopes       TEXT NOT NULL CHECK (json_valid(scopes)),
  hourly_limit INTEGER NOT NULL CHECK (hourly_limit BETWEEN 1 AND 10000),
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL CHECK (expires_at > created_at),
  last_used_at INTEGER
) STRICT;
CREATE INDEX api_keys_by_principal ON api_keys (principal_id);
CREATE TRIGGER api_keys_full BEFORE INSERT ON api_keys
WHEN (SELECT count(*) FROM api_keys WHERE principal_id = NEW.principal_id) >= 20
BEGIN
  SELECT RAISE(ABORT, 'keys_full');
END;

-- A did and its principal belong together for good, also when the agent is removed and comes back.
CREATE TABLE agents (
  principal_id TEXT PRIMARY KEY REFERENCES principals (id),
  did          TEXT NOT NULL UNIQUE,
  owner_id     TEXT NOT NULL REFERENCES principals (id),
  name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
  kind         TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 30),
  enabled      INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER,
  removed_at   INTEGER
) STRICT;
CREATE INDEX agents_by_owner ON agents (owner_id);
CREATE TRIGGER agents_full BEFORE INSERT ON agents
WHEN (SELECT count(*) FROM agents WHERE owner_id = NEW.owner_id AND removed_at IS NULL) >= 20
BEGIN
  SELECT RAISE(ABORT, 'agents_full');
END;

-- Agents' tokens that were used for a mutation, until they run out.
CREATE TABLE agent_token_uses (
  did        TEXT NOT NULL,
  jti        TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (did, jti)
) STRICT;
CREATE INDEX agent_token_uses_by_expiry ON agent_token_uses (expires_at);

CREATE TABLE role_grants (
  id           TEXT PRIMARY KEY CHECK (length(id) = 36),
  principal_id TEXT NOT NULL REFERENCES principals (id),
  role         TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'guardian', 'moderator')),
  reason       TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  granted_by   TEXT NOT NULL,
  granted_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL CHECK (expires_at > granted_at),
  revoked_at   INTEGER
) STRICT;
CREATE INDEX role_grants_by_principal ON role_grants (principal_id);

CREATE TABLE admin_log (
  id         TEXT PRIMARY KEY CHECK (length(id) = 36),
  at         INTEGER NOT NULL,
  actor      TEXT NOT NULL,
  action     TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 64),
  request_id TEXT NOT NULL,
  details    TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
CREATE TRIGGER admin_log_stays_as_it_is BEFORE UPDATE ON admin_log
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER admin_log_stays BEFORE DELETE ON admin_log
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
-- A REPLACE would delete without asking the trigger above.
CREATE TRIGGER admin_log_is_not_replaced BEFORE INSERT ON admin_log
WHEN EXISTS (SELECT 1 FROM admin_log WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;

CREATE TABLE discord_links (
  principal_id TEXT PRIMARY KEY REFERENCES principals (id) ON DELETE CASCADE,
  discord_id   TEXT NOT NULL UNIQUE CHECK (length(discord_id) BETWEEN 1 AND 32),
  name         TEXT NOT NULL,
  linked_at    INTEGER NOT NULL
) STRICT;

-- A visit to Discord that was begun. Bound to the browser by a cookie, of which the hash is kept.
CREATE TABLE oauth_states (
  state        TEXT PRIMARY KEY,
  purpose      TEXT NOT NULL CHECK (purpose IN ('link', 'sign_in')),
  principal_id TEXT,
  verifier     TEXT NOT NULL,
  browser_hash TEXT NOT NULL,
  expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX oauth_states_by_expiry ON oauth_states (expires_at);
