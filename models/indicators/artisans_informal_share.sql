/*---
id: artisans_informal_share
title:
  fa: سهم کار غیررسمی در صنایع دستی
  en: Informal work among artisans
definition:
  fa: >-
    هنرمندان فعالی که نه بیمه‌اند (در نوبت بیمه هم بیمه نیست) و نه در پایان فصل مجوز کار معتبر دارند (پروانهٔ تولید، مجوز کسب‌وکار خانگی یا پروانهٔ
    صنفی)، تقسیم بر هنرمندان فعالی که وضع بیمه‌شان نوشته شده است.
  en: >-
    Artisans at work who are neither insured (who waits for it is not) nor hold a permit to work that is valid at the end of the quarter (licence
    to produce, to work at home, or of the trade), divided by the artisans at work whose insurance is written.
unit: share
kind: ratio
direction: down
decimals: 1
theme: artisans
owner: heritage
caveat:
  fa: >-
    دو نشان از نشان‌های کار غیررسمی نزد سازمان بین‌المللی کار (بی‌بیمه، واحد ثبت‌نشده)، نه همهٔ تعریف آن. مجوز تنها نزد
    کسانی پیدا می‌شود که در دفتر پروانه‌ها با همان شناسه باشند؛ پس سهم واقعی می‌تواند کمتر باشد.
  en: >-
    Two marks of informal work as the International Labour Organization has it (no social insurance, a unit that is not
    registered), not its whole definition. A permit is found only where the register of licences has the same person, so
    the true share may be lower.
rollup: {register: province}
---*/
WITH permitted AS (
  SELECT DISTINCT p.person_id, p.period
  FROM core.licensed_persons AS p
  WHERE p.domain = 'crafts' AND p.family IN ('production', 'home', 'trade') AND p.has_valid
)
SELECT a.row_id, a.area_code, a.domain, '' AS breakdown, '' AS category, 'Q' AS frequency, a.period,
  'register' AS basis, CASE WHEN a.insurance <> 'insured' AND p.person_id IS NULL THEN 1 ELSE 0 END AS numerator,
  1 AS denominator, CASE WHEN r.is_series_complete THEN 'final' ELSE 'provisional' END AS status
FROM core.artisans AS a
INNER JOIN core.register_quarters AS r
  ON r.feed = 'licences' AND r.domain = 'crafts' AND r.period = a.period AND r.is_complete
LEFT JOIN permitted AS p ON p.person_id = a.person_id AND p.period = a.period
WHERE a.domain = 'crafts' AND a.is_at_work AND a.frequency = 'Q' AND a.insurance NOT IN ('not_recognised', 'other')
