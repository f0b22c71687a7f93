"""What happens in the invented world: curves and events, each with the place where it can be seen.

The level of the curves is the baseline's: 70,000 artisans of whom 15,000 are licensed, 72,000 weavers with 50,500
permits. Everything after Esfand 1400 is invented.
"""

from __future__ import annotations

from decimal import Decimal

from pipelines.demo import calendar

#: Persons of the two registers in 1400Q4, and their growth a quarter.
PERSONS = {"crafts": 70_000, "carpet": 72_000}
LICENSED = {"crafts": 15_000, "carpet": 50_500}
GROWTH_A_QUARTER = {"crafts": 0.004, "carpet": 0.0}
#: Share of the province's persons who live in the county of Kerman: 10,000 of 70,000 and 39,200 of 72,000.
IN_KERMAN = {"crafts": 10_000 / 70_000, "carpet": 39_200 / 72_000}
WORKSHOPS = 40_000

OFFICE_OF_DOMAIN = {"crafts": "heritage", "carpet": "carpet_centre"}

#: Rows that the feeds of persons have together at full size (registers of 19 quarters, licences, workshops), and
#: rows of the credit lists for each file that is registered in a year.
PERSON_ROWS_AT_FULL_SIZE = 3_450_000
CREDIT_ROWS_A_FILE = 55


def new_licences(domain: str, quarter: int) -> int:
    """Return licences issued in a quarter (0 is 1400Q4) at full size: few until 1403, then two to four times as many."""
    if quarter <= 0:
        return 0
    before = 300 if domain == "crafts" else 220
    after = 650 if domain == "crafts" else 320
    first_quarter_of_1403 = 9
    if quarter < first_quarter_of_1403:
        return before
    return after + 60 * (quarter - first_quarter_of_1403) * (2 if domain == "crafts" else 1)


#: Years for which the opening cohort (Esfand 1400) was licensed, by share: six of ten end in the winter of 1405.
OPENING_VALIDITY = ((5, 0.60), (4, 0.15), (3, 0.25))
#: Years of later licences; those of 1402 end in 1405 as well. Together they are the peak of the expiry profile in 1405.
NEW_VALIDITY_YEARS = 3
RENEWED_SHARE = 0.7

#: The carpet centre delivers nothing for two quarters. No file is not a zero.
SILENT = {("carpet_centre", "1402Q2"), ("carpet_centre", "1402Q3")}
#: One bank's files are missing from the bank lists of this quarter.
SILENT_BANK, SILENT_BANK_QUARTER = "بانک ملی", "1403Q2"

#: Note 18: what was allotted to handicrafts in each budget year, in rial; 22 milliard toman in 1400.
ALLOTTED = {
    1400: Decimal(220_000_000_000),
    1401: Decimal(260_000_000_000),
    1402: Decimal(310_000_000_000),
    1403: Decimal(420_000_000_000),
    1404: Decimal(520_000_000_000),
    1405: Decimal(600_000_000_000),
}
#: Of the 1400 share nearly nothing was asked for; in the summer of 1401 most of it is moved to tourism.
MOVED_TO_TOURISM = {1400: ("1401Q2", Decimal(150_000_000_000)), 1402: ("1403Q1", Decimal(60_000_000_000))}

#: A delivery whose amounts are in toman under a rial heading, and one in thousands: feed, office, period → divisor.
UNIT_MIX_UPS = {
    ("cooperatives", "cooperatives", "1402Q4"): 10,
    ("credit_applications", "banks", "1403Q3"): 1_000,
}
#: A register that suddenly lost a third of its rows.
SHRUNK = {("artisans", "heritage", "1404Q1")}
#: A file that comes again under the next period, byte for byte.
SENT_AGAIN = {("cooperatives", "cooperatives", "1403Q2"): "1403Q3"}
#: A file that holds rows of two periods.
MIXED_PERIODS = {("licences", "heritage", "1402Q3")}
#: Files that are no delivery of their feed: feed, office, period → what is wrong.
BROKEN = {
    ("artisans", "heritage", "1401Q1"): "wrong_feed",
    ("exports", "customs", "1400"): "truncated",
    ("cooperatives", "cooperatives", "1401Q3"): "html",
}

#: The secretariat of this craft city has nobody for half a year.
VACANT_SECRETARIAT = ("city-ravar", "1403Q1", "1403Q2")


def is_silent(office: str, period: str) -> bool:
    """Tell whether an office delivers nothing for a period."""
    return (office, calendar.quarter_of(period)) in SILENT
