/*---
name: credit_paces
title:
  fa: آهنگ پرداخت اعتبار
  en: Paces of credit
grain: one row a scheme, budget year, area and domain, on the last day on which the share is followed
trap:
  fa: "آهنگ لازم تنها برای سهمی است که در جریان است (is_running)؛ ماه در آن سی روز است و بهترین ماه، ماه تقویم."
  en: "A pace is needed only of a share that runs (is_running); a month of it is thirty days, the best month one of the calendar."
key: [scheme, budget_year, area_code, domain]
optional: [told_until, whole_days, gone_days, notified_rial, requested_rial, paid_rial, paid_share, remaining_rial, requested_share, needed_month_rial, needed_week_rial, mean_month_rial, mean_week_rial, best_month, best_month_rial, best_week_ends, best_week_rial, times_best, reach_rial, waiting_files]
columns:
  scheme: ~
  budget_year: ~
  area_code: ~
  domain: ~
  as_of: ~
  told_until: ~
  is_running: ~
  whole_days: ~
  gone_days: ~
  days_left: ~
  notified_rial: ~
  share_rial: ~
  requested_rial: ~
  paid_rial: ~
  paid_share: ~
  remaining_rial: ~
  requested_share: ~
  needed_month_rial: ~
  needed_week_rial: ~
  mean_month_rial: ~
  mean_week_rial: ~
  best_month: ~
  best_month_rial: ~
  best_week_ends: ~
  best_week_rial: ~
  best_week_status: ~
  times_best: ~
  reach_rial: ~
  waiting_files: ~
  is_synthetic: ~
---*/
SELECT scheme, budget_year, area_code, domain, as_of, told_until, is_running, whole_days, gone_days, days_left,
  notified_rial, share_rial, requested_rial, paid_rial, paid_share, remaining_rial, requested_share, needed_month_rial, needed_week_rial,
  mean_month_rial, mean_week_rial, best_month, best_month_rial, best_week_ends, best_week_rial, best_week_status,
  times_best, reach_rial, waiting_files, is_synthetic
FROM derived.credit_paces
-- In a county, the files of a stage are a few applicants whom everybody knows.
WHERE area_code IN (SELECT a.area_code FROM reference.areas AS a WHERE a.kind = 'province')
ORDER BY scheme, budget_year, area_code, domain
