-- Whoever closed their account gets nothing any more, but for what was theirs all along: a hold of
-- their own that comes back.
CREATE TRIGGER xfer_not_to_closed BEFORE INSERT ON xfer
WHEN EXISTS (
  SELECT 1 FROM account c JOIN principals p ON p.id = c.owner
  WHERE c.id = NEW.cr AND p.closed_at IS NOT NULL
    AND c.owner IS NOT (SELECT owner FROM account WHERE id = NEW.dr))
BEGIN
  SELECT RAISE(ABORT, 'ACCOUNT_CLOSED');
END;
