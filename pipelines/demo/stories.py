"""What happens in the invented world: curves and events, each with the place where it can be seen.

How many persons there are, how many hold a licence and what is stated of them is the place's (``models/demo.yaml``).
Everything after Esfand 1400 is invented.
"""

from __future__ import annotations

from pipelines.configuration.demo_rules import NewLicencesPart
from pipelines.demo import calendar

#: Growth of the two registers a quarter.
GROWTH_A_QUARTER = {"crafts": 0.004, "carpet": 0.0}

OFFICE_OF_DOMAIN = {"crafts": "heritage", "carpet": "carpet_centre"}

#: Rows that the feeds of persons have together (registers of 19 quarters, licences, workshops), for so many persons and
#: workshops; and rows of the credit lists for each file that is registered in a year.
PERSON_ROWS = (3_450, 182)
CREDIT_ROWS_A_FILE = 55


def new_licences(told: NewLicencesPart, quarter: int) -> int:
    """Return licences issued in a quarter (0 is 1400Q4) at full size: few until 1403, then more each quarter."""
    if quarter <= 0:
        return 0
    first_quarter_of_1403 = 9
    if quarter < first_quarter_of_1403:
        return told.until_1402
    return told.from_1403 + told.more_a_quarter * (quarter - first_quarter_of_1403)


#: Years for which the opening cohort (Esfand 1400) was licensed, by share: six of ten end in the winter of 1405.
OPENING_VALIDITY = ((5, 0.60), (4, 0.15), (3, 0.25))
#: Years of later licences; those of 1402 end in 1405 as well. Together they are the peak of the expiry profile in 1405.
NEW_VALIDITY_YEARS = 3
RENEWED_SHARE = 0.7

#: The carpet centre delivers nothing for two quarters. No file is not a zero.
SILENT = {("carpet_centre", "1402Q2"), ("carpet_centre", "1402Q3")}
#: One bank's files are missing from the bank lists of this quarter.
SILENT_BANK, SILENT_BANK_QUARTER = "بانک ملی", "1403Q2"

#: A delivery whose amounts are in toman under a rial heading, and one in thousands: feed, office, period → divisor.
UNIT_MIX_UPS = {
    ("cooperatives", "cooperatives", "1402Q4"): 10,
    ("credit_applications", "banks", "1403Q3"): 1_000,
}
#: Columns that an office could leave out and never does: they say which credit line runs, and until when.
ALWAYS_TOLD = {("credit_allocations", name) for name in ("notified_on", "deadline", "extendable")}

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


def is_silent(office: str, period: str) -> bool:
    """Tell whether an office delivers nothing for a period."""
    return (office, calendar.quarter_of(period)) in SILENT
