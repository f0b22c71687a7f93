/*---
name: domain_artisans
grain: one row a domain
description: Who the artisans of a domain are, for each of whom figures are told.
columns:
  domain: VARCHAR, crafts, carpet, all …
  artisans: VARCHAR, Indicator that counts them
function: pipelines.analysis.comparison_rules.domain_artisans
---*/
