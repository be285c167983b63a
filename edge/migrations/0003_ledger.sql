-- The books. Double entry that holds even when the Worker is wrong: a balance changes by a row of
-- xfer and by nothing else, a row of xfer comes from a leg of a row of tx, and neither ever changes.
--
-- An amount is two whole numbers to the base of 10^18 (hi, lo), at most 36 digits. A negative
-- balance has a negative hi, and lo counts up from it. Both cross into JavaScript as text.
-- One command is one INSERT into tx, with its legs as JSON: [["from", "to", hi, lo], ...].

CREATE TABLE account (
  id        INTEGER PRIMARY KEY CHECK (id > 0),
  name      TEXT NOT NULL UNIQUE,
  owner     TEXT CHECK (length(owner) = 36),
  hold      TEXT CHECK (length(hold) = 36),
  asset     TEXT NOT NULL CHECK (asset IN ('ANM', 'AVT', 'DIGI', 'USD')),
  purpose   TEXT NOT NULL,
  min_hi    INTEGER NOT NULL DEFAULT 0,
  min_lo    INTEGER NOT NULL DEFAULT 0,
  hi        INTEGER NOT NULL DEFAULT 0,
  lo        INTEGER NOT NULL DEFAULT 0,
  last_xfer INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT LO_RANGE CHECK (lo BETWEEN 0 AND 999999999999999999),
  CONSTRAINT HI_RANGE CHECK (hi BETWEEN -1000000000000000000 AND 999999999999999999),
  -- The floor: 0 for members. That of the ANM issue account is the cap.
  CONSTRAINT INSUFFICIENT_FUNDS CHECK ((hi, lo) >= (min_hi, min_lo)),
  CONSTRAINT MEMBERS_OWE_NOTHING CHECK (owner IS NULL OR (min_hi = 0 AND min_lo = 0)),
  CONSTRAINT ACCOUNT_NAME CHECK (
    (owner IS NOT NULL AND hold IS NULL
      AND purpose IN ('available', 'staked', 'escrowed', 'pending')
      AND name = 'user:' || owner || ':' || asset || ':' || purpose)
    OR (owner IS NOT NULL AND hold IS NOT NULL AND purpose = 'pending'
      AND name = 'hold:' || hold || ':' || asset)
    OR (owner IS NULL AND hold IS NULL
      AND purpose IN ('issue', 'reserve', 'treasury', 'burned', 'fees', 'gateway')
      AND name = 'system:' || asset || ':' || purpose))
) STRICT;
CREATE INDEX account_by_owner ON account (owner, asset, purpose) WHERE hold IS NULL;
CREATE INDEX account_staked ON account (asset) WHERE purpose = 'staked';

CREATE TABLE tx (
  id              INTEGER PRIMARY KEY CHECK (id > 0),
  public_id       TEXT NOT NULL UNIQUE CHECK (length(public_id) = 36),
  scope           TEXT NOT NULL CHECK (length(scope) BETWEEN 1 AND 200),
  idempotency_key TEXT NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 200),
  request_hash    TEXT NOT NULL CHECK (length(request_hash) = 64),
  kind            TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  at              INTEGER NOT NULL CHECK (at >= 0),
  legs            TEXT NOT NULL
    CONSTRAINT LEGS CHECK (json_valid(legs) AND json_array_length(legs) BETWEEN 1 AND 64),
  memo            TEXT CHECK (length(memo) BETWEEN 1 AND 200),
  reference       TEXT CHECK (length(reference) BETWEEN 1 AND 100),
  reverses        TEXT UNIQUE REFERENCES tx (public_id),
  hold            TEXT CHECK (length(hold) = 36),
  hold_change     TEXT CHECK (hold_change IN ('open', 'post', 'void', 'expire')),
  hold_expires_at INTEGER,
  hold_payee      TEXT CHECK (length(hold_payee) = 36),
  UNIQUE (scope, idempotency_key),
  CHECK ((hold IS NULL) = (hold_change IS NULL)),
  CHECK ((hold_expires_at IS NOT NULL) = (hold_change IS 'open')),
  CHECK (hold_payee IS NULL OR hold_change = 'open')
) STRICT;
CREATE INDEX tx_by_time ON tx (at);

CREATE TABLE xfer (
  id  INTEGER PRIMARY KEY CHECK (id > 0),
  tx  INTEGER NOT NULL REFERENCES tx (id),
  leg INTEGER NOT NULL,
  dr  INTEGER NOT NULL REFERENCES account (id),
  cr  INTEGER NOT NULL REFERENCES account (id),
  hi  INTEGER NOT NULL CHECK (hi BETWEEN 0 AND 999999999999999999),
  lo  INTEGER NOT NULL CHECK (lo BETWEEN 0 AND 999999999999999999),
  CONSTRAINT SELF_TRANSFER CHECK (dr <> cr),
  CONSTRAINT AMOUNT_ZERO CHECK (hi > 0 OR lo > 0),
  UNIQUE (tx, leg)
) STRICT;

-- The balance of an account after each movement: what it was at any entry is one look-up.
CREATE TABLE entry (
  account INTEGER NOT NULL REFERENCES account (id),
  xfer    INTEGER NOT NULL REFERENCES xfer (id),
  owner   TEXT,
  hi      INTEGER NOT NULL,
  lo      INTEGER NOT NULL,
  PRIMARY KEY (account, xfer)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_owner ON entry (owner, xfer) WHERE owner IS NOT NULL;

-- What was set aside, in an account of its own, opened once and settled once, by a posting.
CREATE TABLE holds (
  id         TEXT PRIMARY KEY CHECK (length(id) = 36),
  owner      TEXT NOT NULL CHECK (length(owner) = 36),
  payee      TEXT,
  asset      TEXT NOT NULL,
  hi         INTEGER NOT NULL,
  lo         INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('pending', 'posted', 'voided', 'expired')),
  expires_at INTEGER NOT NULL,
  opened_tx  INTEGER NOT NULL UNIQUE REFERENCES tx (id),
  settled_tx INTEGER UNIQUE REFERENCES tx (id),
  CHECK ((settled_tx IS NULL) = (state = 'pending'))
) STRICT;
CREATE INDEX holds_by_owner ON holds (owner, opened_tx);
CREATE INDEX holds_by_payee ON holds (payee, opened_tx) WHERE payee IS NOT NULL;
CREATE INDEX holds_by_expiry ON holds (expires_at) WHERE state = 'pending';

-- A chain of SHA-256 over all rows of tx, in their order.
CREATE TABLE chain_seal (
  tx       INTEGER PRIMARY KEY REFERENCES tx (id),
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  leaf     TEXT NOT NULL CHECK (length(leaf) = 64),
  hash     TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE TABLE chain_head (
  count        INTEGER PRIMARY KEY REFERENCES chain_seal (tx),
  hash         TEXT NOT NULL CHECK (length(hash) = 64),
  sealed_at    INTEGER NOT NULL,
  published_at INTEGER
) STRICT;

-- What the last audit found, all zero when the books balance.
CREATE TABLE audit (
  name         TEXT PRIMARY KEY CHECK (name = 'ledger'),
  at           INTEGER NOT NULL,
  accounts     INTEGER NOT NULL,
  entries      INTEGER NOT NULL,
  assets       INTEGER NOT NULL,
  transactions INTEGER NOT NULL
) STRICT;

-- A posting takes effect. Everything that may refuse it stands here and not in a trigger before
-- it, so that a posting under a key that was used does nothing, and says nothing.
CREATE TRIGGER tx_expand AFTER INSERT ON tx
BEGIN
  SELECT RAISE(ABORT, 'TX_GAP')
    WHERE NEW.id > 1 AND NOT EXISTS (SELECT 1 FROM tx WHERE id = NEW.id - 1);
  SELECT RAISE(ABORT, 'TIME_GOES_BACK')
    WHERE NEW.at < (SELECT at FROM tx WHERE id = NEW.id - 1);
  SELECT RAISE(ABORT, 'HOLD_UNKNOWN')
    WHERE NEW.hold_change <> 'open' AND NOT EXISTS (SELECT 1 FROM holds WHERE id = NEW.hold);
  SELECT RAISE(ABORT, 'HOLD_SETTLED')
    WHERE NEW.hold_change <> 'open' AND (SELECT state FROM holds WHERE id = NEW.hold) <> 'pending';
  SELECT RAISE(ABORT, 'HOLD_EXPIRED')
    WHERE NEW.hold_change = 'post' AND NEW.at >= (SELECT expires_at FROM holds WHERE id = NEW.hold);
  SELECT RAISE(ABORT, 'HOLD_NOT_EXPIRED')
    WHERE NEW.hold_change = 'expire' AND NEW.at < (SELECT expires_at FROM holds WHERE id = NEW.hold);
  -- A hold is born from the first leg of its posting, and its account with it.
  INSERT INTO holds (id, owner, payee, asset, hi, lo, state, expires_at, opened_tx)
    SELECT NEW.hold, substr(json_extract(NEW.legs, '$[0][0]'), 6, 36), NEW.hold_payee,
      substr(json_extract(NEW.legs, '$[0][1]'), 43), json_extract(NEW.legs, '$[0][2]'),
      json_extract(NEW.legs, '$[0][3]'), 'pending', NEW.hold_expires_at, NEW.id
    WHERE NEW.hold_change = 'open';
  INSERT INTO account (name, owner, hold, asset, purpose)
    SELECT 'hold:' || h.id || ':' || h.asset, h.owner, h.id, h.asset, 'pending'
    FROM holds h WHERE NEW.hold_change = 'open' AND h.id = NEW.hold;
  -- A member's account is born with the first leg that names it.
  INSERT INTO account (name, owner, asset, purpose)
    SELECT n.name, substr(n.name, 6, 36),
      substr(n.name, 43, instr(substr(n.name, 43), ':') - 1),
      substr(n.name, 43 + instr(substr(n.name, 43), ':'))
    FROM (
      SELECT json_extract(value, '$[0]') AS name FROM json_each(NEW.legs)
      UNION
      SELECT json_extract(value, '$[1]') FROM json_each(NEW.legs)
    ) n
    WHERE n.name GLOB 'user:*' AND NOT EXISTS (SELECT 1 FROM account a WHERE a.name = n.name);
  INSERT INTO xfer (tx, leg, dr, cr, hi, lo)
    SELECT NEW.id, key,
      (SELECT id FROM account WHERE name = json_extract(value, '$[0]')),
      (SELECT id FROM account WHERE name = json_extract(value, '$[1]')),
      json_extract(value, '$[2]'), json_extract(value, '$[3]')
    FROM json_each(NEW.legs);
  SELECT RAISE(ABORT, 'REVERSAL_MISMATCH')
    WHERE NEW.reverses IS NOT NULL AND (
      EXISTS (SELECT 1 FROM tx o WHERE o.public_id = NEW.reverses
        AND (o.reverses IS NOT NULL OR o.hold IS NOT NULL
          OR json_array_length(o.legs) <> json_array_length(NEW.legs)))
      OR EXISTS (SELECT 1 FROM tx t JOIN xfer o ON o.tx = t.id WHERE t.public_id = NEW.reverses
        AND NOT EXISTS (SELECT 1 FROM xfer r WHERE r.tx = NEW.id
          AND r.leg = json_array_length(NEW.legs) - 1 - o.leg
          AND r.dr = o.cr AND r.cr = o.dr AND r.hi = o.hi AND r.lo = o.lo)));
  -- A hold that is settled is empty, one that is given back went where it came from.
  UPDATE holds SET settled_tx = NEW.id,
      state = substr('posted voided expired', 1 + 7 * (NEW.hold_change = 'void')
        + 14 * (NEW.hold_change = 'expire'), 6 + (NEW.hold_change = 'expire'))
    WHERE id = NEW.hold AND NEW.hold_change <> 'open';
  SELECT RAISE(ABORT, 'HOLD_UNSETTLED')
    WHERE NEW.hold_change <> 'open' AND EXISTS (
      SELECT 1 FROM holds h JOIN account a ON a.name = 'hold:' || h.id || ':' || h.asset
      WHERE h.id = NEW.hold AND ((a.hi, a.lo) <> (0, 0)
        OR (NEW.hold_change <> 'post' AND EXISTS (
          SELECT 1 FROM xfer x JOIN account c ON c.id = x.cr WHERE x.tx = NEW.id
          AND c.name <> 'user:' || h.owner || ':' || h.asset || ':available'))));
  -- Whoever was touched hears of it.
  INSERT INTO outbox (at, topic, audience, body)
    SELECT DISTINCT NEW.at, 'transfer.posted', a.owner,
      json_object('transactionId', NEW.public_id, 'kind', NEW.kind)
    FROM xfer x JOIN account a ON a.id IN (x.dr, x.cr)
    WHERE x.tx = NEW.id AND a.owner IS NOT NULL;
  INSERT INTO outbox (at, topic, audience, body)
    SELECT NEW.at, 'hold.changed', p.principal, json_object('holdId', h.id, 'state', h.state)
    FROM holds h JOIN (SELECT id, owner AS principal FROM holds WHERE id = NEW.hold
      UNION SELECT id, payee FROM holds WHERE id = NEW.hold) p ON p.id = h.id
    WHERE h.id = NEW.hold AND p.principal IS NOT NULL;
END;

CREATE TRIGGER xfer_apply AFTER INSERT ON xfer
BEGIN
  UPDATE account SET hi = hi - NEW.hi - (lo < NEW.lo),
      lo = lo - NEW.lo + (lo < NEW.lo) * 1000000000000000000, last_xfer = NEW.id
    WHERE id = NEW.dr;
  UPDATE account SET hi = hi + NEW.hi + (lo + NEW.lo >= 1000000000000000000),
      lo = lo + NEW.lo - (lo + NEW.lo >= 1000000000000000000) * 1000000000000000000,
      last_xfer = NEW.id
    WHERE id = NEW.cr;
  INSERT INTO entry (account, xfer, owner, hi, lo)
    SELECT id, NEW.id, owner, hi, lo FROM account WHERE id IN (NEW.dr, NEW.cr);
END;

-- A movement is a leg of its posting, between two accounts of one asset. Nothing leaves what was
-- burned, and a hold moves with postings that name it.
CREATE TRIGGER xfer_only_by_posting BEFORE INSERT ON xfer
WHEN EXISTS (SELECT 1 FROM xfer WHERE id = NEW.id OR (tx = NEW.tx AND leg = NEW.leg))
  OR NOT EXISTS (
    SELECT 1 FROM tx t JOIN account d ON d.id = NEW.dr JOIN account c ON c.id = NEW.cr
    WHERE t.id = NEW.tx AND NEW.leg BETWEEN 0 AND json_array_length(t.legs) - 1
      AND d.asset = c.asset AND (d.owner IS NOT NULL OR d.purpose <> 'burned')
      AND (d.hold IS NULL OR d.hold IS t.hold) AND (c.hold IS NULL OR c.hold IS t.hold))
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE')
    WHERE EXISTS (SELECT 1 FROM xfer WHERE id = NEW.id OR (tx = NEW.tx AND leg = NEW.leg));
  SELECT RAISE(ABORT, 'LEG_UNKNOWN')
    WHERE NOT EXISTS (SELECT 1 FROM tx t
      WHERE t.id = NEW.tx AND NEW.leg BETWEEN 0 AND json_array_length(t.legs) - 1);
  SELECT RAISE(ABORT, 'ACCOUNT_UNKNOWN') WHERE NEW.dr IS NULL OR NEW.cr IS NULL
    OR (SELECT count(*) FROM account WHERE id IN (NEW.dr, NEW.cr)) < 1 + (NEW.dr <> NEW.cr);
  SELECT RAISE(ABORT, 'ASSET_MISMATCH')
    WHERE (SELECT asset FROM account WHERE id = NEW.dr) <> (SELECT asset FROM account WHERE id = NEW.cr);
  SELECT RAISE(ABORT, 'BURNED_IS_GONE')
    WHERE (SELECT purpose FROM account WHERE id = NEW.dr) = 'burned';
  SELECT RAISE(ABORT, 'HOLD_FOREIGN');
END;

-- A balance changes by exactly one movement that names the account, the newest one.
CREATE TRIGGER account_only_by_xfer BEFORE UPDATE OF hi, lo, last_xfer ON account
WHEN NEW.last_xfer <= OLD.last_xfer OR NOT EXISTS (
  SELECT 1 FROM xfer x WHERE x.id = NEW.last_xfer AND (
    (x.dr = OLD.id AND NEW.hi = OLD.hi - x.hi - (OLD.lo < x.lo)
      AND NEW.lo = OLD.lo - x.lo + (OLD.lo < x.lo) * 1000000000000000000)
    OR (x.cr = OLD.id AND NEW.hi = OLD.hi + x.hi + (OLD.lo + x.lo >= 1000000000000000000)
      AND NEW.lo = OLD.lo + x.lo
        - (OLD.lo + x.lo >= 1000000000000000000) * 1000000000000000000)))
BEGIN
  SELECT RAISE(ABORT, 'BALANCE_ONLY_BY_TRANSFER');
END;

-- A hold is opened and settled by the postings that say so.
CREATE TRIGGER hold_only_by_opening BEFORE INSERT ON holds
WHEN NEW.state <> 'pending' OR EXISTS (SELECT 1 FROM holds WHERE id = NEW.id)
  OR NOT EXISTS (
    SELECT 1 FROM tx t WHERE t.id = NEW.opened_tx AND t.hold = NEW.id AND t.hold_change = 'open'
      AND t.hold_payee IS NEW.payee AND t.hold_expires_at = NEW.expires_at
      AND t.hold_expires_at > t.at AND json_array_length(t.legs) = 1
      AND json_extract(t.legs, '$[0][0]') = 'user:' || NEW.owner || ':' || NEW.asset || ':available'
      AND json_extract(t.legs, '$[0][1]') = 'hold:' || NEW.id || ':' || NEW.asset
      AND json_extract(t.legs, '$[0][2]') = NEW.hi AND json_extract(t.legs, '$[0][3]') = NEW.lo)
BEGIN
  SELECT RAISE(ABORT, 'HOLD_MALFORMED');
END;
CREATE TRIGGER hold_only_by_settling BEFORE UPDATE ON holds
WHEN OLD.state <> 'pending'
  OR (NEW.id, NEW.owner, NEW.asset, NEW.hi, NEW.lo, NEW.expires_at, NEW.opened_tx)
    <> (OLD.id, OLD.owner, OLD.asset, OLD.hi, OLD.lo, OLD.expires_at, OLD.opened_tx)
  OR NEW.payee IS NOT OLD.payee
  OR NOT EXISTS (
    SELECT 1 FROM tx t WHERE t.id = NEW.settled_tx AND t.hold = NEW.id
      AND (t.hold_change, NEW.state) IN (VALUES ('post', 'posted'), ('void', 'voided'), ('expire', 'expired')))
BEGIN
  SELECT RAISE(ABORT, 'HOLD_ONLY_BY_POSTING');
END;

-- An entry is what its account holds right after the movement.
CREATE TRIGGER entry_only_by_xfer BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE account = NEW.account AND xfer = NEW.xfer)
  OR NOT EXISTS (
    SELECT 1 FROM account a WHERE a.id = NEW.account AND a.last_xfer = NEW.xfer
      AND a.hi = NEW.hi AND a.lo = NEW.lo AND a.owner IS NEW.owner)
BEGIN
  SELECT RAISE(ABORT, 'ENTRY_ONLY_BY_TRANSFER');
END;

-- The chain goes on where it ended.
CREATE TRIGGER seal_in_order BEFORE INSERT ON chain_seal
WHEN NEW.tx <> 1 + coalesce((SELECT max(tx) FROM chain_seal), 0)
  OR NEW.previous <> coalesce((SELECT hash FROM chain_seal WHERE tx = NEW.tx - 1), printf('%064d', 0))
BEGIN
  SELECT RAISE(ABORT, 'CHAIN_GAP');
END;
CREATE TRIGGER head_is_sealed BEFORE INSERT ON chain_head
WHEN EXISTS (SELECT 1 FROM chain_head WHERE count >= NEW.count) OR NEW.published_at IS NOT NULL
  OR NEW.hash IS NOT (SELECT hash FROM chain_seal WHERE tx = NEW.count)
BEGIN
  SELECT RAISE(ABORT, 'CHAIN_GAP');
END;
CREATE TRIGGER head_is_published_once BEFORE UPDATE ON chain_head
WHEN OLD.published_at IS NOT NULL OR NEW.published_at IS NULL
  OR (NEW.count, NEW.hash, NEW.sealed_at) <> (OLD.count, OLD.hash, OLD.sealed_at)
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;

-- What is written stays. INSERT OR REPLACE would delete without asking a trigger for deletions, so
-- what it could replace is asked for before it is written. (A row of tx is held by its movements.)
CREATE TRIGGER account_born_empty BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id OR name = NEW.name)
  OR NEW.hi <> 0 OR NEW.lo <> 0 OR NEW.last_xfer <> 0
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER account_identity BEFORE UPDATE OF id, name, owner, hold, asset, purpose, min_hi, min_lo ON account
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER account_stays BEFORE DELETE ON account
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER tx_born_once BEFORE INSERT ON tx
WHEN EXISTS (SELECT 1 FROM tx WHERE id = NEW.id OR public_id = NEW.public_id)
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER tx_unchanged BEFORE UPDATE ON tx
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER tx_stays BEFORE DELETE ON tx
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER xfer_unchanged BEFORE UPDATE ON xfer
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER xfer_stays BEFORE DELETE ON xfer
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER hold_stays BEFORE DELETE ON holds
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER seal_unchanged BEFORE UPDATE ON chain_seal
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER seal_stays BEFORE DELETE ON chain_seal
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;
CREATE TRIGGER head_stays BEFORE DELETE ON chain_head
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;

-- The system's accounts, then a lock: nobody opens another one.
-- ANM is issued up to 10,000,000, AVT up to 36 digits, DIGI up to 10^15 hundredths.
INSERT INTO account (name, asset, purpose, min_hi, min_lo) VALUES
  ('system:ANM:issue', 'ANM', 'issue', -1, 999000000000000000),
  ('system:AVT:issue', 'AVT', 'issue', -1000000000000000000, 1),
  ('system:DIGI:issue', 'DIGI', 'issue', -1, 999000000000000000),
  ('system:USD:gateway', 'USD', 'gateway', -1, 999000000000000000);
INSERT INTO account (name, asset, purpose)
  SELECT 'system:' || a.column1 || ':' || p.column1, a.column1, p.column1
  FROM (VALUES ('ANM'), ('AVT'), ('DIGI'), ('USD')) a,
    (VALUES ('issue'), ('reserve'), ('treasury'), ('burned'), ('fees'), ('gateway')) p
  WHERE NOT EXISTS (SELECT 1 FROM account k WHERE k.name = 'system:' || a.column1 || ':' || p.column1);
CREATE TRIGGER account_of_system_sealed BEFORE INSERT ON account WHEN NEW.owner IS NULL
BEGIN
  SELECT RAISE(ABORT, 'IMMUTABLE');
END;

-- All ANM exist from here on: 1,000,000 in the treasury, 9,000,000 in the reserve.
INSERT INTO tx (id, public_id, scope, idempotency_key, request_hash, kind, at, legs) VALUES
  (1, '019b76da-a800-7000-8000-000000000001', 'system', 'genesis',
  '0000000000000000000000000000000000000000000000000000000000000000', 'genesis', 1767225600000,
  '[["system:ANM:issue","system:ANM:treasury",0,100000000000000],["system:ANM:issue","system:ANM:reserve",0,900000000000000]]');
