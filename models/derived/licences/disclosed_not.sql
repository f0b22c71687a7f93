/*---
name: disclosed_not
grain: one row a cell
description: Cells that are not published, because they are too small or would tell of one that is.
columns:
  cell_id: ~
function: pipelines.analysis.cell_disclosure.hidden_cells
tables: [derived.disclosure_cells, derived.disclosure_lines]
---*/
