-- What the system's accounts hold is everybody's to see, so everybody hears when it changes: once
-- for each posting, whichever of its legs is the first to touch one of them.
CREATE TRIGGER xfer_tells_of_the_treasury AFTER INSERT ON xfer
WHEN EXISTS (SELECT 1 FROM account WHERE id IN (NEW.dr, NEW.cr) AND owner IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM xfer x JOIN account a ON a.id IN (x.dr, x.cr)
    WHERE x.tx = NEW.tx AND x.leg < NEW.leg AND a.owner IS NULL)
BEGIN
  INSERT INTO outbox (at, topic, audience, body)
    SELECT t.at, 'treasury.changed', '*', json_object('kind', t.kind) FROM tx t WHERE t.id = NEW.tx;
END;
