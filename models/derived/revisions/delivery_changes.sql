/*---
name: delivery_changes
grain: one row a delivery that came into force or left it since the version before
description: Which files may have changed a figure.
columns:
  delivery_id: VARCHAR, Delivery
  feed: VARCHAR, Feed
  change: VARCHAR, "came, replaced (it came in the place of another) or left"
function: pipelines.pipeline.described.revisions.delivery_changes
facts: true
step: publish
---*/
