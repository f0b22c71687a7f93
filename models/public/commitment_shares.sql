/*---
name: commitment_shares
title:
  fa: سهم تعهدها
  en: Shares of commitments
grain: one row a role; the row without a role is all of them
from: derived.commitment_shares
key: [role]
optional: [role]
---*/
