/*---
id: cooperatives
title:
  fa: تعاونی‌ها
  en: Cooperatives
definition:
  fa: >-
    شمار تعاونی‌های صنایع دستی و فرش دستباف. در دفتر، همهٔ تعاونی‌های نوشته‌شده، به تفکیک حال؛ منحل‌شده‌ها هم در
    آن‌اند.
  en: >-
    Cooperatives of handicrafts and of hand-woven carpet. In the register, all that are listed, by state;
    dissolved ones are among them.
unit: cooperatives
kind: stock
direction: none
decimals: 0
theme: cooperatives
owner: cooperatives
disclosure: {none: "Cooperatives are counted, which are no natural persons."}
caveat:
  fa: >-
    روشن نیست که رقم‌های گفته‌شده همهٔ تعاونی‌ها را می‌شمارند یا تنها فعال‌ها را. چون منحل‌شده‌ها هم در دفترند، رقم بزرگ‌تر
    به معنای وضع بهتر نیست؛ آن را تعاونی‌های فعال می‌گویند.
  en: >-
    It is not said whether the stated figures count all cooperatives or only active ones. As dissolved ones stay in the
    register, more is not better; active cooperatives tell that.
rollup: {register: province, categories: total, domains: total}
stated: true
---*/
SELECT c.row_id, c.area_code, c.domain, 'cooperative_state' AS breakdown,
  coalesce(c.state, 'unknown') AS category, c.frequency, c.period, 'register' AS basis, 1 AS numerator
FROM core.cooperatives AS c
