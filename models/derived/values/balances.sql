/*---
name: balances
grain: one row a balance and indicator in it
description: >-
  Stocks and flows that headers tell: what there is at the end of a quarter is what there was, and what came, less what
  went.
columns:
  balance_id: VARCHAR, Balance, as the indicator whose header tells it
  indicator_id: VARCHAR, Indicator
  is_leading: BOOLEAN, Whether it is that indicator
  is_stock: BOOLEAN, Whether it is a stock, which counts at the end of the quarter and before
  sign: INTEGER, 1 for a stock and for what went, -1 for what came
function: pipelines.analysis.definitions.balances
---*/
