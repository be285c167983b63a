INSERT INTO tx (public_id, scope, idempotency_key, request_hash, kind, at, legs, memo, reference,
  reverses, hold, hold_change, hold_expires_at, hold_payee)
SELECT ?1, ?2, ?3, ?4, ?5,
  max(CAST(?6 AS INTEGER), coalesce((SELECT at FROM tx ORDER BY id DESC LIMIT 1), 0)),
  ?7, ?8, ?9, ?10, ?11, ?12, CAST(?13 AS INTEGER), ?14
WHERE true
