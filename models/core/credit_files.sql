/*---
name: credit_files
grain: one row a credit file and delivered list
description: >-
  Credit files as banks and bodies list them: one wide row a file with amounts and dates of its stages. Of a file that
  is paid in instalments, a row each, the last one tells how far it is; what was paid is their sum (credit_payments).
  Applicants are pseudonyms; never published row by row.
columns:
  row_id: ~
  application_no: ~
  applicant_id: VARCHAR, Pseudonym of the person, or the legal identifier of a company
  scheme: VARCHAR, Credit scheme
  budget_year: INTEGER, Budget year
  domain: VARCHAR, crafts or carpet
  area_code: VARCHAR, County of the project
  craft_code: VARCHAR, Craft
  introducing_body: VARCHAR, Body that introduced it
  agent_bank: VARCHAR, Agent bank
  branch: VARCHAR, Branch
  stage: VARCHAR, Stage that the file has reached, or how it left
  stage_order: INTEGER, Order of the stage among credit stages; empty for a file that left
  reason: VARCHAR, Reason of rejection or delay, as written
  reason_kind: VARCHAR, Kind of the reason
  requested_rial: DECIMAL(38,9), Amount requested
  passed_rial: DECIMAL(38,9), Amount passed by the working group
  bank_approved_rial: DECIMAL(38,9), Amount approved by the bank
  contract_rial: DECIMAL(38,9), Amount of the contract
  paid_rial: DECIMAL(38,9), Amount paid, all instalments together; of lists that newer ones replace, as the row tells it
  registered_on: DATE, Date of registration
  passed_on: DATE, Date on which the working group passed it
  introduced_on: DATE, Date of introduction to the bank
  bank_approved_on: DATE, Date of the bank's approval
  contracted_on: DATE, Date of the contract
  paid_on: ~
  closed_on: DATE, Date on which it left
  interest_percent: DECIMAL(38,9), Rate, per cent
  repayment_months: BIGINT, Months of repayment
  committed_jobs: BIGINT, Jobs promised
  realised_jobs: BIGINT, Jobs found
  is_newest: BOOLEAN, Whether it is the newest claim of the file
  frequency: VARCHAR, Q or A of the list
  period: VARCHAR, Period key of the list
  delivery_id: ~
  is_synthetic: ~
---*/
WITH told AS (
  SELECT c.row_id,
    row_number() OVER (
      PARTITION BY c.application_no
      ORDER BY p.last_month DESC, c.delivery_id DESC, coalesce(CAST(c.instalment AS INTEGER), 0) DESC,
        coalesce(c.paid_on, CAST('1900-01-01' AS DATE)) DESC, c.row_id DESC
    ) AS place,
    row_number() OVER (
      PARTITION BY c.application_no, c.delivery_id
      ORDER BY coalesce(CAST(c.instalment AS INTEGER), 0) DESC, coalesce(c.paid_on, CAST('1900-01-01' AS DATE)) DESC,
        c.row_id DESC
    ) AS place_in_list
  FROM clean.credit_applications AS c
  LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
),
paid AS (
  SELECT y.application_no, CAST(sum(y.paid_rial) AS DECIMAL(38,9)) AS paid_rial
  FROM core.credit_payments AS y
  GROUP BY y.application_no
)
SELECT c.row_id, c.application_no, coalesce(c.national_id, c.legal_id, c.applicant_name) AS applicant_id, c.scheme,
  c.budget_year, coalesce(nullif(c.domain, 'not_recognised'), CASE
      WHEN k.body = 'carpet_centre' THEN 'carpet' WHEN k.craft_code IS NOT NULL THEN 'crafts' ELSE c.domain
    END) AS domain, c.area AS area_code, c.craft AS craft_code, c.introducing_body, c.agent_bank, c.branch,
  c.stage, CAST(s.sort AS INTEGER) AS stage_order, c.reason, c.reason_kind, c.requested_rial,
  c.body_approved_rial AS passed_rial, c.bank_approved_rial, c.contract_rial,
  CASE WHEN t.place = 1 AND y.application_no IS NOT NULL THEN y.paid_rial ELSE c.paid_rial END AS paid_rial, c.registered_on,
  c.approved_on AS passed_on, c.introduced_on, c.bank_approved_on, c.contracted_on, c.paid_on, c.closed_on,
  c.interest_percent, c.repayment_months, c.committed_jobs, c.realised_jobs, t.place = 1 AS is_newest, p.frequency,
  p.period, c.delivery_id, c.is_synthetic
FROM clean.credit_applications AS c
INNER JOIN told AS t ON t.row_id = c.row_id AND t.place_in_list = 1
LEFT JOIN paid AS y ON y.application_no = c.application_no
LEFT JOIN reference.codes AS s ON s.list = 'credit_stages' AND s.code = c.stage
LEFT JOIN reference.crafts AS k ON k.craft_code = c.craft
LEFT JOIN reference.period_keys AS p ON p.period_key = c.delivery_period
