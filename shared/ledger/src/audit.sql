WITH
moves AS (
  SELECT dr AS account, 1 AS side, hi, lo FROM xfer
  UNION ALL
  SELECT cr, -1, hi, lo FROM xfer
),
-- Movements out less movements in.
sides AS (
  SELECT account,
    sum(hi / 1000000000 * side) AS k,
    sum(hi % 1000000000 * side) AS h,
    sum(lo / 1000000000 * side) AS m,
    sum(lo % 1000000000 * side) AS l
  FROM moves GROUP BY account
),
differences AS (
  SELECT
    coalesce(s.k, 0) + a.hi / 1000000000 AS k,
    coalesce(s.h, 0) + a.hi % 1000000000 AS h,
    coalesce(s.m, 0) + a.lo / 1000000000 AS m,
    coalesce(s.l, 0) + a.lo % 1000000000 AS l
  FROM account a LEFT JOIN sides s ON s.account = a.id
),
totals AS (
  SELECT
    sum(hi / 1000000000) AS k,
    sum(hi % 1000000000) AS h,
    sum(lo / 1000000000) AS m,
    sum(lo % 1000000000) AS l
  FROM account GROUP BY asset
),
-- A number is nothing when its limbs cancel out; every carry is then an exact division.
wrong AS (
  SELECT 1 FROM differences
  WHERE l % 1000000000 <> 0
    OR (m + l / 1000000000) % 1000000000 <> 0
    OR (h + (m + l / 1000000000) / 1000000000) % 1000000000 <> 0
    OR k + (h + (m + l / 1000000000) / 1000000000) / 1000000000 <> 0
),
unbalanced AS (
  SELECT 1 FROM totals
  WHERE l % 1000000000 <> 0
    OR (m + l / 1000000000) % 1000000000 <> 0
    OR (h + (m + l / 1000000000) / 1000000000) % 1000000000 <> 0
    OR k + (h + (m + l / 1000000000) / 1000000000) / 1000000000 <> 0
),
stale AS (
  SELECT 1 FROM account a
  LEFT JOIN entry e ON e.account = a.id AND e.xfer = a.last_xfer
  WHERE (a.last_xfer > 0 AND (e.xfer IS NULL OR (e.hi, e.lo) IS NOT (a.hi, a.lo)))
    OR (a.last_xfer = 0 AND (a.hi, a.lo) IS NOT (0, 0))
),
torn AS (
  SELECT 1 FROM tx t
  WHERE json_array_length(t.legs) <> (SELECT count(*) FROM xfer x WHERE x.tx = t.id)
)
SELECT
  (SELECT count(*) FROM wrong) AS accounts,
  (SELECT count(*) FROM stale) AS entries,
  (SELECT count(*) FROM unbalanced) AS assets,
  (SELECT count(*) FROM torn) AS transactions
