-- Times are milliseconds since 1970: below 2^53, so a JavaScript number carries them whole.

CREATE TABLE principals (
  id         TEXT PRIMARY KEY CHECK (length(id) = 36),
  kind       TEXT NOT NULL CHECK (kind IN ('guest', 'user')),
  created_at INTEGER NOT NULL CHECK (created_at >= 0)
) STRICT;

-- The token itself is never kept, only its SHA-256.
CREATE TABLE sessions (
  token_hash   TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
  principal_id TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL CHECK (expires_at > created_at)
) STRICT;
CREATE INDEX sessions_by_principal ON sessions (principal_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- One row for each stored file. An upload touches the row before it writes the file and settles it
-- afterwards; a sweep marks the row doomed before it deletes the file. So neither can lose a file
-- that the other one needs.
CREATE TABLE objects (
  key          TEXT PRIMARY KEY CHECK (key GLOB 'avatars/sha256/*'),
  content_type TEXT NOT NULL CHECK (content_type IN ('image/png', 'image/jpeg', 'image/webp')),
  size_bytes   INTEGER NOT NULL CHECK (size_bytes > 0),
  width        INTEGER NOT NULL CHECK (width > 0),
  height       INTEGER NOT NULL CHECK (height > 0),
  touched_at   INTEGER NOT NULL,
  settled_at   INTEGER,
  doomed_at    INTEGER
) STRICT;

CREATE TABLE avatars (
  id             TEXT PRIMARY KEY CHECK (length(id) = 36),
  principal_id   TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE,
  object_key     TEXT NOT NULL REFERENCES objects (key),
  name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  style          TEXT NOT NULL CHECK (length(style) BETWEEN 1 AND 50),
  sprite_library TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(sprite_library)),
  customizations TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(customizations)),
  metadata       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
  is_public      INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL CHECK (updated_at >= created_at)
) STRICT;
CREATE INDEX avatars_by_owner ON avatars (principal_id, id);
CREATE INDEX avatars_by_object ON avatars (object_key);

-- The same number stands in the edge as AVATARS_MAX; a test compares them.
CREATE TRIGGER avatars_full BEFORE INSERT ON avatars
WHEN (SELECT count(*) FROM avatars WHERE principal_id = NEW.principal_id) >= 200
BEGIN
  SELECT RAISE(ABORT, 'avatars_full');
END;

-- The first answer to a mutation, kept to be given again.
CREATE TABLE idempotency (
  principal_id TEXT NOT NULL REFERENCES principals (id) ON DELETE CASCADE,
  key          TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  request_hash TEXT NOT NULL CHECK (length(request_hash) = 64),
  status       INTEGER NOT NULL CHECK (status BETWEEN 200 AND 299),
  etag         TEXT,
  body         TEXT NOT NULL,
  expires_at   INTEGER NOT NULL,
  PRIMARY KEY (principal_id, key)
) STRICT;
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);

-- How often a subject (a principal, or a hashed address) did something in a window of time.
CREATE TABLE quotas (
  subject TEXT NOT NULL,
  kind    TEXT NOT NULL,
  window  INTEGER NOT NULL,
  used    INTEGER NOT NULL CHECK (used > 0),
  PRIMARY KEY (subject, kind, window)
) STRICT;
CREATE INDEX quotas_by_window ON quotas (window);

-- When a part of the background last answered.
CREATE TABLE receipts (
  name         TEXT PRIMARY KEY,
  sent_at      INTEGER NOT NULL,
  delivered_at INTEGER
) STRICT;
