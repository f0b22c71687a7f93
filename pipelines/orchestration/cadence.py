"""When the next delivery of a feed is overdue, by the cadence of its contract."""

from __future__ import annotations

from datetime import timedelta

#: Time after a delivery, with about a month's grace. A feed that comes on occasion is never overdue.
OVERDUE_AFTER: dict[str, timedelta] = {
    "daily": timedelta(days=2), "weekly": timedelta(days=10), "monthly": timedelta(days=61),
    "quarterly": timedelta(days=123), "half_yearly": timedelta(days=215), "annual": timedelta(days=396),
}  # fmt: skip
