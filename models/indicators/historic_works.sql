/*---
id: historic_works
title:
  fa: آثار تاریخی
  en: Historic works
definition:
  fa: >-
    شمار آثار تاریخی به تفکیک شناخته‌شده، ثبت ملی، در دست ثبت و ثبت جهانی.
  en: >-
    Historic works: known, on the national list, in process, on the world list.
unit: works
kind: stock
direction: up
decimals: 0
theme: heritage
owner: heritage
caveat:
  fa: >-
    هر دسته زیرمجموعهٔ دستهٔ پیشین است؛ جمع زده نمی‌شوند. دفتر تنها شمار ثبت ملی و جهانی را دارد.
  en: >-
    Each group is part of the one before; they are not added up. The register has only the numbers of the
    national and the world list.
stated: {breakdown: listing}
---*/
SELECT r.row_id, r.area_code, r.domain, 'listing' AS breakdown, r.level AS category, r.frequency, r.period,
  'register' AS basis, r.entries AS numerator, r.qualifier
FROM core.registry_entries AS r
WHERE r.registry_kind = 'historic_work_count' AND r.entries IS NOT NULL AND r.level IN ('national', 'world')
