/*---
name: training
title:
  fa: آموزش
  en: Training
grain: one row a quarter or year, county, domain, craft and organiser; courses are added up, persons never listed
key: [frequency, period, area_code, domain, craft_code, organiser, is_synthetic]
optional: [hours, enrolled]
columns:
  frequency: ~
  period: ~
  area_code: ~
  domain: ~
  craft_code: Craft; empty where it is not said
  organiser: Body that held the courses; empty where it is not said
  courses: Courses
  hours: Hours of teaching, added up over the courses
  enrolled: Seats taken
  courses_without_seats: Courses that do not tell the seats taken; where there are any the sum is the least that it can be
  is_complete: Whether lists of the whole period have come; where not, the sums are those of the months that came
  is_synthetic: ~
---*/
SELECT frequency, period, area_code, domain, coalesce(craft_code, '') AS craft_code, coalesce(organiser, '') AS organiser,
  count(*) AS courses, CAST(sum(hours) AS DECIMAL(38,9)) AS hours, CAST(sum(enrolled) AS BIGINT) AS enrolled,
  CAST(sum(CASE WHEN enrolled IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS courses_without_seats,
  bool_and(is_complete) AS is_complete, is_synthetic
FROM core.training_courses
WHERE period IS NOT NULL
GROUP BY frequency, period, area_code, domain, coalesce(craft_code, ''), coalesce(organiser, ''), is_synthetic
ORDER BY period, area_code, domain, craft_code, organiser, is_synthetic
