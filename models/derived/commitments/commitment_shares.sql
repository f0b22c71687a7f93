/*---
name: commitment_shares
grain: one row a role; the row without a role is all of them
description: How the commitments of each role stand; shares are of all of them and sum to one.
columns:
  role: VARCHAR, Role of who promised; empty for all
  commitments: INTEGER, Commitments
  kept: INTEGER, Kept, with verified evidence
  open: INTEGER, Not due yet
  overdue: INTEGER, Overdue
  no_due_date: INTEGER, Without a due date; never overdue
  withdrawn: INTEGER, Withdrawn
  cannot_be_judged: INTEGER, Told as kept without evidence
  kept_share: DECIMAL(38,9), Kept as a share of all
  open_share: DECIMAL(38,9), Not due yet as a share of all
  overdue_share: DECIMAL(38,9), Overdue as a share of all
  no_due_date_share: DECIMAL(38,9), Without a due date as a share of all
  withdrawn_share: DECIMAL(38,9), Withdrawn as a share of all
  cannot_be_judged_share: DECIMAL(38,9), Told as kept without evidence as a share of all
  is_synthetic: ~
---*/
WITH told AS (
  SELECT role, standing, is_synthetic FROM derived.commitments
  UNION ALL
  SELECT '', standing, is_synthetic FROM derived.commitments
),
counted AS (
  SELECT role, CAST(count(*) AS INTEGER) AS commitments,
    CAST(count(*) FILTER (standing = 'kept') AS INTEGER) AS kept,
    CAST(count(*) FILTER (standing = 'open') AS INTEGER) AS open,
    CAST(count(*) FILTER (standing = 'overdue') AS INTEGER) AS overdue,
    CAST(count(*) FILTER (standing = 'no_due_date') AS INTEGER) AS no_due_date,
    CAST(count(*) FILTER (standing = 'withdrawn') AS INTEGER) AS withdrawn,
    CAST(count(*) FILTER (standing = 'cannot_be_judged') AS INTEGER) AS cannot_be_judged,
    bool_or(is_synthetic) AS is_synthetic
  FROM told GROUP BY role
)
SELECT role, commitments, kept, open, overdue, no_due_date, withdrawn, cannot_be_judged,
  CAST(kept / commitments AS DECIMAL(38,9)) AS kept_share,
  CAST(open / commitments AS DECIMAL(38,9)) AS open_share,
  CAST(overdue / commitments AS DECIMAL(38,9)) AS overdue_share,
  CAST(no_due_date / commitments AS DECIMAL(38,9)) AS no_due_date_share,
  CAST(withdrawn / commitments AS DECIMAL(38,9)) AS withdrawn_share,
  CAST(cannot_be_judged / commitments AS DECIMAL(38,9)) AS cannot_be_judged_share, is_synthetic
FROM counted ORDER BY role
