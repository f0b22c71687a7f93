/*---
name: commitment_shares
title:
  fa: سهم تعهدها
  en: Shares of commitments
grain: one row a role; the row without a role is all of them
key: [role]
optional: [role]
columns:
  role: Role of who promised; empty for all
  commitments: Commitments
  kept: Kept, with verified evidence
  open: Not due yet
  overdue: Overdue
  no_due_date: Without a due date; never overdue
  withdrawn: Withdrawn
  cannot_be_judged: Told as kept without evidence
  kept_share: Kept as a share of all
  open_share: Not due yet as a share of all
  overdue_share: Overdue as a share of all
  no_due_date_share: Without a due date as a share of all
  withdrawn_share: Withdrawn as a share of all
  cannot_be_judged_share: Told as kept without evidence as a share of all
  is_synthetic: True for invented data
---*/
SELECT role, commitments, kept, open, overdue, no_due_date, withdrawn, cannot_be_judged, kept_share, open_share,
  overdue_share, no_due_date_share, withdrawn_share, cannot_be_judged_share, is_synthetic
FROM derived.commitment_shares
ORDER BY role
