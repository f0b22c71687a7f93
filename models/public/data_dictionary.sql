/*---
name: data_dictionary
title:
  fa: واژه‌نامهٔ داده‌ها
  en: Dictionary of the published tables
grain: one row a table and column
key: [table_name, position]
optional: [concept]
codes:
  concept: [BASE_PER, COMMENT, CONF_DATA_TR, COUNTERPART_AREA, DATA_PROVIDER, DECIMALS, FREQ, INDICATOR, OBS_STATUS, OBS_VALUE, REF_AREA, SOURCE_TYPE, STAT_CONC_DEF, TIME_PERIOD, TITLE, UNIT_MEASURE]
from: derived.data_dictionary
---*/
